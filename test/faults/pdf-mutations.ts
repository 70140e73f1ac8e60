import { createUpdate, type IncrementalUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfText,
  withEntries,
} from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import {
  asDict,
  asRef,
  asStream,
  type PdfDict,
  type PdfValue,
} from '../../electron/helpers/verify/pdf/value.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

/** Changes a file; what it gives back is a file of its own. */
type Mutation = (pdf: Buffer, random: SeededRandom, others: readonly Buffer[]) => Buffer;

const latin = (text: string) => Buffer.from(text, 'latin1');

/** Puts `text` where `length` bytes stood. */
function spliced(pdf: Buffer, at: number, length: number, text: string | Buffer): Buffer {
  const piece = typeof text === 'string' ? latin(text) : text;
  return Buffer.concat([pdf.subarray(0, at), piece, pdf.subarray(at + length)]);
}

/** One of the places where a pattern stands, outside of the long hexadecimal strings. */
function oneOf(pdf: Buffer, pattern: RegExp, random: SeededRandom): RegExpExecArray | undefined {
  const found = [...pdf.toString('latin1').matchAll(pattern)];
  return found.length === 0 ? undefined : (random.pick(found) as RegExpExecArray);
}

/** The same digits in number, so that what stands behind keeps its place. */
function sameLength(random: SeededRandom, digits: string): string {
  return [...digits].map(() => random.below(10)).join('');
}

/** Replaces one match of a pattern by what `by` says. */
function replacing(pattern: RegExp, by: (found: RegExpExecArray, random: SeededRandom) => string): Mutation {
  return (pdf, random) => {
    const found = oneOf(pdf, pattern, random);
    return found === undefined ? pdf : spliced(pdf, found.index, found[0].length, by(found, random));
  };
}

const KEYS =
  'Contents Annots Kids Parent Resources Length ByteRange V T FT Rect Type Filter Prev Root Size XRefStm Index W Extends'.split(
    ' ',
  );
const TOKENS = [
  'null',
  'true',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/',
  '%',
  '1 0 R',
  'endobj',
  'stream',
  'endstream',
  '-1',
  '99999999999',
  '/A',
  '0',
];

/** Bytes of the structure changed in place, by what a PDF is made of. */
const inPlace: Readonly<Record<string, Mutation>> = {
  number: replacing(/\b\d{1,10}\b/gu, ([digits = ''], random) =>
    random.below(2) === 0 ? sameLength(random, digits) : String(random.below(100_000)),
  ),
  reference: replacing(/\b\d{1,10} 0 R/gu, (_found, random) => `${random.below(40)} 0 R`),
  key: replacing(/\/[A-Z][A-Za-z]+/gu, (_found, random) => `/${random.pick(KEYS)}`),
  token: replacing(/<<|>>|\[|\]|endobj|endstream|stream|obj/gu, (_found, random) => random.pick(TOKENS)),
  length: replacing(/\/Length \d+/gu, (_found, random) => `/Length ${random.below(4000)}`),
  offset: replacing(/\b\d{10} \d{5} [nf]/gu, ([entry], random) =>
    random.below(2) === 0
      ? `${String(random.below(60_000)).padStart(10, '0')}${entry.slice(10)}`
      : entry.replace(/[nf]$/u, (use) => (use === 'n' ? 'f' : 'n')),
  ),
  trailer: replacing(/\/(?:Prev|Size|Root|Info) \d+/gu, ([entry], random) =>
    entry.replace(/\d+$/u, String(random.below(60_000))),
  ),
  startxref: replacing(/startxref\s+\d+/gu, (_found, random) => `startxref\n${random.below(60_000)}`),
  byteRange: replacing(/\/ByteRange\s*\[[^\]]*\]/gu, ([range], random) =>
    range.replace(/\d+/gu, (digits) => (random.below(3) === 0 ? sameLength(random, digits) : digits)),
  ),
  swapObjects: (pdf, random) => {
    const [a, b] = [oneOf(pdf, OBJECT, random), oneOf(pdf, OBJECT, random)].sort(
      (one, two) => (one?.index ?? 0) - (two?.index ?? 0),
    );
    if (a === undefined || b === undefined || a.index === b.index) return pdf;
    return spliced(spliced(pdf, b.index, b[0].length, a[0]), a.index, a[0].length, b[0]);
  },
  bit: (pdf, random) => {
    const changed = Buffer.from(pdf);
    const at = random.below(pdf.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    return changed;
  },
  insert: (pdf, random) => spliced(pdf, random.below(pdf.length), 0, random.pick([...TOKENS, ' ', '\n'])),
  remove: (pdf, random) => spliced(pdf, random.below(pdf.length), 1 + random.below(40), ''),
};

