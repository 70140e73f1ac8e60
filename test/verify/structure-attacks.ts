import { deflateSync } from 'node:zlib';
import { type CorpusRow, row } from './corpus-row.ts';
import { AT, type Office, paper, words } from './office.ts';
import { aFile, append, deflated, type Made, overwritten, stream } from './pdf-maker.ts';

const FALSE_WORDS = words('So tien: 9.000.000 dong');
const LOOP = ['A reader that follows it never comes back.', 'ISO 32000-1, 7.5, 7.7.3, 12.7.3'] as const;
const BOMB = [
  'A file that costs more than any paper is put aside, and nothing is said against or for it.',
  'ISO 32000-1, annex C',
] as const;
const TWO_READERS = [
  'Readers that differ in what they believe show different papers.',
  'Mainka et al., Processing Dangerous Paths (2021)',
] as const;

const signedThen = (
  name: string,
  made: string,
  expected: readonly [CorpusRow['verdict'], string],
  why: readonly [string, string],
  attack: (signed: Made, office: Office) => Buffer,
) =>
  row(`structure-${name}`, made, expected, why, (office) =>
    attack(office.signed(paper(), { pades: true }), office),
  );
const builtThenSigned = (
  name: string,
  made: string,
  expected: readonly [CorpusRow['verdict'], string | null],
  why: readonly [string, string],
  base: () => Made,
) => row(`structure-${name}`, made, expected, why, (office) => office.signed(base(), { pades: true }).bytes);

const DAMAGED = ['invalid', 'pdf-damaged'] as const;
const COSTLY = ['unknown', 'pdf-too-complex'] as const;
const behind = ({ bytes }: Made, text: string) => Buffer.concat([bytes, Buffer.from(text, 'latin1')]);
const section = (signed: Made, table: string, trailer: string) =>
  behind(signed, `xref\n${table}trailer\n<<${trailer}>>\nstartxref\n${signed.bytes.length}\n%%EOF\n`);

const loops: CorpusRow[] = [
  signedThen('section-of-itself', 'a section whose predecessor it is itself', DAMAGED, LOOP, (signed) =>
    section(signed, '0 0\n', `/Size 14/Root 1 0 R/Prev ${signed.bytes.length}`),
  ),
  row(
    'structure-sections-in-a-ring',
    'two sections, each the predecessor of the other',
    ['invalid', 'pdf-damaged'],
    LOOP,
    () => {
      const first = paper({ trailer: '/Prev 0000000' });
      const more = append({ ...first, trailer: '' }, { [AT.words]: FALSE_WORDS });
      return overwritten(more, '/Prev 0000000', `/Prev ${String(more.startxref).padStart(7, '0')}`);
    },
  ),
  signedThen(
    'section-outside',
    'the predecessor is behind the end of the file',
    DAMAGED,
    TWO_READERS,
    (signed) => section(signed, '0 0\n', '/Size 14/Root 1 0 R/Prev 99999999'),
  ),
  signedThen('section-negative', 'the predecessor is at a negative place', DAMAGED, TWO_READERS, (signed) =>
    section(signed, '0 0\n', '/Size 14/Root 1 0 R/Prev -1'),
  ),
  signedThen('section-of-text', 'the predecessor is a text', DAMAGED, TWO_READERS, (signed) =>
    section(signed, '0 0\n', '/Size 14/Root 1 0 R/Prev(x)'),
  ),
  builtThenSigned(
    'page-tree-loop',
    'the page tree is its own child',
    ['unknown', 'content-unreadable'],
    LOOP,
    () => paper({ objects: { [AT.pages]: '<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>' } }),
  ),
  builtThenSigned(
    'page-twice',
    'the same page twice in the tree',
    ['unknown', 'content-unreadable'],
    TWO_READERS,
    () => paper({ objects: { [AT.pages]: '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>' } }),
  ),
  builtThenSigned(
    'page-tree-deep',
    'a page tree of a hundred floors',
    ['unknown', 'content-unreadable'],
    LOOP,
    () =>
      paper({
        objects: {
          [AT.pages]: '<</Type/Pages/Kids[3 0 R 9 0 R 100 0 R]/Count 2>>',
          ...Object.fromEntries(
            Array.from({ length: 100 }, (_, floor) => [
              100 + floor,
              `<</Type/Pages/Kids[${101 + floor} 0 R]>>`,
            ]),
          ),
        },
      }),
  ),
  row(
    'structure-field-tree-loop',
    'a field is its own child',
    DAMAGED,
    LOOP,
    () =>
      aFile({ 1: '<</Type/Catalog/AcroForm<</Fields[3 0 R]>>>>', 3: '<</T(a)/FT/Sig/Kids[3 0 R]>>' }).bytes,
  ),
  row(
    'structure-field-twice',
    'the same field twice in the form',
    DAMAGED,
    TWO_READERS,
    ({ signed }) => signed(paper({ objects: { [AT.form]: '<</Fields[6 0 R 6 0 R]/SigFlags 3>>' } })).bytes,
  ),
  row(
    'structure-reference-loop',
    'the catalogue refers to an object that refers to itself',
    DAMAGED,
    LOOP,
    () => aFile({ 1: '<</Type/Catalog/AcroForm 3 0 R>>', 3: '4 0 R', 4: '3 0 R' }).bytes,
  ),
  row(
    'structure-length-of-itself',
    'the length of a stream is the stream',
    DAMAGED,
    LOOP,
    () => aFile({ 1: '<</Type/Catalog/AcroForm 3 0 R>>', 3: '<</Length 3 0 R>>\nstream\n\nendstream' }).bytes,
  ),
];

