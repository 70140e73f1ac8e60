import * as z from 'zod';
import { Sha256 } from '../../../shared/types/ids.ts';
import type { HelperKind } from './helper-process.ts';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const DrawnRequest = z.strictObject({
  pdf: Bytes,
  /** Also the pages whose objects are the same in both revisions; else they are left alone. */
  everyPage: z.boolean(),
  /** Of how many changed pages pictures are wanted. */
  pictures: z.int().min(0).max(12),
});

/** A part of a page, in thousandths of its width and height from the top left. */
const PageBox = z.strictObject({ left: z.int(), top: z.int(), width: z.int(), height: z.int() });

/** The pages of each signed revision against those of the next, and of the last against the file, as they are drawn. */
const DrawnRevisions = z.strictObject({
  /** Where each signed revision ends, its SHA-256, and how many signatures end there or before. */
  revisions: z.array(z.strictObject({ end: z.int(), sha256: Sha256, signatures: z.int() })),
  /** Pages of the whole file. */
  pages: z.int(),
  /** Pages drawn in two revisions and compared. */
  drawn: z.int(),
  /** Pages that were not drawn because each of their objects is the same in both. */
  same: z.int(),
  /** Pages with other objects that could not be drawn in both. */
  undrawn: z.array(z.int()),
  /** Pages that look otherwise outside the boxes in which they may; `signatures` were made before that. */
  changed: z.array(z.strictObject({ page: z.int(), signatures: z.int(), boxes: z.array(PageBox) })),
  pictures: z.array(z.strictObject({ page: z.int(), before: Bytes.nullable(), after: Bytes.nullable() })),
});
export type DrawnRevisions = z.infer<typeof DrawnRevisions>;

/** What drawing may cost: it stops by itself after `drawMs`, and what is left undrawn then is said. */
export const DRAWING_LIMITS = { drawMs: 12_000, killMs: 25_000, memoryMb: 500 } as const;

/** Draws the revisions of a signed PDF and compares them dot by dot: a second line behind the comparison of objects. */
export const compareDrawnKind: HelperKind<
  z.infer<typeof DrawnRequest>,
  DrawnRevisions,
  { done: number; total: number }
> = {
  name: 'compare-drawn',
  input: DrawnRequest,
  output: DrawnRevisions,
  progress: z.strictObject({ done: z.int(), total: z.int() }),
};