const OBJECT = /\b\d{1,10} 0 obj\s[\s\S]{1,2000}?endobj/gu;

/** Whole pieces cut off, doubled and put together with those of other files. */
const pieces: Readonly<Record<string, Mutation>> = {
  truncate: (pdf, random) => pdf.subarray(0, random.below(pdf.length)),
  truncateAtEnd: (pdf, random) => {
    const found = oneOf(pdf, /%%EOF\s*/gu, random);
    return found === undefined ? pdf : pdf.subarray(0, found.index + found[0].length);
  },
  splice: (pdf, random, others) => {
    const other = random.pick(others);
    const [end, start] = [oneOf(pdf, /%%EOF\n?/gu, random), oneOf(other, /%%EOF\n?/gu, random)];
    if (end === undefined || start === undefined) return pdf;
    const head = pdf.subarray(0, end.index + end[0].length);
    return Buffer.concat([head, other.subarray(start.index + start[0].length)]);
  },
  doubledRevision: (pdf, random) => {
    const end = oneOf(pdf, /%%EOF\n?/gu, random);
    return end === undefined ? pdf : Buffer.concat([pdf, pdf.subarray(end.index + end[0].length)]);
  },
  duplicateObject: (pdf, random) => {
    const [one, place] = [oneOf(pdf, OBJECT, random), oneOf(pdf, /endobj\n/gu, random)];
    if (one === undefined || place === undefined) return pdf;
    return spliced(pdf, place.index + place[0].length, 0, `${one[0].replace('Page ', 'Pagf ')}\n`);
  },
  junkBehind: (pdf, random) =>
    Buffer.concat([pdf, latin(random.pick([' ', '\n', '\0', '%', '9 0 obj\n<<>>\nendobj\n%%EOF\n']))]),
  junkBefore: (pdf) => Buffer.concat([latin('\n'), pdf]),
  renumbered: (pdf, random) => {
    const one = oneOf(pdf, /\b\d{1,10} 0 obj/gu, random);
    return one === undefined ? pdf : spliced(pdf, one.index, one[0].length, `${random.below(40)} 0 obj`);
  },
};

/** Incremental updates, sound in their form, that change what a file says: what attackers write. */
const updates: Readonly<Record<string, Mutation>> = {
  update: (pdf, random) => updatedBy(pdf, random),
  updateTwice: (pdf, random) => updatedBy(updatedBy(pdf, random), random),
  updateAndMend: (pdf, random) => {
    const text = updatedBy(pdf, random).toString('latin1');
    const tail = text.slice(pdf.length);
    const changed = random.pick([
      tail.replace(/\/Root \d+/u, `/Root ${random.below(40)}`),
      tail.replace(/\/Info \d+ 0 R/u, `/Encrypt ${random.below(40)} 0 R`),
      tail.replace(/\/Prev \d+/u, ''),
      tail.replace(/trailer\n<</u, `trailer\n<</XRefStm ${random.below(pdf.length)}`),
      tail.replace(/(\d{10}) (\d{5}) n/u, `${String(random.below(pdf.length)).padStart(10, '0')} $2 n`),
      tail.replace(/ n /u, ' f '),
    ]);
    return latin(text.slice(0, pdf.length) + changed);
  },
};

