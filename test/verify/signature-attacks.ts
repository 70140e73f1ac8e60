import { randomBytes } from 'node:crypto';
import { der, derOid } from '../../electron/helpers/signing/der-writer.ts';
import { attribute, type CmsWish, cms, timestampToken } from './cms-maker.ts';
import { type CorpusRow, row } from './corpus-row.ts';
import { AT, type Office, paper, signatureField, words } from './office.ts';
import { append, type Signature, stream } from './pdf-maker.ts';
import { certify, NULL, octets, type Person, sequence, setOf, small } from './people.ts';

const USF = 'Mladenov et al., 1 Trillion Dollar Refund (2019), universal signature forgery';
const SWA = 'Mladenov et al., 1 Trillion Dollar Refund (2019), signature wrapping attack';
const RANGE = 'ISO 32000-1, 12.8.1, table 252';
const FALSE_WORDS = words('So tien: 9.000.000 dong');

/** One entry of a signature is written over by something as long; everything else stays. */
const forged = (
  name: string,
  made: string,
  reason: string,
  pattern: RegExp,
  to: (found: string) => string,
  verdict: CorpusRow['verdict'] = 'invalid',
) =>
  row(
    `forged-${name}`,
    made,
    [verdict, reason],
    ['A reader that cannot check must not say that it did.', USF],
    ({ signed }) => {
      const text = signed(paper(), { pades: true }).bytes.toString('latin1');
      const changed = text.replace(pattern, (found) => to(found).padEnd(found.length));
      if (changed === text || changed.length !== text.length) throw new Error(`${name} changes nothing`);
      return Buffer.from(changed, 'latin1');
    },
  );
const CONTENTS = /\/Contents<[0-9a-f]+>/u;
const BYTE_RANGE = /\/ByteRange\[[\d ]+\]/u;

const forgeries: CorpusRow[] = [
  forged('contents-missing', 'no /Contents', 'contents-missing', CONTENTS, () => ''),
  forged('contents-null', '/Contents is null', 'contents-missing', CONTENTS, () => '/Contents null'),
  forged('contents-empty', '/Contents is empty', 'byte-range', CONTENTS, () => '/Contents<>'),
  forged('contents-one-zero', '/Contents is one zero', 'byte-range', CONTENTS, () => '/Contents<00>'),
  forged(
    'contents-zeros',
    '/Contents is all zeros',
    'cms-unreadable',
    CONTENTS,
    (found) => `/Contents<${'0'.repeat(found.length - 11)}>`,
  ),
  forged('contents-literal', '/Contents is an empty text', 'contents-missing', CONTENTS, () => '/Contents()'),
  forged(
    'contents-elsewhere',
    '/Contents refers to an object that is not there',
    'contents-missing',
    CONTENTS,
    () => '/Contents 99 0 R',
  ),
  forged('contents-number', '/Contents is a number', 'contents-missing', CONTENTS, () => '/Contents 0'),
  forged('range-missing', 'no /ByteRange', 'byte-range', BYTE_RANGE, () => ''),
  forged('range-null', '/ByteRange is null', 'byte-range', BYTE_RANGE, () => '/ByteRange null'),
  forged('range-empty', '/ByteRange is empty', 'byte-range', BYTE_RANGE, () => '/ByteRange[]'),
  forged('range-zeros', '/ByteRange is all zeros', 'byte-range', BYTE_RANGE, () => '/ByteRange[0 0 0 0]'),
  forged('range-negative', 'a negative length', 'byte-range', BYTE_RANGE, () => '/ByteRange[0 -1 0 -1]'),
  forged('range-nulls', 'nulls', 'byte-range', BYTE_RANGE, () => '/ByteRange[null null 0 0]'),
  forged('range-three', 'three numbers', 'byte-range', BYTE_RANGE, (found) => found.replace(/ \d+\]/u, ']')),
  forged(
    'range-huge',
    'a length of a hundred million',
    'byte-range',
    BYTE_RANGE,
    () => '/ByteRange[0 99999999 0 9]',
  ),
  forged(
    'range-of-texts',
    'texts instead of numbers',
    'byte-range',
    BYTE_RANGE,
    () => '/ByteRange[(0)(1)(2)(3)]',
  ),
  forged(
    'range-elsewhere',
    '/ByteRange refers to the font',
    'byte-range',
    BYTE_RANGE,
    () => `/ByteRange ${AT.font} 0 R`,
  ),
  forged('range-one-part', 'only what comes before the signature', 'byte-range', BYTE_RANGE, (found) =>
    found.replace(/ \d+ \d+\]/u, ' 0 0]'),
  ),
  forged(
    'sub-filter-missing',
    'no /SubFilter',
    'unsupported-format',
    /\/SubFilter\/ETSI\.CAdES\.detached/u,
    () => '',
    'unknown',
  ),
  forged(
    'sub-filter-stamp',
    '/SubFilter of a time stamp',
    'timestamp-unreadable',
    /\/SubFilter\/ETSI\.CAdES\.detached/u,
    () => '/SubFilter/ETSI.RFC3161',
  ),
  forged('value-null', 'the field has no value', 'no-signatures', /\/V 13 0 R/u, () => '/V null', 'unknown'),
  row(
    'forged-value-is-a-page',
    'the value of the field is a page',
    ['invalid', 'contents-missing'],
    ['A dictionary is no signature for standing where one should be.', USF],
    () => append(paper(), { [AT.officer]: signatureField('officer', `/V ${AT.page} 0 R`) }).bytes,
  ),
];

