import { timestampToken } from './cms-maker.ts';
import { type CorpusRow, row } from './corpus-row.ts';
import { AT, docMdp, type Office, paper, type SignWish, signatureField, textField, words } from './office.ts';
import { append, type Made, type Objects, stream, type Written } from './pdf-maker.ts';

const FALSE_WORDS = words('So tien: 9.000.000 dong');
const ISA = 'Mladenov et al., 1 Trillion Dollar Refund (2019), incremental saving attack';
const SHADOW = 'Mainka et al., Shadow Attacks (2021)';
const CERTIFIED = 'Rohlmann et al., Breaking the Specification: PDF Certification (2021)';
const LATER = 'What comes after the last signature is signed by nobody.';
const BETWEEN = 'The first signer signed something else than what is shown now.';

const pageText = (more: string, contents = `${AT.words} 0 R`) =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 8 0 R>>>>/Contents ${contents}/Annots[6 0 R 7 0 R 11 0 R]${more}>>`;
const catalogText = (more: string, pages = '2 0 R') =>
  `<</Type/Catalog/Pages ${pages}/AcroForm 5 0 R${more}>>`;

/** Somebody changes these objects: what it is, what must be named, what changes. */
type Change = readonly [
  name: string,
  made: string,
  reason: string,
  objects: (next: number) => Objects,
  written?: Written,
];

const CHANGES: readonly Change[] = [
  ['words', 'the words of a page are others', 'page-changed', () => ({ [AT.words]: FALSE_WORDS })],
  [
    'page-contents',
    'a page shows another stream',
    'page-changed',
    (next) => ({ [next]: FALSE_WORDS, [AT.page]: pageText('', `${next} 0 R`) }),
  ],
  [
    'more-contents',
    'a second stream is painted over the page',
    'page-changed',
    (next) => ({ [next]: FALSE_WORDS, [AT.page]: pageText('', `[4 0 R ${next} 0 R]`) }),
  ],
  [
    'font',
    'the font paints other letters',
    'page-changed',
    () => ({
      [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[49/nine]>>>>',
    }),
  ],
  [
    'page-added',
    'a page is added',
    'page-added',
    (next) => ({
      [next]: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>`,
      [AT.pages]: `<</Type/Pages/Kids[3 0 R 9 0 R ${next} 0 R]/Count 3>>`,
    }),
  ],
  [
    'page-removed',
    'a page is taken out',
    'page-removed',
    () => ({ [AT.pages]: '<</Type/Pages/Kids[3 0 R]/Count 1>>' }),
  ],
  [
    'pages-turned-round',
    'the second page is the first',
    'pages-reordered',
    () => ({ [AT.pages]: '<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>' }),
  ],
  ['page-rotated', 'a page is turned', 'page-changed', () => ({ [AT.page]: pageText('/Rotate 180') })],
  [
    'pages-rotated',
    'all pages are turned by the tree above them',
    'page-changed',
    () => ({ [AT.pages]: '<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2/Rotate 180>>' }),
  ],
  [
    'form-font',
    'the font of the form is another',
    'form-changed',
    (next) => ({
      [next]: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
      [AT.form]: `<</Fields[6 0 R 7 0 R 11 0 R]/SigFlags 3/DR<</Font<</F ${next} 0 R>>>>>>`,
    }),
  ],
  [
    'calculation',
    'the form computes',
    'form-changed',
    () => ({ [AT.form]: '<</Fields[6 0 R 7 0 R 11 0 R]/SigFlags 3/DR<</Font<</F 8 0 R>>>>/CO[11 0 R]>>' }),
  ],
  [
    'field-script',
    'a script runs when a field is left',
    'field-changed',
    () => ({ [AT.text]: textField('', '/AA<</Bl<</S/JavaScript/JS(1)>>>>') }),
  ],
  [
    'field-moved',
    'the text field lies over the words',
    'field-changed',
    () => ({ [AT.text]: textField('').replace('50 600 350 630', '50 770 400 800') }),
  ],
  [
    'field-shown',
    'the text field is printed no more',
    'field-changed',
    () => ({ [AT.text]: textField('').replace('/F 4/', '/F 2/') }),
  ],
  [
    'collection',
    'the file is a portfolio',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/Collection<<>>') }),
  ],
  [
    'needs',
    'the file asks for an extension of readers',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/Requirements[<</Type/Requirement/S/EnableJavaScripts>>]') }),
  ],
  [
    'page-cropped',
    'only a part of a page is shown',
    'page-changed',
    () => ({ [AT.page]: pageText('/CropBox[0 0 595 400]') }),
  ],
  [
    'free-text',
    'a note is written over the page',
    'annotations-changed',
    (next) => ({
      [next]: '<</Type/Annot/Subtype/FreeText/Rect[50 770 400 800]/Contents(9.000.000)/DA(/F 14 Tf)>>',
      [AT.page]: pageText('').replace('11 0 R]', `11 0 R ${next} 0 R]`),
    }),
  ],
  [
    'link',
    'a link is laid over the page',
    'annotations-changed',
    (next) => ({
      [next]: '<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(http://example.invalid)>>>>',
      [AT.page]: pageText('').replace('11 0 R]', `11 0 R ${next} 0 R]`),
    }),
  ],
  [
    'open-script',
    'a script runs when the file is opened',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>') }),
  ],
  [
    'catalog-actions',
    'a script runs when the file is closed',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/AA<</WC<</S/JavaScript/JS(1)>>>>') }),
  ],
  [
    'named-script',
    'a script among the names',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>') }),
  ],
  [
    'attachment',
    'a file is attached',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/Names<</EmbeddedFiles<</Names[]>>>>') }),
  ],
  [
    'layers',
    'layers are switched',
    'catalog-changed',
    () => ({ [AT.catalog]: catalogText('/OCProperties<</OCGs[]/D<<>>>>') }),
  ],
  [
    'page-action',
    'a script runs when a page is shown',
    'page-changed',
    () => ({ [AT.page]: pageText('/AA<</O<</S/JavaScript/JS(1)>>>>') }),
  ],
  [
    'xfa',
    'the form gets a second description',
    'form-changed',
    () => ({ [AT.form]: '<</Fields[6 0 R 7 0 R 11 0 R]/SigFlags 3/DR<</Font<</F 8 0 R>>>>/XFA(x)>>' }),
  ],
  [
    'appearances-anew',
    'readers shall draw all fields anew',
    'form-changed',
    () => ({
      [AT.form]: '<</Fields[6 0 R 7 0 R 11 0 R]/SigFlags 3/DR<</Font<</F 8 0 R>>>>/NeedAppearances true>>',
    }),
  ],
  [
    'append-only-unset',
    'the flag that only appending is allowed is gone',
    'form-changed',
    () => ({ [AT.form]: '<</Fields[6 0 R 7 0 R 11 0 R]/SigFlags 0/DR<</Font<</F 8 0 R>>>>>>' }),
  ],
  [
    'field-removed',
    'a field is gone from the form',
    'form-changed',
    () => ({ [AT.form]: '<</Fields[6 0 R 7 0 R]/SigFlags 3/DR<</Font<</F 8 0 R>>>>>>' }),
  ],
  [
    'title',
    'the document information has a title',
    'catalog-changed',
    () => ({ [AT.information]: '<</Producer(x)/Title(Quyet dinh)>>' }),
  ],
  [
    'catalog-swapped',
    'the trailer names another catalogue with other pages',
    'catalog-changed',
    (next) => ({
      [next]: catalogText('', `${next + 1} 0 R`),
      [next + 1]: `<</Type/Pages/Kids[${next + 2} 0 R]/Count 1>>`,
      [next + 2]: `<</Type/Page/Parent ${next + 1} 0 R/MediaBox[0 0 595 842]/Contents ${next + 3} 0 R>>`,
      [next + 3]: FALSE_WORDS,
    }),
  ],
  [
    'pages-swapped',
    'the catalogue names another page tree',
    'catalog-changed',
    (next) => ({
      [AT.catalog]: catalogText('', `${next} 0 R`),
      [next]: `<</Type/Pages/Kids[${next + 1} 0 R]/Count 1>>`,
      [next + 1]: `<</Type/Page/Parent ${next} 0 R/MediaBox[0 0 595 842]/Contents ${next + 2} 0 R>>`,
      [next + 2]: FALSE_WORDS,
    }),
  ],
];

