import * as z from 'zod';
import { CleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { Flatten, PaperSize } from '../../../shared/domain/digitisation/flatten.ts';
import { PageMeasures } from '../../../shared/domain/digitisation/page-measures.ts';
import type { HelperKind } from './helper-process.ts';
import { NoRoom, outcomeOf, type PageFileOutcome, SealedFile } from './page-files.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const dpi = z.number().positive().nullable();

/** A page in small, to be laid over the next one. */
export const PageImprint = z.strictObject({
  columns: z.int().positive(),
  rows: z.int().positive(),
  ink: bytes,
});
export type PageImprint = z.infer<typeof PageImprint>;

const MeasureRequest = z.strictObject({
  jpeg: bytes,
  /** As the scanner was asked; null: as the picture states it. */
  dpi,
  /** Of a photograph: which paper it shows, and how a person had it made flat; `chosen` is absent where nobody said. */
  photo: z.strictObject({ paper: PaperSize, chosen: Flatten.nullable().optional() }).nullable(),
  /** The page before it in its component; null for the first. */
  before: PageImprint.nullable(),
});
type MeasureRequest = z.infer<typeof MeasureRequest>;

const MeasuredPage = z.strictObject({ measures: PageMeasures, imprint: PageImprint });
type MeasuredPage = z.infer<typeof MeasuredPage>;

/** Measures a page, without judging it. */
export const measurePageKind: HelperKind<MeasureRequest, PageFileOutcome<MeasuredPage>, never> = {
  name: 'measure-page',
  input: MeasureRequest,
  output: outcomeOf(MeasuredPage),
  progress: z.never(),
};

const ShrinkRequest = z.strictObject({
  /** The page, a JPEG. */
  file: SealedFile,
  dpi,
  /** Bytes that it may have. */
  limit: z.int().min(0),
  /** Where the page is written that takes its place. */
  target: SealedFile,
});
type ShrinkRequest = z.infer<typeof ShrinkRequest>;

/** What became of the page; null where nothing that may be done makes it smaller, and then nothing is written. */
const Shrunk = z
  .strictObject({
    bytes: z.int().positive(),
    quality: z.int().min(1).max(100),
    dpi: z.number().positive(),
    /** Whether it has no more bytes than it may; else it is as small as it can be read. */
    met: z.boolean(),
  })
  .nullable();
export type ShrinkOutcome = PageFileOutcome<z.infer<typeof Shrunk>> | z.infer<typeof NoRoom>;

/** Codes a page anew, from file to file, so that it has fewer bytes and can be read as before. */
export const shrinkPageKind: HelperKind<ShrinkRequest, ShrinkOutcome, never> = {
  name: 'shrink-page',
  input: ShrinkRequest,
  output: z.union([outcomeOf(Shrunk), NoRoom]),
  progress: z.never(),
};

const CleanRequest = z.strictObject({ jpeg: bytes, dpi, cleanUp: CleanUp });
type CleanRequest = z.infer<typeof CleanRequest>;

/** A picture as it goes into a PDF: a JPEG, or one bit a pixel by CCITT group 4 (ITU-T T.6), whose size and dots per inch stand beside it. */
const CleanedPage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jpeg'), bytes }),
  z.strictObject({
    kind: z.literal('g4'),
    bytes,
    width: z.int().positive(),
    height: z.int().positive(),
    dpi: z.number().positive(),
  }),
]);
export type CleanedPage = z.infer<typeof CleanedPage>;

/** Carries the clean-up of a page out on a copy of it. */
export const cleanPageKind: HelperKind<CleanRequest, PageFileOutcome<CleanedPage>, never> = {
  name: 'clean-page',
  input: CleanRequest,
  output: outcomeOf(CleanedPage),
  progress: z.never(),
};
