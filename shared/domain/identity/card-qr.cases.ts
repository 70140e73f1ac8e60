import type { CitizenCard } from './card-qr.ts';

/** The card most cases speak of; its person is fictional. */
const card: CitizenCard = {
  number: '062090004321',
  oldNumber: '233112233',
  name: 'Nguyễn Văn Ân',
  birthDate: '1990-03-07',
  sex: 'male',
  address: 'Thôn Đăk Rơ Chót, Đăk Hà, Kon Tum',
  issuedOn: '2021-08-15',
  expiresOn: null,
};

const LINE = '062090004321|233112233|Nguyễn Văn Ân|07031990|Nam|Thôn Đăk Rơ Chót, Đăk Hà, Kon Tum|15082021';

/** Texts that are a card's QR, and what they say. */
export const cardCases: readonly { title: string; text: string; card: CitizenCard }[] = [
  { title: 'the seven fields of a card of 2021', text: LINE, card },
  { title: 'an empty old number', text: LINE.replace('233112233', ''), card: { ...card, oldNumber: null } },
  {
    title: 'an old number of twelve digits',
    text: LINE.replace('233112233', '062090004320'),
    card: { ...card, oldNumber: '062090004320' },
  },
  {
    title: 'dates with slashes',
    text: LINE.replace('07031990', '07/03/1990').replace('15082021', '15/08/2021'),
    card,
  },
  {
    title: 'six fields without a day of issue',
    text: LINE.replace('|15082021', ''),
    card: { ...card, issuedOn: null },
  },
  {
    title: 'six fields without an old number',
    text: LINE.replace('233112233|', ''),
    card: { ...card, oldNumber: null },
  },
  { title: 'an empty day of issue', text: LINE.replace('15082021', ''), card: { ...card, issuedOn: null } },
  {
    title: 'an empty address',
    text: LINE.replace('Thôn Đăk Rơ Chót, Đăk Hà, Kon Tum', ''),
    card: { ...card, address: null },
  },
  { title: 'further fields of a card of 2024', text: `${LINE}||Nguyễn Văn Cha|Trần Thị Mẹ|`, card },
  {
    title: 'an empty address and an empty day of issue',
    text: '062090004321|233112233|Nguyễn Văn Ân|07031990|Nam||',
    card: { ...card, address: null, issuedOn: null },
  },
  { title: 'a closing separator', text: `${LINE}|`, card },
  { title: 'a Windows line end', text: `${LINE}\r\n`, card },
  { title: 'a double scan', text: `${LINE}\r\n${LINE}\r\n`, card },
  { title: 'the symbology prefix and frame characters of a reader', text: `\u0002]Q1${LINE}\u0003\t`, card },
  { title: 'a byte order mark', text: `\ufeff${LINE}`, card },
  { title: 'spaces around the fields', text: LINE.replaceAll('|', ' | '), card },
  { title: 'letters in decomposed form', text: LINE.normalize('NFD'), card },
  {
    title: 'a name with a comma',
    text: LINE.replace('Nguyễn Văn Ân', 'Y Bhiu, Niê'),
    card: { ...card, name: 'Y Bhiu, Niê' },
  },
  {
    title: 'a name with an apostrophe and a hyphen',
    text: LINE.replace('Nguyễn Văn Ân', "H'Hen Niê-Kđăm"),
    card: { ...card, name: "H'Hen Niê-Kđăm" },
  },
  {
    title: 'a name in capitals',
    text: LINE.replace('Nguyễn Văn Ân', 'NGUYỄN VĂN ÂN'),
    card: { ...card, name: 'NGUYỄN VĂN ÂN' },
  },
  {
    title: 'a leap day',
    text: LINE.replace('07031990', '29021992').replace('062090', '062092'),
    card: { ...card, number: '062092004321', birthDate: '1992-02-29' },
  },
  {
    title: 'a woman',
    text: LINE.replace('|Nam|', '|Nữ|').replace('062090', '062190'),
    card: { ...card, number: '062190004321', sex: 'female' },
  },
];