const isSwap = (name: string) => name === 'catalog-swapped';
function changed(before: Made, [name, , , objects, written]: Change): Made {
  return append(before, objects(before.next), { ...written, ...(isSwap(name) ? { root: before.next } : {}) });
}

const afterLast = CHANGES.map((change) =>
  row(
    `update-after-${change[0]}`,
    `after the last signature: ${change[1]}`,
    ['invalid', change[2]],
    [LATER, ISA],
    (office) => changed(office.twice(), change).bytes,
  ),
);
const between = CHANGES.filter(([name]) => !isSwap(name) && name !== 'append-only-unset').map((change) =>
  row(
    `update-between-${change[0]}`,
    `between two signatures: ${change[1]}`,
    ['invalid', change[2]],
    [BETWEEN, ISA],
    (office) => {
      const first = office.signed(paper(), { pades: true });
      const update = changed(first, change);
      return office.signed(update, { field: 'agency', pades: true }).bytes;
    },
  ),
);

const tail = (
  name: string,
  made: string,
  reason: string,
  behind: (bytes: Buffer, office: Office) => string | Buffer,
  why = LATER,
) =>
  row(`update-tail-${name}`, made, ['invalid', reason], [why, ISA], (office) => {
    const { bytes } = office.twice();
    const more = behind(bytes, office);
    return Buffer.concat([bytes, typeof more === 'string' ? Buffer.from(more, 'latin1') : more]);
  });