/** Really signed by the officer, over a range that is not the one that is asked for: the digest is right. */
const ranged = (
  name: string,
  made: string,
  range: NonNullable<Signature['range']>,
  why: string,
  reason = 'byte-range',
) =>
  row(
    `range-${name}`,
    made,
    ['invalid', reason],
    [why, RANGE],
    ({ signed }) => signed(paper(), { pades: true, range }).bytes,
  );

const ranges: CorpusRow[] = [
  ranged(
    'gap-begins-early',
    'ten bytes before the signature are not signed',
    (start, end, size) => [0, start - 10, end, size - end],
    'The gap holds the signature and nothing else.',
  ),
  ranged(
    'gap-ends-late',
    'three bytes behind the signature are not signed',
    (start, end, size) => [0, start, end + 3, size - end - 3],
    'The gap holds the signature and nothing else.',
  ),
  ranged(
    'delimiters-signed',
    'the signs around the signature are signed',
    (start, end, size) => [0, start + 1, end - 1, size - end + 1],
    'The gap is the whole string with its delimiters.',
  ),
  ranged(
    'begins-at-one',
    'the first byte is not signed',
    (start, end, size) => [1, start - 1, end, size - end],
    'A range begins with the file.',
  ),
  ranged(
    'begins-at-five',
    'the version is not signed',
    (start, end, size) => [5, start - 5, end, size - end],
    'A range begins with the file.',
  ),
  ranged(
    'ends-early',
    'the end of the file is not signed',
    (start, end, size) => [0, start, end, size - end - 30],
    'A signature covers a whole revision.',
    'revision-damaged',
  ),
  ranged(
    'ends-beyond',
    'the range ends behind the file',
    (start, end, size) => [0, start, end, size - end + 100],
    'A range ends with the file or before.',
  ),
  ranged(
    'two-gaps',
    'six numbers: a second gap',
    (start, end, size) => [0, 100, 120, start - 120, end, size - end],
    'A range has one gap.',
  ),
  ranged(
    'overlapping',
    'the second part begins in the first',
    (start, _end, size) => [0, start, start - 50, size - start + 50],
    'The parts are around the signature.',
  ),
  ranged(
    'first-part-only',
    'nothing behind the signature is signed',
    (start, end) => [0, start, end, 0],
    'A signature covers a whole revision.',
    'revision-damaged',
  ),
  ranged('nothing', 'nothing is signed', () => [0, 0, 0, 0], 'A range names the file.'),
];

