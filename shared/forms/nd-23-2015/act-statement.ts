import type { Act, Signatory } from '../../domain/certification/act.ts';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { dayInWords } from '../written-amount.ts';
import { writtenCount, writtenDay } from '../written-time.ts';
import { ACT_FACTS } from './acts.ts';

/**
 * Lời chứng of a signature, a fingerprint, a translator or a transaction (Điều 12 Nghị định 23/2015/NĐ-CP), on a page of its own after the last one of the paper and
 * sealed across with it. Who received the request at the window signs under it as well, before it goes to the certifier.
 */
export const ACT_STATEMENT: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '23/2015/NĐ-CP', issuedOn: '2015-02-16', issuer: 'Chính phủ' },
  validity: { from: '2015-04-10', to: null },
  id: 'nd-23-2015/loi-chung',
  kind: 'act-statement',
  formNumber: 'LC',
  title: 'LỜI CHỨNG',
  source: [
    'Mẫu lời chứng kèm theo Nghị định 23/2015/NĐ-CP và Thông tư 01/2020/TT-BTP: ghi lại theo hiểu biết nghiệp vụ, chưa đối chiếu với bản công báo',
    'Phụ lục thay thế của Nghị định 280/2025/NĐ-CP chưa đối chiếu; cơ quan có mẫu đúng thì nạp mẫu của mình ở mục Biểu mẫu',
  ],
  numberLabel: undefined,
  qrKey: undefined,
  fields: [
    { kind: 'line', parts: [{ key: 'act', label: 'Việc chứng thực', required: true, strong: true }] },
    { kind: 'line', parts: [{ key: 'title', label: 'Giấy tờ, văn bản', required: true }] },
    { kind: 'paragraphs', key: 'opening', label: 'Ngày, nơi và người chứng thực' },
    { kind: 'statement', text: 'CHỨNG THỰC:' },
    { kind: 'paragraphs', key: 'words', label: 'Nội dung chứng thực' },
    {
      kind: 'line',
      parts: [{ key: 'number', label: 'Số chứng thực', joint: ' ', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'book', label: 'Quyển số', joint: ' ', required: true, strong: true }] },
  ],
  signers: [
    { key: 'receiver', title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', note: '(Ký, ghi rõ họ tên)', optional: true },
    {
      key: 'certifier',
      title: 'NGƯỜI THỰC HIỆN CHỨNG THỰC',
      note: '(Ký, ghi rõ họ tên và đóng dấu)',
      optional: false,
    },
  ],
  copies: [],
});

/** What a statement certifies; number and book as the book writes them. */
export interface ActStatementFacts {
  office: OfficeFacts;
  at: Instant;
  act: Act;
  title: string;
  detail: string;
  people: readonly Signatory[];
  pages: number;
  copies: number;
  number: string;
  book: string;
  certifiedOn: PlainDate;
  /** One line each. */
  signerTitle: readonly string[];
  signerName: string;
  /** Who received the request, in whose presence it was signed; null where the certifier did. */
  receiver: string | null;
}

/** The values of {@link ACT_STATEMENT}. */
export function actStatementValues(facts: ActStatementFacts): FormValues {
  const { office, at, act, title, number, book, certifiedOn, signerTitle, signerName, receiver } = facts;
  const day = writtenDay(certifiedOn);
  return {
    office: officeValues(ACT_STATEMENT, office),
    issuedAt: at,
    fields: {
      act: ACT_FACTS[act].heading,
      title,
      opening: [
        `${day.charAt(0).toUpperCase()}${day.slice(1)} (bằng chữ: ${dayInWords(certifiedOn)}).`,
        `Tại ${office.name}, ${office.superiorName}.`,
        `Tôi: ${signerName}, ${signerTitle.join(' ')}.`,
      ],
      words: wordsOf(facts),
      number,
      book,
    },
    signers: {
      ...(receiver === null ? {} : { receiver: { name: receiver } }),
      certifier: { name: signerName },
    },
  };
}

function wordsOf({ act, title, detail, people, pages, copies, receiver }: ActStatementFacts): string[] {
  const { one, several } = ACT_FACTS[act].words;
  const witness = receiver === null ? 'tôi' : `ông/bà ${receiver}, là người tiếp nhận hồ sơ`;
  const said = {
    title,
    detail,
    witness,
    pages: writtenCount(pages),
    copies: writtenCount(copies),
    person: people.map(writtenPerson).join('; '),
  };
  const words = people.length > 1 ? several : one;
  return words.flatMap((paragraph) =>
    paragraph === '{list}'
      ? people.map((person, index) => `${index + 1}. Ông/bà ${writtenPerson(person)}`)
      : [fill(paragraph, said)],
  );
}

/** The person as a statement and the book name them. */
export function writtenPerson({ name, number }: Signatory): string {
  return number === '' ? name : `${name}, giấy tờ tùy thân số ${number}`;
}

function fill(words: string, said: Readonly<Record<string, string>>): string {
  return words.replaceAll(/\{(\w+)\}/gu, (_whole, key: string) => said[key] ?? '').replaceAll('  ', ' ');
}
