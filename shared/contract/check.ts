import * as z from 'zod';
import { FileVerdict } from '../domain/certification/verdict.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { DrawnFile } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** A part of a page, in thousandths of its width and height from the top left. */
const Box = z.object({ left: z.int(), top: z.int(), width: z.int(), height: z.int() });

/** A root certificate that a signature leads to, and who brought it here. */
const Root = z.object({
  fingerprint: Sha256,
  subject: z.string(),
  fileName: z.string(),
  addedAt: InstantText,
  addedBy: z.string().nullable(),
  /** Of a demonstration: nothing that it issued has legal value. */
  isDemo: z.boolean(),
});

/** What the book of certifications says of a file. */
const BookMatch = z.object({
  /**
   * `newest`: as it stands now. `earlier`: the same copy before something was added to it that proves its time. `later`: one of our versions with
   * something behind it that was not added here. `half`: never finished, the agency's signature is lacking.
   */
  version: z.enum(['newest', 'earlier', 'later', 'half']),
  state: z.enum(['issued', 'pending', 'void']),
  number: z.string(),
  book: z.string(),
  certifiedOn: z.string(),
  title: z.string(),
  requester: z.string(),
  signerName: z.string(),
  voidReason: z.string().nullable(),
  dossierId: DossierId,
  dossierCode: z.string(),
});

const CheckedFile = z.object({
  sha256: Sha256,
  size: z.int(),
  checkedAt: InstantText,
  checkedBy: z.string(),
  verdict: FileVerdict,
  /** Pages of the file; null where they could not be counted. */
  pages: z.int().nullable(),
  /** What was drawn and compared; null where nothing could be. */
  looks: z.object({ drawn: z.int(), same: z.int(), undrawn: z.array(z.int()) }).nullable(),
  /** Pages that look otherwise than when they were signed; small pictures of them as JPEG in base64. */
  changes: z.array(
    z.object({
      page: z.int(),
      boxes: z.array(Box),
      before: z.base64().nullable(),
      after: z.base64().nullable(),
    }),
  ),
  roots: z.array(Root),
  entry: BookMatch.nullable(),
  places: z.array(z.object({ dossierId: DossierId, dossierCode: z.string(), name: z.string() })),
  /** Texts of codes of ours on the pages of a file without signatures: a slip's, a statement's. */
  codes: z.array(z.string()),
});
export type CheckedFile = z.infer<typeof CheckedFile>;

const Refusals = {
  FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
  VERIFYING_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

/** The screen on which anybody's signed file is judged, whoever brings it. */
export const check = {
  /** Judges a file that was given to the host, thoroughly; `checkId` is made by the caller, by which the pushed progress is known. */
  file: query('dossier:see')
    .input(queryInput({ sha256: Sha256, checkId: z.uuid() }))
    .output(CheckedFile)
    .errors(Refusals),
  /** Judges it again and draws what was found, to be handed to whoever asked. */
  report: command('dossier:see')
    .input(commandInput({ sha256: Sha256, fileName: oneLine(200) }))
    .output(DrawnFile)
    .errors({ ...Refusals, PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) } }),
};