const wrapped = (name: string, made: string, reason: string, build: (office: Office) => Buffer) =>
  row(
    `wrapped-${name}`,
    made,
    ['invalid', reason],
    ['The signed bytes are all there, and something else is shown.', SWA],
    build,
  );

/** The second signed part moves to the end, and what the attacker wants is put into the gap, with cross-references where `startxref` leads. */
function shifted(office: Office, dict: Signature['dict'], ownRange: boolean): Buffer {
  const signed = office.signed(paper(), { pades: true, ...(dict === undefined ? {} : { dict }) });
  const { bytes } = signed;
  const gapStart = bytes.lastIndexOf('/Contents<') + 9;
  const gapEnd = bytes.indexOf('>', gapStart) + 1;
  const [head, rest] = [bytes.subarray(0, gapStart), bytes.subarray(gapEnd)];
  // Without the zeros there is room before the place that startxref names.
  const contents = Buffer.from(
    `${bytes.toString('latin1', gapStart, gapEnd - 1).replace(/(00)+$/u, '')}>`,
    'latin1',
  );
  const from = gapStart + contents.length;
  const place = (num: number) =>
    `${String(bytes.lastIndexOf(`\n${num} 0 obj`) + 1).padStart(10, '0')} 00000 n \n`;
  const build = (moved: number) => {
    const range = ownRange ? `/ByteRange[0 ${gapStart} ${moved} ${rest.length}]`.padEnd(60) : '';
    const close = `${range}>>\nendobj\n`;
    const wordsAt = from + close.length;
    const body = `4 0 obj\n${FALSE_WORDS}\nendobj\n`;
    const filler = '%'.padEnd(signed.startxref - wordsAt - body.length - 1, 'x');
    const table = `xref\n4 1\n${String(wordsAt).padStart(10, '0')} 00000 n \n6 1\n${place(6)}13 1\n${place(13)}trailer\n<</Size 14/Root 1 0 R/Prev ${bytes.indexOf('xref\n')}>>\n`;
    return Buffer.from(`${close}${body}${filler}\n${table}`, 'latin1');
  };
  const moved = from + build(0).length;
  return Buffer.concat([head, contents, build(moved), rest]);
}

const wrappings: CorpusRow[] = [
  wrapped(
    'padding-used',
    'the zeros behind the CMS become another entry of the dictionary',
    'byte-range',
    ({ signed }) => {
      const bytes = Buffer.from(signed(paper(), { pades: true }).bytes);
      bytes.write('>/Name<', bytes.indexOf('>', bytes.lastIndexOf('/Contents<')) - 2000, 'latin1');
      return bytes;
    },
  ),
  wrapped(
    'padding-second-range',
    'the zeros behind the CMS become a second /ByteRange',
    'signature-ambiguous',
    ({ signed }) => {
      const bytes = Buffer.from(signed(paper(), { pades: true }).bytes);
      bytes.write(
        '>/ByteRange[0 1 2 3]/Name<',
        bytes.indexOf('>', bytes.lastIndexOf('/Contents<')) - 2000,
        'latin1',
      );
      return bytes;
    },
  ),
  wrapped(
    'moved-second-range',
    'the second part is moved; a second /ByteRange says so',
    'signature-ambiguous',
    (office) => shifted(office, ({ range, contents, rest }) => `<<${rest}${range}${contents}>>`, true),
  ),
  wrapped(
    'moved-own-range',
    'the second part is moved; the only /ByteRange that is read says so',
    'byte-range',
    (office) => shifted(office, ({ range, contents, rest }) => `<<${rest}${contents}${range}>>`, true),
  ),
  wrapped('moved-no-range', 'the second part is moved and the range with it', 'byte-range', (office) =>
    shifted(office, ({ range, contents, rest }) => `<<${rest}${contents}${range}>>`, false),
  ),
];

