import { isProvisionalNumber } from '../domain/dossier/provisional-number.ts';

/** A dossier's code as papers print it: a provisional number is called one, so that nobody takes it for the code. */
export function writtenCode(code: string): string {
  return isProvisionalNumber(code) ? `SỐ TẠM ${code}` : code;
}
