import { type StatementPlace, TRIAL_LINES_MM } from '../../../shared/domain/certification/statement-place.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import type { FormValues } from '../../../shared/forms/form-values.ts';
import { STATEMENT_CODE_NOTE } from '../../../shared/forms/nd-23-2015/copy-statement.ts';
import { certificationLayout } from './certification-layout.ts';
import { createDocument, savePlain, setDocumentId, writeXmp } from './document-facts.ts';
import { mm, PAPERS } from './layout/paper.ts';
import { createPen, type Pen } from './layout/pen.ts';
import { qrBoxes } from './layout/qr.ts';
import { breakBalanced, breakLines, drawLine, lineHeight } from './layout/text-lines.ts';
import { embedTypeface, type Typeface } from './layout/typeface.ts';
import { drawWatermark } from './layout/watermark.ts';

/** The code, quiet zone included, and where it begins in the frame. */
const CODE_SIDE = mm(19);
const CODE_LEFT = mm(3.2);
/** Printers leave this much blank at the lower edge. */
const EDGE = mm(8);

/**
 * Draws a form that is printed onto a page which is not blank: its statement and lines in a frame at a place of the sheet, with room for a signature
 * and a seal. One that would run off the sheet's lower edge is moved up. What proves it stands as a code left of the seal; `trial` adds lines to measure.
 */
export async function drawStamp(
  definition: FormDefinition,
  values: FormValues,
  {
    place,
    watermark,
    trial,
  }: { place: StatementPlace; watermark: string | undefined; trial: string | undefined },
): Promise<Uint8Array> {
  const pdf = await createDocument({
    title: definition.title,
    author: values.office.superior,
    createdAt: values.issuedAt,
  });
  const typeface = await embedTypeface(pdf, ['regular', 'bold', 'italic']);
  const { width, height } = PAPERS.A4;
  const page = pdf.addPage([width, height]);
  const pen = createPen(page, typeface, { height, origin: { x: 0, y: 0 } });
  const layout = certificationLayout(typeface, wordsOf(definition, values), signatoryOf(values));
  const left = Math.min(mm(place.leftMm), width - layout.width);
  const top = Math.min(mm(place.topMm), height - layout.height - EDGE);
  layout.draw(pen, left, top);
  if (values.proof !== undefined) drawCode(pen, typeface, values.proof, left, top + layout.agencyField.y);
  if (trial !== undefined) drawTrialLines(pen, typeface, { width, height }, trial);
  if (watermark !== undefined) drawWatermark(pen, typeface, { width, height }, watermark);
  setDocumentId(pdf, JSON.stringify([definition.id, values, place, watermark ?? null, trial ?? null]));
  writeXmp(pdf, values.issuedAt);
  return savePlain(pdf);
}

/** The code in the strip that neither the officer's column nor the seal needs, and below it what it is not. */
function drawCode(pen: Pen, typeface: Typeface, proof: string, left: number, top: number): void {
  pen.fillBoxes(qrBoxes(proof, left + CODE_LEFT, top, CODE_SIDE));
  const size = 6;
  const note = breakBalanced(typeface, [{ text: STATEMENT_CODE_NOTE, style: 'italic' }], size, CODE_SIDE);
  for (const [at, line] of note.entries()) {
    const y = top + CODE_SIDE + at * lineHeight(size);
    drawLine(pen, typeface, line, { x: left + CODE_LEFT, y, width: CODE_SIDE, size, align: 'centre' });
  }
}

/** Two lines at a known distance from the left and the upper edge with a ruler on each, as millimetres are measured with any ruler. */
function drawTrialLines(
  pen: Pen,
  typeface: Typeface,
  { width, height }: { width: number; height: number },
  words: string,
): void {
  const at = mm(TRIAL_LINES_MM);
  pen.rule(at, 0, at, height, 0.6);
  pen.rule(0, at, width, at, 0.6);
  for (let step = 5; mm(step) < height; step += 5) {
    const length = step % 10 === 0 ? mm(4) : mm(2);
    pen.rule(at, mm(step), at + length, mm(step), 0.4);
    if (step % 50 === 0) pen.text(at + mm(5), mm(step) + 3, String(step), 'regular', 8);
    if (mm(step) > width) continue;
    pen.rule(mm(step), at, mm(step), at + length, 0.4);
    if (step % 50 === 0) pen.text(mm(step) + 2, at + mm(7), String(step), 'regular', 8);
  }
  const room = { x: mm(35), width: mm(150) };
  const lines = breakLines(typeface, [{ text: words.normalize('NFC'), style: 'regular' }], 13, room.width);
  for (const [index, line] of lines.entries())
    drawLine(pen, typeface, line, { ...room, y: mm(45) + index * lineHeight(13), size: 13, align: 'left' });
}

/** The statement, and every line of fields but the signer's name, which stands below the room for the signature. */
function wordsOf({ fields }: FormDefinition, { fields: said }: FormValues) {
  const statement = fields.find(({ kind }) => kind === 'statement');
  const lines = fields.flatMap((field) =>
    field.kind === 'line' && field.parts.every(({ key }) => key !== 'signer')
      ? [field.parts.map(({ label, joint, key }) => `${label}${joint}${String(said[key] ?? '')}`).join(' ')]
      : [],
  );
  return { statement: statement?.kind === 'statement' ? statement.text : '', lines };
}

function signatoryOf({ fields }: FormValues) {
  const titles = fields['titles'];
  return {
    titleLines: Array.isArray(titles) ? titles.map(String) : [],
    name: String(fields['signer'] ?? ''),
  };
}
