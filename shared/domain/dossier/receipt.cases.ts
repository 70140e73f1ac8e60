import type { Person } from './party.ts';
import type { ReceiptInput } from './receipt-input.ts';

/** A fictional person with a citizen's number. */
export function aPerson(name: string, number: string | null): Person {
  return {
    kind: 'person',
    name,
    birthDate: '1990-03-07',
    sex: 'male',
    identity: number === null ? { kind: 'none', reason: 'newborn' } : { kind: 'citizen', number },
    address: 'Xã Đăk Hà, tỉnh Quảng Ngãi',
    phone: '',
    email: '',
  };
}

const an = aPerson('Nguyễn Văn Ân', '062090004321');
const be = aPerson('Trần Thị Bé', '062190004322');
const child = aPerson('Nguyễn Thị Mai', null);
const paper = { original: 1, certified: 0, photocopy: 0 };
const none = { original: 0, certified: 0, photocopy: 0 };
const copy = { original: 0, certified: 0, photocopy: 1 };

function handed(componentId: string, counts = paper): ReceiptInput['components'][number] {
  return { componentId, source: 'paper', counts, applies: false, paperReason: null };
}

/** A signature to be certified: one person, identity card shown, one paper. */
export const signature: ReceiptInput = {
  procedureCode: '2.000884',
  caseId: 'standard',
  channel: 'direct',
  owner: an,
  submitter: { kind: 'owner' },
  receiver: { kind: 'owner' },
  delivery: { method: 'counter' },
  request: 'Chứng thực chữ ký trong giấy ủy quyền',
  sets: 1,
  components: [handed('giay-to-tuy-than'), handed('giay-to-van-ban-yeu-cau-chung-thuc-chu')],
  otherPapers: [],
  linkedChoices: [],
  fees: [
    {
      feeId: 'phi-chung-thuc-chu-ky',
      settlement: 'now',
      quantity: 1,
      councilAmountVnd: null,
      originals: [],
      waivedFor: null,
    },
  ],
};

/** A birth that a parent registers for a child without a number. */
const birth: ReceiptInput = {
  ...signature,
  procedureCode: '1.001193',
  owner: child,
  submitter: { kind: 'other', party: an, authority: { basis: 'legal-representative', relation: 'cha' } },
  receiver: { kind: 'submitter' },
  request: 'Đăng ký khai sinh cho con',
  components: [
    handed('to-khai-dang-ky-khai-sinh'),
    { ...handed('giay-chung-sinh'), paperReason: 'not-in-database' },
    handed('giay-to-tuy-than'),
  ],
  fees: [
    {
      feeId: 'le-phi-dang-ky-ho-tich',
      settlement: 'waived',
      quantity: 1,
      councilAmountVnd: null,
      originals: [],
      waivedFor: 'đúng hạn',
    },
  ],
};

const authorised: ReceiptInput['submitter'] = {
  kind: 'other',
  party: be,
  authority: { basis: 'authorisation', authoriser: null, paper: 'Giấy ủy quyền ngày 20/11/2026' },
};

const withoutPaper: ReceiptInput['submitter'] = {
  kind: 'other',
  party: be,
  authority: { basis: 'authorisation', authoriser: null, paper: null },
};

const without = (input: ReceiptInput, id: string) =>
  input.components.filter(({ componentId }) => componentId !== id);

