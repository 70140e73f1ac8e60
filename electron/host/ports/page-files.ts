import * as z from 'zod';
import { CleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { Flatten } from '../../../shared/domain/digitisation/flatten.ts';
import { PageWord } from '../../../shared/domain/digitisation/page-words.ts';
import type { Result } from '../../../shared/types/result.ts';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const dpi = z.number().positive().nullable();
const none = z.strictObject({});
/** From 1. */
const ofPage = z.strictObject({ page: z.int().positive() });

function refusal<const C extends string, S extends z.ZodType>(code: C, data: S) {
  return z.strictObject({ code: z.literal(code), data });
}

/** Everything expected that keeps a file, or a page of a scanner, out of a dossier. */
export const PageFileRefusal = z.discriminatedUnion('code', [
  refusal('FILE_EMPTY', none),
  /** No picture and no PDF, or one that is damaged or ends too early at this page. */
  refusal('IMAGE_UNREADABLE', ofPage),
  /** A picture of a kind that is not taken: another format, lossless or 12-bit JPEG. */
  refusal('IMAGE_UNSUPPORTED', ofPage),
  /** More dots or pages than any paper of a counter has. */
  refusal('IMAGE_TOO_LARGE', ofPage),
  refusal('PDF_ENCRYPTED', none),
  refusal('PDF_UNREADABLE', none),
  refusal('PDF_WITHOUT_PAGES', none),
  refusal('PDF_WITH_SCRIPT', none),
  /** An action that runs, sends or opens something: its name in the standard. */
  refusal('PDF_WITH_ACTION', z.strictObject({ action: z.string() })),
  refusal('PDF_WITH_FILES', none),
  refusal('PDF_WITH_XFA', none),
  refusal('PDF_WITH_MEDIA', none),
  /** Takes more memory to read than any paper of a counter: made to exhaust a reader, or no paper. */
  refusal('FILE_TOO_COMPLEX', none),
]);
export type PageFileRefusal = z.infer<typeof PageFileRefusal>;

/** What work on files of pages answers: a refusal is a usual answer, not a failure of the helper. */
export type PageFileOutcome<T> = Result<T, PageFileRefusal>;

export function outcomeOf<T>(value: z.ZodType<T>): z.ZodType<PageFileOutcome<T>> {
  const accepted = z.strictObject({ ok: z.literal(true), value });
  const refused = z.strictObject({ ok: z.literal(false), refusal: PageFileRefusal });
  return z.union([accepted, refused]) as z.ZodType<PageFileOutcome<T>>;
}

/** A page as JPEG; `width` and `height` in pixels as it stands upright, `dpi` null where the file states none (or two different ones). */
export const ImportedPage = z.strictObject({
  jpeg: bytes,
  dpi,
  width: z.int().positive(),
  height: z.int().positive(),
});
export type ImportedPage = z.infer<typeof ImportedPage>;

/** What a file is: pages, or a PDF that is kept as it is. */
export const ImportedFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('images'), pages: z.array(ImportedPage).min(1) }),
  z.strictObject({ kind: z.literal('pdf'), pages: z.int().positive() }),
]);
export type ImportedFile = z.infer<typeof ImportedFile>;

const ImportRequest = z.strictObject({ bytes });
type ImportRequest = z.infer<typeof ImportRequest>;

/** Degrees by which a page is turned clockwise. */
const Turn = z.literal([0, 90, 180, 270]);

/** What was read on the picture as it came in, and what was done to it since. */
const PageText = z.strictObject({
  words: z.array(PageWord),
  cleanUp: CleanUp.extend({ flatten: Flatten.nullable() }),
});

/** A file that host and helper share, and its key. */
export const SealedFile = z.strictObject({ path: z.string().min(1), key: bytes });

const G4Size = z.strictObject({ width: z.int().positive(), height: z.int().positive() });

const AssembleRequest = z.strictObject({
  /** `dpi` as the scanner was asked; null: as the picture states it. A turn is in the page, never in the picture. */
  pages: z
    .array(
      z.strictObject({
        file: SealedFile,
        dpi,
        turn: Turn.default(0),
        text: PageText.optional(),
        /** Of a file that is no JPEG but CCITT group 4: its size in pixels. */
        g4: G4Size.optional(),
      }),
    )
    .min(1),
  /** Where the PDF is written. */
  target: SealedFile,
  facts: z.strictObject({ title: z.string(), author: z.string().optional(), createdAt: z.iso.datetime() }),
});
export type AssembleRequest = z.input<typeof AssembleRequest>;

const AssembledScan = z.strictObject({ pages: z.int().positive(), bytes: z.int().positive() });
/** The target lies where nothing more can be written. */
export const NoRoom = z.strictObject({ ok: z.literal(false), refusal: refusal('DISK_FULL', none) });
export type AssembleOutcome = PageFileOutcome<z.infer<typeof AssembledScan>> | z.infer<typeof NoRoom>;

const ThumbnailRequest = z.strictObject({ jpeg: bytes, width: z.int().positive().max(2000) });
type ThumbnailRequest = z.infer<typeof ThumbnailRequest>;

const Thumbnail = z.strictObject({ jpeg: bytes });
type Thumbnail = z.infer<typeof Thumbnail>;

/**
 * Looks into a file by its content, never by its name: JPEG, PNG and TIFF become pages, a PDF is counted. JPEG bytes come back untouched, so
 * a page that a scanner sent goes through the same check.
 */
export const importFileKind: HelperKind<ImportRequest, PageFileOutcome<ImportedFile>, never> = {
  name: 'import-file',
  input: ImportRequest,
  output: outcomeOf(ImportedFile),
  progress: z.never(),
};

/** Pages in their order as one PDF, JPEG bytes untouched, from file to file; the same pages and facts give the same bytes. */
export const assembleScanKind: HelperKind<AssembleRequest, AssembleOutcome, never> = {
  name: 'assemble-scan',
  input: AssembleRequest,
  output: z.union([outcomeOf(AssembledScan), NoRoom]),
  progress: z.never(),
};

/** A small upright picture of a page, `width` pixels wide or the page's own width if that is less. */
export const pageThumbnailKind: HelperKind<ThumbnailRequest, PageFileOutcome<Thumbnail>, never> = {
  name: 'page-thumbnail',
  input: ThumbnailRequest,
  output: outcomeOf(Thumbnail),
  progress: z.never(),
};
