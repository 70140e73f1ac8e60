/**
 * The kinds of papers that are digitised. No national list of kinds was found in force; these are the ones that the procedures of a commune ask for and
 * give, each with the codes of results that make such a paper (danh mục kết quả, `KQ.…`) and the beginnings of the ids of components that ask for it.
 * - `issued`: an authority issued it, so that it has a number, a day, an issuer and a validity. Other papers are made by whoever files.
 * - `reusable`: it proves something in other dossiers too, so that it belongs into its holder's store.
 * - `single`: a person has one of it at a time: a newer one takes the place of the older.
 */
interface DocumentKindRule {
  issued: boolean;
  reusable: boolean;
  single: boolean;
  results?: readonly string[];
  components?: readonly string[];
}

const ISSUED = { issued: true, reusable: true, single: false } as const;
const ONE_AT_A_TIME = { issued: true, reusable: true, single: true } as const;
const OWN = { issued: false, reusable: false, single: false } as const;

const RULES = {
  'identity-paper': {
    ...ISSUED,
    components: ['giay-to-tuy-than', 'ho-chieu-the-can-cuoc', 'the-can-cuoc'],
  },
  'birth-certificate': {
    ...ONE_AT_A_TIME,
    results: ['KQ.G15.000031'],
    components: ['giay-khai-sinh'],
  },
  'birth-notice': { ...ISSUED, components: ['giay-chung-sinh'] },
  'marriage-certificate': {
    ...ONE_AT_A_TIME,
    results: ['KQ.G15.000032'],
    components: ['giay-chung-nhan-ket-hon'],
  },
  'marital-status': {
    ...ONE_AT_A_TIME,
    results: ['KQ.G15.000038'],
    components: ['giay-xac-nhan-tinh-trang-hon-nhan', 'van-ban-xac-nhan-tinh-trang-hon-nhan'],
  },
  'death-certificate': {
    ...ISSUED,
    results: ['KQ.G15.000034'],
    components: ['giay-chung-tu', 'trich-luc-khai-tu', 'giay-bao-tu'],
  },
  'civil-extract': {
    ...ISSUED,
    results: [
      'KQ.G15.000033',
      'KQ.G15.000035',
      'KQ.G15.000036',
      'KQ.G15.000037',
      'KQ.G15.000289',
      'KQ.G15.000342',
    ],
    components: ['trich-luc'],
  },
  residence: {
    ...ONE_AT_A_TIME,
    results: ['KQ.G01.000062'],
    components: [
      'giay-to-chung-minh-thong-tin-ve-cu-tru',
      'giay-to-chung-minh-noi-cu-tru',
      'giay-to-dang-ky-thuong-tru',
    ],
  },
  disability: { ...ONE_AT_A_TIME, components: ['giay-xac-nhan-khuyet-tat'] },
  'land-certificate': {
    ...ISSUED,
    results: ['KQ.G10.001147', 'KQ.G10.001148'],
    components: ['giay-chung-nhan-quyen-so-huu'],
  },
  'household-business': {
    ...ONE_AT_A_TIME,
    results: ['KQ.G12.001041', 'KQ.G12.001053', 'KQ.G12.001350'],
    components: ['giay-chung-nhan-dang-ky-ho-kinh-doanh'],
  },
  'health-insurance-card': { ...ONE_AT_A_TIME, results: ['KQ.G18.000047'] },
  diploma: { ...ISSUED, components: ['bang-cu-nhan'] },
  decision: { ...ISSUED, components: ['quyet-dinh'] },
  'certified-transaction': {
    ...ISSUED,
    results: ['KQ.G15.000023', 'KQ.G15.000024'],
    components: ['giao-dich-da-duoc-chung-thuc'],
  },
  'health-statement': { ...ISSUED, components: ['giay-kham-suc-khoe', 'xac-nhan-cua-co-quan-y-te'] },
  confirmation: { ...ISSUED, components: ['van-ban-xac-nhan', 'giay-xac-nhan', 'giay-chung-nhan'] },
  application: {
    ...OWN,
    components: [
      'to-khai',
      'don-',
      'mau-',
      'giay-de-nghi',
      'phieu-yeu-cau',
      'ban-khai',
      'van-ban-de-nghi',
      'de-nghi',
    ],
  },
  authorisation: { ...OWN, components: ['van-ban-uy-quyen'] },
  record: { ...OWN, components: ['bien-ban', 'bao-cao'] },
  other: { ...OWN },
} as const satisfies Record<string, DocumentKindRule>;
export type DocumentKind = keyof typeof RULES;

/** Every kind, in the order in which a person chooses. */
export const DOCUMENT_KINDS = Object.keys(RULES) as [DocumentKind, ...DocumentKind[]];

/** What holds of a kind. */
export function ruleOfKind(kind: DocumentKind): DocumentKindRule {
  return RULES[kind];
}

const COPY_OF = 'ban-sao-';

/** The kind that a component asks for, as its id in the catalogue says; `other` where it says none. A person may say otherwise. */
export function kindOfComponent(componentId: string): DocumentKind {
  const id = componentId.startsWith(COPY_OF) ? componentId.slice(COPY_OF.length) : componentId;
  return kindWhere(({ components = [] }) => components.some((beginning) => id.startsWith(beginning)));
}

/** The kind that a paper's own title names, by the same words; `other` where it names none. */
export function kindOfTitle(title: string): DocumentKind {
  const words = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u0110\u0111]/gu, 'd')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  return kindOfComponent(words?.join('-') ?? '');
}

/** The kind of paper that a result is, by its code in the national list; `other` where the code says none. */
export function kindOfResult(code: string | null): DocumentKind {
  return kindWhere(({ results = [] }) => code !== null && results.includes(code));
}

function kindWhere(holds: (rule: DocumentKindRule) => boolean): DocumentKind {
  return DOCUMENT_KINDS.find((kind) => holds(RULES[kind])) ?? 'other';
}