const FALSE_OBJECT = `${AT.words} 0 obj\n${FALSE_WORDS}\nendobj\n`;
const startxref = (bytes: Buffer) =>
  /startxref\n(\d+)\n%%EOF\n$/u.exec(bytes.toString('latin1', bytes.length - 60))?.[1] ?? '0';

const tails: CorpusRow[] = [
  tail('space', 'one space behind the end', 'bytes-after-last-signature', () => ' '),
  tail(
    'comment',
    'a comment behind the end',
    'pdf-damaged',
    () => '% x\n',
    'A reader that looks for the end of the file must find it there.',
  ),
  tail(
    'objects-only',
    'objects without table and trailer, which some readers repair',
    'pdf-damaged',
    () => FALSE_OBJECT,
  ),
  tail(
    'no-table',
    'objects and a trailer, no table',
    'bytes-after-last-signature',
    (bytes) => `${FALSE_OBJECT}trailer\n<</Size 20/Root 1 0 R>>\nstartxref\n${startxref(bytes)}\n%%EOF\n`,
  ),
  tail(
    'no-end-mark',
    'an update without its end',
    'pdf-damaged',
    (bytes) =>
      `${FALSE_OBJECT}xref\n4 1\n${String(bytes.length).padStart(10, '0')} 00000 n \ntrailer\n<</Size 20/Root 1 0 R/Prev ${startxref(bytes)}>>\n`,
  ),
  tail(
    'startxref-nowhere',
    "the update's startxref is 0",
    'pdf-damaged',
    () => `${FALSE_OBJECT}startxref\n0\n%%EOF\n`,
  ),
  tail('empty-update', 'an update that changes nothing', 'bytes-after-last-signature', (bytes) =>
    append(
      { bytes, next: 20, root: 1, startxref: Number(startxref(bytes)), layout: 'table', trailer: '' },
      {},
    ).bytes.subarray(bytes.length),
  ),
  tail(
    'another-file',
    'a whole unsigned PDF behind the signed one',
    'signature-removed',
    () => paper().bytes,
    'Its places are counted from another beginning.',
  ),
  row(
    'update-tail-copied-signature',
    'the words are others, and the signature is copied behind them',
    ['invalid', 'byte-range'],
    ['A copied signature covers what the first one covered.', `${ISA}, variant 4`],
    (office) => {
      const before = office.signed(paper(), { pades: true });
      const from = before.bytes.lastIndexOf('<</Type/Sig/');
      const copy = before.bytes.toString('latin1', from, before.bytes.indexOf('\nendobj', from));
      const value = before.next;
      return append(before, {
        [AT.words]: FALSE_WORDS,
        [value]: copy,
        [AT.officer]: signatureField('officer', `/V ${value} 0 R`),
      }).bytes;
    },
  ),
  row(
    'update-hidden-in-validation-data',
    'other words come together with validation data',
    ['invalid', 'page-changed'],
    ['Validation data may come, and nothing with it.', ISA],
    (office) => {
      const before = office.twice();
      const store = before.next;
      return append(before, {
        [AT.words]: FALSE_WORDS,
        [store]: `<</Type/DSS/Certs[${AT.words} 0 R]>>`,
        [AT.catalog]: catalogText(`/DSS ${store} 0 R`),
      }).bytes;
    },
  ),
  row(
    'update-before-document-stamp',
    'other words, and then an honest document time stamp over them',
    ['invalid', 'page-changed'],
    ['A stamp says when, not that it is right.', ISA],
    (office) => office.documentStamped(append(office.twice(), { [AT.words]: FALSE_WORDS })).made.bytes,
  ),
  row(
    'update-awaited-object',
    'a page refers to an object that only comes after signing',
    ['invalid', 'page-changed'],
    ['What was nothing when it was signed must stay nothing.', `${SHADOW}, hide`],
    (office) => {
      const before = office.signed(paper({ page: '/Group 40 0 R' }), { pades: true });
      return append(before, { 40: '<</S/Transparency>>' }).bytes;
    },
  ),
];

