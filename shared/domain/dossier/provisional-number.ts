import type { PlainDate } from '../../types/clock.ts';

/** The rule of a dossier's code that is none yet: a central service is to give it. */
export const PROVISIONAL_RULE = 'so-tam';
/** The rule of a code that a central service gave in the place of a provisional number. */
export const CENTRAL_RULE = 'central';

const SHAPE = /^TAM-[A-Z0-9.]+-\d{4}\.\d{2}\.\d{2}-\d{4,}$/;

/**
 * The provisional number (số tạm) of a dossier whose code a nationwide central service must give (Điều 13 khoản 3 Thông tư 03/2025/TT-VPCP as
 * amended by 04/2025): `TAM-H61.45-2026.11.25-3007`. Its last part comes from the same sequence of the day as the codes given here, so that no two
 * dossiers of a day share it; neither the whole nor an end of it has the shape of a code.
 */
export function composeProvisionalNumber(parts: {
  agencyCode: string;
  day: PlainDate;
  sequence: number;
}): string {
  const { agencyCode, day, sequence } = parts;
  return `TAM-${agencyCode}-${day.replaceAll('-', '.')}-${String(sequence).padStart(4, '0')}`;
}

/** Whether a dossier is known by a provisional number. */
export function isProvisionalNumber(code: string): boolean {
  return SHAPE.test(code);
}