/** Texts that are refused, and why. */
export const refusedCardCases: readonly {
  title: string;
  text: string;
  refusal: { code: string; data: object };
}[] = [
  { title: 'an empty text', text: '', refusal: { code: 'QR_EMPTY', data: {} } },
  { title: 'line ends only', text: '\r\n\t ', refusal: { code: 'QR_EMPTY', data: {} } },
  {
    title: 'a text without separators',
    text: 'https://dichvucong.gov.vn',
    refusal: { code: 'QR_TOO_FEW_FIELDS', data: { found: 1, looksLike: 'link' } },
  },
  {
    title: 'the code of a slip',
    text: 'H61.45-261124-3001',
    refusal: { code: 'QR_TOO_FEW_FIELDS', data: { found: 1, looksLike: 'dossier-code' } },
  },
  {
    title: 'a number alone',
    text: '062090004321',
    refusal: { code: 'QR_TOO_FEW_FIELDS', data: { found: 1, looksLike: 'number' } },
  },
  {
    title: 'a line cut in the middle',
    text: LINE.slice(0, 44),
    refusal: { code: 'QR_TOO_FEW_FIELDS', data: { found: 4, looksLike: 'text' } },
  },
  { title: 'eleven digits', text: LINE.slice(1), refusal: bad('number', 'not-12-digits') },
  {
    title: 'letters in the number',
    text: LINE.replace('0620', 'O620'),
    refusal: bad('number', 'not-12-digits'),
  },
  {
    title: 'a sign in the old number',
    text: LINE.replace('233112233', '233-112'),
    refusal: bad('oldNumber', 'not-digits'),
  },
  { title: 'no name', text: LINE.replace('Nguyễn Văn Ân', ''), refusal: bad('name', 'empty') },
  { title: 'letters lost by a code page', text: LINE.replace('ễ', '?'), refusal: bad('name', 'garbled') },
  { title: 'replacement characters', text: LINE.replace('ễ', '\ufffd'), refusal: bad('name', 'garbled') },
  {
    title: 'a name that an input method has filled with digits',
    text: LINE.replace('Nguyễn', 'Nguye64n'),
    refusal: bad('name', 'garbled'),
  },
  {
    title: 'a name of 200 letters',
    text: LINE.replace('Nguyễn', 'N'.repeat(200)),
    refusal: bad('name', 'too-long'),
  },
  { title: 'no date of birth', text: LINE.replace('07031990', ''), refusal: bad('birthDate', 'empty') },
  {
    title: 'a date of birth of six digits',
    text: LINE.replace('07031990', '070390'),
    refusal: bad('birthDate', 'not-a-date'),
  },
  {
    title: 'mixed separators in a date',
    text: LINE.replace('07031990', '07/03-1990'),
    refusal: bad('birthDate', 'not-a-date'),
  },
  {
    title: 'the 31st of April',
    text: LINE.replace('07031990', '31041990'),
    refusal: bad('birthDate', 'no-such-day'),
  },
  {
    title: 'a leap day in a common year',
    text: LINE.replace('07031990', '29021990'),
    refusal: bad('birthDate', 'no-such-day'),
  },
  {
    title: 'a month 13',
    text: LINE.replace('07031990', '07131990'),
    refusal: bad('birthDate', 'no-such-day'),
  },
  {
    title: 'a birth tomorrow',
    text: LINE.replace('07031990', '25112026'),
    refusal: bad('birthDate', 'in-the-future'),
  },
  { title: 'a sex that is none', text: LINE.replace('|Nam|', '|X|'), refusal: bad('sex', 'not-a-sex') },
  { title: 'no sex', text: LINE.replace('|Nam|', '||'), refusal: bad('sex', 'empty') },
  { title: 'a garbled address', text: LINE.replace('Thôn', 'Th\ufffdn'), refusal: bad('address', 'garbled') },
  {
    title: 'an issue on the 32nd',
    text: LINE.replace('15082021', '32082021'),
    refusal: bad('issuedOn', 'no-such-day'),
  },
  {
    title: 'an issue before the birth',
    text: LINE.replace('15082021', '15081989'),
    refusal: bad('issuedOn', 'before-birth'),
  },
];

