import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { der, derOid } from '../../electron/helpers/signing/der-writer.ts';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfText,
  withEntries,
} from '../../electron/helpers/signing/pdf-text.ts';
import { childrenOf, readDer } from '../../electron/helpers/verify/der.ts';
import { openPdf } from '../../electron/helpers/verify/pdf/document.ts';
import { asDict, asRef } from '../../electron/helpers/verify/pdf/value.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import {
  accepted,
  aFolder,
  anOffice,
  aScan,
  certificateOf,
  DEVICE,
  prepareFor,
  type SigningOffice,
  signaturesOver,
  signBy,
  signer,
  withFields,
} from './a-signed-copy.ts';
import { createOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts';
import { byteRanges } from './signature-tools.ts';

const ROOM = 8192;
const TSA_CONFIG = `[tsa]
default_tsa=t
[t]
serial=serial
signer_cert=tsa.crt
signer_key=tsa.key
signer_digest=sha256
default_policy=1.2.3.4
digests=sha256,sha384,sha512
ess_cert_id_alg=sha256
accuracy=secs:1
`;
let folder: string;
let authority: OpensslAuthority;
let office: SigningOffice;
let roots: Uint8Array[];

beforeAll(async () => {
  folder = await aFolder();
  office = await anOffice();
  await writeFile(join(folder, 'tsa.cnf'), TSA_CONFIG);
  await writeFile(join(folder, 'serial'), '01');
  authority = createOpensslAuthority(folder);
  await authority.selfSigned('tsa', '/CN=Time', [
    'extendedKeyUsage=critical,timeStamping',
    'keyUsage=critical,digitalSignature',
    'basicConstraints=critical,CA:FALSE',
  ]);
  roots = [...office.roots, await readFile(join(folder, 'tsa.crt'))];
});

/** A token of OpenSSL's time stamping authority over the digest of some bytes. */
async function tokenOver(bytes: Uint8Array): Promise<Buffer> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  await authority.openssl('ts', '-query', '-digest', digest, '-sha256', '-cert', '-out', 'query');
  await authority.openssl(
    'ts',
    '-reply',
    '-config',
    'tsa.cnf',
    '-queryfile',
    'query',
    '-token_out',
    '-out',
    'token',
  );
  return await readFile(join(folder, 'token'));
}

/** The signature with a time stamp among its unsigned attributes. */
async function stamped(pdf: Uint8Array, over: (signature: Buffer) => Uint8Array): Promise<Buffer> {
  const [, gapStart = 0, gapEnd = 0] = byteRanges(pdf)[0] ?? [];
  const bytes = Buffer.from(pdf);
  const cms = readDer(Buffer.from(bytes.toString('latin1', gapStart + 1, gapEnd - 1), 'hex'));
  const [type, wrapped] = childrenOf(cms);
  const [signedData] = wrapped === undefined ? [] : childrenOf(wrapped);
  const parts = signedData === undefined ? [] : childrenOf(signedData);
  const [signerInfo] = parts[4] === undefined ? [] : childrenOf(parts[4]);
  if (type === undefined || signerInfo === undefined) throw new Error('not the CMS that was expected');
  const signature = childrenOf(signerInfo)[5]?.content ?? Buffer.alloc(0);
  const token = await tokenOver(over(signature));
  const attribute = der(0x30, derOid('1.2.840.113549.1.9.16.2.14'), der(0x31, token));
  const longer = der(0x30, signerInfo.content, der(0xa1, attribute));
  const head = parts.slice(0, 4).map(({ whole }) => whole);
  const renewed = der(0x30, type.whole, der(0xa0, der(0x30, ...head, der(0x31, longer))));
  bytes.write(renewed.toString('hex').padEnd(gapEnd - gapStart - 2, '0'), gapStart + 1, 'latin1');
  return bytes;
}

async function officerSigned(): Promise<Uint8Array> {
  return await signBy(office, await withFields(await aScan()), 'officer');
}

test('a time stamp of a trusted authority proves the time, also after the certificate has expired', async () => {
  const before = Date.now();
  const pdf = await stamped(await officerSigned(), (signature) => signature);
  for (const at of [new Date().toISOString(), '2040-01-01T00:00:00.000Z']) {
    const verdict = verifySignedPdf({ pdf, roots, at });
    expect(verdict).toMatchObject({ verdict: 'valid', signatures: [{ trust: 'trusted', reasons: [] }] });
    const proved = Date.parse(verdict.signatures[0]?.timestamp ?? '');
    expect(Math.abs(proved - before)).toBeLessThan(60_000);
  }
});

test('a time stamp of an unknown authority proves nothing and harms nothing', async () => {
  const pdf = await stamped(await officerSigned(), (signature) => signature);
  const verdict = verifySignedPdf({ pdf, roots: [...office.roots], at: new Date().toISOString() });
  expect(verdict).toMatchObject({
    verdict: 'valid',
    signatures: [{ timestamp: null, reasons: ['timestamp-not-trusted'] }],
  });
});

