import { createHash, sign } from 'node:crypto';
import { der, derOid } from '../../electron/helpers/signing/der-writer.ts';
import { childrenOf, readDer } from '../../electron/helpers/verify/der.ts';
import { attribute, cms } from './cms-maker.ts';
import { type CorpusRow, row } from './corpus-row.ts';
import { AT, type Office, paper, type SignWish, signatureField } from './office.ts';
import { opensslCms } from './openssl-cms.ts';
import { append } from './pdf-maker.ts';
import { certify, DAY, ecKey, ocspAnswer, octets, revocationList, rsaKey, sequence } from './people.ts';

const NOT_PADES = ['valid', 'not-pades'] as const;
const ABSENT = [
  'An ordinary CMS is a signature; the attribute that only PAdES asks for makes it none the less valid.',
  'ISO 32000-1, 12.8.3.3',
] as const;
const BAG = ['There may be more certificates than are needed, and fewer.', 'RFC 5652, 10.2.3'] as const;

const signedAs = (
  name: string,
  made: string,
  why: readonly [string, string],
  wish: (office: Office) => SignWish,
  expected: CorpusRow['verdict'] = 'valid',
  reason = 'not-pades',
) => row(name, made, [expected, reason], why, (office) => office.signed(paper(), wish(office)).bytes);

const bySubordinate = (office: Office) =>
  office.once('by subordinate', () => office.issued('Văn thư xã', { issuer: office.subordinate() }));

const certificates: CorpusRow[] = [
  signedAs('ordinary-leaf-only', 'adbe.pkcs7.detached with the leaf alone', ABSENT, () => ({})),
  signedAs('ordinary-signing-time', 'with the attribute signing-time', ABSENT, () => ({
    how: { signingTime: Date.now() },
  })),
  signedAs('ordinary-whole-chain', 'the CMS brings leaf, authority and root', BAG, (office) => ({
    who: bySubordinate(office),
    how: {
      certificates: [
        bySubordinate(office).certificate,
        office.subordinate().certificate,
        office.root.certificate,
      ],
    },
  })),
  signedAs('ordinary-chain-without-root', 'the CMS brings leaf and authority', BAG, (office) => ({
    who: bySubordinate(office),
    how: { certificates: [bySubordinate(office).certificate, office.subordinate().certificate] },
  })),
  signedAs('ordinary-chain-backwards', 'the root stands first', BAG, (office) => ({
    who: bySubordinate(office),
    how: {
      certificates: [
        office.root.certificate,
        office.subordinate().certificate,
        bySubordinate(office).certificate,
      ],
    },
  })),
  signedAs(
    'ordinary-authority-missing',
    'an authority between leaf and root is nowhere to be found',
    [
      'No chain can be built: the signer is unknown, the signature is not broken.',
      'ETSI EN 319 102-1, 5.2.6, NO_CERTIFICATE_CHAIN_FOUND',
    ],
    (office) => ({ who: bySubordinate(office) }),
    'unknown',
    'no-trusted-root',
  ),
  row(
    'ordinary-authority-in-store',
    'the authority between stands in the validation data',
    NOT_PADES,
    ['Certificates of /DSS serve every signature of the file.', 'ISO 32000-2, 12.8.4.3'],
    (office) =>
      office.withStore(office.signed(paper(), { who: bySubordinate(office) }), {
        certificates: [office.subordinate().certificate],
        lists: [revocationList(office.root, [])],
      }).bytes,
  ),
  signedAs(
    'ordinary-extra-certificates',
    'the CMS also brings certificates of people who have nothing to do with it',
    BAG,
    (office) => ({
      how: {
        certificates: [
          office.agency.certificate,
          office.officer.certificate,
          office.stranger.certificate,
          office.time.certificate,
        ],
      },
    }),
  ),
  signedAs(
    'ordinary-old-authority-of-the-same-name',
    'the CMS brings the certificate that the authority had with its former key',
    [
      'Authorities change keys and keep their names: key identifiers and signatures tell which is meant.',
      'RFC 5280, 4.2.1.1; RFC 5652, 10.2.3',
    ],
    (office) => {
      const former = office.once('former root', () =>
        certify({
          name: 'CA gốc Thử Nghiệm',
          key: ecKey('prime256v1'),
          authority: true,
          from: Date.now() - 5000 * DAY,
        }),
      );
      return { how: { certificates: [office.officer.certificate, former.certificate] } };
    },
  ),
  row('ordinary-two-chains', 'two people, each below another authority', NOT_PADES, BAG, (office) => {
    const other = office.once('other authority', () =>
      office.issued('CA cấp dưới 2', { key: office.once('3072', () => rsaKey(3072)), authority: true }),
    );
    const second = office.issued('Lãnh đạo xã', { issuer: other });
    const first = office.signed(paper(), {
      who: bySubordinate(office),
      how: { certificates: [bySubordinate(office).certificate, office.subordinate().certificate] },
    });
    return office.signed(first, {
      field: 'agency',
      who: second,
      how: { certificates: [second.certificate, other.certificate] },
    }).bytes;
  }),
];

