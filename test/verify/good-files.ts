import { type CorpusRow, row } from './corpus-row.ts';
import { AT, docMdp, type Office, paper, signatureField, textField } from './office.ts';
import { append, type Layout, type Made, stream } from './pdf-maker.ts';
import { type Digest, ecKey, HOUR, ocspAnswer, revocationList, rsaKey } from './people.ts';

const PADES_BB = [
  'Everything that EN 319 142-1 asks of level B-B is there.',
  'ETSI EN 319 142-1, 6.3',
] as const;
const APPROVALS = [
  'Each signature covers a whole revision, and each later one only signs.',
  'ISO 32000-1, 12.8.1',
] as const;
const FORMS_OF_FILE = [
  'How cross-references are written changes nothing of what a signature covers.',
  'ISO 32000-1, 7.5.4, 7.5.7, 7.5.8',
] as const;

const ALGORITHMS: readonly [string, (office: Office) => Parameters<Office['issued']>[1], Digest, boolean?][] =
  [
    ['rsa-2048-sha256', ({ keys }) => ({ key: keys.rsa }), 'sha256'],
    ['rsa-2048-sha384', ({ keys }) => ({ key: keys.rsa }), 'sha384'],
    ['rsa-2048-sha512', ({ keys }) => ({ key: keys.rsa }), 'sha512'],
    ['rsa-3072-sha256', (office) => ({ key: office.once('3072', () => rsaKey(3072)) }), 'sha256'],
    ['rsa-4096-sha512', (office) => ({ key: office.once('4096', () => rsaKey(4096)) }), 'sha512'],
    ['rsa-2048-pss-sha256', ({ keys }) => ({ key: keys.rsa }), 'sha256', true],
    ['rsa-2048-pss-sha384', ({ keys }) => ({ key: keys.rsa }), 'sha384', true],
    ['rsa-3072-pss-sha512', (office) => ({ key: office.once('3072', () => rsaKey(3072)) }), 'sha512', true],
    ['ecdsa-p256-sha256', ({ keys }) => ({ key: keys.ec }), 'sha256'],
    ['ecdsa-p384-sha384', () => ({ key: ecKey('secp384r1') }), 'sha384'],
    ['ecdsa-p521-sha512', () => ({ key: ecKey('secp521r1') }), 'sha512'],
  ];

const algorithms = ALGORITHMS.map(([name, keys, digest, pss]) =>
  row(
    `good-${name}`,
    `signed with ${name}`,
    ['valid', null, 'B-B'],
    ['The algorithm is among those that are relied on today.', 'ETSI TS 119 312, 6 to 8'],
    (office) => {
      const who = office.issued(`Người ký ${name}`, keys(office));
      return office.signed(paper(), { who, pades: true, how: { digest, pss: pss === true } }).bytes;
    },
  ),
);

const layouts = (['table', 'stream', 'packed', 'hybrid'] as Layout[]).map((layout) =>
  row(
    `good-layout-${layout}`,
    `cross-references as ${layout}, two signatures`,
    ['valid', null, 'B-B'],
    FORMS_OF_FILE,
    (office) => {
      const base = paper(layout === 'hybrid' ? { layout, packed: [AT.font, AT.information] } : { layout });
      const next: Layout = layout === 'hybrid' ? 'table' : layout;
      const first = office.signed(base, { pades: true, layout: next, packed: [AT.officer] });
      return office.signed(first, { field: 'agency', pades: true, layout: next, packed: [] }).bytes;
    },
  ),
);

const versions = ['1.3', '1.4', '1.5', '1.6', '2.0'].map((version) =>
  row(
    `good-pdf-${version}`,
    `header of PDF ${version}`,
    ['valid', null, 'B-B'],
    ['The version in the header is no rule about signatures.', 'ISO 32000-1, 7.5.2'],
    (office) => office.signed(paper({ version }), { pades: true }).bytes,
  ),
);

const certifications = ([1, 2, 3] as const).map((level) =>
  row(
    `good-certified-p${level}`,
    `certified, P=${level}`,
    ['valid', null, 'B-B'],
    ['A certification alone, nothing after it.', 'ISO 32000-1, 12.8.2.2'],
    (office) => office.certified(level).bytes,
  ),
);