/** The officer's CMS made in another way than it should be. */
type Malformation = CmsWish | { wish: CmsWish; who: Person } | ((covered: Buffer) => Buffer);
const malformed = (
  name: string,
  made: string,
  reason: string,
  why: readonly [string, string],
  how: (office: Office) => Malformation,
  verdict: CorpusRow['verdict'] = 'invalid',
) =>
  row(`cms-${name}`, made, [verdict, reason], why, (office) => {
    const wish = how(office);
    const given =
      typeof wish === 'function'
        ? { cms: wish }
        : 'who' in wish
          ? { how: wish.wish, who: wish.who, reserved: 250_000 }
          : { how: wish };
    return office.signed(paper(), given).bytes;
  });
const ONE_SIGNER = [
  'A signature of a PDF has exactly one signer.',
  'ETSI EN 319 142-1, 6.3; ISO 32000-2, 12.8.3.3.1',
] as const;
const DETACHED = [
  'The content stays outside: what is inside would be signed instead of the file.',
  'ISO 32000-1, 12.8.3.3.1',
] as const;
const SIGNED_ATTRIBUTES = [
  'content-type and message-digest must be there, once, with one value.',
  'RFC 5652, 5.3, 11.1, 11.2',
] as const;
const READABLE = ['What is not read to its end is not checked.', 'RFC 5652, 5'] as const;

