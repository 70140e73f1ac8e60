const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * Whether the tenth digit of a tax code (10 digits, or 10-3 of a dependent unit) is the check digit of the nine before: 10 minus their
 * weighted sum modulo 11, a remainder of 10 having no code. [recalled: the rule is that of the tax authority's own numbering; no text of it
 * was at hand.]
 */
export function hasTaxCheckDigit(code: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(code[index]), 0);
  return 10 - (sum % 11) === Number(code[9]);
}