const certifiedAndSigned = ([2, 3] as const).map((level) =>
  row(
    `good-certified-p${level}-and-approved`,
    `certified, P=${level}; then the field that was there is signed`,
    ['valid', null, 'B-B'],
    ['Signing an existing field is permitted at P=2 and 3.', 'ISO 32000-1, 12.8.2.2, table 254'],
    (office) => office.signed(office.certified(level), { field: 'agency', pades: true }).bytes,
  ),
);

const counts: CorpusRow[] = [
  row(
    'good-one-signature',
    'one approval signature',
    ['valid', null, 'B-B'],
    PADES_BB,
    ({ signed }) => signed(paper(), { pades: true }).bytes,
  ),
  row(
    'good-two-signatures',
    'two approval signatures',
    ['valid', null, 'B-B'],
    APPROVALS,
    ({ twice }) => twice().bytes,
  ),
  row(
    'good-three-signatures',
    'a third person brings a field of their own',
    ['valid', null, 'B-B'],
    APPROVALS,
    (office) => thirdSigned(office).bytes,
  ),
  row(
    'good-small',
    'no form at first: the first signature brings form and field',
    ['valid', null, 'B-B'],
    PADES_BB,
    (office) => bringsForm(office).bytes,
  ),
  row(
    'good-big',
    'a file of 3 MB',
    ['valid', null, 'B-B'],
    PADES_BB,
    ({ signed }) => signed(paper({ size: 3_000_000 }), { pades: true }).bytes,
  ),
  row(
    'good-upper-case',
    'the signature is written in capital letters',
    ['valid', null, 'B-B'],
    ['Digits of a hexadecimal string may be of either case.', 'ISO 32000-1, 7.3.4.3'],
    ({ signed }) => signed(paper(), { pades: true, upper: true }).bytes,
  ),
  row(
    'good-separate-widget',
    'the field has its box apart from it',
    ['valid', null, 'B-B'],
    ['Field and widget may be two dictionaries.', 'ISO 32000-1, 12.5.6.19'],
    (office) => {
      const base = paper({
        objects: {
          [AT.officer]: '<</FT/Sig/T(officer)/Kids[13 0 R]>>',
          13: `<</Type/Annot/Subtype/Widget/Parent ${AT.officer} 0 R/F 132/P ${AT.page} 0 R/Rect[50 60 250 140]>>`,
        },
      });
      return office.signed(base, {
        pades: true,
        objects: { [AT.officer]: `<</FT/Sig/T(officer)/Kids[13 0 R]/V ${base.next} 0 R>>` },
      }).bytes;
    },
  ),
  row(
    'good-field-in-a-tree',
    'the field stands below another that gives it its type',
    ['valid', null, 'B-B'],
    ['FT and the name are inherited.', 'ISO 32000-1, 12.7.3.1'],
    (office) => {
      const field = (more: string) =>
        `<</Type/Annot/Subtype/Widget/Parent 13 0 R/T(officer)/F 132/P ${AT.page} 0 R/Rect[50 60 250 140]${more}>>`;
      const base = paper({
        objects: {
          13: `<</FT/Sig/T(ky)/Kids[${AT.officer} 0 R]>>`,
          [AT.form]: `<</Fields[13 0 R ${AT.agency} 0 R ${AT.text} 0 R]/SigFlags 3>>`,
          [AT.officer]: field(''),
        },
      });
      return office.signed(base, { pades: true, objects: { [AT.officer]: field(`/V ${base.next} 0 R`) } })
        .bytes;
    },
  ),
  row(
    'good-appearance',
    'the agency signs with a picture of its seal in the box',
    ['valid', null, 'B-B'],
    ['A field that was empty may get its value and its looks.', 'ISO 32000-1, 12.7.4.5'],
    (office) => {
      const first = office.signed(paper(), { pades: true });
      const seal = first.next;
      return office.signed(first, {
        field: 'agency',
        pades: true,
        value: seal + 1,
        more: `/AP<</N ${seal} 0 R>>`,
        objects: {
          [seal]: stream('/Type/XObject/Subtype/Form/BBox[0 0 200 80]', '1 0 0 rg 0 0 200 80 re f'),
        },
      }).bytes;
    },
  ),
  row(
    'good-information-renewed',
    'the second signer notes when the file was saved',
    ['valid', null, 'B-B'],
    ['The date of the document information is written at every save.', 'ISO 32000-1, 14.3.3'],
    (office) => {
      const first = office.signed(paper(), { pades: true });
      return office.signed(first, {
        field: 'agency',
        pades: true,
        objects: { [AT.information]: '<</Producer(y)/ModDate(D:20261124100405Z)>>' },
      }).bytes;
    },
  ),
];

