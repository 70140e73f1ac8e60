import { type CorpusRow, row } from './corpus-row.ts';
import { AT, type Office, paper } from './office.ts';
import { byProgram } from './openssl-cms.ts';
import { aFile, append, overwritten } from './pdf-maker.ts';

const NO_PDF = ['A PDF begins with its header.', 'ISO 32000-1, 7.5.2'] as const;
const DAMAGED = [
  'What cannot be read without guessing is not judged sound: two readers would repair it differently.',
  'ISO 32000-1, 7.5',
] as const;
const CHANGED = ['The digest is over every byte that the range names.', 'ISO 32000-1, 12.8.1'] as const;

const bytesOf = (
  name: string,
  made: string,
  bytes: () => Buffer,
  expected: readonly [CorpusRow['verdict'], string] = ['invalid', 'not-a-pdf'],
) => row(`damaged-${name}`, made, expected, expected[1] === 'not-a-pdf' ? NO_PDF : DAMAGED, bytes);

/** A sound file of two signatures with something done to its bytes. */
const broken = (
  name: string,
  made: string,
  reason: string,
  change: (bytes: Buffer, office: Office) => Buffer,
) =>
  row(
    `damaged-${name}`,
    made,
    ['invalid', reason],
    reason === 'digest-mismatch' ? CHANGED : reason === 'not-a-pdf' ? NO_PDF : DAMAGED,
    (office) => change(Buffer.from(office.twice().bytes), office),
  );

const strangers: CorpusRow[] = [
  bytesOf('empty', 'no byte at all', () => Buffer.alloc(0)),
  bytesOf('one-byte', 'one byte', () => Buffer.from('%')),
  bytesOf('html', 'a web page that was saved as PDF', () =>
    Buffer.from('<!DOCTYPE html><html><body>404 Not Found</body></html>'),
  ),
  bytesOf('text', 'plain text', () => Buffer.from('Kính gửi: Ủy ban nhân dân xã', 'utf8')),
  bytesOf('zip', 'the beginning of a DOCX', () =>
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]),
  ),
  bytesOf('zeros', 'ten thousand zeros: a disk that lost the file', () => Buffer.alloc(10_000)),
  bytesOf('header-only', 'a header and nothing', () => Buffer.from('%PDF-1.7\n'), ['invalid', 'pdf-damaged']),
  bytesOf('base64', 'the file as base64 text', () => Buffer.from(paper().bytes.toString('base64'))),
];

const cuts: CorpusRow[] = [
  broken('cut-to-a-third', 'a third of the file', 'pdf-damaged', (bytes) =>
    bytes.subarray(0, bytes.length / 3),
  ),
  broken('cut-in-signature', 'cut in the middle of the second signature', 'pdf-damaged', (bytes) =>
    bytes.subarray(0, bytes.lastIndexOf('/Contents<') + 500),
  ),
  broken('cut-in-table', 'cut in the last table', 'pdf-damaged', (bytes) =>
    bytes.subarray(0, bytes.lastIndexOf('xref\n', bytes.lastIndexOf('startxref') - 1) + 20),
  ),
  broken('cut-before-startxref', 'cut before the last startxref', 'pdf-damaged', (bytes) =>
    bytes.subarray(0, bytes.lastIndexOf('startxref')),
  ),
  broken('cut-before-end-mark', 'without the last %%EOF', 'pdf-damaged', (bytes) =>
    bytes.subarray(0, bytes.lastIndexOf('%%EOF')),
  ),
  broken('cut-of-one-byte', 'without the last byte', 'byte-range', (bytes) => bytes.subarray(0, -1)),
  broken('head-lost', 'without the first thousand bytes', 'not-a-pdf', (bytes) => bytes.subarray(1000)),
  broken('hole', 'a hundred bytes are missing in the middle of the first page', 'pdf-damaged', (bytes) =>
    Buffer.concat([bytes.subarray(0, 300), bytes.subarray(400)]),
  ),
];

const flips: CorpusRow[] = [
  broken('flip-in-words', 'one bit of the words of a page', 'digest-mismatch', (bytes) =>
    flip(bytes, bytes.indexOf('1.000.000')),
  ),
  broken('flip-in-version', 'the version in the header is another', 'digest-mismatch', (bytes) =>
    put(bytes, 5, '1.6'),
  ),
  broken('flip-in-date', 'the claimed time is another', 'digest-mismatch', (bytes) =>
    put(bytes, bytes.indexOf('/M(D:20') + 5, '19'),
  ),
  broken('flip-in-signature-value', 'one bit of the signature value', 'signature-mismatch', (bytes) =>
    flipHex(bytes, cmsEnd(bytes) - 20),
  ),
  broken('flip-in-message-digest', 'one bit of the digest that the CMS tells', 'digest-mismatch', (bytes) =>
    flipHex(bytes, bytes.indexOf('06092a864886f70d010904', bytes.indexOf('/Contents<')) + 30),
  ),
  broken('flip-in-padding', 'one bit of the zeros behind the CMS', 'contents-padding', (bytes) =>
    flipHex(bytes, cmsEnd(bytes) + 40),
  ),
  broken('flip-of-case', 'one letter of the signature is a capital', 'contents-encoding', (bytes) => {
    const from = bytes.indexOf('/Contents<') + 10;
    const at = from + bytes.subarray(from).findIndex((byte) => byte >= 0x61 && byte <= 0x66);
    return put(bytes, at, String.fromCharCode((bytes[at] ?? 0) - 32));
  }),
  broken('flip-in-byte-range', 'a digit of the range', 'byte-range', (bytes) =>
    flip(bytes, bytes.indexOf('/ByteRange[0 ') + 13),
  ),
  broken('flip-in-startxref', 'a digit of the last startxref', 'pdf-damaged', (bytes) =>
    flip(bytes, bytes.lastIndexOf('startxref') + 10),
  ),
  broken('flip-in-table', 'the place of the catalogue in the first table', 'digest-mismatch', (bytes) =>
    flip(bytes, bytes.indexOf('0000000015 00000 n') + 9),
  ),
];

