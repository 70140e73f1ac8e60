import * as z from 'zod';
import {
  LIST_COLUMNS,
  ListColumns,
  ListFilter,
  LONGEST_VIEW_NAME,
  LONGEST_VIEW_TEXT,
} from '../domain/dossier/list-view.ts';
import { Sha256, UserId } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** A view of the list of dossiers under its name. */
export const SavedView = z.object({
  viewId: z.uuid(),
  name: z.string(),
  /** Whether the caller made it; another's can only be opened. */
  mine: z.boolean(),
  ownerName: z.string(),
  shared: z.boolean(),
  text: z.string(),
  filter: ListFilter,
  columns: z.array(z.enum(LIST_COLUMNS)),
  /** Columns and values that no longer exist, by their stored names; the view opens without them. */
  gone: z.array(z.string()),
});
export type SavedView = z.infer<typeof SavedView>;

/** What a person keeps of the list of dossiers: its columns, views under a name. */
export const lists = {
  get: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        columns: z.array(z.enum(LIST_COLUMNS)),
        /** The caller's own, then those that others share. */
        views: z.array(SavedView),
        /** Everybody who may have received a dossier. */
        clerks: z.array(z.object({ userId: UserId, name: z.string() })),
      }),
    ),
  setColumns: command('dossier:see')
    .input(commandInput({ columns: ListColumns }))
    .output(z.object({ columns: ListColumns })),
  /** Keeps a view under an id that the caller makes: a new one, or what one of their own is from now on. */
  saveView: command('dossier:see')
    .input(
      commandInput({
        viewId: z.uuid(),
        name: oneLine(LONGEST_VIEW_NAME),
        shared: z.boolean(),
        text: nameOfThing(LONGEST_VIEW_TEXT, 0),
        filter: ListFilter,
        columns: ListColumns,
      }),
    )
    .output(z.object({ viewId: z.uuid(), name: z.string() }))
    .errors({
      VIEW_NAME_TAKEN: { status: 409, data: z.object({ name: z.string() }) },
      VIEW_OF_ANOTHER: { status: 403, data: z.object({ ownerName: z.string() }) },
      VIEWS_FULL: { status: 409, data: z.object({ most: z.number().int() }) },
    }),
  /**
   * Writes what a list shows into a file that can be fetched for a day. The caller makes the id, by which the pushed progress is known and the export
   * stopped. Nothing is left of one that was stopped or failed.
   */
  export: command('dossier:export')
    .input(
      commandInput({
        exportId: z.uuid(),
        format: z.enum(['xlsx', 'csv']),
        text: z.string().max(20_000),
        filter: ListFilter,
        columns: ListColumns,
      }),
    )
    .output(
      z.object({
        sha256: Sha256,
        size: z.number().int(),
        rows: z.number().int(),
        fileName: z.string(),
        keepUntil: InstantText,
      }),
    )
    .errors({
      EXPORT_RUNNING: { status: 409, data: none },
      EXPORT_CANCELLED: { status: 409, data: none },
      NOTHING_TO_EXPORT: { status: 409, data: none },
    }),
  cancelExport: command('dossier:export')
    .input(commandInput({ exportId: z.uuid() }))
    .output(none),
  removeView: command('dossier:see')
    .input(commandInput({ viewId: z.uuid() }))
    .output(none)
    .errors({
      VIEW_UNKNOWN: { status: 404, data: none },
      VIEW_OF_ANOTHER: { status: 403, data: z.object({ ownerName: z.string() }) },
    }),
};
