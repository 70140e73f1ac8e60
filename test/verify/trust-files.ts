import { cms, timestampAttribute, timestampToken } from './cms-maker.ts';
import { type CorpusRow, row } from './corpus-row.ts';
import { type Office, paper, type SignWish } from './office.ts';
import {
  certify,
  DAY,
  ecKey,
  extension,
  HOUR,
  ocspAnswer,
  type Person,
  revocationList,
  rsaKey,
  sequence,
  USAGE,
} from './people.ts';

const CHAIN = 'ETSI EN 319 102-1, 5.2.6; RFC 5280, 6.1';
const bySigner = (
  name: string,
  made: string,
  expected: readonly [CorpusRow['verdict'], string],
  why: string,
  source: string,
  wish: (office: Office) => SignWish,
) =>
  row(
    `trust-${name}`,
    made,
    expected,
    [why, source],
    (office) => office.signed(paper(), { pades: true, ...wish(office) }).bytes,
  );

const signers: CorpusRow[] = [
  bySigner(
    'unknown-root',
    'signed below a root that nobody here trusts',
    ['unknown', 'no-trusted-root'],
    'No trust anchor: the signer is unknown, the signature is not broken.',
    CHAIN,
    (office) => ({
      who: office.once('stranger', () => office.issued('Người lạ', { issuer: office.stranger })),
    }),
  ),
  bySigner(
    'self-signed',
    "signed with a certificate of one's own making",
    ['unknown', 'no-trusted-root'],
    'Anybody can make a certificate.',
    CHAIN,
    (office) => ({ who: certify({ name: 'Nguyễn Văn Thử', key: office.keys.ec }) }),
  ),
  bySigner(
    'root-of-the-same-name',
    'the root has the name of the trusted one and another key',
    ['unknown', 'no-trusted-root'],
    'A name is no key.',
    CHAIN,
    (office) => {
      const false_ = certify({ name: 'CA gốc Thử Nghiệm', key: office.keys.ec, authority: true });
      const who = office.issued('Nguyễn Văn Thử', { issuer: false_, key: ecKey('prime256v1') });
      return { who, how: { certificates: [who.certificate, false_.certificate] } };
    },
  ),
  bySigner(
    'expired',
    'the certificate ended an hour ago and no stamp proves an earlier time',
    ['unknown', 'certificate-expired'],
    'Nothing proves that it was made in time.',
    'ETSI EN 319 102-1, 5.5, OUT_OF_BOUNDS_NO_POE',
    (office) => ({ who: office.issued('Người ký cũ', office.past) }),
  ),
  bySigner(
    'not-yet-valid',
    'the certificate begins tomorrow',
    ['unknown', 'certificate-not-yet-valid'],
    'A certificate says from when on.',
    CHAIN,
    (office) => ({ who: office.issued('Người ký sau', { from: Date.now() + DAY }) }),
  ),
  bySigner(
    'wrong-usage',
    'the key may only encrypt',
    ['invalid', 'wrong-key-usage'],
    'The authority allowed this key something else.',
    'RFC 5280, 4.2.1.3',
    (office) => ({ who: office.issued('Khóa mã hóa', { usage: USAGE.encrypt }) }),
  ),
  bySigner(
    'authority-signs',
    'the paper is signed with the key of an authority',
    ['invalid', 'wrong-key-usage'],
    "An authority's key signs certificates and lists, no papers.",
    'RFC 5280, 4.2.1.3',
    (office) => ({ who: office.subordinate() }),
  ),
  bySigner(
    'root-signs',
    "the paper is signed with the root's own key",
    ['invalid', 'wrong-key-usage'],
    "An authority's key signs certificates and lists, no papers.",
    'RFC 5280, 4.2.1.3',
    (office) => ({ who: office.root }),
  ),
  bySigner(
    'leaf-as-authority',
    'an ordinary person issued a certificate to somebody else',
    ['unknown', 'no-trusted-root'],
    'Who is no authority issues nothing: the attack on basicConstraints of 2002.',
    'RFC 5280, 4.2.1.9; Marlinspike (2002)',
    (office) => {
      const who = office.issued('Chủ tịch giả', { issuer: office.officer, key: ecKey('prime256v1') });
      return { who, how: { certificates: [who.certificate, office.officer.certificate] } };
    },
  ),
  bySigner(
    'leaf-with-authority-usage',
    "the same, and the person's key may sign certificates, but is no authority",
    ['unknown', 'issuer-not-authority'],
    'Who is no authority issues nothing, whatever its key usage says.',
    'RFC 5280, 4.2.1.9',
    (office) => {
      const issuer = office.issued('Gần như CA', { usage: 0xc4, key: ecKey('prime256v1') });
      const who = office.issued('Chủ tịch giả', { issuer });
      return { who, how: { certificates: [who.certificate, issuer.certificate] } };
    },
  ),
  bySigner(
    'authority-without-cert-sign',
    'an authority whose key may not sign certificates',
    ['unknown', 'no-trusted-root'],
    'keyCertSign must be set.',
    'RFC 5280, 4.2.1.3',
    (office) => {
      const issuer = office.issued('CA không được cấp', {
        authority: true,
        usage: 0x80,
        key: ecKey('prime256v1'),
      });
      const who = office.issued('Văn thư', { issuer });
      return { who, how: { certificates: [who.certificate, issuer.certificate] } };
    },
  ),
  bySigner(
    'path-too-long',
    'below an authority that may have no authority below it stands one',
    ['unknown', 'issuer-not-authority'],
    'pathLenConstraint is 0.',
    'RFC 5280, 4.2.1.9',
    (office) => {
      const below = office.issued('CA cấp ba', {
        issuer: office.subordinate(),
        authority: true,
        key: ecKey('prime256v1'),
      });
      const who = office.issued('Văn thư', { issuer: below });
      return {
        who,
        how: { certificates: [who.certificate, below.certificate, office.subordinate().certificate] },
      };
    },
  ),
  bySigner(
    'critical-extension',
    'the certificate has a critical extension that nobody knows',
    ['unknown', 'critical-extension'],
    'It must not be relied on by whoever does not understand it.',
    'RFC 5280, 4.2',
    (office) => ({
      who: office.issued('Người ký lạ', { extensions: [extension('1.2.3.4.5', true, sequence())] }),
    }),
  ),
  bySigner(
    'name-constraints',
    'the authority may only issue below another name (a critical extension)',
    ['unknown', 'critical-extension'],
    'Name constraints are not processed here, so such a chain is not called trusted.',
    'RFC 5280, 4.2.1.10',
    (office) => {
      const issuer = office.issued('CA hạn chế', {
        authority: true,
        key: ecKey('prime256v1'),
        extensions: [extension('2.5.29.30', true, sequence())],
      });
      const who = office.issued('Văn thư', { issuer });
      return { who, how: { certificates: [who.certificate, issuer.certificate] } };
    },
  ),
  ...(
    [
      ['tls-server', '1.3.6.1.5.5.7.3.1', 'of a web server'],
      ['time-stamping', '1.3.6.1.5.5.7.3.8', 'of a time stamping authority'],
      ['ocsp-responder', '1.3.6.1.5.5.7.3.9', 'of an OCSP responder'],
    ] as const
  ).map(([name, oid, what]) =>
    bySigner(
      `certificate-of-${name}`,
      `signed with the certificate ${what}`,
      ['invalid', 'wrong-key-usage'],
      'Where extended usages are named, the key is for these alone.',
      'RFC 5280, 4.2.1.12',
      (office) => ({ who: office.issued(`Chứng thư ${name}`, { extended: { oid, critical: false } }) }),
    ),
  ),
  bySigner(
    'expired-authority',
    'the authority between ended an hour ago',
    ['unknown', 'certificate-expired'],
    'Every certificate of the chain must be in time.',
    CHAIN,
    (office) => {
      const issuer = office.issued('CA đã hết hạn', {
        authority: true,
        key: ecKey('prime256v1'),
        ...office.past,
      });
      const who = office.issued('Văn thư', { issuer });
      return { who, how: { certificates: [who.certificate, issuer.certificate] } };
    },
  ),
  bySigner(
    'issued-by-sha1',
    'the authority signed the certificate over SHA-1',
    ['unknown', 'weak-digest'],
    'Certificates with a chosen collision of SHA-1 are made in practice.',
    'ETSI TS 119 312, 5; Leurent and Peyrin, SHA-1 is a Shambles (2020)',
    (office) => ({ who: office.issued('Người ký 2012', { digest: 'sha1' }) }),
  ),
  bySigner(
    'issued-by-md5',
    'the authority signed the certificate over MD5',
    ['unknown', 'weak-digest'],
    'False authorities have been made by collisions of MD5.',
    'Stevens et al. (2009)',
    (office) => ({ who: office.issued('Người ký 2005', { digest: 'md5' }) }),
  ),
  bySigner(
    'short-key',
    'RSA with 1,024 bits',
    ['unknown', 'weak-key'],
    'Keys of less than 1,900 bits are not relied on.',
    'ETSI TS 119 312, 6',
    (office) => ({ who: office.issued('Người ký 2008', { key: rsaKey(1024) }) }),
  ),
  bySigner(
    'short-key-of-authority',
    'the authority between has RSA with 1,024 bits',
    ['unknown', 'weak-key'],
    'A chain is as strong as its weakest key.',
    'ETSI TS 119 312, 6',
    (office) => {
      const issuer = office.issued('CA 1024', { authority: true, key: rsaKey(1024) });
      const who = office.issued('Văn thư', { issuer });
      return { who, how: { certificates: [who.certificate, issuer.certificate] } };
    },
  ),
];