function bringsForm(office: Office): Made {
  const base = paper({ unsignable: true });
  const field = base.next;
  return office.signed(base, {
    pades: true,
    value: field + 1,
    objects: {
      [AT.catalog]: `<</Type/Catalog/Pages ${AT.pages} 0 R/AcroForm<</Fields[${field} 0 R]/SigFlags 3>>>>`,
      [field]: signatureField('officer', `/V ${field + 1} 0 R`),
    },
  });
}

function thirdSigned(office: Office): Made {
  const before = office.twice();
  const field = before.next;
  return office.signed(before, {
    pades: true,
    value: field + 1,
    who: office.issued('Người thứ ba'),
    objects: {
      [AT.officer]: signatureField('officer', `/V ${AT.information + 1} 0 R`),
      [AT.form]: `<</Fields[${AT.officer} 0 R ${AT.agency} 0 R ${AT.text} 0 R ${field} 0 R]/SigFlags 3/DR<</Font<</F ${AT.font} 0 R>>>>>>`,
      [field]: signatureField('third', `/V ${field + 1} 0 R`, '50 160 250 240').replace(
        `/P ${AT.page} 0 R`,
        '',
      ),
    },
  });
}

/** Everything is proved for the moment of the stamp: the list is of now, the stamp of a moment ago. */
function longTerm(office: Office): { lasting: Made; list: Buffer } {
  return office.once('long term', () => {
    const stampedOnce = office.signed(paper(), { pades: true, how: office.stamped() });
    const list = revocationList(office.root, []);
    return {
      lasting: office.withStore(stampedOnce, {
        certificates: [office.root.certificate, office.time.certificate],
        lists: [list],
      }),
      list,
    };
  });
}