test('a time stamp copied from another signature is refused', async () => {
  const pdf = await stamped(await officerSigned(), () => Buffer.from('another signature'));
  const verdict = verifySignedPdf({ pdf, roots, at: new Date().toISOString() });
  expect(verdict).toMatchObject({
    verdict: 'invalid',
    signatures: [{ reasons: ['timestamp-of-something-else'] }],
  });
});

/** A document time stamp in a field of its own, as PAdES B-LTA adds it. */
async function documentStamped(pdf: Uint8Array, rect: readonly number[]): Promise<Buffer> {
  const document = openPdf(Buffer.from(pdf));
  const update = createUpdate(document);
  const [field, stamp, page] = [update.allocate(), update.allocate(), document.pages()[0] ?? -1];
  const range = '[0 0000000000 0000000000 0000000000]';
  const text = Buffer.from(
    `<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange${range}/Contents<${'0'.repeat(2 * ROOM)}>>>`,
  );
  update.putWritten(stamp, text);
  const looks = {
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: pdfText('time'),
    F: 132,
  };
  update.put(field, pdfDict({ ...looks, P: pdfRef(page), Rect: pdfArray(rect), V: pdfRef(stamp) }));
  const pageDict = asDict(document.object(page)?.value) ?? pdfDict({});
  update.put(page, withEntries(pageDict, { Annots: pdfArray([pdfRef(field)]) }));
  const formNum = asRef(document.catalog.entries.get('AcroForm'))?.num ?? -1;
  const form = asDict(document.object(formNum)?.value) ?? pdfDict({});
  const fields = document.array(form.entries.get('Fields')) ?? [];
  update.put(formNum, withEntries(form, { Fields: pdfArray([...fields, pdfRef(field)]) }));
  const { bytes, placeOf } = update.build();
  const gapStart = placeOf(stamp) + text.indexOf('/Contents<') + '/Contents'.length;
  const gapEnd = gapStart + 2 * ROOM + 2;
  const written = `[0 ${gapStart} ${gapEnd} ${bytes.length - gapEnd}]`.padEnd(range.length);
  bytes.write(written, placeOf(stamp) + text.indexOf(range), 'latin1');
  const token = await tokenOver(Buffer.concat([bytes.subarray(0, gapStart), bytes.subarray(gapEnd)]));
  bytes.write(token.toString('hex'), gapStart + 1, 'latin1');
  return bytes;
}

test('a document time stamp may follow a certifying signature', async () => {
  const pdf = await documentStamped(await officerSigned(), [0, 0, 0, 0]);
  const verdict = verifySignedPdf({ pdf, roots, at: new Date().toISOString() });
  expect(verdict).toMatchObject({
    verdict: 'valid',
    signatures: [
      { signer: 'Nguyễn Văn Thử', modifiedAfter: 'permitted', reasons: [] },
      { signer: 'Time', coversWholeFile: true, modifiedAfter: 'none', reasons: [] },
    ],
  });
});

test('a document time stamp that shows something over the page may not', async () => {
  const pdf = await documentStamped(await officerSigned(), [0, 0, 500, 500]);
  const verdict = verifySignedPdf({ pdf, roots, at: new Date().toISOString() });
  expect(verdict).toMatchObject({
    verdict: 'invalid',
    signatures: [{ modifiedAfter: 'forbidden' }, { intact: true }],
  });
});

test('without a certifying signature a second signer may bring a field, as most programs do', async () => {
  const prepared = accepted(
    await prepareFor(office, await withFields(await aScan()), 'officer', { certify: false }),
  );
  const payload = Buffer.from(prepared.manifest.signedAttributes, 'base64');
  const [signature = new Uint8Array()] = await signaturesOver(office, 'officer', [payload]);
  const first = accepted(await signer.complete({ deviceId: DEVICE, prepared, signature }));
  const document = openPdf(Buffer.from(first));
  const update = createUpdate(document);
  const [field, page] = [update.allocate(), document.pages()[0] ?? -1];
  const looks = {
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    T: pdfText('third'),
    F: 132,
  };
  update.put(field, pdfDict({ ...looks, P: pdfRef(page), Rect: pdfArray([300, 700, 400, 800]) }));
  update.put(
    page,
    withEntries(asDict(document.object(page)?.value) ?? pdfDict({}), { Annots: pdfArray([pdfRef(field)]) }),
  );
  const formNum = asRef(document.catalog.entries.get('AcroForm'))?.num ?? -1;
  const form = asDict(document.object(formNum)?.value) ?? pdfDict({});
  const fields = document.array(form.entries.get('Fields')) ?? [];
  update.put(formNum, withEntries(form, { Fields: pdfArray([...fields, pdfRef(field)]) }));
  const { certificate, chain } = await certificateOf(office, 'agency');
  const change = { field: 'third', certificate, chain } as const;
  const signed = await signBy(office, update.build().bytes, 'agency', change);
  const verdict = verifySignedPdf({ pdf: signed, roots, at: new Date().toISOString() });
  expect(verdict).toMatchObject({
    verdict: 'valid',
    signatures: [{ modifiedAfter: 'permitted' }, { modifiedAfter: 'none' }],
  });
});
