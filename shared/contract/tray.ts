import * as z from 'zod';
import { Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { Pages, Place, PlaceRefusals } from './scan.ts';

const none = z.object({});
const TrayId = z.uuid();
const Gone = { TRAY_FILE_GONE: { status: 409, data: z.object({ trayId: z.string() }) } } as const;

/** A file of the watched folder that waits for somebody. */
export const TrayFile = z.object({
  trayId: TrayId,
  /** What the scanner's program called it. */
  name: z.string(),
  arrivedAt: InstantText,
  kind: z.enum(['images', 'pdf', 'refused']),
  /** Its pages as pictures; the document itself of a PDF; empty when it was refused. */
  files: z.array(Sha256),
  pages: z.number().int(),
  /** Why it could not be taken: a refusal of files, or FILE_TOO_LARGE. */
  refusal: z.string().nullable(),
});
export type TrayFile = z.infer<typeof TrayFile>;

/** The tray: what a scanner's own program put into the watched folder, until it goes into a component. */
export const tray = {
  list: query('dossier:receive')
    .input(queryInput({}))
    .output(
      z.object({
        /** Null while no folder is watched. */
        folder: z.string().nullable(),
        folderMissing: z.boolean(),
        /** The oldest first, 200 at most. */
        files: z.array(TrayFile),
      }),
    ),
  file: command('dossier:receive')
    .input(commandInput({ trayId: TrayId, ...Place }))
    .output(Pages)
    .errors({ ...PlaceRefusals, ...Gone }),
  drop: command('dossier:receive')
    .input(commandInput({ trayId: TrayId }))
    .output(none)
    .errors(Gone),
  restore: command('dossier:receive')
    .input(commandInput({ trayId: TrayId }))
    .output(none)
    .errors(Gone),
  folder: query('device:administer')
    .input(queryInput({}))
    .output(z.object({ folder: z.string().nullable(), folderMissing: z.boolean() })),
  watch: command('device:administer')
    /** Null: no folder is watched any more. */
    .input(commandInput({ folder: nameOfThing(1000).nullable() }))
    .output(z.object({ folder: z.string().nullable() }))
    .errors({
      WATCHED_FOLDER_UNUSABLE: { status: 422, data: z.object({ folder: z.string(), reason: z.string() }) },
    }),
};
