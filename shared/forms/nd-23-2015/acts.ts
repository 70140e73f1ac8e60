import type { Act } from '../../domain/certification/act.ts';
import type { Certification } from '../../domain/certification/signer.ts';

/** What the office needs to know of an act beside its title: the languages of a translation, or the transaction that was certified before. */
export type ActDetail = 'languages' | 'earlier';

/** How an act is certified. Fee and time limit are its procedure's, by the catalogue of the day. */
export interface ActFacts {
  /** What a signer must be entitled to sign. */
  certification: Certification;
  /** Of its book (Điều 13 khoản 4 Nghị định 23/2015/NĐ-CP). */
  symbol: string;
  /** Code of the procedure (Quyết định 3152/QĐ-BTP). */
  procedure: string;
  /** Whether the tariff counts each paper, or the act once however many originals it has (Thông tư 226/2016/TT-BTC). */
  feePer: 'paper' | 'act';
  /** For how many years one original stays with the office; null where nothing is kept (Điều 14 Nghị định 23/2015/NĐ-CP). */
  keepYears: number | null;
  detail: ActDetail | null;
  /** What stands over its statement. */
  heading: string;
  /**
   * What its statement certifies, after place and signer and before number and book: one paragraph each; `{list}` becomes one
   * for each person.
   */
  words: { one: readonly string[]; several: readonly string[] };
}

const SIGNATURE = { symbol: 'SCT/CK,ĐC', certification: 'signature', feePer: 'paper', keepYears: 2 } as const;
const TRANSLATOR = {
  symbol: 'SCT/CKND',
  certification: 'translator',
  feePer: 'paper',
  keepYears: 2,
  detail: 'languages',
  heading: 'CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH',
} as const;
const TRANSACTION = {
  symbol: 'SCT/HĐ,GD',
  certification: 'transaction',
  feePer: 'act',
  keepYears: 20,
  detail: null,
} as const;

const MEANT =
  'cam đoan đã hiểu, tự nguyện và chịu trách nhiệm trước pháp luật về nội dung của giấy tờ, văn bản này';
const SEVERAL = 'Các ông/bà có tên sau đây:';
const SOUND = 'minh mẫn, nhận thức và làm chủ được hành vi của mình';
const MADE =
  'được lập thành {copies} bản chính, mỗi bản chính gồm {pages} trang; lưu tại cơ quan chứng thực 01 bản chính.';

/** The same words whoever concludes; `one` says them of a single person. */
function both([first = '', ...words]: readonly string[]): ActFacts['words'] {
  return { one: [`Ông/bà {person} ${first}`, ...words], several: [SEVERAL, '{list}', first, ...words] };
}

function signed(how: string): ActFacts['words'] {
  return {
    one: [`Ông/bà {person} ${MEANT} ${how} trước mặt {witness}.`],
    several: [SEVERAL, '{list}', `${MEANT} ${how.replace('đã ', 'đã cùng ')} trước mặt {witness}.`],
  };
}

function translated(whose: string): ActFacts['words'] {
  const words =
    'cam đoan đã dịch chính xác nội dung của giấy tờ, văn bản này {detail} và đã ký vào bản dịch này trước mặt {witness}.';
  return {
    one: [`Ông/bà {person}, ${whose}, ${words}`],
    several: [SEVERAL, '{list}', `${whose}, ${words}`],
  };
}

/**
 * The acts of certification on paper, as data. The statements are worded after the forms that Nghị định 23/2015/NĐ-CP and Thông tư 01/2020/TT-BTP have for them,
 * recalled: the official texts, and the annex by which Nghị định 280/2025/NĐ-CP replaces them, have not been compared.
 */