/** Dossiers that are received, with what the decision must hold. */
export const acceptedCases: readonly { title: string; law: string; input: ReceiptInput; expected: object }[] =
  [
    {
      title: 'the owner comes with everything',
      law: 'Điều 17 Nghị định 118/2025/NĐ-CP',
      input: signature,
      expected: {
        state: 'received',
        owner: an,
        submitter: an,
        authority: null,
        authoriser: null,
        receiver: an,
        fees: { totalVnd: 10_000 },
        notices: [],
      },
    },
    {
      title: 'a photocopy of the identity card is allowed where the procedure says so',
      law: 'Nghị định 280/2025/NĐ-CP',
      input: {
        ...signature,
        components: [handed('giay-to-tuy-than', copy), handed('giay-to-van-ban-yeu-cau-chung-thuc-chu')],
      },
      expected: {
        components: [
          { componentId: 'giay-to-tuy-than', counts: copy, onlyShown: true },
          { onlyShown: false },
        ],
      },
    },
    {
      title: 'a parent registers a child that has no number',
      law: 'Điều 15 Luật Hộ tịch 60/2014/QH13',
      input: birth,
      expected: { owner: child, submitter: an, authoriser: null, receiver: an, fees: { totalVnd: 0 } },
    },
    {
      title: 'a child that has no name yet is no owner, the parent stands alone and takes the result',
      law: 'Điều 15 Luật Hộ tịch 60/2014/QH13',
      input: { ...birth, owner: null, receiver: { kind: 'owner' } },
      expected: { owner: null, submitter: an, receiver: an },
    },
    {
      title: 'the birth paper is looked up instead of handed in',
      law: 'Điều 4 khoản 2a Nghị định 118/2025/NĐ-CP',
      input: {
        ...birth,
        components: [
          ...without(birth, 'giay-chung-sinh'),
          { ...handed('giay-chung-sinh', none), source: 'database' },
        ],
      },
      expected: {
        components: [{}, { componentId: 'giay-chung-sinh', source: 'database', counts: none }, {}],
        notices: [],
      },
    },
    {
      title: 'a paper that a database may hold is taken without a reason, with a notice',
      law: 'Điều 4 khoản 2a Nghị định 118/2025/NĐ-CP',
      input: { ...birth, components: birth.components.map((entry) => ({ ...entry, paperReason: null })) },
      expected: { notices: [{ code: 'PAPER_WITHOUT_REASON', componentId: 'giay-chung-sinh' }] },
    },
    {
      title: 'a neighbour files with an authorisation',
      law: 'Điều 15 Nghị định 118/2025/NĐ-CP',
      input: { ...signature, submitter: authorised, receiver: { kind: 'submitter' } },
      expected: { submitter: be, authoriser: an, receiver: be },
    },
    {
      title: 'the submitter bears the same number as the owner and needs no authorisation',
      law: 'Điều 15 Nghị định 118/2025/NĐ-CP',
      input: { ...signature, submitter: { ...withoutPaper, party: { ...an, name: 'NGUYỄN VĂN ÂN' } } },
      expected: { authority: null, authoriser: null },
    },
    {
      title: 'the authorisation is among the components',
      law: 'Điều 15 Nghị định 118/2025/NĐ-CP',
      input: {
        ...birth,
        submitter: {
          kind: 'other',
          party: be,
          authority: { basis: 'authorisation', authoriser: an, paper: null },
        },
        components: [...birth.components, handed('van-ban-uy-quyen')],
      },
      expected: { submitter: be, authoriser: an },
    },
    {
      title: 'someone else will take the result; the paper may come later',
      law: 'Điều 22 Nghị định 118/2025/NĐ-CP',
      input: { ...signature, receiver: { kind: 'other', person: be, paper: null } },
      expected: { receiver: be, receiverPaper: null },
    },
    {
      title: 'a channel that the portal does not publish is a notice only',
      law: 'Điều 15 Nghị định 118/2025/NĐ-CP',
      input: { ...signature, channel: 'post' },
      expected: { notices: [{ code: 'CHANNEL_NOT_PUBLISHED', channel: 'post', published: ['direct'] }] },
    },
    {
      title: 'a better form stands for a lesser one',
      law: 'Điều 6 Nghị định 23/2015/NĐ-CP',
      input: {
        ...signature,
        procedureCode: '1.001612',
        caseId: 'family',
        components: [
          handed('giay-de-nghi-dang-ky-ho-kinh-doanh'),
          handed('ban-sao-van-ban-uy-quyen-cua-thanh-vien'),
        ],
        fees: [
          {
            feeId: 'le-phi-dang-ky-ho-kinh-doanh',
            settlement: 'later',
            quantity: 1,
            councilAmountVnd: null,
            originals: [],
            waivedFor: null,
          },
        ],
      },
      expected: { fees: { totalVnd: 0, lines: [{ amountVnd: null }] } },
    },
  ];

