import * as z from 'zod';
import { SIGNED_PAPERS, UNDECIDED_REASONS } from '../domain/sheet/sort-stack.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, PlainDateText } from '../types/text.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput, resumableCommand } from './procedure.ts';
import { Pages, Place, PlaceRefusals, ScanOrder, ScanRefusals } from './scan.ts';

const none = z.object({});
const { DOSSIER_UNKNOWN, DOSSIER_CLOSED } = PlaceRefusals;
/** A feeder takes stacks. */
const { source: _, ...FeederOrder } = ScanOrder;
const StackRefusals = {
  /** Its pages are coming in, or are being sorted. */
  STACK_BUSY: { status: 409, data: none },
} as const;
const PageGone = { STACK_PAGE_GONE: { status: 409, data: none } } as const;
const OfPage = { stackPageId: z.uuid() };

/** What became of a stack. */
export const SortedStack = z.object({
  runId: z.uuid(),
  pages: z.int(),
  filed: z.array(
    z.object({
      dossierId: DossierId,
      code: z.string(),
      componentId: z.string(),
      componentName: z.string(),
      pages: z.int(),
    }),
  ),
  signed: z.array(
    z.object({ dossierId: DossierId, code: z.string(), kind: z.enum(SIGNED_PAPERS), pages: z.int() }),
  ),
  /** Separators and their empty backs, kept beside the digital copies. */
  setAside: z.int(),
  undecided: z.int(),
  /** Null when the feeder ran empty by itself; else the pages that came are sorted all the same. */
  stopped: Pages.shape.stopped,
});
export type SortedStack = z.infer<typeof SortedStack>;

/** A page that waits for a person. */
export const WaitingPage = z.object({
  ...OfPage,
  sha256: Sha256,
  reason: z.enum(UNDECIDED_REASONS),
  /** Its number in the stack, from 1. */
  number: z.int(),
  arrivedAt: InstantText,
  /** The dossier whose stack it came with; null for a stack of several. */
  dossierId: DossierId.nullable(),
});
export type WaitingPage = z.infer<typeof WaitingPage>;

/** A whole dossier, or several, through the feeder at once: sheets between the components say where the pages go. */
export const stack = {
  /** Draws a separator for each component whose pages are still to come. */
  drawSeparators: command('dossier:receive')
    .input(commandInput({ dossierId: DossierId, paper: z.enum(['A5', 'A4']) }))
    .output(DrawnPaper.extend({ sheets: z.int().positive() }))
    .errors({
      DOSSIER_UNKNOWN,
      DOSSIER_CLOSED,
      NOTHING_TO_SCAN: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /**
   * Takes what lies in the feeder and files it by the sheets between. Of one dossier, what belongs to another waits; with null, each page goes to the
   * dossier that its separator names, and signed papers to theirs. The request id names the stack.
   */
  run: resumableCommand('dossier:receive')
    .input(commandInput({ dossierId: DossierId.nullable(), ...FeederOrder }))
    .output(SortedStack)
    .errors({ DOSSIER_UNKNOWN, DOSSIER_CLOSED, ...ScanRefusals, ...StackRefusals }),
  /** Sorts a stack that a crash cut off. */
  sort: resumableCommand('dossier:receive')
    .input(commandInput({ runId: z.uuid() }))
    .output(SortedStack)
    .errors({ STACK_UNKNOWN: { status: 404, data: none }, ...StackRefusals }),
  waiting: query('dossier:receive')
    .input(queryInput({}))
    .output(
      z.object({
        /** As they came, 200 at most. */
        pages: z.array(WaitingPage),
        /** Stacks that were cut off, with how many pages each has. */
        interrupted: z.array(
          z.object({
            runId: z.uuid(),
            dossierId: DossierId.nullable(),
            pages: z.int(),
            begunAt: InstantText,
          }),
        ),
      }),
    ),
  /** The title that stands on a page that waits and the component that it seems to be, for a person to decide; it takes seconds. */
  suggestPlace: query('dossier:receive')
    .input(queryInput({ ...OfPage, dossierId: DossierId }))
    .output(z.object({ title: z.string().nullable(), componentId: z.string().nullable() }))
    .errors({ DOSSIER_UNKNOWN, ...PageGone }),
  /** Puts a page that waits behind the pages of a component. */
  file: command('dossier:receive')
    .input(commandInput({ ...OfPage, ...Place }))
    .output(Pages.pick({ pages: true }))
    .errors({ ...PlaceRefusals, ...PageGone }),
  /** Files a page that waits as a paper that the citizen signed. */
  fileSigned: command('dossier:receive')
    .input(commandInput({ ...OfPage, dossierId: DossierId, kind: z.enum(SIGNED_PAPERS) }))
    .output(none)
    .errors({ DOSSIER_UNKNOWN, DOSSIER_VOIDED: { status: 409, data: none }, ...PageGone }),
  /** Sets a page aside that belongs nowhere; it is kept. */
  setAside: command('dossier:receive').input(commandInput(OfPage)).output(none).errors(PageGone),
  /** A page that was set aside, by a person or as a separator, waits again. */
  takeBack: command('dossier:receive').input(commandInput(OfPage)).output(none).errors(PageGone),
  /** What citizens should have signed on a day and nobody scanned yet. */
  missingSigned: query('dossier:see')
    .input(queryInput({ day: PlainDateText }))
    .output(
      z.object({
        papers: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            procedureName: z.string(),
            ownerName: z.string(),
            kind: z.enum(SIGNED_PAPERS),
            at: InstantText,
            byName: z.string(),
          }),
        ),
        total: z.int(),
      }),
    ),
};