/** What the digit row of the Windows layout "Vietnamese" types, composed as a program receives it. */
function layout(digits: string): string {
  const keys = ['0', 'ă', 'â', 'ê', 'ô', '\u0300', '\u0309', '\u0303', '\u0301', 'đ'];
  return [...digits]
    .map((digit) => keys[Number(digit)] ?? digit)
    .join('')
    .normalize('NFC');
}

function bad(field: string, problem: string) {
  return { code: 'QR_FIELDS_BAD', data: { fields: [{ field, problem }] } };
}

/** Lines whose letters were broken on the way, and what they restore to exactly. */
export const brokenCases: readonly {
  title: string;
  text: string;
  name: string;
  address: string | null;
  sex: 'male' | 'female';
}[] = [
  {
    title: 'Telex sequences',
    text: '062190004321|233112233|Nguyeenx Thij AAn|07031990|Nuwx|Thoon DDawk Now Chots, Xax Ddawsk Haf|15082021',
    name: 'Nguyễn Thị Ân',
    address: 'Thôn Đăk Nơ Chót, Xã Đắk Hà',
    sex: 'female',
  },
  {
    title: 'Telex with the tone typed at once, in capitals',
    text: '062090004321||TRUWOWNG QUOOSC HUNGF|07031990|Nam|Phuwowngf Quangr Trij|15082021',
    name: 'TRƯƠNG QUỐC HÙNG',
    address: 'Phường Quảng Trị',
    sex: 'male',
  },
  {
    title: 'VNI sequences',
    text: '062090004321||Nguye64n Va8n Hoa2|07031990|Nam|To63 5, Phu7o7ng2 Vi4nh Phu7o71c|15082021',
    name: 'Nguyễn Văn Hòa',
    address: 'Tổ 5, Phường Vĩnh Phước',
    sex: 'male',
  },
  {
    title: 'UTF-8 read as Windows-1252',
    text: '062090004321||Nguyá»…n VÄƒn Ã‚n|07031990|Nam|ThÃ´n|15082021',
    name: 'Nguyễn Văn Ân',
    address: 'Thôn',
    sex: 'male',
  },
  {
    title: 'digits typed by the Windows layout Vietnamese',
    text: `${layout('062090004321')}||Nguyễn Văn Ân|${layout('07031990')}|Nam|Kon Tum|${layout('15082021')}`,
    name: 'Nguyễn Văn Ân',
    address: 'Kon Tum',
    sex: 'male',
  },
];

/** Lines that look like sequences and may be none: nothing is guessed, the clerk is told. */
export const doubtfulCases = [
  {
    title: 'a name of the Highlands without marks',
    text: '062090004321||SIU BAS|07031990|Nam|Xa Ia Grai, Gia Lai|15082021',
    name: 'SIU BAS',
    hint: 'MARKS_LOST',
  },
  {
    title: 'two tones in one word',
    text: '062090004321||Nguyếễn Văn Ân|07031990|Nam|Kon Tum|15082021',
    name: 'Nguyếễn Văn Ân',
    hint: 'LETTERS_DOUBTFUL',
  },
] as const;

/** Numbers against birth date and sex by the expired Thông tư 59/2021/TT-BCA. */
export const hintCases = [
  { title: 'a number that fits', number: '062090004321', birthDate: '1990-03-07', sex: 'male', hints: [] },
  {
    title: 'a number of this century that fits',
    number: '062315004321',
    birthDate: '2015-03-07',
    sex: 'female',
    hints: [],
  },
  {
    title: 'another year',
    number: '062091004321',
    birthDate: '1990-03-07',
    sex: 'male',
    hints: [{ code: 'BIRTH_YEAR_DIFFERS', fromNumber: 1991, onCard: 1990 }],
  },
  {
    title: 'the other sex',
    number: '062190004321',
    birthDate: '1990-03-07',
    sex: 'male',
    hints: [{ code: 'SEX_DIFFERS', fromNumber: 'female', onCard: 'male' }],
  },
  {
    title: 'another century',
    number: '062290004321',
    birthDate: '1990-03-07',
    sex: 'male',
    hints: [{ code: 'BIRTH_YEAR_DIFFERS', fromNumber: 2090, onCard: 1990 }],
  },
] as const;