const REVOKED = ['invalid', 'certificate-revoked'] as const;
const BEFORE = "The key was no longer its holder's when the signature was made, as far as is proved.";
const lost = (office: Office) => office.issued('Người mất thẻ');
const signedByLost = (office: Office, who: Person, wish: SignWish = {}) =>
  office.signed(paper(), { who, pades: true, ...wish });
const hourAgo = () => Date.now() - HOUR;

const revocations: CorpusRow[] = [
  row(
    'trust-revoked-by-list',
    'the list in the validation data names the signer',
    REVOKED,
    [BEFORE, 'ETSI EN 319 102-1, 5.2.6'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who), {
        lists: [revocationList(office.root, [[who, hourAgo()]])],
      }).bytes;
    },
  ),
  row(
    'trust-revoked-by-ocsp',
    'the OCSP answer in the validation data names the signer',
    REVOKED,
    [BEFORE, 'RFC 6960, 2.2'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who), {
        answers: [ocspAnswer(who, office.root, { revokedAt: hourAgo(), responder: office.responder })],
      }).bytes;
    },
  ),
  row(
    'trust-revoked-before-the-stamp',
    'revoked an hour ago, stamped a moment ago',
    REVOKED,
    [BEFORE, 'ETSI EN 319 102-1, 5.6'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who, { how: office.stamped() }), {
        lists: [revocationList(office.root, [[who, hourAgo()]])],
      }).bytes;
    },
  ),
  row(
    'trust-authority-revoked',
    'the authority between was revoked',
    REVOKED,
    ["Whoever lost the authority's key may issue to anybody.", 'RFC 5280, 6.3'],
    (office) => {
      const issuer = office.issued('CA bị thu hồi', { authority: true, key: ecKey('prime256v1') });
      const who = office.issued('Văn thư', { issuer });
      return office.withStore(signedByLost(office, who), {
        certificates: [issuer.certificate],
        lists: [revocationList(office.root, [[issuer, hourAgo()]])],
      }).bytes;
    },
  ),
  row(
    'trust-revoked-in-cms',
    'the revocation list inside the CMS names the signer',
    REVOKED,
    ['Data counts wherever it comes from: its signature is what it is believed for.', 'RFC 5652, 10.2.1'],
    (office) => {
      const who = lost(office);
      return signedByLost(office, who, {
        how: { revocationLists: [revocationList(office.root, [[who, hourAgo()]])] },
      }).bytes;
    },
  ),
  row(
    'trust-list-by-another',
    'a list by another authority names the serial number',
    ['valid', null],
    ['Only the issuer, or whom it named, revokes.', 'RFC 5280, 6.3.3'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who), {
        lists: [revocationList(office.stranger, [[who, hourAgo()]])],
      }).bytes;
    },
  ),
  row(
    'trust-list-forged',
    "a list in the authority's name with a stranger's signature names the signer",
    ['valid', null],
    ['A list that its issuer did not sign says nothing.', 'RFC 5280, 6.3.3'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who), {
        lists: [revocationList({ ...office.root, key: office.keys.rsa }, [[who, hourAgo()]])],
      }).bytes;
    },
  ),
  row(
    'trust-ocsp-by-anybody',
    'an OCSP answer by somebody without the right to give any',
    ['valid', null],
    ['A responder is named by the issuer for this work.', 'RFC 6960, 4.2.2.2'],
    (office) => {
      const who = lost(office);
      return office.withStore(signedByLost(office, who), {
        answers: [ocspAnswer(who, office.root, { revokedAt: hourAgo(), responder: office.agency })],
      }).bytes;
    },
  ),
];

