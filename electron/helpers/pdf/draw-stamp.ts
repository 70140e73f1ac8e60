import type { StatementPlace } from '../../../shared/domain/certification/statement-place.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import type { FormValues } from '../../../shared/forms/form-values.ts';
import { certificationLayout } from './certification-layout.ts';
import { createDocument, savePlain, setDocumentId, writeXmp } from './document-facts.ts';
import { mm, PAPERS } from './layout/paper.ts';
import { createPen } from './layout/pen.ts';
import { embedTypeface } from './layout/typeface.ts';
import { drawWatermark } from './layout/watermark.ts';

/** Printers leave this much blank at the lower edge. */
const EDGE = mm(8);

/**
 * Draws a form that is printed onto a page which is not blank: its statement and lines in a frame at a place of the sheet, with room for a signature
 * and a seal. One that would run off the sheet's lower edge is moved up.
 */
export async function drawStamp(
  definition: FormDefinition,
  values: FormValues,
  { place, watermark }: { place: StatementPlace; watermark: string | undefined },
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
  if (watermark !== undefined) drawWatermark(pen, typeface, { width, height }, watermark);
  setDocumentId(pdf, JSON.stringify([definition.id, values, place, watermark ?? null]));
  writeXmp(pdf, values.issuedAt);
  return savePlain(pdf);
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