const usages: CorpusRow[] = (
  [
    ['mail', ['1.3.6.1.5.5.7.3.4']],
    ['client', ['1.3.6.1.5.5.7.3.2']],
    ['documents', ['1.3.6.1.5.5.7.3.36']],
    ['client-mail-card', ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4', '1.3.6.1.4.1.311.20.2.2']],
    ['server-and-any', ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']],
  ] as const
).map(([name, [oid = '', ...others]]) =>
  signedAs(
    `ordinary-extended-usage-${name}`,
    `the certificate names the extended usages of ${name.replaceAll('-', ', ')}`,
    ['Authorities name many usages for certificates of people.', 'RFC 5280, 4.2.1.12; RFC 9336'],
    (office) => ({ who: office.issued(`Người có ${name}`, { extended: { oid, critical: false, others } }) }),
  ),
);

const names: CorpusRow[] = (['utf8', 'bmp'] as const).map((letters) =>
  signedAs(
    `ordinary-name-${letters}`,
    `the signer's name in ${letters}`,
    ['A name may be of any kind of string.', 'RFC 5280, 4.1.2.4'],
    (office) => ({ who: office.issued('Trần Thị Đoàn Kết', { letters }) }),
  ),
);

const encodings: CorpusRow[] = [
  signedAs(
    'ordinary-openssl',
    'the CMS by OpenSSL: signing-time, smimeCapabilities',
    ABSENT,
    ({ officer }) => ({ cms: (covered) => opensslCms(officer, covered, ['cms']) }),
  ),
  signedAs(
    'ordinary-openssl-chain',
    'the CMS by OpenSSL with the whole chain',
    ABSENT,
    ({ officer, root }) => ({
      cms: (covered) => opensslCms(officer, covered, ['cms', '-nosmimecap'], [root.certificate]),
    }),
  ),
  signedAs('ordinary-openssl-pkcs7', 'the older command of OpenSSL', ABSENT, ({ officer }) => ({
    cms: (covered) => opensslCms(officer, covered, ['smime', '-md', 'sha256']),
  })),
  signedAs(
    'ordinary-openssl-key-identifier',
    'the signer is named by the key identifier',
    ['SignerIdentifier is a choice of two.', 'RFC 5652, 5.3'],
    (office) => {
      const keyId = createHash('sha1').update(office.officer.name).digest();
      const who = office.once('with key identifier', () =>
        office.issued('Người có mã khóa', {
          key: office.keys.rsa,
          extensions: [sequence(Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x0e]), octets(octets(keyId)))],
        }),
      );
      return { who, cms: (covered) => opensslCms(who, covered, ['cms', '-keyid']) };
    },
  ),
  signedAs(
    'ordinary-openssl-pss',
    'RSASSA-PSS by OpenSSL',
    ['PSS is to be preferred.', 'RFC 4056; ETSI TS 119 312'],
    ({ officer }) => ({
      cms: (covered) =>
        opensslCms(officer, covered, [
          'cms',
          '-keyopt',
          'rsa_padding_mode:pss',
          '-keyopt',
          'rsa_pss_saltlen:digest',
        ]),
    }),
  ),
  row(
    'ordinary-openssl-cades',
    'OpenSSL names the certificate in the sub-filter of PAdES',
    ['valid', null, 'B-B'],
    ['signing-certificate-v2 is there.', 'ETSI EN 319 142-1, 6.3'],
    (office) =>
      office.signed(paper(), {
        subFilter: 'ETSI.CAdES.detached',
        cms: (covered) => opensslCms(office.officer, covered, ['cms', '-cades', '-nosmimecap']),
      }).bytes,
  ),
  signedAs(
    'ordinary-indefinite',
    'every element of the frame is of indefinite length',
    [
      'CMS is BER; programs that stream write it so, and DER is only what PDF asks of writers.',
      'RFC 5652, 1; X.690, 8.1.3.6',
    ],
    ({ officer }) => ({ cms: (covered) => indefinite(cms(officer, covered), 4) }),
  ),
  signedAs(
    'ordinary-indefinite-pades',
    'PAdES in every respect but that lengths are indefinite',
    ['PAdES asks for DER; what is not DER is a valid signature and not PAdES.', 'ETSI EN 319 142-1, 4.1'],
    ({ officer }) => ({
      subFilter: 'ETSI.CAdES.detached',
      cms: (covered) => indefinite(cms(officer, covered, { names: officer.certificate }), 4),
    }),
  ),
  signedAs(
    'ordinary-rsa-encryption',
    'the signature algorithm is only called rsaEncryption',
    ['The digest is that of the SignerInfo.', 'RFC 3370, 3.2'],
    () => ({ how: { plainRsa: true } }),
  ),
  signedAs(
    'ordinary-two-digests-listed',
    'the CMS lists SHA-512 besides the digest of its signer',
    ['There may be any number of digests in the list.', 'RFC 5652, 5.1'],
    () => ({ how: { alsoDigests: ['sha512'] } }),
  ),
  signedAs(
    'ordinary-padded',
    '60,000 zeros behind the CMS',
    ['The room for a signature is filled with zeros.', 'ISO 32000-1, 12.8.1, table 252'],
    () => ({ reserved: 33_000 }),
  ),
  signedAs(
    'ordinary-lists-in-cms',
    'the CMS brings a revocation list',
    ['A CMS may bring revocation data of its own.', 'RFC 5652, 10.2.1'],
    ({ root }) => ({ how: { revocationLists: [revocationList(root, [])] } }),
  ),
  signedAs(
    'ordinary-ocsp-in-cms',
    'the CMS brings an OCSP answer, which makes it version 5',
    ['A CMS may bring revocation data of its own.', 'RFC 5652, 5.1; RFC 5940, 2.1'],
    ({ root, officer }) => {
      const answer = der(0xa1, derOid('1.3.6.1.5.5.7.16.2'), ocspAnswer(officer, root));
      return { reserved: 8000, how: { revocationLists: [answer], versions: [5, 1] } };
    },
  ),
  signedAs(
    'ordinary-revocation-attribute',
    'the attribute adbe-revocationInfoArchival with an OCSP answer',
    ['Acrobat and others put revocation data among the signed attributes.', 'ISO 32000-1, 12.8.3.3.2'],
    ({ root, officer }) => {
      const answers = der(0xa1, sequence(ocspAnswer(officer, root)));
      return {
        reserved: 8000,
        how: { attributes: (right) => [...right, attribute('1.2.840.113583.1.1.8', sequence(answers))] },
      };
    },
  ),
  signedAs(
    'ordinary-certificate-named-by-sha1',
    'the attribute signing-certificate of 1999',
    ['The older attribute is not what PAdES asks for.', 'RFC 2634, 5.4; ETSI EN 319 142-1, 6.3'],
    ({ officer }) => ({ subFilter: 'ETSI.CAdES.detached', how: { namesOld: officer.certificate } }),
  ),
  signedAs(
    'ordinary-pades-filter-only',
    'the sub-filter of PAdES without signing-certificate-v2',
    ABSENT,
    () => ({ subFilter: 'ETSI.CAdES.detached' }),
  ),
  row(
    'ordinary-stamped',
    'an ordinary signature with a time stamp',
    ['valid', 'not-pades', 'B-T'],
    ABSENT,
    ({ signed, stamped }) => signed(paper(), { how: stamped() }).bytes,
  ),
];

