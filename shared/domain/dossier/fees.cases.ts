/** The fee of one certified copy (Thông tư 226/2016/TT-BTC), by pages of the original. */
export const copyFeeCases = [
  { pages: 1, vnd: 2_000 },
  { pages: 2, vnd: 4_000 },
  { pages: 3, vnd: 5_000 },
  { pages: 10, vnd: 12_000 },
  { pages: 197, vnd: 199_000 },
  { pages: 198, vnd: 200_000 },
  { pages: 199, vnd: 200_000 },
  { pages: 1_000, vnd: 200_000 },
] as const;

const now = {
  settlement: 'now',
  quantity: 1,
  councilAmountVnd: null,
  originals: [],
  waivedFor: null,
} as const;

/** Fees of a dossier by procedure, case, channel and what the clerk decides. */
export const feeCases = [
  {
    title: 'two originals copied several times',
    at: ['2.000815', 'standard', 'direct'],
    choices: [
      {
        ...now,
        feeId: 'phi-chung-thuc-ban-sao',
        originals: [
          { pages: 1, copies: 3 },
          { pages: 12, copies: 2 },
        ],
      },
    ],
    totalVnd: 3 * 2_000 + 2 * 14_000,
  },
  {
    title: 'an electronic copy of a thick original has the same ceiling',
    at: ['2.000815', 'electronic', 'direct'],
    choices: [{ ...now, feeId: 'phi-chung-thuc-ban-sao', originals: [{ pages: 500, copies: 1 }] }],
    totalVnd: 200_000,
  },
  {
    title: 'two certified signatures',
    at: ['2.000884', 'standard', 'direct'],
    choices: [{ ...now, feeId: 'phi-chung-thuc-chu-ky', quantity: 2 }],
    totalVnd: 20_000,
  },
  {
    title: 'permanent residence at the counter',
    at: ['1.004222', 'owned', 'direct'],
    choices: [{ ...now, feeId: 'le-phi-dang-ky-thuong-tru-nop-truc-tiep' }],
    totalVnd: 20_000,
  },
  {
    title: 'permanent residence online',
    at: ['1.004222', 'owned', 'online'],
    choices: [{ ...now, feeId: 'le-phi-dang-ky-thuong-tru-nop-truc-tuyen' }],
    totalVnd: 10_000,
  },
  {
    title: 'a birth registered in time with two extracts',
    at: ['1.001193', 'standard', 'direct'],
    choices: [
      { ...now, feeId: 'le-phi-dang-ky-ho-tich', settlement: 'waived', waivedFor: 'đăng ký đúng hạn' },
      { ...now, feeId: 'phi-cap-ban-sao-trich-luc-ho-tich-giay', quantity: 2 },
    ],
    totalVnd: 16_000,
  },
  {
    title: 'a late birth with the amount of the provincial council',
    at: ['1.001193', 'standard', 'direct'],
    choices: [{ ...now, feeId: 'le-phi-dang-ky-ho-tich', councilAmountVnd: 8_000 }],
    totalVnd: 8_000,
  },
  {
    title: 'a business whose fee is taken later',
    at: ['1.001612', 'person', 'direct'],
    choices: [{ ...now, feeId: 'le-phi-dang-ky-ho-kinh-doanh', settlement: 'later' }],
    totalVnd: 0,
  },
  {
    title: 'a marriage is free and needs no decision',
    at: ['1.000894', 'standard', 'direct'],
    choices: [],
    totalVnd: 0,
  },
] as const;

const residence = {
  feeId: 'le-phi-dang-ky-thuong-tru-nop-truc-tiep',
  name: 'Lệ phí đăng ký thường trú, nộp trực tiếp',
};
const civil = { feeId: 'le-phi-dang-ky-ho-tich', name: 'Lệ phí đăng ký hộ tịch' };
const copies = { feeId: 'phi-chung-thuc-ban-sao', name: 'Phí chứng thực bản sao' };

/** Fees that cannot be reckoned. */
export const feeRefusalCases = [
  {
    title: 'a fee nobody has decided',
    at: ['1.004222', 'owned', 'direct'],
    choices: [],
    refusal: { code: 'FEE_NOT_DECIDED', data: { fees: [residence] } },
  },
  {
    title: 'the online fee at the counter',
    at: ['1.004222', 'owned', 'direct'],
    choices: [{ ...now, feeId: 'le-phi-dang-ky-thuong-tru-nop-truc-tuyen' }],
    refusal: { code: 'FEE_UNKNOWN', data: { feeId: 'le-phi-dang-ky-thuong-tru-nop-truc-tuyen' } },
  },
  {
    title: 'one fee twice',
    at: ['1.004222', 'owned', 'direct'],
    choices: [
      { ...now, feeId: residence.feeId },
      { ...now, feeId: residence.feeId },
    ],
    refusal: { code: 'FEE_TWICE', data: { feeId: residence.feeId } },
  },
  {
    title: 'a fee of the council without its amount',
    at: ['1.001193', 'standard', 'direct'],
    choices: [{ ...now, feeId: civil.feeId }],
    refusal: { code: 'FEE_AMOUNT_NEEDED', data: civil },
  },
  {
    title: 'a waiver without its reason',
    at: ['1.001193', 'standard', 'direct'],
    choices: [{ ...now, feeId: civil.feeId, settlement: 'waived' }],
    refusal: { code: 'FEE_WAIVER_REASON_NEEDED', data: civil },
  },
  {
    title: 'copies without originals',
    at: ['2.000815', 'standard', 'direct'],
    choices: [{ ...now, feeId: copies.feeId }],
    refusal: { code: 'FEE_ORIGINALS_NEEDED', data: copies },
  },
] as const;