/** Dossiers that are not received, and why. */
export const refusedCases: readonly {
  title: string;
  input: ReceiptInput;
  refusal: { code: string; data: object };
}[] = [
  {
    title: 'a case that the procedure does not have',
    input: { ...signature, caseId: 'other' },
    refusal: { code: 'CASE_UNKNOWN', data: { procedureCode: '2.000884', caseId: 'other' } },
  },
  {
    title: 'no owner',
    input: { ...signature, owner: null, submitter: authorised },
    refusal: { code: 'OWNER_MISSING', data: {} },
  },
  {
    title: 'no child and no parent',
    input: { ...birth, owner: null, submitter: { kind: 'owner' } },
    refusal: { code: 'SUBMITTER_MISSING', data: {} },
  },
  {
    title: 'a child that files for itself',
    input: { ...birth, submitter: { kind: 'owner' } },
    refusal: { code: 'IDENTITY_MISSING', data: { role: 'submitter' } },
  },
  {
    title: 'a submitter without an authorisation paper',
    input: { ...signature, submitter: withoutPaper },
    refusal: { code: 'AUTHORISATION_MISSING', data: {} },
  },
  {
    title: 'a newborn that authorises someone',
    input: { ...birth, submitter: authorised },
    refusal: { code: 'AUTHORISER_MISSING', data: {} },
  },
  {
    title: 'an authoriser without a number',
    input: {
      ...birth,
      submitter: {
        kind: 'other',
        party: be,
        authority: { basis: 'authorisation', authoriser: child, paper: 'Giấy ủy quyền' },
      },
    },
    refusal: { code: 'IDENTITY_MISSING', data: { role: 'authoriser' } },
  },
  {
    title: 'a receiver without a number',
    input: { ...signature, receiver: { kind: 'other', person: child, paper: null } },
    refusal: { code: 'IDENTITY_MISSING', data: { role: 'receiver' } },
  },
  {
    title: 'all missing mandatory components at once',
    input: { ...birth, components: [] },
    refusal: {
      code: 'MISSING_COMPONENT',
      data: {
        components: [
          {
            componentId: 'to-khai-dang-ky-khai-sinh',
            name: 'Tờ khai đăng ký khai sinh',
            needed: paper,
            given: none,
          },
          {
            componentId: 'giay-chung-sinh',
            name: 'Giấy chứng sinh (không có thì văn bản của người làm chứng; không có người làm chứng thì giấy cam đoan về việc sinh)',
            needed: paper,
            given: none,
          },
          {
            componentId: 'giay-to-tuy-than',
            name: 'Giấy tờ tùy thân (hộ chiếu, thẻ căn cước công dân, thẻ căn cước, căn cước điện tử hoặc Giấy chứng nhận căn cước)',
            needed: paper,
            given: none,
          },
        ],
      },
    },
  },
  {
    title: 'a photocopy where the original is demanded',
    input: {
      ...birth,
      components: [handed('to-khai-dang-ky-khai-sinh', copy), ...without(birth, 'to-khai-dang-ky-khai-sinh')],
    },
    refusal: {
      code: 'MISSING_COMPONENT',
      data: {
        components: [
          {
            componentId: 'to-khai-dang-ky-khai-sinh',
            name: 'Tờ khai đăng ký khai sinh',
            needed: paper,
            given: copy,
          },
        ],
      },
    },
  },
  {
    title: 'the paper of the authorisation when an agent files for a birth',
    input: {
      ...birth,
      submitter: {
        kind: 'other',
        party: be,
        authority: { basis: 'authorisation', authoriser: an, paper: 'Giấy ủy quyền' },
      },
    },
    refusal: {
      code: 'MISSING_COMPONENT',
      data: {
        components: [
          { componentId: 'van-ban-uy-quyen', name: 'Văn bản ủy quyền', needed: paper, given: none },
        ],
      },
    },
  },
  {
    title: 'a component whose condition holds',
    input: {
      ...signature,
      components: [
        ...signature.components,
        { ...handed('ban-dich-tieng-viet-cua-giay-to-tieng', none), applies: true },
      ],
    },
    refusal: {
      code: 'MISSING_COMPONENT',
      data: {
        components: [
          {
            componentId: 'ban-dich-tieng-viet-cua-giay-to-tieng',
            name: 'Bản dịch tiếng Việt của giấy tờ tiếng nước ngoài',
            needed: paper,
            given: none,
          },
        ],
      },
    },
  },
  {
    title: 'a component of another procedure',
    input: { ...signature, components: [handed('giay-chung-sinh')] },
    refusal: { code: 'COMPONENT_UNKNOWN', data: { componentId: 'giay-chung-sinh' } },
  },
  {
    title: 'a component twice',
    input: { ...birth, components: [...birth.components, handed('to-khai-dang-ky-khai-sinh')] },
    refusal: {
      code: 'COMPONENT_TWICE',
      data: { componentId: 'to-khai-dang-ky-khai-sinh', name: 'Tờ khai đăng ký khai sinh' },
    },
  },
  {
    title: 'a look-up where no database stands for the paper',
    input: { ...birth, components: [{ ...handed('to-khai-dang-ky-khai-sinh', none), source: 'database' }] },
    refusal: {
      code: 'COMPONENT_NOT_IN_DATABASE',
      data: { componentId: 'to-khai-dang-ky-khai-sinh', name: 'Tờ khai đăng ký khai sinh' },
    },
  },
  {
    title: 'an undecided fee',
    input: { ...signature, fees: [] },
    refusal: {
      code: 'FEE_NOT_DECIDED',
      data: { fees: [{ feeId: 'phi-chung-thuc-chu-ky', name: 'Phí chứng thực chữ ký' }] },
    },
  },
];