const malformations: CorpusRow[] = [
  malformed(
    'two-signers',
    'two signers, of whom one signed the file',
    'not-exactly-one-signer',
    ONE_SIGNER,
    ({ agency }) => ({ signers: (right) => [right, childless(agency.issuerName)] }),
  ),
  malformed('signer-twice', 'the same signer twice', 'not-exactly-one-signer', ONE_SIGNER, () => ({
    signers: (right) => [right, right],
  })),
  malformed('no-signer', 'nobody signed', 'not-exactly-one-signer', ONE_SIGNER, () => ({
    signers: () => [],
  })),
  malformed(
    'content-inside',
    'another text is inside and is what is signed',
    'not-detached',
    DETACHED,
    () => ({ content: Buffer.from('another text') }),
  ),
  malformed(
    'file-inside',
    'the content is inside too, for a reader that looks there',
    'not-detached',
    DETACHED,
    ({ officer }) =>
      (covered) =>
        cms(officer, covered, { content: covered.subarray(0, 100) }),
  ),
  malformed(
    'stamp-as-signature',
    'a time stamp token where a signature should be',
    'not-detached',
    DETACHED,
    ({ time }) =>
      (covered) =>
        timestampToken(time, covered),
  ),
  malformed(
    'no-attributes',
    'the signature is over the content itself',
    'no-signed-attributes',
    [
      'Without signed attributes a signature can be taken for one over attributes.',
      'Strenzke, ForgedAttributes (2023); ETSI EN 319 142-1, 6.3',
    ],
    () => ({ withoutAttributes: true }),
  ),
  malformed('digest-missing', 'no message-digest', 'digest-mismatch', SIGNED_ATTRIBUTES, () => ({
    attributes: ([type = NULL]) => [type],
  })),
  malformed(
    'digest-of-something-else',
    'the message-digest is of something else',
    'digest-mismatch',
    SIGNED_ATTRIBUTES,
    () => ({
      attributes: ([type = NULL]) => [type, attribute('1.2.840.113549.1.9.4', octets(Buffer.alloc(32)))],
    }),
  ),
  malformed('digest-empty', 'the message-digest is empty', 'digest-mismatch', SIGNED_ATTRIBUTES, () => ({
    attributes: ([type = NULL]) => [type, attribute('1.2.840.113549.1.9.4', octets(Buffer.alloc(0)))],
  })),
  malformed('digest-twice', 'two message-digests', 'attribute-twice', SIGNED_ATTRIBUTES, () => ({
    attributes: (right) => [...right, attribute('1.2.840.113549.1.9.4', octets(Buffer.alloc(32)))],
  })),
  malformed(
    'digest-of-two-values',
    'a message-digest with two values',
    'digest-mismatch',
    SIGNED_ATTRIBUTES,
    () => ({
      attributes: ([type = NULL]) => [
        type,
        attribute('1.2.840.113549.1.9.4', octets(Buffer.alloc(32)), octets(Buffer.alloc(32, 1))),
      ],
    }),
  ),
  malformed('type-missing', 'no content-type', 'content-type', SIGNED_ATTRIBUTES, () => ({
    attributes: ([, digest = NULL]) => [digest],
  })),
  malformed(
    'type-of-something-else',
    'the content-type is that of a time stamp',
    'content-type',
    SIGNED_ATTRIBUTES,
    () => ({
      attributes: ([, digest = NULL]) => [
        attribute('1.2.840.113549.1.9.3', derOid('1.2.840.113549.1.9.16.1.4')),
        digest,
      ],
    }),
  ),
  malformed('attributes-empty', 'no attribute at all in the set', 'content-type', SIGNED_ATTRIBUTES, () => ({
    attributes: () => [],
  })),
  malformed(
    'no-certificates',
    'no certificate',
    'no-signer-certificate',
    ["The signer's certificate must be there.", 'ISO 32000-1, 12.8.3.3.1'],
    () => ({ certificates: [] }),
  ),
  malformed(
    'certificate-of-another',
    "only somebody else's certificate",
    'no-signer-certificate',
    ["The signer's certificate must be there.", 'ISO 32000-1, 12.8.3.3.1'],
    ({ agency }) => ({ certificates: [agency.certificate] }),
  ),
  malformed(
    'called-another',
    'the SignerInfo names the agency, the officer signed',
    'signature-mismatch',
    ['The key of the named certificate must fit.', 'RFC 5652, 5.6'],
    ({ agency, officer }) => ({ called: agency, certificates: [agency.certificate, officer.certificate] }),
  ),
  malformed(
    'value-random',
    'the signature value is random',
    'signature-mismatch',
    ['The key of the named certificate must fit.', 'RFC 5652, 5.6'],
    () => ({ value: () => randomBytes(256) }),
  ),
  malformed(
    'value-empty',
    'the signature value is empty',
    'signature-mismatch',
    ['The key of the named certificate must fit.', 'RFC 5652, 5.6'],
    () => ({ value: () => Buffer.alloc(0) }),
  ),
  malformed(
    'value-one',
    'the signature value is 1, which every RSA key with exponent 1 takes',
    'signature-mismatch',
    ['The key of the named certificate must fit.', 'RFC 8017, 8.2.2'],
    () => ({ value: (right) => Buffer.concat([Buffer.alloc(right.length - 1), Buffer.from([1])]) }),
  ),
  row(
    'cms-ecdsa-zeros',
    'an ECDSA signature of two zeros',
    ['invalid', 'signature-mismatch'],
    ['r and s lie between 1 and n - 1.', 'FIPS 186-5, 6.4.2; CVE-2022-21449'],
    (office) =>
      office.signed(paper(), { who: office.agency, how: { value: () => sequence(small(0), small(0)) } })
        .bytes,
  ),
  malformed(
    'names-another-certificate',
    "signing-certificate-v2 names the agency's certificate",
    'signing-certificate',
    ['The certificate was exchanged.', 'RFC 5035, 1'],
    ({ agency }) => ({ names: agency.certificate }),
  ),
  malformed(
    'old-name-of-another',
    "signing-certificate names the agency's certificate",
    'signing-certificate',
    ['The certificate was exchanged.', 'RFC 2634, 5.4'],
    ({ agency }) => ({ namesOld: agency.certificate }),
  ),
  malformed(
    'digest-not-that-of-signature',
    'SHA-512 in the SignerInfo, SHA-256 in the signature algorithm',
    'cms-digest-algorithms',
    ['One digest for the content and the attributes.', 'RFC 5652, 5.4, 5.6'],
    () => ({ infoDigest: 'sha512', alsoDigests: ['sha512'] }),
  ),
  malformed(
    'digest-not-listed',
    'the digest of the signer is not in the list',
    'cms-digest-algorithms',
    ['Whoever reads in one go needs the list.', 'RFC 5652, 5.1'],
    () => ({ digest: 'sha256', infoDigest: 'sha384' }),
  ),
  malformed(
    'md5',
    'signed over MD5',
    'unsupported-algorithm',
    ['MD5 is broken: not relied on.', 'ETSI TS 119 312, 5'],
    () => ({ digest: 'md5' }),
    'unknown',
  ),
  malformed(
    'pss-other-hash',
    'PSS says another hash than the SignerInfo',
    'unsupported-algorithm',
    ['The hashes must be the same.', 'RFC 4056, 3'],
    () => ({ pss: { hash: 'sha512' } }),
    'unknown',
  ),
  malformed(
    'pss-other-mask',
    'PSS masks with another hash',
    'unsupported-algorithm',
    ['The hashes should be the same; another is not read here.', 'RFC 4055, 2.1'],
    () => ({ pss: { mask: 'sha1' } }),
    'unknown',
  ),
  malformed('version-3', 'the version of another kind of signer', 'cms-version', READABLE, () => ({
    versions: [3, 3],
  })),
  malformed(
    'garbage-behind',
    'text behind the CMS',
    'contents-padding',
    ['The room behind the CMS is zeros.', RANGE],
    ({ officer }) =>
      (covered) =>
        Buffer.concat([cms(officer, covered), Buffer.from('x')]),
  ),
  malformed(
    'second-behind',
    'a second CMS behind the first',
    'contents-padding',
    ['The room behind the CMS is zeros.', RANGE],
    ({ officer, agency }) =>
      (covered) =>
        Buffer.concat([cms(officer, covered), cms(agency, covered)]),
  ),
  malformed(
    'cut',
    'half of a CMS',
    'cms-unreadable',
    READABLE,
    ({ officer }) =>
      (covered) =>
        cms(officer, covered).subarray(0, 700),
  ),
  malformed(
    'random',
    'random bytes',
    'cms-unreadable',
    READABLE,
    () => () => Buffer.concat([Buffer.from([0x30, 0x82, 0x03, 0xe8]), randomBytes(1000)]),
  ),
  malformed(
    'not-signed-data',
    'a ContentInfo with plain data',
    'cms-unreadable',
    READABLE,
    () => (covered) => sequence(derOid('1.2.840.113549.1.7.1'), der(0xa0, octets(covered.subarray(0, 20)))),
  ),
  malformed(
    'text',
    'a text where the CMS should be',
    'cms-unreadable',
    READABLE,
    () => () => Buffer.from('Đã ký'),
  ),
  malformed(
    'endless',
    'a thousand elements without length in each other',
    'cms-unreadable',
    READABLE,
    () => () => Buffer.from('3080'.repeat(1000), 'hex'),
  ),
  malformed(
    'huge-length',
    'a length of four gigabytes',
    'cms-unreadable',
    READABLE,
    () => () => Buffer.from('3084ffffffff06', 'hex'),
  ),
  malformed(
    'long-length',
    'a length with a zero in front of it',
    'cms-unreadable',
    READABLE,
    ({ officer }) =>
      (covered) => {
        const right = cms(officer, covered);
        return Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), right.subarray(2)]);
      },
  ),
  malformed(
    'set-instead-of-sequence',
    'a SET where a SEQUENCE should be',
    'cms-unreadable',
    READABLE,
    ({ officer }) =>
      (covered) => {
        const right = Buffer.from(cms(officer, covered));
        right[0] = 0x31;
        return right;
      },
  ),
  malformed(
    'maze-of-authorities',
    'forty authorities of one name and one key, each issued by every other, and no root',
    'no-trusted-root',
    ['A search for chains must end.', 'RFC 4158, 2.4.2'],
    (office) => {
      const maze = Array.from({ length: 40 }, () =>
        certify({ name: 'CA vòng tròn', key: office.keys.ec, authority: true }),
      );
      const who = office.issued('Người trong mê cung', { issuer: maze[0] ?? office.root });
      return {
        wish: { certificates: [who.certificate, ...maze.map(({ certificate }) => certificate)] },
        who,
      };
    },
    'unknown',
  ),
  malformed(
    'crowd-of-authorities',
    'five hundred certificates of one name',
    'pdf-too-complex',
    ['A search for chains must end.', 'RFC 4158, 2.4.2'],
    (office) => {
      const { certificate } = certify({ name: 'CA vòng tròn', key: office.keys.ec, authority: true });
      return {
        wish: {
          certificates: [office.officer.certificate, ...Array.from({ length: 500 }, () => certificate)],
        },
        who: office.officer,
      };
    },
    'unknown',
  ),
  malformed(
    'certificate-damaged',
    'a certificate that is none',
    'certificate-damaged',
    READABLE,
    ({ officer }) => ({ certificates: [officer.certificate, setOf(small(1))] }),
  ),
];