const shapes: CorpusRow[] = [
  signedAs(
    'ordinary-no-appearance',
    'the field has no box on any page',
    ['A signature need not be seen.', 'ISO 32000-1, 12.7.4.5'],
    () => ({
      objects: {
        [AT.officer]: `<</FT/Sig/T(officer)/Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]/V ${AT.information + 1} 0 R>>`,
        [AT.page]: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 8 0 R>>>>/Contents 4 0 R/Annots[7 0 R 11 0 R]>>`,
      },
    }),
  ),
  signedAs(
    'ordinary-contents-first',
    'the dictionary begins with /Contents',
    ['The order of keys in a dictionary means nothing.', 'ISO 32000-1, 7.3.7'],
    () => ({ dict: ({ range, contents, rest }) => `<<${contents}${range}${rest}>>` }),
  ),
  signedAs(
    'ordinary-spaced',
    'spaces and comments between all parts',
    ['White space and comments mean nothing.', 'ISO 32000-1, 7.2.2'],
    () => ({
      dict: ({ range, contents, rest }) =>
        `<< % chữ ký\n ${rest}\r\n ${range.replace('/ByteRange', '/ByteRange')} ${contents.replace('<', ' <')} >>`,
    }),
  ),
  signedAs(
    'ordinary-direct-value',
    'the signature stands inside its field',
    ['A value may be a direct object.', 'ISO 32000-1, 7.3.10'],
    () => ({ value: AT.officer, objects: { [AT.officer]: signatureField('officer', '/V SIGNATURE') } }),
  ),
  signedAs(
    'ordinary-told-more',
    'name, place, reason and program in the dictionary',
    ['All of these are optional.', 'ISO 32000-1, 12.8.1, table 252'],
    () => ({
      entries:
        '/Name(Nguyen Van Thu)/Location(Ha Noi)/Reason(Ky duyet)/ContactInfo(0)/Prop_Build<</App<</Name/X>>>>',
    }),
  ),
  signedAs(
    'ordinary-other-handler',
    'the preferred handler is another',
    ['A verifier may use any handler that knows the sub-filter.', 'ISO 32000-1, 12.8.1, table 252'],
    () => ({
      dict: ({ range, contents, rest }) =>
        `<<${rest.replace('Adobe.PPKLite', 'Adobe.PPKMS')}${range}${contents}>>`,
    }),
  ),
  row(
    'ordinary-document-timestamp',
    'an ordinary signature and then a document time stamp',
    NOT_PADES,
    ABSENT,
    (office) => office.documentStamped(office.signed(paper())).made.bytes,
  ),
  row(
    'ordinary-signed-by-streams',
    'a paper of tables; the signing program goes on with a stream',
    NOT_PADES,
    ['Each section may be of either kind.', 'ISO 32000-1, 7.5.8.4'],
    ({ signed }) => signed(paper(), { layout: 'stream' }).bytes,
  ),
  row(
    'ordinary-update-before',
    'the paper was saved twice before it was signed',
    NOT_PADES,
    ['What comes before the first signature belongs to it.', 'ISO 32000-1, 12.8.1'],
    ({ signed }) =>
      signed(
        append(append(paper(), { [AT.information]: '<</Producer(y)>>' }), {
          [AT.information]: '<</Producer(z)>>',
        }),
      ).bytes,
  ),
];

const refused: CorpusRow[] = [
  signedAs(
    'ordinary-sub-filter-sha1',
    'adbe.pkcs7.sha1',
    [
      'The signature is over a SHA-1 of the file: not relied on, and said so.',
      'ISO 32000-2, 12.8.3.1 (deprecated)',
    ],
    ({ officer }) => ({
      subFilter: 'adbe.pkcs7.sha1',
      cms: (covered) =>
        cms(officer, covered, {
          content: createHash('sha1').update(covered).digest(),
          contentType: '1.2.840.113549.1.7.1',
        }),
    }),
    'unknown',
    'unsupported-format',
  ),
  signedAs(
    'ordinary-sub-filter-x509',
    'adbe.x509.rsa_sha1',
    ['A bare RSA signature over SHA-1: not relied on, and said so.', 'ISO 32000-2, 12.8.3.1 (deprecated)'],
    ({ officer }) => ({
      subFilter: 'adbe.x509.rsa_sha1',
      entries: `/Cert<${officer.certificate.toString('hex')}>`,
      cms: (covered) => octets(sign('sha1', covered, officer.key)),
    }),
    'unknown',
    'unsupported-format',
  ),
  signedAs(
    'ordinary-sub-filter-of-nobody',
    'a sub-filter that nobody knows',
    ['What is not known is not judged.', 'ETSI EN 319 102-1, 5.2.2, FORMAT_FAILURE'],
    () => ({ subFilter: 'vn.gov.chuky' }),
    'unknown',
    'unsupported-format',
  ),
  signedAs(
    'ordinary-sha1',
    'signed over SHA-1',
    ['Collisions of SHA-1 are made in practice.', 'ETSI TS 119 312, 5; Shattered (2017)'],
    () => ({ how: { digest: 'sha1' } }),
    'unknown',
    'weak-digest',
  ),
  signedAs(
    'ordinary-algorithm-of-nobody',
    'the signature algorithm has a number that nobody knows',
    ['Not known is not broken.', 'ETSI EN 319 102-1, 5.2.7'],
    (office) => ({
      cms: (covered) => {
        const right = cms(office.officer, covered);
        const at = right.indexOf(Buffer.from('2a864886f70d01010b', 'hex'), right.length - 400);
        right[at + 8] = 0x7f;
        return right;
      },
    }),
    'unknown',
    'unsupported-algorithm',
  ),
];

function indefinite(bytes: Buffer, depth: number): Buffer {
  const element = readDer(bytes);
  // Signed attributes and certificates stay DER, as RFC 5652, 5.4 and 10.2.2 ask.
  if (depth === 0 || (element.tag & 0x20) === 0) return element.whole;
  const inside = childrenOf(element).map(({ whole, tag }) =>
    tag === 0xa0 && depth < 4 && !isFrame(whole) ? whole : indefinite(whole, depth - 1),
  );
  return Buffer.concat([Buffer.from([element.tag, 0x80]), ...inside, Buffer.from([0, 0])]);
}

/** The [0] around SignedData itself. */
const isFrame = (whole: Buffer) => childrenOf(readDer(whole)).length === 1;

/** What programs of offices write: no PAdES, and not to be called broken for that. */
export const ordinaryFiles: readonly CorpusRow[] = [
  ...certificates,
  ...usages,
  ...names,
  ...encodings,
  ...shapes,
  ...refused,
];