const OVERLAY = stream('/Type/XObject/Subtype/Form/BBox[0 0 595 842]', '1 1 1 rg 0 700 595 142 re f');
const shadowPaper = (more: Objects = {}) =>
  paper({
    objects: {
      13: OVERLAY,
      [AT.words]: stream('', 'BT /F 14 Tf 50 780 Td (So tien: 9.000.000 dong) Tj ET /X Do'),
      [AT.page]: pageText('').replace('/Font<</F 8 0 R>>', '/Font<</F 8 0 R>>/XObject<</X 13 0 R>>'),
      ...more,
    },
  });
const shadow = (
  name: string,
  made: string,
  reason: string,
  attack: (signedPaper: Made) => Made,
  base: () => Made = shadowPaper,
  variant = 'hide',
) =>
  row(
    `shadow-${name}`,
    made,
    ['invalid', reason],
    ['The signer saw something else; what the attacker prepared comes out later.', `${SHADOW}, ${variant}`],
    (office) => attack(office.signed(base(), { pades: true })).bytes,
  );

const shadows: CorpusRow[] = [
  shadow('hide-freed', 'a white sheet over the words is freed after signing', 'page-changed', (signed) =>
    append(signed, {}, { freed: [13] }),
  ),
  shadow('hide-emptied', 'the white sheet is made empty after signing', 'page-changed', (signed) =>
    append(signed, { 13: stream('/Type/XObject/Subtype/Form/BBox[0 0 0 0]', '') }),
  ),
  shadow('hide-type-removed', 'the sheet is no picture any more', 'page-changed', (signed) =>
    append(signed, { 13: '<<>>' }),
  ),
  shadow('hide-resource', 'the page no longer names the sheet', 'page-changed', (signed) =>
    append(signed, { [AT.page]: pageText('') }),
  ),
  shadow(
    'hide-page',
    'a page in the file that no page tree named is shown',
    'page-added',
    (signed) => append(signed, { [AT.pages]: '<</Type/Pages/Kids[3 0 R 9 0 R 14 0 R]/Count 3>>' }),
    () => shadowPaper({ 14: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>' }),
  ),
  shadow(
    'replace-font',
    'a font in the form is exchanged',
    'page-changed',
    (signed) => append(signed, { [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' }),
    paper,
    'replace',
  ),
  shadow(
    'replace-field-value',
    'a filled text field gets another value',
    'field-changed',
    (signed) => append(signed, { [AT.text]: textField('9.000.000') }),
    () => paper({ objects: { [AT.text]: textField('1.000.000') } }),
    'replace',
  ),
  shadow(
    'replace-field-look',
    'a text field keeps its value and gets another look',
    'field-changed',
    (signed) =>
      append(signed, {
        40: stream('/Type/XObject/Subtype/Form/BBox[0 0 300 30]', 'BT (9.000.000) Tj ET'),
        [AT.text]: textField('1.000.000', '/AP<</N 40 0 R>>'),
      }),
    () => paper({ objects: { [AT.text]: textField('1.000.000') } }),
    'replace',
  ),
  shadow(
    'hide-and-replace-catalog',
    'a second catalogue lay in the signed file; only the trailer is new',
    'catalog-changed',
    (signed) => append(signed, {}, { root: 14 }),
    () => shadowPaper(secondDocument()),
    'hide-and-replace',
  ),
  shadow(
    'hide-and-replace-pages',
    'a second page tree lay in the signed file; the catalogue names it',
    'catalog-changed',
    (signed) => append(signed, { [AT.catalog]: catalogText('', '15 0 R') }),
    () => shadowPaper(secondDocument()),
    'hide-and-replace',
  ),
  shadow(
    'hide-and-replace-place',
    'a second object of the same number lay inside another; only the table is new',
    'page-changed',
    (signed) =>
      append(
        signed,
        {},
        { lies: { [AT.words]: signed.bytes.indexOf('4 0 obj\n<</Length', signed.bytes.indexOf('HIDDEN')) } },
      ),
    () => shadowPaper({ 14: stream('', `HIDDEN\n${FALSE_OBJECT}`) }),
    'hide-and-replace',
  ),
  shadow(
    'hide-and-replace-stream',
    'an object stream lay in the signed file; its objects count now',
    'page-changed',
    (signed) =>
      append(signed, { [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' }, { layout: 'packed' }),
    () => paper({ layout: 'packed', packed: [AT.information] }),
    'hide-and-replace',
  ),
  row(
    'shadow-between-hide',
    'the sheet is freed between two signatures',
    ['invalid', 'page-changed'],
    [BETWEEN, `${SHADOW}, hide`],
    (office) =>
      office.signed(append(office.signed(shadowPaper(), { pades: true }), {}, { freed: [13] }), {
        field: 'agency',
        pades: true,
      }).bytes,
  ),
];

function secondDocument(): Objects {
  return {
    14: catalogText('', '15 0 R'),
    15: '<</Type/Pages/Kids[16 0 R]/Count 1>>',
    16: '<</Type/Page/Parent 15 0 R/MediaBox[0 0 595 842]/Contents 17 0 R>>',
    17: FALSE_WORDS,
  };
}

const annotated = (next: number, subtype: string, rest = '') => ({
  [next]: `<</Type/Annot/Subtype/${subtype}/F 4/Rect[50 770 400 800]${rest}>>`,
  [AT.page]: pageText('').replace('11 0 R]', `11 0 R ${next} 0 R]`),
});
const evil = (['FreeText', 'Stamp', 'Redact', 'Ink', 'Square', 'Widget'] as const).flatMap((subtype) =>
  ([2, 3] as const).map((level) =>
    row(
      `certified-p${level}-annotation-${subtype.toLowerCase()}`,
      `certified, P=${level}; then an annotation ${subtype} with a picture over the words`,
      ['invalid', 'annotations-changed'],
      [
        level === 2
          ? 'No annotation is permitted at P=2.'
          : 'Permitted by the letter, it hides what was certified.',
        `${CERTIFIED}, evil annotation attack`,
      ],
      (office) => {
        const before = office.certified(level);
        const look = before.next + 1;
        return append(before, {
          ...annotated(before.next, subtype, `/AP<</N ${look} 0 R>>`),
          [look]: stream('/Type/XObject/Subtype/Form/BBox[0 0 350 30]', '1 1 1 rg 0 0 350 30 re f'),
        }).bytes;
      },
    ),
  ),
);

const newField = (before: Made, rect: string): Objects => {
  const look = before.next + 2;
  return {
    [AT.form]: `<</Fields[6 0 R 7 0 R 11 0 R ${before.next} 0 R]/SigFlags 3/DR<</Font<</F 8 0 R>>>>>>`,
    [before.next]: signatureField('third', `/V ${before.next + 1} 0 R/AP<</N ${look} 0 R>>`, rect),
    [AT.page]: pageText('').replace('11 0 R]', `11 0 R ${before.next} 0 R]`),
    [look]: stream('/Type/XObject/Subtype/Form/BBox[0 0 595 842]', '1 1 1 rg 0 0 595 842 re f'),
  };
};
const stranger = (office: Office) =>
  office.once('stranger', () => office.issued('Người lạ', { issuer: office.stranger }));
const sneaky = (
  level: 1 | 2 | 3,
  name: string,
  made: string,
  reason: string,
  wish: (office: Office, before: Made) => SignWish,
) =>
  row(
    `certified-p${level}-${name}`,
    `certified, P=${level}; ${made}`,
    ['invalid', reason],
    ['A later signature may not hide what was certified.', `${CERTIFIED}, sneaky signature attack`],
    (office) => {
      const before = office.certified(level);
      return office.signed(before, { pades: true, field: 'agency', ...wish(office, before) }).bytes;
    },
  );

const sneakySignatures: CorpusRow[] = [
  ...([2, 3] as const).flatMap((level) => [
    sneaky(
      level,
      'new-field-by-stranger',
      'a stranger signs in a new field as large as the page',
      'form-changed',
      (office, before) => ({
        who: stranger(office),
        value: before.next + 1,
        objects: { [AT.agency]: signatureField('agency'), ...newField(before, '0 0 595 842') },
      }),
    ),
    sneaky(
      level,
      'new-field-by-agency',
      'the agency signs in a new field as large as the page',
      'form-changed',
      (_office, before) => ({
        value: before.next + 1,
        objects: { [AT.agency]: signatureField('agency'), ...newField(before, '0 0 595 842') },
      }),
    ),
    sneaky(
      level,
      'field-moved',
      'the empty field is moved over the words and signed',
      'signature-field-changed',
      (_office, before) => ({
        objects: { [AT.agency]: signatureField('agency', `/V ${before.next} 0 R`, '0 0 595 842') },
      }),
    ),
  ]),
  sneaky(1, 'approved', 'the agency signs its field all the same', 'signature-field-changed', () => ({})),
  row(
    'certified-p2-box-prepared',
    'the empty signature field was as large as the page from the start; certified, P=2; then signed with a picture',
    ['invalid', 'signature-box-large'],
    ['The certifier saw nothing of what covers the page now.', `${CERTIFIED}; ${SHADOW}`],
    (office) => {
      const before = office.signed(
        paper({ objects: { [AT.agency]: signatureField('agency', '', '0 0 595 842') } }),
        { pades: true, certify: 2 },
      );
      return office.signed(before, {
        pades: true,
        field: 'agency',
        value: before.next + 1,
        objects: {
          [AT.agency]: signatureField(
            'agency',
            `/V ${before.next + 1} 0 R/AP<</N ${before.next} 0 R>>`,
            '0 0 595 842',
          ),
          [before.next]: OVERLAY,
        },
      }).bytes;
    },
  ),
  row(
    'certified-p2-text-field-prepared',
    'an empty text field was as large as the page from the start; certified, P=2; then filled with a picture',
    ['invalid', 'page-changed'],
    ['The certifier saw nothing of what covers the page now.', `${CERTIFIED}; ${SHADOW}, replace`],
    (office) => {
      const large = (more: string) => textField('', more).replace('50 600 350 630', '0 0 595 842');
      const before = office.signed(paper({ objects: { [AT.text]: large('') } }), { pades: true, certify: 2 });
      return append(before, {
        [before.next]: OVERLAY,
        [AT.text]: large(`/AP<</N ${before.next} 0 R>>`).replace('/V()', '/V(x)'),
      }).bytes;
    },
  ),
  row(
    'certified-p2-filled-and-moved',
    'certified, P=2; the text field is filled and lies over the words',
    ['invalid', 'field-changed'],
    ['Filling changes the value and the look, no place.', `${CERTIFIED}; ISO 32000-1, 12.7.4.3`],
    (office) =>
      append(office.certified(2), {
        [AT.text]: textField('9.000.000').replace('50 600 350 630', '50 770 400 800'),
      }).bytes,
  ),
  row(
    'certified-p2-filled-with-script',
    'certified, P=2; the text field is filled and gets a script',
    ['invalid', 'field-changed'],
    ['Scripts are permitted at no level.', CERTIFIED],
    (office) =>
      append(office.certified(2), { [AT.text]: textField('x', '/AA<</Bl<</S/JavaScript/JS(1)>>>>') }).bytes,
  ),
  row(
    'certified-p2-new-text-field',
    'certified, P=2; the form gets a new text field',
    ['invalid', 'form-changed'],
    ['Filling in brings no fields.', 'ISO 32000-1, 12.8.2.2, table 254'],
    (office) => {
      const before = office.certified(2);
      const {
        [before.next + 1]: _value,
        [before.next + 2]: _look,
        ...objects
      } = newField(before, '50 770 400 800');
      return append(before, {
        ...objects,
        [before.next]: textField('9.000.000').replace('/T(note)', '/T(more)'),
      }).bytes;
    },
  ),
  row(
    'approved-then-covered',
    'approved; then the agency signs in a new field as large as the page',
    ['invalid', 'signature-box-large'],
    ['A later signature may not hide what was signed.', SHADOW],
    (office) => {
      const before = office.signed(paper(), { pades: true });
      return office.signed(before, {
        pades: true,
        field: 'agency',
        value: before.next + 1,
        objects: { [AT.agency]: signatureField('agency'), ...newField(before, '0 0 595 842') },
      }).bytes;
    },
  ),
  row(
    'certified-p2-look-of-empty-field',
    'certified, P=2; an empty signature field gets a picture over its box, and no signature',
    ['invalid', 'signature-field-changed'],
    ['A look without a signature is a picture on the page.', `${CERTIFIED}, sneaky signature attack`],
    (office) => {
      const before = office.certified(2);
      return append(before, {
        [before.next]: OVERLAY,
        [AT.agency]: signatureField('agency', `/AP<</N ${before.next} 0 R>>`),
      }).bytes;
    },
  ),
  row(
    'certified-look-of-signed-field',
    "after both signatures the officer's box gets another picture",
    ['invalid', 'signature-field-changed'],
    ['The look of a signature belongs to it.', CERTIFIED],
    (office) => {
      const before = office.twice();
      return append(before, {
        [before.next]: OVERLAY,
        [AT.officer]: signatureField('officer', `/V 13 0 R/AP<</N ${before.next} 0 R>>`),
      }).bytes;
    },
  ),
  row(
    'certified-second',
    'a certification after an approval',
    ['invalid', 'certification-not-first'],
    ['A certification is the first signature.', 'ISO 32000-1, 12.8.2.2.1'],
    (office) =>
      office.signed(office.signed(paper(), { pades: true }), {
        field: 'agency',
        pades: true,
        entries: docMdp(2),
      }).bytes,
  ),
  row(
    'certified-permissions-removed',
    'certified, P=1; the catalogue forgets it',
    ['invalid', 'catalog-changed'],
    ['The certification stays in its signature.', 'ISO 32000-1, 12.8.4'],
    (office) => append(office.certified(1), { [AT.catalog]: catalogText('') }).bytes,
  ),
  row(
    'certified-p3-script',
    'certified, P=3; a script is added',
    ['invalid', 'catalog-changed'],
    ['Scripts are permitted at no level.', CERTIFIED],
    (office) => {
      const before = office.certified(3);
      return append(before, {
        [AT.catalog]: catalogText(`/Perms<</DocMDP 13 0 R>>/OpenAction<</S/JavaScript/JS(1)>>`),
      }).bytes;
    },
  ),
  row(
    'certified-locked-field-filled',
    'the signature locks all fields; then one is filled and the agency signs',
    ['invalid', 'field-locked'],
    ['FieldMDP was to keep it.', 'ISO 32000-1, 12.8.2.4'],
    (office) => {
      const lock =
        '/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/All>>>>]';
      const before = office.signed(paper(), { pades: true, entries: lock });
      return office.signed(append(before, { [AT.text]: textField('9.000.000') }), {
        field: 'agency',
        pades: true,
      }).bytes;
    },
  ),
  row(
    'certified-p1-filled',
    'certified, P=1; a text field is filled',
    ['invalid', 'field-changed'],
    ['At P=1 nothing is filled.', 'ISO 32000-1, 12.8.2.2, table 254'],
    (office) => append(office.certified(1), { [AT.text]: textField('9.000.000') }).bytes,
  ),
  row(
    'certified-p2-filled-against-lock',
    'certified, P=2, with a lock on the text field; it is filled',
    ['invalid', 'field-locked'],
    ['FieldMDP was to keep it.', 'ISO 32000-1, 12.8.2.4'],
    (office) => {
      const lock =
        '<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/Include/Fields[(note)]>>>>';
      const before = office.signed(paper(), { pades: true, entries: docMdp(2).replace(/\]$/u, `${lock}]`) });
      return append(before, { [AT.text]: textField('9.000.000') }).bytes;
    },
  ),
  row(
    'certified-visible-document-stamp',
    'certified, P=2; a document time stamp brings a box as large as the page',
    ['invalid', 'form-changed'],
    ['A stamp that shows something covers what was certified.', CERTIFIED],
    (office) => {
      const before = office.certified(2);
      return office.signed(before, {
        field: 'agency',
        value: before.next + 1,
        subFilter: 'ETSI.RFC3161',
        objects: { [AT.agency]: signatureField('agency'), ...newField(before, '0 0 595 842') },
        cms: (covered) => timestampToken(office.time, covered),
      }).bytes;
    },
  ),
];

/** What somebody does to a signed file by appending to it. */
export const updateAttacks: readonly CorpusRow[] = [...afterLast, ...tails, ...between];
export const shadowAttacks: readonly CorpusRow[] = shadows;
export const certificationAttacks: readonly CorpusRow[] = [...evil, ...sneakySignatures];