const stampedBy = (
  name: string,
  made: string,
  expected: readonly [CorpusRow['verdict'], string | null, 'B-B'?],
  why: string,
  source: string,
  stamp: (office: Office, signature: Buffer) => Buffer[],
) =>
  row(
    `trust-stamp-${name}`,
    made,
    expected,
    [why, source],
    (office) =>
      office.signed(paper(), {
        pades: true,
        how: { unsigned: (signature) => [timestampAttribute(...stamp(office, signature))] },
      }).bytes,
  );
const NO_PROOF = ['valid', 'timestamp-not-trusted', 'B-B'] as const;

const stamps: CorpusRow[] = [
  stampedBy(
    'wrong-imprint',
    'the stamp of another signature',
    ['invalid', 'timestamp-of-something-else'],
    'A copied stamp does not fit.',
    'RFC 3161, 2.4.2',
    (office) => [timestampToken(office.time, Buffer.from('another'))],
  ),
  stampedBy(
    'over-the-file',
    'the stamp is over the signed bytes and not over the signature',
    ['invalid', 'timestamp-of-something-else'],
    'A signature time stamp is over the signature value.',
    'ETSI EN 319 122-1, 5.3',
    (office) => [timestampToken(office.time, office.twice().bytes)],
  ),
  stampedBy(
    'wrong-usage',
    'stamped with a certificate that is for signing papers',
    ['invalid', 'timestamp-wrong-usage'],
    'Only certificates for time stamping stamp times.',
    'RFC 3161, 2.3',
    (office, signature) => [timestampToken(office.agency, signature)],
  ),
  stampedBy(
    'usage-not-critical',
    'the usage of the stamping certificate is not critical',
    NO_PROOF,
    'The extension must be critical; the signature itself stays what it is.',
    'RFC 3161, 2.3',
    (office, signature) => [
      timestampToken(
        office.issued('Dấu thời gian lỏng', {
          ...office.timeUsage,
          extended: { ...office.timeUsage.extended, critical: false },
        }),
        signature,
      ),
    ],
  ),
  stampedBy(
    'other-usages-too',
    'the stamping certificate may also protect mail',
    NO_PROOF,
    'The extension names time stamping and nothing else.',
    'RFC 3161, 2.3',
    (office, signature) => [
      timestampToken(
        office.issued('Dấu nhiều việc', {
          ...office.timeUsage,
          extended: { ...office.timeUsage.extended, others: ['1.3.6.1.5.5.7.3.4'] },
        }),
        signature,
      ),
    ],
  ),
  stampedBy(
    'unknown-authority',
    'stamped by an authority that nobody trusts',
    NO_PROOF,
    'An unknown stamp proves no time and breaks nothing.',
    'ETSI EN 319 102-1, 5.4',
    (office, signature) => [
      timestampToken(office.issued('Dấu lạ', { ...office.timeUsage, issuer: office.stranger }), signature),
    ],
  ),
  stampedBy(
    'of-ended-certificate',
    'the stamping certificate has ended since',
    NO_PROOF,
    'An ended stamp must be protected by a later one.',
    'ETSI EN 319 102-1, 5.6.2',
    (office, signature) => [
      timestampToken(office.issued('Dấu cũ', { ...office.timeUsage, ...office.past }), signature, {
        at: Date.now() - DAY,
      }),
    ],
  ),
  stampedBy(
    'tomorrow',
    'the stamp says tomorrow',
    NO_PROOF,
    'A time that has not come proves nothing of the past.',
    'ETSI EN 319 102-1, 5.6.2',
    (office, signature) => [timestampToken(office.time, signature, { at: Date.now() + DAY })],
  ),
  stampedBy(
    'sha1-imprint',
    'the imprint is by SHA-1',
    ['invalid', 'timestamp-of-something-else'],
    'A collision of SHA-1 fits to two signatures.',
    'ETSI TS 119 312, 5',
    (office, signature) => [timestampToken(office.time, signature, { imprint: 'sha1' })],
  ),
  stampedBy(
    'twice',
    'two values in the attribute',
    ['invalid', 'timestamp-unreadable'],
    'An attribute with two answers has none.',
    'ETSI EN 319 122-1, 5.3',
    (office, signature) => [timestampToken(office.time, signature), timestampToken(office.time, signature)],
  ),
  stampedBy(
    'no-stamp',
    'an ordinary CMS where the stamp should be',
    ['invalid', 'timestamp-unreadable'],
    'A stamp is a signed TSTInfo.',
    'RFC 3161, 2.4.2',
    (office, signature) => [cms(office.time, signature)],
  ),
  stampedBy(
    'altered',
    'the time inside the stamp was changed after it was made',
    ['invalid', 'digest-mismatch'],
    'The time is signed.',
    'RFC 3161, 2.4.2',
    (office, signature) => {
      const token = Buffer.from(timestampToken(office.time, signature));
      const at = token.indexOf(Buffer.from([0x18, 0x0f, 0x32, 0x30])) + 5;
      token[at] = (token[at] ?? 0) ^ 1;
      return [token];
    },
  ),
  row(
    'trust-stamp-before-the-certificate',
    "the stamp is older than the signer's certificate",
    ['unknown', 'certificate-not-yet-valid'],
    ['A certificate says from when on.', 'ETSI EN 319 102-1, 5.6'],
    (office) => {
      const who = office.issued('Người ký mới', { from: Date.now() - HOUR });
      return office.signed(paper(), { who, pades: true, how: office.stamped({ at: Date.now() - 2 * HOUR }) })
        .bytes;
    },
  ),
  row(
    'trust-second-signer-unknown',
    'the officer is trusted, the second signer is a stranger',
    ['unknown', 'no-trusted-root'],
    ['The file is only as sure as each of its signatures.', 'ETSI EN 319 102-1, 5.2.6'],
    (office) =>
      office.signed(office.signed(paper(), { pades: true }), {
        pades: true,
        field: 'agency',
        who: office.once('stranger', () => office.issued('Người lạ', { issuer: office.stranger })),
      }).bytes,
  ),
  row(
    'trust-document-stamp-alone',
    'nobody signed; an honest document time stamp says when',
    ['unknown', 'no-signatures'],
    ['A stamp signs for nobody: anybody gets one over anything.', 'ISO 32000-2, 12.8.5'],
    (office) => office.documentStamped(paper()).made.bytes,
  ),
  row(
    'trust-document-stamp-copied',
    'a document time stamp with the token of another file',
    ['invalid', 'timestamp-of-something-else'],
    ['A copied stamp does not fit.', 'RFC 3161, 2.4.2'],
    (office) =>
      office.documentStamped(office.twice(), { over: () => Buffer.from('another file') }).made.bytes,
  ),
  row(
    'trust-document-stamp-wrong-usage',
    'a document time stamp by the agency',
    ['invalid', 'timestamp-wrong-usage'],
    ['Only certificates for time stamping stamp times.', 'RFC 3161, 2.3'],
    (office) => office.documentStamped(office.twice(), { by: office.agency }).made.bytes,
  ),
  row(
    'trust-document-stamp-unknown',
    'a document time stamp by an authority that nobody trusts',
    ['unknown', 'no-trusted-root'],
    ['The file is only as sure as each of its signatures.', 'ETSI EN 319 102-1, 5.2.6'],
    (office) =>
      office.documentStamped(office.twice(), {
        by: office.issued('Dấu lạ', { ...office.timeUsage, issuer: office.stranger }),
      }).made.bytes,
  ),
];

/** Sound signatures of people who are not to be relied on, and stamps that prove nothing. */
export const trustFiles: readonly CorpusRow[] = [...signers, ...revocations, ...stamps];