function childless(name: Buffer): Buffer {
  return sequence(
    small(1),
    sequence(name, small(9)),
    sequence(derOid('2.16.840.1.101.3.4.2.1'), NULL),
    der(0xa0),
    sequence(derOid('1.2.840.113549.1.1.1'), NULL),
    octets(Buffer.alloc(4)),
  );
}

const COPY = 'pdf signature replay; ISO 32000-1, 12.8.1';
const copies: CorpusRow[] = [
  row(
    'copy-two-fields-one-signature',
    'two fields had the same signature from the start',
    ['valid', null],
    ['It is one signature, and counts once.', 'ISO 32000-1, 12.7.4.5'],
    ({ signed }) =>
      signed(paper(), {
        pades: true,
        objects: { [AT.agency]: signatureField('agency', `/V ${AT.information + 1} 0 R`) },
      }).bytes,
  ),
  row(
    'copy-into-second-field',
    "after signing the officer's signature is put into the agency's field too",
    ['invalid', 'bytes-after-last-signature'],
    ['One signature does not become two.', COPY],
    ({ signed }) =>
      append(signed(paper(), { pades: true }), { [AT.agency]: signatureField('agency', '/V 13 0 R') }).bytes,
  ),
  row(
    'copy-of-cms',
    "the officer's CMS in the agency's field, over a range of its own",
    ['invalid', 'digest-mismatch'],
    ['A CMS fits to one range.', COPY],
    (office) => {
      const first = office.signed(paper(), { pades: true });
      const from = first.bytes.indexOf('/Contents<') + 10;
      const old = Buffer.from(
        first.bytes.toString('latin1', from, first.bytes.indexOf('>', from)).replace(/(00)+$/u, ''),
        'hex',
      );
      return office.signed(first, { pades: true, field: 'agency', cms: () => old }).bytes;
    },
  ),
  row(
    'copy-from-another-file',
    'a CMS that was made for another paper',
    ['invalid', 'digest-mismatch'],
    ['A CMS fits to one file.', COPY],
    (office) =>
      office.signed(paper(), {
        pades: true,
        cms: () => cms(office.officer, Buffer.from('another paper'), { names: office.officer.certificate }),
      }).bytes,
  ),
  row(
    'copy-old-revision',
    'the file as it was before the agency signed',
    ['valid', null, 'B-B'],
    ['An earlier revision is a whole signed file.', 'ISO 32000-1, 7.5.6'],
    (office) => office.signed(paper(), { pades: true }).bytes,
  ),
  row(
    'copy-signature-removed',
    "the officer's field is emptied",
    ['invalid', 'signature-removed'],
    ['Who signed stays signed.', 'ISO 32000-1, 12.8.1'],
    (office) => append(office.twice(), { [AT.officer]: signatureField('officer') }).bytes,
  ),
  row(
    'copy-all-signatures-removed',
    'both fields are emptied',
    ['invalid', 'signature-removed'],
    ['Who signed stays signed.', 'ISO 32000-1, 12.8.1'],
    (office) =>
      append(office.twice(), {
        [AT.officer]: signatureField('officer'),
        [AT.agency]: signatureField('agency'),
      }).bytes,
  ),
  row(
    'copy-signature-removed-behind-many-ends',
    "the paper has four hundred end marks in a stream; the officer's field is emptied and the agency signs",
    ['invalid', 'signature-removed'],
    ['Who signed stays signed, however many ends a file seems to have.', 'ISO 32000-1, 12.8.1'],
    (office) => {
      const base = paper({ objects: { 14: stream('', '%%EOF\n'.repeat(400)) } });
      const emptied = append(office.signed(base, { pades: true }), {
        [AT.officer]: signatureField('officer'),
      });
      return office.signed(emptied, { field: 'agency', pades: true }).bytes;
    },
  ),
  row(
    'copy-signature-skipped',
    'an update whose predecessor is the unsigned paper; then the agency signs',
    ['invalid', 'signature-removed'],
    ['What was signed in between was passed over.', 'ISO 32000-1, 7.5.6'],
    (office) => {
      const base = paper();
      const first = office.signed(base, { pades: true });
      const skipped = append(
        { ...first, startxref: base.startxref },
        { [AT.information]: '<</Producer(x)>>' },
      );
      return office.signed(skipped, { field: 'agency', pades: true }).bytes;
    },
  ),
  row(
    'copy-signature-exchanged',
    "a stranger signs anew in the officer's field",
    ['invalid', 'signature-removed'],
    ['A filled field stays as it is.', 'ISO 32000-1, 12.8.2.2'],
    (office) =>
      office.signed(office.signed(paper(), { pades: true }), {
        pades: true,
        who: office.once('stranger', () => office.issued('Người lạ', { issuer: office.stranger })),
      }).bytes,
  ),
  row(
    'copy-signature-rewritten',
    'the signature object is written again with another reason',
    ['invalid', 'byte-range'],
    ['The signature dictionary is signed by itself.', 'ISO 32000-1, 12.8.1'],
    (office) => {
      const first = office.signed(paper(), { pades: true });
      const from = first.bytes.lastIndexOf('<</Type/Sig/');
      const again = first.bytes.toString('latin1', from, first.bytes.indexOf('\nendobj', from));
      return append(first, { 13: again.replace('/Type/Sig/', '/Type/Sig/Reason(Dong y)/') }).bytes;
    },
  ),
  row(
    'copy-in-object-stream',
    'the signature dictionary stands in an object stream',
    ['invalid', 'signature-packed'],
    ['Its place in the file could not be measured.', 'ISO 32000-2, 12.8.1'],
    () => {
      const base = paper({ layout: 'stream' });
      const dict =
        '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]/Contents<3000>>>';
      return append(
        base,
        {
          [AT.officer]: signatureField('officer', '/V 40 0 R'),
          40: dict.replace('/ByteRange', '/Byte#52ange'),
        },
        { layout: 'packed', packed: [40] },
      ).bytes;
    },
  ),
];

/** What is done to the signature itself. */
export const forgedSignatures: readonly CorpusRow[] = [...forgeries, ...ranges];
export const wrappedSignatures: readonly CorpusRow[] = wrappings;
export const malformedCms: readonly CorpusRow[] = malformations;
export const copiedSignatures: readonly CorpusRow[] = copies;