export const ACT_FACTS: Readonly<Record<Act, ActFacts>> = {
  copy: {
    certification: 'copy',
    symbol: 'SCT/BS',
    procedure: '2.000815',
    feePer: 'paper',
    keepYears: null,
    detail: null,
    heading: 'CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
    words: { one: [], several: [] },
  },
  signature: {
    ...SIGNATURE,
    procedure: '2.000884',
    detail: null,
    heading: 'CHỨNG THỰC CHỮ KÝ',
    words: signed('và đã ký vào giấy tờ, văn bản này'),
  },
  fingerprint: {
    ...SIGNATURE,
    procedure: '2.000884',
    detail: null,
    heading: 'CHỨNG THỰC ĐIỂM CHỈ',
    words: signed('và đã điểm chỉ vào giấy tờ, văn bản này'),
  },
  'unable-to-sign': {
    ...SIGNATURE,
    procedure: '2.000884',
    detail: null,
    heading: 'CHỨNG THỰC TRONG TRƯỜNG HỢP KHÔNG THỂ KÝ, ĐIỂM CHỈ ĐƯỢC',
    words: {
      one: [`Ông/bà {person} ${MEANT} trước mặt {witness}; ông/bà không thể ký, không thể điểm chỉ được.`],
      several: [
        SEVERAL,
        '{list}',
        `${MEANT} trước mặt {witness}; các ông/bà không thể ký, không thể điểm chỉ được.`,
      ],
    },
  },
  translator: {
    ...TRANSLATOR,
    procedure: '2.001008',
    words: translated('là người dịch'),
  },
  'translator-collaborator': {
    ...TRANSLATOR,
    procedure: '2.000992',
    words: translated('là cộng tác viên dịch thuật của cơ quan'),
  },
  transaction: {
    ...TRANSACTION,
    procedure: '2.001035',
    heading: 'CHỨNG THỰC GIAO DỊCH',
    words: both([
      'tự nguyện giao kết {title} và cam đoan chịu trách nhiệm trước pháp luật về nội dung của giao dịch.',
      `Tại thời điểm chứng thực, các bên tham gia giao dịch ${SOUND}; đã cùng ký/điểm chỉ vào giao dịch này trước mặt {witness}.`,
      `Giao dịch này ${MADE}`,
    ]),
  },
  amendment: {
    ...TRANSACTION,
    procedure: '2.000913',
    detail: 'earlier',
    heading: 'CHỨNG THỰC VIỆC SỬA ĐỔI, BỔ SUNG, HỦY BỎ GIAO DỊCH',
    words: both([
      'tự nguyện lập {title}, sửa đổi, bổ sung hoặc hủy bỏ giao dịch đã được chứng thực {detail}, và cam đoan chịu trách nhiệm trước pháp luật về nội dung của văn bản này.',
      `Tại thời điểm chứng thực, các bên tham gia giao dịch ${SOUND}; đã cùng ký/điểm chỉ vào văn bản này trước mặt {witness}.`,
      `Văn bản này ${MADE}`,
    ]),
  },
  correction: {
    ...TRANSACTION,
    procedure: '2.000927',
    detail: 'earlier',
    heading: 'CHỨNG THỰC VIỆC SỬA LỖI SAI SÓT TRONG GIAO DỊCH',
    words: both([
      'thỏa thuận bằng văn bản về việc sửa lỗi sai sót trong {title} đã được chứng thực {detail}; việc sửa lỗi không ảnh hưởng đến quyền, nghĩa vụ của các bên.',
      'Chỗ sai sót đã được gạch chân, nội dung sửa đã được ghi vào bên lề của giao dịch.',
    ]),
  },
  will: {
    ...TRANSACTION,
    procedure: '2.001019',
    heading: 'CHỨNG THỰC DI CHÚC',
    words: both([
      'cam đoan đã tự nguyện lập di chúc này và chịu trách nhiệm trước pháp luật về nội dung của di chúc.',
      `Tại thời điểm chứng thực, người lập di chúc ${SOUND}; tự nguyện lập di chúc và đã ký/điểm chỉ vào di chúc này trước mặt {witness}.`,
      `Di chúc này ${MADE}`,
    ]),
  },
  'inheritance-division': {
    ...TRANSACTION,
    procedure: '2.001406',
    heading: 'CHỨNG THỰC VĂN BẢN PHÂN CHIA DI SẢN',
    words: both([
      'tự nguyện lập văn bản phân chia di sản này và cam đoan chịu trách nhiệm trước pháp luật về nội dung của văn bản; việc phân chia không bỏ sót người thừa kế.',
      `Tại thời điểm chứng thực, những người phân chia di sản ${SOUND}; đã cùng ký/điểm chỉ vào văn bản này trước mặt {witness}.`,
      `Văn bản này ${MADE}`,
    ]),
  },
  'inheritance-refusal': {
    ...TRANSACTION,
    procedure: '2.001016',
    heading: 'CHỨNG THỰC VĂN BẢN TỪ CHỐI NHẬN DI SẢN',
    words: both([
      'tự nguyện lập văn bản từ chối nhận di sản này, chịu trách nhiệm trước pháp luật về nội dung của văn bản và cam đoan việc từ chối không nhằm trốn tránh thực hiện nghĩa vụ tài sản đối với người khác.',
      `Tại thời điểm chứng thực, người từ chối nhận di sản ${SOUND}; đã ký/điểm chỉ vào văn bản này trước mặt {witness}.`,
      `Văn bản này ${MADE}`,
    ]),
  },
};

/** What a signer of a book must be entitled to; the book of electronic copies is one of copies. */
export function certificationOfBook(symbol: string): Certification {
  const found = Object.values(ACT_FACTS).find((facts) => facts.symbol === symbol);
  return found?.certification ?? 'copy';
}