const structures: CorpusRow[] = [
  broken('garbage-before', 'four bytes before the header', 'not-a-pdf', (bytes) =>
    Buffer.concat([Buffer.from('\xef\xbb\xbf\n', 'latin1'), bytes]),
  ),
  broken('garbage-behind', 'a web page behind the end', 'pdf-damaged', (bytes) =>
    Buffer.concat([bytes, Buffer.from('<html></html>')]),
  ),
  broken('line-ends', 'sent as text: every line end became two bytes', 'pdf-damaged', (bytes) =>
    Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  ),
  broken('as-utf-8', 'opened and saved by a text editor', 'pdf-damaged', (bytes) =>
    Buffer.from(bytes.toString('latin1').replaceAll('x\x9c', 'x\ufffd'), 'utf8'),
  ),
  broken('printed-again', 'read and written anew by qpdf', 'byte-range', (bytes) =>
    byProgram({ in: bytes }, 'qpdf', ['in', 'out']),
  ),
  broken('linearized-after-signing', 'made fit for the web after it was signed', 'byte-range', (bytes) =>
    byProgram({ in: bytes }, 'qpdf', ['--linearize', 'in', 'out']),
  ),
  row(
    'damaged-no-cross-references',
    'objects and a signature, no table, no trailer',
    ['invalid', 'pdf-damaged'],
    DAMAGED,
    ({ signed }) => {
      const { bytes } = signed(paper());
      return bytes.subarray(0, bytes.indexOf('xref\n'));
    },
  ),
  row(
    'damaged-encrypted',
    'encrypted with a password and then signed',
    ['unknown', 'encrypted-pdf'],
    ['What cannot be opened cannot be judged, and may be sound.', 'ISO 32000-1, 7.6'],
    ({ signed }) =>
      signed(paper({ trailer: '/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<00>/U<00>>>' })).bytes,
  ),
  row(
    'damaged-length-too-short',
    'the words of a page are longer than their stream says, and it is signed so',
    ['unknown', 'content-unreadable'],
    [
      'One reader goes by the length, another by the end mark: they show different pages.',
      'ISO 32000-1, 7.3.8.2',
    ],
    ({ signed }) =>
      signed(
        paper({
          objects: {
            [AT.words]:
              '<</Length 10>>\nstream\nBT /F 14 Tf 50 780 Td (So tien: 1.000.000 dong) Tj ET\nendstream',
          },
        }),
      ).bytes,
  ),
  row(
    'damaged-page-missing',
    'the table says a place for the first page where there is none',
    ['unknown', 'content-unreadable'],
    ['What stands where a page should be is a guess.', 'ISO 32000-1, 7.5.4'],
    ({ signed }) => signed(append(paper(), {}, { lies: { [AT.page]: 20 } })).bytes,
  ),
  row(
    'damaged-unsigned',
    'a sound paper that nobody has signed',
    ['unknown', 'no-signatures'],
    ['Without signature there is nothing to judge.', 'ETSI EN 319 102-1, 5.1'],
    () => paper().bytes,
  ),
  row('damaged-no-catalogue', 'the trailer names no catalogue', ['invalid', 'pdf-damaged'], DAMAGED, () =>
    overwritten(aFile({ 1: '<</Type/Catalog>>' }), '/Root', '/Toor'),
  ),
];

function put(bytes: Buffer, at: number, text: string): Buffer {
  bytes.write(text, at, 'latin1');
  return bytes;
}

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** A hexadecimal digit becomes another. */
function flipHex(bytes: Buffer, at: number): Buffer {
  return put(bytes, at, bytes[at] === 0x31 ? '2' : '1');
}

/** Where the digits of the first CMS end. */
function cmsEnd(bytes: Buffer): number {
  const from = bytes.indexOf('/Contents<3082') + 10;
  return from + 8 + 2 * Number.parseInt(bytes.toString('latin1', from + 4, from + 8), 16);
}

/** What discs, lines and careless programs do. */
export const damagedFiles: readonly CorpusRow[] = [...strangers, ...cuts, ...flips, ...structures];
