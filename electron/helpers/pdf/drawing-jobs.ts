import { PDFDocument } from 'pdf-lib';
import type * as z from 'zod';
import type {
  drawCertificationKind,
  drawFormKind,
  drawFormPieceKind,
  joinPdfsKind,
} from '../../host/ports/paper-drawing.ts';
import { drawCertification } from './draw-certification.ts';
import { drawForm, drawFormPiece } from './draw-form.ts';
import { lackingLetters } from './layout/typeface.ts';

/** Draws a form. */
export async function runDrawForm(input: z.infer<typeof drawFormKind.input>) {
  const { form, values, paper, copies, watermark, place } = input;
  const pdf = await drawForm(form, values, { paper, copies, watermark: watermark ?? undefined, place });
  return { pdf, lacking: await lackingLetters(JSON.stringify([form, values])) };
}

/** Draws a piece of a form. */
export async function runDrawFormPiece(input: z.infer<typeof drawFormPieceKind.input>) {
  const { form, values, paper, watermark, piece } = input;
  const drawn = await drawFormPiece(form, values, { paper, watermark: watermark ?? undefined, piece });
  return { ...drawn, lacking: await lackingLetters(JSON.stringify([form, values])) };
}

/** Draws the statement of a certified copy. */
export async function runDrawCertification(input: z.infer<typeof drawCertificationKind.input>) {
  const { pdf, text, signatory, at, lastPageImage, watermark } = input;
  const drawn = await drawCertification(pdf, {
    text,
    signatory,
    at,
    lastPageImage: lastPageImage ?? undefined,
    watermark: watermark ?? undefined,
  });
  return {
    ...drawn,
    officerRect: [...drawn.officerRect] as [number, number, number, number],
    agencyRect: [...drawn.agencyRect] as [number, number, number, number],
  };
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
