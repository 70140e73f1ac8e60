import { PDFDocument } from 'pdf-lib';
import type * as z from 'zod';
import type { drawFormKind, drawFormPieceKind, joinPdfsKind } from '../../host/ports/paper-drawing.ts';
import { drawForm, drawFormPiece } from './draw-form.ts';
import { lackingLetters } from './layout/typeface.ts';

/** Draws a form. */
export async function runDrawForm(input: z.infer<typeof drawFormKind.input>) {
  const { form, values, paper, copies, watermark, place, trial } = input;
  const pdf = await drawForm(form, values, {
    paper,
    copies,
    watermark: watermark ?? undefined,
    place,
    trial,
  });
  return { pdf, lacking: await lackingLetters(JSON.stringify([form, values])) };
}

/** Draws a piece of a form. */
export async function runDrawFormPiece(input: z.infer<typeof drawFormPieceKind.input>) {
  const { form, values, paper, watermark, piece } = input;
  const drawn = await drawFormPiece(form, values, { paper, watermark: watermark ?? undefined, piece });
  return { ...drawn, lacking: await lackingLetters(JSON.stringify([form, values])) };
}

/** Joins files that this program drew. */
export async function runJoinPdfs({ files }: z.infer<typeof joinPdfsKind.input>) {
  const joined = await PDFDocument.create();
  for (const file of files) {
    const pdf = await PDFDocument.load(file);
    for (const page of await joined.copyPages(pdf, pdf.getPageIndices())) joined.addPage(page);
  }
  return { pdf: await joined.save() };
}