const levels: CorpusRow[] = [
  row(
    'good-b-t',
    'the signature is time-stamped',
    ['valid', null, 'B-T'],
    ['A trusted stamp over the signature value.', 'ETSI EN 319 142-1, 6.3; RFC 3161'],
    ({ signed, stamped }) => signed(paper(), { pades: true, how: stamped() }).bytes,
  ),
  row(
    'good-b-t-sha512-imprint',
    'the stamp is by SHA-512',
    ['valid', null, 'B-T'],
    ['Any digest that is relied on may be the imprint.', 'RFC 3161, 2.4.1'],
    ({ signed, stamped }) =>
      signed(paper(), { pades: true, how: stamped({ imprint: 'sha512', digest: 'sha384' }) }).bytes,
  ),
  row(
    'good-b-lt-list',
    'a revocation list of now in the validation data',
    ['valid', null, 'B-LT'],
    ['Every certificate below the root is proved after the stamp.', 'ETSI EN 319 142-1, 5.4.2'],
    (office) => longTerm(office).lasting.bytes,
  ),
  row(
    'good-b-lt-ocsp',
    'OCSP answers in the validation data',
    ['valid', null, 'B-LT'],
    ['OCSP proves as a list does.', 'ETSI EN 319 142-1, 5.4.2; RFC 6960'],
    (office) => {
      const before = office.signed(paper(), { pades: true, how: office.stamped() });
      const answers = [office.officer, office.time].map((about) =>
        ocspAnswer(about, office.root, { responder: office.responder }),
      );
      return office.withStore(before, { answers }).bytes;
    },
  ),
  row(
    'good-b-lta',
    'a document time stamp over the validation data',
    ['valid', null, 'B-LTA'],
    ['A document time stamp may always follow.', 'ETSI EN 319 142-1, 5.5'],
    (office) => archived(office).made.bytes,
  ),
  row(
    'good-b-lta-renewed',
    'a second document time stamp over the first and new data',
    ['valid', null, 'B-LTA'],
    ['Archive stamps are renewed before their algorithms or certificates end.', 'ETSI EN 319 142-1, 5.5'],
    (office) => {
      const { made, field, num } = archived(office);
      const list = revocationList(office.root, []);
      const renewed = office.withStore(made, { lists: [list], also: [num] });
      return office.documentStamped(renewed, {
        fields: [AT.officer, AT.agency, AT.text, field],
        at: Date.now(),
      }).made.bytes;
    },
  ),
  row(
    'good-signer-expired-after-the-stamp',
    "the signer's certificate ended an hour ago; the stamp is older",
    ['valid', null, 'B-T'],
    ['A signature is judged at the time that is proved.', 'ETSI EN 319 102-1, 5.6'],
    (office) => {
      const who = office.issued('Người ký cũ', office.past);
      return office.signed(paper(), { who, pades: true, how: office.stamped({ at: Date.now() - 24 * HOUR }) })
        .bytes;
    },
  ),
  row(
    'good-signer-revoked-after-the-stamp',
    "the signer's certificate was revoked an hour ago; the stamp is older",
    ['valid', null],
    ['A revocation counts from its date on.', 'ETSI EN 319 102-1, 5.2.6'],
    (office) => {
      const who = office.issued('Người ký mất thẻ');
      const before = office.signed(paper(), {
        who,
        pades: true,
        how: office.stamped({ at: Date.now() - 24 * HOUR }),
      });
      return office.withStore(before, { lists: [revocationList(office.root, [[who, Date.now() - HOUR]])] })
        .bytes;
    },
  ),
  row(
    'good-lta-protects-an-expired-signer',
    'only a document time stamp proves that the signer was in time',
    ['valid', null],
    ['A document time stamp proves all that it covers.', 'ETSI EN 319 102-1, 5.6.2'],
    (office) => {
      const who = office.issued('Người ký cũ', office.past);
      return office.documentStamped(office.signed(paper(), { who, pades: true }), {
        at: Date.now() - 24 * HOUR,
      }).made.bytes;
    },
  ),
];

function archived(office: Office): { made: Made; field: number; num: number } {
  return office.once('archived', () => {
    const { lasting } = longTerm(office);
    // The list is the last object of the update that brought it.
    return { ...office.documentStamped(lasting), num: lasting.next - 1 };
  });
}

const lock = (action: string) =>
  `/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/${action}>>>>]`;

