import { type CmsWish, cms, timestampAttribute, timestampToken } from './cms-maker.ts';
import {
  aFile,
  append,
  deflated,
  type Layout,
  type Made,
  type Objects,
  type Signature,
  sign,
  stream,
  type Written,
} from './pdf-maker.ts';
import {
  certify,
  DAY,
  ecKey,
  HOUR,
  OCSP_SIGNING,
  type Person,
  rsaKey,
  TIME_STAMPING,
  USAGE,
} from './people.ts';

/** Numbers of the objects of every paper. */
export const AT = {
  catalog: 1,
  pages: 2,
  page: 3,
  words: 4,
  form: 5,
  officer: 6,
  agency: 7,
  font: 8,
  secondPage: 9,
  secondWords: 10,
  text: 11,
  information: 12,
} as const;

/** What papers differ in. */
export interface PaperWish extends Written {
  readonly version?: string;
  readonly layout?: Layout;
  /** Bytes that the file has at least. */
  readonly size?: number;
  /** More entries of the catalogue, the first page, the form. */
  readonly catalog?: string;
  readonly page?: string;
  readonly form?: string;
  readonly objects?: Objects;
  /** Without: the fields for signatures are in the paper from the start. */
  readonly unsignable?: boolean;
}

const page = (words: number, annotations: string, more = '') =>
  `<</Type/Page/Parent ${AT.pages} 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F ${AT.font} 0 R>>>>/Contents ${words} 0 R${annotations}${more}>>`;
export const words = (text: string) => stream('', `BT /F 14 Tf 50 780 Td (${text}) Tj ET`);

/** A signature field that is its own box on the first page. */
export function signatureField(
  name: string,
  more = '',
  rect = name === 'officer' ? '50 60 250 140' : '300 60 500 140',
): string {
  return `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/F 132/P ${AT.page} 0 R/Rect[${rect}]${more}>>`;
}

export const textField = (value: string, more = '') =>
  `<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/F 4/DA(/F 12 Tf 0 g)/P ${AT.page} 0 R/Rect[50 600 350 630]/V(${value})${more}>>`;

