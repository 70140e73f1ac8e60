/** A rule that deadlines follow. `verified`: its text, or a source that quotes it, was read; else it is written from memory. */
export interface DeadlineLaw {
  text: string;
  verified: boolean;
}

/** The rules that deadlines follow, as papers and case tables cite them. */
export const DEADLINE_LAW = {
  count: { text: 'Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP', verified: true },
  sameDay: { text: 'Điều 7 Nghị định 23/2015/NĐ-CP', verified: true },
  restDay: { text: 'Điều 147, 148 Bộ luật Dân sự 2015', verified: false },
  holidays: { text: 'Điều 111, 112 Bộ luật Lao động', verified: true },
  compensation: { text: 'Điều 111 khoản 3 Bộ luật Lao động', verified: true },
  cultureDay: { text: 'Nghị quyết 28/2026/QH16', verified: true },
  calendar2026: { text: '9441/TB-BNV', verified: true },
  newYear2026: { text: '12729/VPCP-KGVX', verified: true },
  calendar2027: { text: '10065/VPCP-KGVX', verified: false },
  linked: { text: 'Nghị định 63/2024/NĐ-CP', verified: false },
  childProtection: { text: 'Thủ tục 1.004946', verified: false },
  once: { text: 'Điều 11 Nghị định 118/2025/NĐ-CP', verified: true },
  supplement: { text: 'Điều 17 Nghị định 118/2025/NĐ-CP', verified: true },
  stop: { text: 'Điều 21 Nghị định 118/2025/NĐ-CP', verified: false },
  duty: { text: 'chỉ số 2.1 Quyết định 766/QĐ-TTg', verified: true },
  extension: { text: 'Điều 4 Nghị định 123/2015/NĐ-CP', verified: false },
  apology: { text: 'Mẫu số 04 Thông tư 03/2025/TT-VPCP', verified: true },
} as const satisfies Record<string, DeadlineLaw>;

/** A rule with its mark, as a list of legal grounds prints it. */
export function citedLaw({ text, verified }: DeadlineLaw): string {
  return verified ? text : `${text} (chưa đối chiếu văn bản)`;
}
