import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

const SHAPE = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-\d{6}-\d{4,}$/;

/**
 * A dossier code (mã hồ sơ) of any time: agency, day as yyMMdd, order of reception of the day, at least four digits; the agency in the form of
 * Quyết định 20/2020/QĐ-TTg or in the older mirror form. Accepts lower case and spaces around, as typed or scanned.
 */
export const DossierCode = z
  .string()
  .transform((text) => text.trim().toUpperCase())
  .pipe(
    z
      .string()
      .max(60)
      .regex(SHAPE)
      .refine(hasDay, { params: { code: 'no_such_day' } }),
  )
  .brand<'DossierCode'>();
export type DossierCode = z.infer<typeof DossierCode>;

/** How codes are built in a period; the body that fixes the structure has changed before and may change again. */
interface DossierCodeRule {
  id: string;
  validFrom: PlainDate;
  validTo: PlainDate | null;
  digits: number;
}

// Thông tư 01/2018/TT-VPCP, then Điều 13 Thông tư 03/2025/TT-VPCP: both agency-yyMMdd-NNNN for procedures that are not provided centrally.
// Since 05/8/2026 the structure is fixed by Bộ Công an (Nghị định 309/2026/NĐ-CP); its text will be one more line here.
const RULES: readonly DossierCodeRule[] = [
  { id: 'tt-01-2018', validFrom: '2018-11-23', validTo: '2025-09-14', digits: 4 },
  { id: 'tt-03-2025', validFrom: '2025-09-15', validTo: null, digits: 4 },
];

/** Why no code can be built. */
export type DossierCodeRefusal =
  | Refusal<'DOSSIER_CODE_RULE_MISSING', { day: PlainDate }>
  | Refusal<'AGENCY_CODE_UNFIT', { agencyCode: string }>;

/**
 * The code of the dossier that is the `sequence`-th of an agency on a day, by the rule of that day: `H15.50.05.13-261008-0975`. The sequence
 * grows beyond four digits when needed. Throws when it is not a positive whole number.
 */
export function composeDossierCode(parts: {
  agencyCode: string;
  day: PlainDate;
  sequence: number;
}): Result<{ code: DossierCode; ruleId: string }, DossierCodeRefusal> {
  const { agencyCode, day, sequence } = parts;
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`dossier sequence ${sequence}`);
  const rule = RULES.find(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
  );
  if (rule === undefined) return refuse('DOSSIER_CODE_RULE_MISSING', { day });
  const code = `${agencyCode}-${day.slice(2).replaceAll('-', '')}-${String(sequence).padStart(rule.digits, '0')}`;
  const parsed = DossierCode.safeParse(code);
  if (!parsed.success || parsed.data !== code) return refuse('AGENCY_CODE_UNFIT', { agencyCode });
  return ok({ code: parsed.data, ruleId: rule.id });
}

// Every code that is given or read comes by here, so the calendar is asked in the cheapest way: a day that there is not comes back as another one, or as none.
function hasDay(code: string): boolean {
  const digits = code.split('-')[1] ?? '';
  const day = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
