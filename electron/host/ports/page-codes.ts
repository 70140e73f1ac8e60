import * as z from 'zod';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/** In pixels of the page as it stands upright in its file, from its top left corner. */
const Point = z.strictObject({ x: z.number(), y: z.number() });
const Corners = z.tuple([Point, Point, Point, Point]);

const ReadCodesRequest = z.strictObject({ jpeg: bytes });
type ReadCodesRequest = z.infer<typeof ReadCodesRequest>;

/** A code that was read: its text, its format as ISO names it, its corners from the top left one clockwise. */
export const PageCode = z.strictObject({ text: z.string(), format: z.string(), corners: Corners });
export type PageCode = z.infer<typeof PageCode>;

/** What a page shows besides its words. */
export const PageCodes = z.strictObject({
  codes: z.array(PageCode),
  /** Large codes that are there and could not be read: a torn or smeared separator may be one of them. */
  unread: z.int().min(0),
  /** Nothing stands on the page, not even a pencil's line. */
  blank: z.boolean(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type PageCodes = z.infer<typeof PageCodes>;

/** Looks for QR codes on a page, whichever way it lies; a page that cannot be decoded has none, and is not blank. */
export const readCodesKind: HelperKind<ReadCodesRequest, PageCodes, never> = {
  name: 'read-codes',
  input: ReadCodesRequest,
  output: PageCodes,
  progress: z.never(),
};