const FILLING = [
  'Filling in forms is what this certification permits.',
  'ISO 32000-1, 12.8.2.2, table 254',
] as const;
const between: CorpusRow[] = [
  ...([2, 3] as const).flatMap((level) => [
    row(
      `good-certified-p${level}-filled`,
      `certified, P=${level}; then the text field is filled, and nobody signs that`,
      ['valid', null, 'B-B'],
      FILLING,
      (office) => append(office.certified(level), { [AT.text]: textField('xong') }).bytes,
    ),
    row(
      `good-certified-p${level}-filled-and-signed`,
      `certified, P=${level}; the text field is filled with a look, then the agency signs`,
      ['valid', null, 'B-B'],
      FILLING,
      (office) => {
        const before = office.certified(level);
        const look = stream('/Type/XObject/Subtype/Form/BBox[0 0 300 30]', 'BT /F 12 Tf (xong) Tj ET');
        const filled = append(before, {
          [before.next]: look,
          [AT.text]: textField('xong', `/AP<</N ${before.next} 0 R>>`),
        });
        return office.signed(filled, { field: 'agency', pades: true }).bytes;
      },
    ),
  ]),
  row(
    'good-certified-all-locked-but-one',
    'certified, P=2, all fields locked but the text field, which is filled',
    ['valid', null, 'B-B'],
    FILLING,
    (office) => {
      const lock =
        '<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/Exclude/Fields[(note)]>>>>';
      const before = office.signed(paper(), { pades: true, entries: docMdp(2).replace(/\]$/u, `${lock}]`) });
      return append(before, { [AT.text]: textField('xong') }).bytes;
    },
  ),
  row(
    'good-certified-p2-box-ticked',
    'certified, P=2; then a box is ticked',
    ['valid', null, 'B-B'],
    FILLING,
    (office) => {
      const box = (state: string) =>
        `<</Type/Annot/Subtype/Widget/FT/Btn/T(note)/F 4/P 3 0 R/Rect[50 600 70 620]/V/${state}/AS/${state}/AP<</N<</Yes 40 0 R/Off 41 0 R>>>>>>`;
      const look = (paint: string) => stream('/Type/XObject/Subtype/Form/BBox[0 0 20 20]', paint);
      const before = office.signed(
        paper({ objects: { [AT.text]: box('Off'), 40: look('0 0 20 20 re f'), 41: look('') } }),
        { pades: true, certify: 2 },
      );
      return append(before, { [AT.text]: box('Yes') }).bytes;
    },
  ),
  row(
    'good-filled-between-approvals',
    'the officer approves, the agency fills the empty text field and approves',
    ['valid', null, 'B-B'],
    ['No signature forbids it, and who filled it in signed it.', 'ISO 32000-1, 12.7, 12.8.1'],
    (office) =>
      office.signed(append(office.signed(paper(), { pades: true }), { [AT.text]: textField('xong') }), {
        field: 'agency',
        pades: true,
      }).bytes,
  ),
  row(
    'good-validation-data-between',
    'certified, P=2; validation data; then the agency signs',
    ['valid', null, 'B-B'],
    ['Validation data may come at every level of certification.', 'ISO 32000-2, 12.8.2.2.2'],
    (office) => {
      const data = office.withStore(office.certified(2), {
        certificates: [office.root.certificate],
        catalog: '/AcroForm 5 0 R/Perms<</DocMDP 13 0 R>>',
      });
      return office.signed(data, { field: 'agency', pades: true }).bytes;
    },
  ),
  row(
    'good-document-stamp-between',
    'a document time stamp between two signatures',
    ['valid', null],
    ['A document time stamp may follow, and a signature may follow it.', 'ETSI EN 319 142-1, 5.5'],
    (office) => {
      const { made } = office.documentStamped(office.signed(paper(), { pades: true }));
      return office.signed(made, { field: 'agency', pades: true }).bytes;
    },
  ),
  row(
    'good-document-stamp-after-p1',
    'certified, P=1; then a document time stamp',
    ['valid', null],
    ['Document time stamps and validation data are permitted even at P=1.', 'ISO 32000-2, 12.8.2.2.2'],
    (office) => office.documentStamped(office.certified(1)).made.bytes,
  ),
];

const forms: CorpusRow[] = [
  row(
    'good-filled-before',
    'the text field is filled and then the paper is signed',
    ['valid', null, 'B-B'],
    ['What was there before the first signature is what is signed.', 'ISO 32000-1, 12.8.1'],
    ({ signed }) => signed(append(paper(), { [AT.text]: textField('xong') }), { pades: true }).bytes,
  ),
  row(
    'good-locked-fields',
    'FieldMDP locks the text field; nobody fills it',
    ['valid', null, 'B-B'],
    ['A lock that is kept changes nothing.', 'ISO 32000-1, 12.8.2.4'],
    ({ signed }) =>
      signed(signed(paper(), { pades: true, entries: lock('Action/Include/Fields[(note)]') }), {
        field: 'agency',
        pades: true,
      }).bytes,
  ),
];

/** Files that nobody may call anything but valid. */
export const goodFiles: readonly CorpusRow[] = [
  ...counts,
  ...algorithms,
  ...layouts,
  ...versions,
  ...certifications,
  ...certifiedAndSigned,
  ...levels,
  ...between,
  ...forms,
];
