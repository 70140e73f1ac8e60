/** Codes to be built (Điều 13 Thông tư 03/2025/TT-VPCP). */
export const composeCases = [
  {
    title: 'pads the sequence to four digits',
    parts: { agencyCode: 'H15.50.05.13', day: '2026-10-08', sequence: 975 },
    code: 'H15.50.05.13-261008-0975',
    ruleId: 'tt-03-2025',
  },
  {
    title: 'lets the sequence grow beyond four digits',
    parts: { agencyCode: 'H61.12', day: '2026-11-24', sequence: 12345 },
    code: 'H61.12-261124-12345',
    ruleId: 'tt-03-2025',
  },
  {
    title: 'takes the old mirror form of an agency',
    parts: { agencyCode: '000.00.04.H40', day: '2023-04-14', sequence: 2 },
    code: '000.00.04.H40-230414-0002',
    ruleId: 'tt-01-2018',
  },
  {
    title: 'takes a province alone',
    parts: { agencyCode: 'H55', day: '2026-01-01', sequence: 1 },
    code: 'H55-260101-0001',
    ruleId: 'tt-03-2025',
  },
] as const;

/** Codes that cannot be built. */
export const composeRefusalCases = [
  {
    title: 'an agency id without its letter',
    parts: { agencyCode: '15.50', day: '2026-10-08', sequence: 1 },
    refusal: { code: 'AGENCY_CODE_UNFIT', data: { agencyCode: '15.50' } },
  },
  {
    title: 'an agency id in lower case',
    parts: { agencyCode: 'h15.50', day: '2026-10-08', sequence: 1 },
    refusal: { code: 'AGENCY_CODE_UNFIT', data: { agencyCode: 'h15.50' } },
  },
  {
    title: 'a day before every rule',
    parts: { agencyCode: 'H15.50', day: '2015-10-08', sequence: 1 },
    refusal: { code: 'DOSSIER_CODE_RULE_MISSING', data: { day: '2015-10-08' } },
  },
] as const;

/** Texts typed or scanned as a dossier code; null is no code. */
export const readCases = [
  { title: 'a code of today', text: 'H15.50.05.13-261008-0975', code: 'H15.50.05.13-261008-0975' },
  {
    title: 'lower case and spaces around',
    text: ' h15.50.05.13-261008-0975\n',
    code: 'H15.50.05.13-261008-0975',
  },
  { title: 'a code of the older form', text: '000.00.04.H40-230414-0002', code: '000.00.04.H40-230414-0002' },
  {
    title: 'a sequence of seven digits, as ministries write it',
    text: 'G15.16-261008-0900123',
    code: 'G15.16-261008-0900123',
  },
  { title: 'three digits of sequence', text: 'H15.50-261008-975', code: null },
  { title: 'a day that does not exist', text: 'H15.50-261308-0975', code: null },
  { title: 'the 30th of February', text: 'H15.50-260230-0975', code: null },
  { title: 'five levels', text: 'H15.50.05.13.01-261008-0975', code: null },
  { title: 'a name', text: 'Nguyễn Văn Ân', code: null },
] as const;