const bombs: CorpusRow[] = [
  row(
    'structure-object-stream-in-itself',
    'an object stream says to be inside itself',
    DAMAGED,
    LOOP,
    () =>
      aFile({ 1: '<</Type/Catalog/AcroForm 5 0 R>>' }, { layout: 'stream', contained: { 4: 4, 5: 4 } }).bytes,
  ),
  row(
    'structure-deflate-bomb',
    'an object stream that becomes a hundred megabytes',
    COSTLY,
    BOMB,
    (office) => {
      const zeros = office.once('zeros', () => deflateSync(Buffer.alloc(100_000_000, ' '), { level: 1 }));
      const bomb = stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', zeros.toString('latin1'));
      return aFile(
        { 1: '<</Type/Catalog/AcroForm 5 0 R>>', 4: bomb },
        { layout: 'stream', contained: { 5: 4 } },
      ).bytes;
    },
  ),
  row(
    'structure-bomb-of-cross-references',
    'a cross-reference stream that becomes a hundred megabytes',
    COSTLY,
    BOMB,
    (office) => {
      const zeros = office.once('zeros', () => deflateSync(Buffer.alloc(100_000_000, ' '), { level: 1 }));
      return Buffer.from(
        `%PDF-1.7\n1 0 obj\n${stream('/Type/XRef/W[1 4 2]/Size 2/Root 1 0 R/Filter/FlateDecode', zeros.toString('latin1'))}\nendobj\nstartxref\n9\n%%EOF\n`,
        'latin1',
      );
    },
  ),
  row(
    'structure-arrays-in-arrays',
    'a hundred thousand arrays in each other',
    COSTLY,
    BOMB,
    () => aFile({ 1: `<</Type/Catalog/AcroForm ${'['.repeat(100_000)}>>` }).bytes,
  ),
  row(
    'structure-dictionaries-in-dictionaries',
    'ten thousand dictionaries in each other',
    COSTLY,
    BOMB,
    () => aFile({ 1: `${'<</A '.repeat(10_000)}1${'>>'.repeat(10_000)}` }).bytes,
  ),
  row('structure-table-of-millions', 'a table that says to have nine million entries', COSTLY, BOMB, () =>
    Buffer.from('%PDF-1.7\nxref\n0 9000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'),
  ),
  row(
    'structure-index-of-millions',
    'a cross-reference stream without bytes says to have eight million entries',
    COSTLY,
    BOMB,
    () =>
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n${deflated('/Type/XRef/W[0 0 0]/Size 8000000/Root 1 0 R', '')}\nendobj\nstartxref\n9\n%%EOF\n`,
        'latin1',
      ),
  ),
  row(
    'structure-object-stream-of-millions',
    'an object stream that says to hold a thousand million objects',
    DAMAGED,
    ['It holds a few bytes.', 'ISO 32000-1, 7.5.7'],
    () => {
      const made = aFile({ 1: '<</Type/Catalog>>' }, { layout: 'packed', packed: [1] });
      return Buffer.from(
        made.bytes.toString('latin1').replace('/N 1/First', '/N 1000000000/First'),
        'latin1',
      );
    },
  ),
  signedThen('a-thousand-ends', 'a thousand end marks behind the signed file', DAMAGED, BOMB, (signed) =>
    behind(signed, '%%EOF\n'.repeat(1000)),
  ),
  signedThen(
    'many-sections',
    'two hundred updates that change nothing',
    ['invalid', 'bytes-after-last-signature'],
    ['What comes after the last signature is signed by nobody.', 'ISO 32000-1, 12.8.1'],
    (signed) => {
      const pieces = [signed.bytes];
      let at = signed.bytes.length;
      let previous = signed.startxref;
      for (let count = 0; count < 200; count += 1) {
        const piece = Buffer.from(
          `xref\n0 0\ntrailer\n<</Size 14/Root 1 0 R/Prev ${previous}>>\nstartxref\n${at}\n%%EOF\n`,
        );
        previous = at;
        at += piece.length;
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
  ),
  row(
    'structure-wide-page-tree',
    'a hundred thousand pages in one list',
    ['unknown', 'no-signatures'],
    ['A long paper is a paper; this one is not signed.', 'ISO 32000-1, 7.7.3'],
    () =>
      aFile({
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: `<</Type/Pages/Count 100000/Kids[${'3 0 R '.repeat(100_000)}]>>`,
        3: '<</Type/Page>>',
      }).bytes,
  ),
];

const hybrids: CorpusRow[] = [
  signedThen(
    'hybrid-update',
    'an update whose table changes nothing and whose hidden stream changes the words',
    ['invalid', 'page-changed'],
    TWO_READERS,
    (signed) =>
      append(
        signed,
        { [AT.words]: FALSE_WORDS, [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' },
        { layout: 'hybrid', packed: [AT.font] },
      ).bytes,
  ),
  signedThen(
    'hybrid-stream-of-false-words',
    'a table says that the words are gone, its stream says where others are',
    ['invalid', 'page-changed'],
    TWO_READERS,
    (signed) => {
      const hidden = append(
        signed,
        { [AT.font]: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' },
        { layout: 'hybrid' },
      );
      return hidden.bytes;
    },
  ),
  signedThen('hybrid-stream-nowhere', 'a table with a stream that is none', DAMAGED, TWO_READERS, (signed) =>
    section(signed, '0 0\n', `/Size 14/Root 1 0 R/Prev ${signed.startxref}/XRefStm 20`),
  ),
];

const tables: CorpusRow[] = [
  signedThen(
    'object-twice-in-table',
    'one table names two places for the words',
    DAMAGED,
    TWO_READERS,
    (signed) => {
      const place = (at: number) => `${String(at).padStart(10, '0')} 00000 n \n`;
      const evil = behind(signed, `${AT.words} 0 obj\n${FALSE_WORDS}\nendobj\n`);
      return section(
        { ...signed, bytes: evil },
        `4 1\n${place(signed.bytes.indexOf('4 0 obj'))}4 1\n${place(signed.bytes.length)}`,
        `/Size 14/Root 1 0 R/Prev ${signed.startxref}`,
      );
    },
  ),
  signedThen('two-roots', 'the trailer names two catalogues', DAMAGED, TWO_READERS, (signed) =>
    section(signed, '0 0\n', `/Size 14/Root 1 0 R/Root 3 0 R/Prev ${signed.startxref}`),
  ),
  signedThen(
    'another-number',
    'the table leads to an object of another number',
    ['invalid', 'page-changed'],
    TWO_READERS,
    (signed) => append(signed, {}, { lies: { [AT.words]: signed.bytes.indexOf('10 0 obj') } }).bytes,
  ),
  signedThen(
    'another-generation',
    'the table names the words with generation 1',
    ['invalid', 'page-changed'],
    TWO_READERS,
    (signed) =>
      section(
        signed,
        `4 1\n${String(signed.bytes.indexOf('4 0 obj')).padStart(10, '0')} 00001 n \n`,
        `/Size 14/Root 1 0 R/Prev ${signed.startxref}`,
      ),
  ),
  signedThen('no-size-no-root', 'the trailer names no catalogue', DAMAGED, TWO_READERS, (signed) =>
    section(signed, '0 0\n', `/Prev ${signed.startxref}`),
  ),
  signedThen(
    'two-startxref',
    'two startxref at the end',
    ['invalid', 'bytes-after-last-signature'],
    TWO_READERS,
    (signed) => behind(signed, `startxref\n0\nstartxref\n${signed.startxref}\n%%EOF\n`),
  ),
  signedThen(
    'encrypt-added',
    'an update says that the file is encrypted',
    ['unknown', 'encrypted-pdf'],
    ['What cannot be opened cannot be judged.', 'ISO 32000-1, 7.6'],
    (signed) => append(signed, {}, { trailer: '/Encrypt<</Filter/Standard>>' }).bytes,
  ),
  signedThen(
    'key-twice',
    'the catalogue names two page trees',
    ['invalid', 'catalog-changed'],
    TWO_READERS,
    (signed) =>
      append(signed, { [AT.catalog]: '<</Type/Catalog/Pages 2 0 R/Pages 10 0 R/AcroForm 5 0 R>>' }).bytes,
  ),
  builtThenSigned(
    'key-twice-signed',
    'the page names its words twice, and it is signed so',
    ['unknown', 'two-readings'],
    TWO_READERS,
    () => paper({ page: `/Contents ${AT.secondWords} 0 R` }),
  ),
  builtThenSigned(
    'name-in-disguise',
    'the page has /Contents and /#43ontents, and it is signed so',
    ['unknown', 'two-readings'],
    TWO_READERS,
    () => paper({ page: `/#43ontents ${AT.secondWords} 0 R` }),
  ),
  builtThenSigned(
    'text-without-end',
    'the document information is a text without end, and it is signed so',
    ['unknown', 'content-unreadable'],
    TWO_READERS,
    () => paper({ objects: { [AT.information]: '<</Title(x>>' } }),
  ),
  builtThenSigned(
    'unreferenced-damage',
    'an object that nothing leads to is damaged, and it is signed so',
    ['valid', null],
    ['What no reader comes to shows nothing.', 'ISO 32000-1, 7.3.10'],
    () => paper({ objects: { 13: '<</A' } }),
  ),
  row(
    'structure-signature-key-twice',
    'the field names two signatures',
    ['invalid', 'contents-missing'],
    TWO_READERS,
    ({ signed }) => signed(paper(), { pades: true, more: `/V ${AT.text} 0 R` }).bytes,
  ),
  row(
    'structure-objects-in-signature',
    'objects of the file stand in the room of the signature',
    ['invalid', 'contents-encoding'],
    ['The room of the signature is not signed.', 'ISO 32000-1, 12.8.1'],
    ({ signed }) => {
      const made = signed(paper(), { pades: true });
      const bytes = Buffer.from(made.bytes);
      bytes.write(
        '4 0 obj (x) endobj'.replaceAll(/[^0-9a-f]/gu, ' '),
        bytes.lastIndexOf('/Contents<') + 9000,
        'latin1',
      );
      return bytes;
    },
  ),
];

/** Structures that are made to lead readers astray or to wear them out. */
export const hostileStructures: readonly CorpusRow[] = [...loops, ...bombs, ...hybrids, ...tables];
