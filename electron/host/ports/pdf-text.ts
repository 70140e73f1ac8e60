import * as z from 'zod';
import { PageWord } from '../../../shared/domain/digitisation/page-words.ts';
import type { HelperKind } from './helper-process.ts';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const TextRequest = z.strictObject({
  pdf: Bytes,
  /** The first page that is read, from 1, and how many at most. */
  from: z.int().min(1),
  most: z.int().min(1).max(50),
});

/** The words of some pages; none where a page is a picture. */
const PdfTextOfPages = z.strictObject({
  /** How many pages the file has. */
  total: z.int().nonnegative(),
  pages: z.array(z.array(PageWord)),
});
export type PdfTextOfPages = z.infer<typeof PdfTextOfPages>;

/** The text that a PDF has itself. */
export const readPdfTextKind: HelperKind<z.infer<typeof TextRequest>, PdfTextOfPages, never> = {
  name: 'read-pdf-text',
  input: TextRequest,
  output: PdfTextOfPages,
  progress: z.never(),
};

const DrawRequest = z.strictObject({ pdf: Bytes, page: z.int().min(1) });
const DrawnPdfPage = z.strictObject({ jpeg: Bytes, dpi: z.int().positive() });
export type DrawnPdfPage = z.infer<typeof DrawnPdfPage>;

/** A page of a PDF as a picture. */
export const drawPdfPageKind: HelperKind<z.infer<typeof DrawRequest>, DrawnPdfPage, never> = {
  name: 'draw-pdf-page',
  input: DrawRequest,
  output: DrawnPdfPage,
  progress: z.never(),
};