/** A paper of two pages with two empty signature fields and a text field. */
export function paper(wish: PaperWish = {}): Made {
  const { catalog = '', form = '', objects = {}, unsignable = false, size = 0, version, ...written } = wish;
  const annotations = unsignable ? '' : `/Annots[${AT.officer} 0 R ${AT.agency} 0 R ${AT.text} 0 R]`;
  const fields: Objects = unsignable
    ? {}
    : {
        [AT.form]: `<</Fields[${AT.officer} 0 R ${AT.agency} 0 R ${AT.text} 0 R]/SigFlags 3/DR<</Font<</F ${AT.font} 0 R>>>>${form}>>`,
        [AT.officer]: signatureField('officer'),
        [AT.agency]: signatureField('agency'),
        [AT.text]: textField(''),
      };
  return aFile(
    {
      [AT.catalog]: `<</Type/Catalog/Pages ${AT.pages} 0 R${unsignable ? '' : `/AcroForm ${AT.form} 0 R`}${catalog}>>`,
      [AT.pages]: `<</Type/Pages/Kids[${AT.page} 0 R ${AT.secondPage} 0 R]/Count 2>>`,
      [AT.page]: page(AT.words, annotations, wish.page),
      [AT.words]: words('So tien: 1.000.000 dong'),
      [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      [AT.secondPage]: page(AT.secondWords, ''),
      [AT.secondWords]: deflated('', 'BT /F 14 Tf 50 780 Td (Trang hai) Tj ET'),
      [AT.information]: '<</Producer(x)>>',
      ...fields,
      ...(size === 0 ? {} : { 13: stream('', 'x'.repeat(size)) }),
      ...objects,
    },
    {
      trailer: `/Info ${AT.information} 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]`,
      ...(version === undefined ? {} : { version }),
      ...written,
    },
  );
}

export interface SignWish extends Partial<Omit<Signature, 'cms'>> {
  readonly who?: Person;
  readonly field?: 'officer' | 'agency';
  readonly how?: CmsWish;
  readonly cms?: Signature['cms'];
  /** PAdES: its sub-filter, and the attribute that names the certificate. */
  readonly pades?: boolean;
  /** P of DocMDP (ISO 32000-1, 12.8.2.2). */
  readonly certify?: 1 | 2 | 3;
  /** More entries of the field. */
  readonly more?: string;
}

export const docMdp = (level: number) =>
  `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${level}/V/1.2>>>>]`;

/** The people and authorities of the corpus; keys are made once. */
export function anOffice() {
  const keys = { rsa: rsaKey(2048), ec: ecKey('prime256v1') };
  const root = certify({ name: 'CA gốc Thử Nghiệm', key: rsaKey(2048), authority: true });
  const stranger = certify({ name: 'CA gốc lạ', key: ecKey('prime256v1'), authority: true });
  const issued = (name: string, more: Partial<Parameters<typeof certify>[0]> = {}) =>
    certify({ name, key: keys.ec, issuer: root, ...more });
  const officer = issued('Nguyễn Văn Thử', { key: keys.rsa });
  const agency = issued('UBND xã Thử Nghiệm');
  const timeUsage = { usage: 0x80, extended: { oid: TIME_STAMPING, critical: true } };
  const time = issued('Dấu thời gian thử', { key: ecKey('prime256v1'), ...timeUsage });
  const responder = issued('OCSP thử', { extended: { oid: OCSP_SIGNING, critical: false } });
  const made = new Map<string, unknown>();

  /** Made at the first call, the same at every later one. */
  function once<T>(name: string, make: () => T): T {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  }

  /** Signs a field of a paper; without wishes: the officer, as an ordinary program of today. */
  function signed(paperMade: Made, wish: SignWish = {}): Made {
    const {
      field = 'officer',
      pades = false,
      how = {},
      more = '',
      entries = '',
      objects = {},
      certify: level,
    } = wish;
    const who = wish.who ?? (field === 'officer' ? officer : agency);
    const value = wish.value ?? paperMade.next;
    const named: CmsWish = pades ? { names: who.certificate, ...how } : how;
    const perms =
      level === undefined
        ? {}
        : {
            [AT.catalog]: `<</Type/Catalog/Pages ${AT.pages} 0 R/AcroForm ${AT.form} 0 R/Perms<</DocMDP ${value} 0 R>>>>`,
          };
    return sign(paperMade, {
      ...wish,
      objects: { [AT[field]]: signatureField(field, `/V ${value} 0 R${more}`), ...perms, ...objects },
      value,
      ...(pades ? { subFilter: 'ETSI.CAdES.detached' } : {}),
      entries: `${entries}${level === undefined ? '' : docMdp(level)}`,
      cms: wish.cms ?? ((covered) => cms(who, covered, named)),
    });
  }

  /** Signed by the officer and then the agency, as PAdES. */
  const twice = () =>
    once('twice', () => signed(signed(paper(), { pades: true }), { field: 'agency', pades: true }));
  const certified = (level: 1 | 2 | 3) =>
    once(`certified ${level}`, () => signed(paper(), { pades: true, certify: level }));

  /** A stamp of the signature among its unsigned attributes. */
  const stamped = (wish: Parameters<typeof timestampToken>[2] = {}, by = time) => ({
    unsigned: (signature: Buffer) => [timestampAttribute(timestampToken(by, signature, wish))],
  });

  /** Validation data behind a file (ISO 32000-2, 12.8.4.3); the catalogue stays what it was. */
  function withStore(
    before: Made,
    {
      certificates = [] as Buffer[],
      lists = [] as Buffer[],
      answers = [] as Buffer[],
      catalog = `/AcroForm ${AT.form} 0 R`,
      also = [] as number[],
    } = {},
  ): Made {
    const store = before.next;
    let num = store + 1;
    const objects: Record<number, string> = {};
    const put = (each: Buffer) => {
      objects[num] = stream('', each.toString('latin1'));
      return `${num++} 0 R`;
    };
    const list = (key: string, all: Buffer[], known: readonly number[] = []) =>
      all.length + known.length === 0
        ? ''
        : `/${key}[${[...known.map((each) => `${each} 0 R`), ...all.map(put)].join(' ')}]`;
    const entries = `${list('Certs', certificates)}${list('CRLs', lists, also)}${list('OCSPs', answers)}`;
    objects[store] = `<</Type/DSS${entries}>>`;
    objects[AT.catalog] = `<</Type/Catalog/Pages ${AT.pages} 0 R${catalog}/DSS ${store} 0 R>>`;
    return append(before, objects);
  }

  /** A document time stamp in a field of its own, which shows nothing (ISO 32000-2, 12.8.5). */
  function documentStamped(
    before: Made,
    {
      by = time,
      at = Date.now() - 500,
      fields = [AT.officer, AT.agency, AT.text] as number[],
      how = {} as CmsWish,
      over = (covered: Buffer) => covered,
    } = {},
  ): { made: Made; field: number } {
    const field = before.next;
    const value = field + 1;
    const form = `<</Fields[${[...fields, field].map((num) => `${num} 0 R`).join(' ')}]/SigFlags 3/DR<</Font<</F ${AT.font} 0 R>>>>>>`;
    const box = `<</Type/Annot/Subtype/Widget/FT/Sig/T(time${field})/F 132/Rect[0 0 0 0]/V ${value} 0 R>>`;
    const made = sign(before, {
      objects: { [AT.form]: form, [field]: box },
      value,
      cms: (covered) => timestampToken(by, over(covered), { at, ...how }),
      dict: ({ range, contents }) =>
        `<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161${range}${contents}>>`,
    });
    return { made, field };
  }

  return {
    ...{ keys, root, stranger, officer, agency, time, responder, issued, timeUsage },
    ...{ once, signed, twice, certified, stamped, withStore, documentStamped },
    /** The certificates that are trusted. */
    roots: [root.certificate],
    subordinate: () =>
      once('subordinate', () =>
        issued('CA cấp dưới', { key: ecKey('secp384r1'), authority: true, pathLength: 0 }),
      ),
    past: { from: Date.now() - 400 * DAY, to: Date.now() - HOUR },
    encryptsOnly: USAGE.encrypt,
  };
}
export type Office = ReturnType<typeof anOffice>;
