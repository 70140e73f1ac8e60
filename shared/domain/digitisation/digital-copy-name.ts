import * as z from 'zod';

/** A name by the rule below. */
export const DigitalCopyName = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,195}\.pdf$/);

/** Of the original name of an accepted file at most so many characters are kept (`TenTepDinhKem` of the national data). */
export const ORIGINAL_NAME_LIMIT = 4000;

// Long enough for every code and component; a name stays below the 255 bytes that file systems take.
const PART_LIMIT = 80;

/**
 * The name under which the digital copy of a component leaves: `<dossier code>_<component code>_<nn>.pdf`, where `number` (from 1) counts the copies
 * that were made of the component. Letters, digits, dot and hyphen of ASCII only: letters lose their marks, whatever else stands for a hyphen, and
 * the underscore only parts the three. What has no letter left is `x`. Throws for a number below 1.
 */
export function digitalCopyName(parts: { dossierCode: string; componentId: string; number: number }): string {
  const { dossierCode, componentId, number } = parts;
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`digital copy number ${number}`);
  return `${ascii(dossierCode)}_${ascii(componentId)}_${String(number).padStart(2, '0')}.pdf`;
}

function ascii(text: string): string {
  const plain = text
    .replace(/\u0111/gu, 'd')
    .replace(/\u0110/gu, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^0-9A-Za-z.-]+/gu, '-')
    .replace(/\.{2,}/gu, '.')
    .slice(0, PART_LIMIT)
    .replace(/^[.-]+|[.-]+$/gu, '');
  return plain === '' ? 'x' : plain;
}
