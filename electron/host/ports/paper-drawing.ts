import * as z from 'zod';
import { PrinterShift, StatementPlace } from '../../../shared/domain/certification/statement-place.ts';
import { PAPER_SIZES } from '../../../shared/domain/print/paper-size.ts';
import { FormDefinition } from '../../../shared/forms/form-definition.ts';
import { FormValues } from '../../../shared/forms/form-values.ts';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const DrawFormInput = z.strictObject({
  form: FormDefinition,
  values: FormValues,
  paper: z.enum(PAPER_SIZES),
  copies: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Words across every page of a practice paper. */
  watermark: z.string().nullable(),
  /** Of a stamp: where it stands on the sheet. */
  place: StatementPlace.optional(),
  /** Of a stamp: words beside lines at known distances from the edges, for somebody who measures what a printer makes of them. */
  trial: z.string().optional(),
});
type DrawFormInput = z.infer<typeof DrawFormInput>;

/** Drawing a printed form away from the host's thread; the same input gives the same bytes. */
export const drawFormKind: HelperKind<DrawFormInput, { pdf: Uint8Array; lacking: string }, never> = {
  name: 'draw-form',
  input: DrawFormInput,
  /** `lacking`: the letters that the font does not have and that stand as empty boxes, each once. */
  output: z.strictObject({ pdf: bytes, lacking: z.string() }),
  progress: z.never(),
};

const DrawFormPieceInput = DrawFormInput.omit({ copies: true, place: true, trial: true }).extend({
  piece: z.strictObject({ rowsBefore: z.int().min(0), pagesBefore: z.int().min(0), more: z.boolean() }),
});
type DrawFormPieceInput = z.infer<typeof DrawFormPieceInput>;

/**
 * Drawing a piece of a form whose table is longer than one piece of work should be; `rows` of those given stand on its `pages`. `lacking` as of
 * {@link drawFormKind}, of all that was given.
 */
export const drawFormPieceKind: HelperKind<
  DrawFormPieceInput,
  { pdf: Uint8Array; rows: number; pages: number; lacking: string },
  never
> = {
  name: 'draw-form-piece',
  input: DrawFormPieceInput,
  output: z.strictObject({ pdf: bytes, rows: z.int().min(0), pages: z.int().min(1), lacking: z.string() }),
  progress: z.never(),
};

/** Pages of several files one after the other in one file, for printing. */
export const joinPdfsKind: HelperKind<{ files: Uint8Array[] }, { pdf: Uint8Array }, never> = {
  name: 'join-pdfs',
  input: z.strictObject({ files: z.array(bytes).min(1) }),
  output: z.strictObject({ pdf: bytes }),
  progress: z.never(),
};

/**
 * One file of what goes to a printer: papers one after the other, each page of a reprint with its mark in the upper margin, and what must meet a printed page moved as
 * that printer needs it.
 */
export const readyPrintKind: HelperKind<
  { files: { pdf: Uint8Array; mark: string | null; shift: PrinterShift | null }[]; at: string },
  { pdf: Uint8Array },
  never
> = {
  name: 'ready-print',
  input: z.strictObject({
    files: z
      .array(z.strictObject({ pdf: bytes, mark: z.string().nullable(), shift: PrinterShift.nullable() }))
      .min(1),
    at: z.iso.datetime({ precision: 3 }),
  }),
  output: z.strictObject({ pdf: bytes }),
  progress: z.never(),
};
