/** What a clerk types and which procedure must come first (and, where it matters, which case). */
export const searchCases: readonly {
  title: string;
  text: string;
  first: string;
  caseIds?: readonly string[];
}[] = [
  { title: 'the abbreviation of birth registration', text: 'ks', first: '1.001193' },
  { title: 'an abbreviation in capitals with spaces around it', text: '  KS ', first: '1.001193' },
  { title: 'the abbreviation of marriage registration', text: 'kh', first: '1.000894' },
  { title: 'the abbreviation of death registration', text: 'kt', first: '1.000656' },
  { title: 'the abbreviation of certified copies', text: 'ct', first: '2.000815' },
  { title: 'the second abbreviation of certified copies', text: 'sy', first: '2.000815' },
  { title: 'the abbreviation of signature certification', text: 'ck', first: '2.000884' },
  { title: 'the abbreviation of permanent residence', text: 'tt', first: '1.004222' },
  { title: 'the abbreviation of a case', text: 'dt', first: '2.000815', caseIds: ['electronic'] },
  {
    title: 'the abbreviation of the case of an abandoned child',
    text: 'ksbr',
    first: '1.001193',
    caseIds: ['abandoned'],
  },
  { title: 'words without marks', text: 'khai sinh', first: '1.001193' },
  { title: 'words with marks', text: 'khai tử', first: '1.000656' },
  { title: 'words with marks in decomposed form', text: 'khai tử'.normalize('NFD'), first: '1.000656' },
  { title: 'beginnings of words in any order', text: 'tru thuo', first: '1.004222' },
  { title: 'the letter đ typed as d', text: 'dang ky ket hon', first: '1.000894' },
  { title: 'words of the full name only', text: 'nguoi yeu cau chung thuc khong the ky', first: '2.000884' },
  { title: 'words of a case', text: 'thuong tru thue muon', first: '1.004222', caseIds: ['rented'] },
  { title: 'the national code', text: '1.004194', first: '1.004194' },
  { title: 'the beginning of a code', text: '3.0003', first: '3.000323' },
  { title: 'the local form of a code', text: '2.000815.000.00.00.H61', first: '2.000815' },
  { title: 'the beginning of an abbreviation', text: 'gpx', first: '1.013225' },
  { title: 'the initials of the short name', text: 'bstlh', first: '2.000635' },
];

/** Codes looked up on a day. */
export const findCases = [
  { title: 'a procedure in force is found', code: '1.001193', day: '2026-11-24', expected: 'ok' },
  {
    title: 'the local form of a code finds the national procedure',
    code: '2.000815.000.00.00.H61',
    day: '2026-11-24',
    expected: 'ok',
  },
  {
    title: 'a replaced procedure is refused with its successor (Quyết định 3582/QĐ-UBND Hải Phòng)',
    code: '2.000986',
    day: '2026-11-24',
    expected: {
      code: 'PROCEDURE_NOT_IN_FORCE',
      data: {
        code: '2.000986',
        name: 'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
        standing: 'replaced',
        replacedBy: '3.000722',
      },
    },
  },
  {
    title: 'a repealed procedure is refused (Nghị định 280/2025/NĐ-CP)',
    code: '2.001009',
    day: '2026-11-24',
    expected: {
      code: 'PROCEDURE_NOT_IN_FORCE',
      data: {
        code: '2.001009',
        name: 'Chứng thực văn bản khai nhận di sản mà di sản là động sản, quyền sử dụng đất, nhà ở',
        standing: 'repealed',
        replacedBy: null,
      },
    },
  },
  {
    title: 'an unknown code is refused',
    code: '9.999999',
    day: '2026-11-24',
    expected: { code: 'PROCEDURE_UNKNOWN', data: { code: '9.999999' } },
  },
] as const;