/** The file with one update in which some objects are changed by somebody who knows what they are; the file itself where it cannot be read. */
export function updatedBy(pdf: Buffer, random: SeededRandom): Buffer {
  try {
    const document = openPdf(pdf);
    const update = createUpdate(document);
    for (let left = 1 + random.below(2); left > 0; left -= 1) random.pick(CHANGES)(update, document, random);
    return update.build().bytes;
  } catch {
    return pdf;
  }
}

type Change = (update: IncrementalUpdate, document: PdfDocument, random: SeededRandom) => void;

function dictOf(document: PdfDocument, num: number): PdfDict {
  const value = document.object(num)?.value;
  return asDict(value) ?? asStream(value)?.dict ?? pdfDict({});
}

function anyNumber(document: PdfDocument, random: SeededRandom): number {
  return random.pick([...document.entries.keys()]);
}

function anyPage(document: PdfDocument, random: SeededRandom): number {
  return random.pick(document.pages());
}

const words = (text: string): PdfValue => ({
  kind: 'stream',
  dict: pdfDict({}),
  raw: latin(`BT /F1 20 Tf 100 500 Td (${text}) Tj ET`),
});
const script = pdfDict({ S: pdfName('JavaScript'), JS: pdfText('app.alert(1)') });
const whole = pdfArray([0, 0, 595, 842]);

function fieldNumbers(document: PdfDocument): number[] {
  const form = document.dict(document.catalog.entries.get('AcroForm'));
  return (document.array(form?.entries.get('Fields')) ?? []).flatMap((field) => asRef(field)?.num ?? []);
}

/** A value that could stand there. */
function someValue(update: IncrementalUpdate, document: PdfDocument, random: SeededRandom): PdfValue {
  const stream = update.allocate();
  update.put(stream, words('thay'));
  return random.pick<PdfValue>([
    null,
    pdfRef(stream),
    pdfRef(anyNumber(document, random)),
    pdfArray([pdfRef(anyNumber(document, random))]),
    pdfDict({ N: pdfRef(stream) }),
    script,
    whole,
    pdfName('Widget'),
    random.below(1000),
    pdfText('khác'),
  ]);
}

