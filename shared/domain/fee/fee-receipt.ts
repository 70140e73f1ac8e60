import * as z from 'zod';
import { oneLine } from '../../types/text.ts';
import { searchForm } from '../geography/search-text.ts';
import { hasTaxCheckDigit } from '../identity/tax-code.ts';

/** How the money came. */
export const PAYMENT_METHODS = ['cash', 'transfer', 'card'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Phí pays for a service, lệ phí for an act of the state; some lines of a tariff are both and are not divided. */
export type FeeNature = 'fee' | 'charge' | 'both';

/** The tax code of a collecting unit: 10 digits with their check digit, and `-` with 3 more for a dependent unit. */
export const UnitTaxCode = z
  .string()
  .transform((text) => text.replace(/[\s.]/gu, '').replace(/^(\d{10})-?(\d{3})$/u, '$1-$2'))
  .pipe(
    z
      .string()
      .regex(/^\d{10}(?:-\d{3})?$/)
      .refine(hasTaxCheckDigit, { params: { code: 'tax_code_check_digit' } }),
  );

/** Form sign (mẫu số) and symbol (ký hiệu) of receipts, as the unit registered them. */
const ReceiptSign = oneLine(30);

/** Who issues the receipts for fees: this office from its own series, or a system of the province or of the tax authority. */
export const FeeReceiptSetting = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('elsewhere'), system: oneLine(200) }),
  z.strictObject({
    by: z.literal('here'),
    taxCode: UnitTaxCode,
    formSign: ReceiptSign,
    symbol: ReceiptSign,
    /** Where the series goes on in a year that was begun on paper; every other year begins with 1. */
    first: z.strictObject({ year: z.string().regex(/^\d{4}$/), number: z.int().min(1).max(9_999_999) }),
  }),
]);
export type FeeReceiptSetting = z.infer<typeof FeeReceiptSetting>;

/** The last number that a series has room for. */
export const LAST_RECEIPT = 9_999_999;

/** The number of a receipt as it is written. */
export function receiptNumber(number: number): string {
  return String(number).padStart(7, '0');
}

/**
 * What a line of a tariff is, by its name: catalogues say `Phí …` or `Lệ phí …` and nothing else tells. A name with both, or with neither, is not
 * divided.
 */
export function feeNature(name: string): FeeNature {
  const words = searchForm(name);
  const isCharge = /\ble phi\b/u.test(words);
  const isFee = /\bphi\b/u.test(words.replaceAll(/\ble phi\b/gu, ''));
  if (isCharge === isFee) return 'both';
  return isCharge ? 'charge' : 'fee';
}