const CHANGES: readonly Change[] = [
  (update, document, random) => {
    const num = anyPage(document, random);
    const stream = update.allocate();
    update.put(stream, words('khác'));
    update.put(num, withEntries(dictOf(document, num), { Contents: pdfRef(stream) }));
  },
  (update, document, random) => {
    const num = anyPage(document, random);
    const note = update.allocate();
    const looks = update.allocate();
    update.put(looks, words('che'));
    update.put(
      note,
      pdfDict({
        Type: pdfName('Annot'),
        Subtype: pdfName(random.pick(['FreeText', 'Widget', 'Stamp', 'Link', 'Redact'])),
        FT: random.below(2) === 0 ? pdfName(random.pick(['Sig', 'Tx'])) : undefined,
        T: random.below(2) === 0 ? pdfText(random.pick(['agency', 'officer', 'mới'])) : undefined,
        V: random.below(2) === 0 ? pdfRef(anyNumber(document, random)) : undefined,
        Rect: whole,
        AP: pdfDict({ N: pdfRef(looks) }),
      }),
    );
    const known = document.array(dictOf(document, num).entries.get('Annots')) ?? [];
    update.put(num, withEntries(dictOf(document, num), { Annots: pdfArray([...known, pdfRef(note)]) }));
    const form = asRef(document.catalog.entries.get('AcroForm'))?.num;
    if (form === undefined || random.below(2) === 0) return;
    const fields = document.array(dictOf(document, form).entries.get('Fields')) ?? [];
    update.put(form, withEntries(dictOf(document, form), { Fields: pdfArray([...fields, pdfRef(note)]) }));
  },
  (update, document, random) => {
    const key = random.pick(
      'OpenAction AA Names OCProperties Perms Metadata PageLabels Outlines Pages AcroForm DSS Extensions URI ViewerPreferences'.split(
        ' ',
      ),
    );
    update.put(
      document.catalogRef,
      withEntries(document.catalog, { [key]: someValue(update, document, random) }),
    );
  },
  (update, document, random) => {
    const nums = fieldNumbers(document);
    if (nums.length === 0) return;
    const num = random.pick(nums);
    const key = random.pick('Rect T FT V AP AS F Ff A AA Lock P Kids Parent MK DA'.split(' '));
    update.put(num, withEntries(dictOf(document, num), { [key]: someValue(update, document, random) }));
  },
  (update, document, random) => {
    const form = asRef(document.catalog.entries.get('AcroForm'))?.num;
    if (form === undefined) return;
    const key = random.pick('Fields NeedAppearances XFA DR DA SigFlags CO Q'.split(' '));
    update.put(form, withEntries(dictOf(document, form), { [key]: someValue(update, document, random) }));
  },
  (update, document, random) => {
    const num = anyNumber(document, random);
    const value = document.object(num)?.value ?? null;
    const dict = dictOf(document, num);
    const keys = [...dict.entries.keys()];
    const changed = withEntries(dict, {
      [keys.length === 0 ? 'X' : random.pick(keys)]: someValue(update, document, random),
    });
    const stream = asStream(value);
    update.put(num, stream === undefined ? changed : { ...stream, dict: changed });
  },
  (update, document, random) => {
    const num = anyNumber(document, random);
    const stream = asStream(document.object(num)?.value);
    if (stream === undefined) update.put(num, null);
    else update.put(num, { ...stream, dict: pdfDict({}), raw: latin('BT (khác) Tj ET') });
  },
  (update, document, random) => {
    const [one, other] = [anyNumber(document, random), anyNumber(document, random)];
    update.put(one, document.object(other)?.value ?? null);
  },
  (update, document, random) => {
    const hidden = update.allocate();
    update.put(hidden, words('giấu'));
    const store = update.allocate();
    update.put(store, pdfDict({ Certs: pdfArray([pdfRef(hidden), pdfRef(anyNumber(document, random))]) }));
    update.put(document.catalogRef, withEntries(document.catalog, { DSS: pdfRef(store) }));
  },
  (update, document, random) => {
    const tree = update.allocate();
    const page = update.allocate();
    const contents = update.allocate();
    update.put(contents, words('trang khác'));
    update.put(
      page,
      pdfDict({ Type: pdfName('Page'), Parent: pdfRef(tree), MediaBox: whole, Contents: pdfRef(contents) }),
    );
    update.put(tree, pdfDict({ Type: pdfName('Pages'), Kids: pdfArray([pdfRef(page)]), Count: 1 }));
    const target = random.pick([
      document.catalogRef,
      asRef(document.catalog.entries.get('Pages'))?.num ?? -1,
    ]);
    if (target === document.catalogRef) {
      update.put(target, withEntries(document.catalog, { Pages: pdfRef(tree) }));
    } else
      update.put(target, withEntries(dictOf(document, target), { Kids: pdfArray([pdfRef(page)]), Count: 1 }));
  },
];

const ALL: readonly (readonly [string, Mutation])[] = [inPlace, pieces, updates].flatMap((group) =>
  Object.entries(group),
);

/** One or several changes one after the other; updates come as often as all others together. */
export function mutate(
  pdf: Buffer,
  random: SeededRandom,
  others: readonly Buffer[],
): { bytes: Buffer; kinds: readonly string[] } {
  const kinds: string[] = [];
  let bytes = pdf;
  const many = random.below(4) === 0 ? 2 : 1;
  for (let left = many; left > 0; left -= 1) {
    const [kind, change] = random.below(2) === 0 ? random.pick(Object.entries(updates)) : random.pick(ALL);
    kinds.push(kind);
    bytes = change(bytes, random, others);
  }
  return { bytes, kinds };
}
