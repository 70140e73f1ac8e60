import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import { pdfArray, pdfDict, pdfRef, withEntries } from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf } from '../../electron/helpers/verify/pdf/document.ts';
import { aCertifiedCopy, anOffice, type SigningOffice } from '../signing/a-signed-copy.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let client: CounterClient;
let office: SigningOffice;
let signed: Uint8Array;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  office = await anOffice();
  ({ signed } = await aCertifiedCopy(office));
}, 60_000);
afterAll(() => running.close());

async function checked(bytes: Uint8Array) {
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    'application/pdf',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  return await client.check.file({ sha256: stored.value.sha256 as never, checkId: requestId() });
}

it('a file is unknown, valid and unknown again as its root is not there, is imported and is removed, with who did it', async () => {
  const stranger = await checked(signed);
  expect(stranger).toMatchObject({
    verdict: { verdict: 'unknown' },
    roots: [],
    pages: 3,
    entry: null,
    places: [],
  });
  expect(stranger.verdict.signatures).toMatchObject([
    { organisation: 'UBND xã Thử Nghiệm', root: null },
    { organisation: 'UBND xã Thử Nghiệm', root: null },
  ]);
  const leaf = Buffer.from(office.officer.certificate).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----`;
  const asked = { requestId: requestId(), pem, fileName: 'can-bo.cer' };
  expect((await refusalOf(client.certify.addTrustAnchor(asked))).code).toBe('ROOT_NOT_SELF_SIGNED');
  const { fingerprint } = await client.certify.addTrustAnchor({
    requestId: requestId(),
    pem: office.root,
    fileName: 'goc.crt',
  });
  const known = await checked(signed);
  expect(known).toMatchObject({
    verdict: { verdict: 'valid' },
    looks: { drawn: 3, same: 0, undrawn: [] },
    changes: [],
    roots: [{ fingerprint, fileName: 'goc.crt', isDemo: true }],
  });
  expect(known.roots[0]?.addedBy).toBe(known.checkedBy);
  const report = await client.check.report({
    requestId: requestId(),
    sha256: known.sha256,
    fileName: 'ban-sao.pdf',
  });
  const words = await storedText(running, report.sha256);
  expect(words).toContain('Hợp lệ: nội dung cả 3 trang không đổi từ khi');
  expect(words).toContain('GỐC TRÌNH DIỄN');
  expect(words).toContain('ban-sao.pdf');
  expect(words).toContain('không phải văn bản chứng thực');
  const gone = { requestId: requestId(), fingerprint, reason: 'Chỉ để thử' };
  await client.certify.removeTrustAnchor(gone);
  expect((await checked(signed)).verdict.verdict).toBe('unknown');
  const { anchors, history } = await client.certify.trustAnchors({});
  expect(anchors).toEqual([]);
  expect(history).toMatchObject([
    { act: 'removed', reason: 'Chỉ để thử' },
    { act: 'added', fileName: 'goc.crt' },
  ]);
}, 60_000);

it('a page that was changed after signing is shown before and after, with the place outlined', async () => {
  const document = openPdf(Buffer.from(signed));
  const update = createUpdate(document);
  const num = document.pages()[1] ?? -1;
  const page = document.dict(pdfRef(num));
  if (page === undefined) throw new Error('no page');
  const extra = update.allocate();
  update.put(extra, { kind: 'stream', dict: pdfDict({}), raw: Buffer.from('0 0 1 rg 200 600 60 9 re f') });
  const old = page.entries.get('Contents') ?? null;
  update.put(
    num,
    withEntries(page, { Contents: pdfArray([...(document.array(old) ?? [old]), pdfRef(extra)]) }),
  );
  const found = await checked(update.build().bytes);
  expect(found.verdict.verdict).toBe('invalid');
  expect(found.changes).toMatchObject([{ page: 2, boxes: [{}] }]);
  expect(found.changes[0]?.before).not.toBe(found.changes[0]?.after);
}, 60_000);

it('what is no PDF has no signature, and a file that was not given is refused', async () => {
  const found = await checked(Buffer.from('no PDF at all'));
  expect(found).toMatchObject({
    verdict: { verdict: 'invalid', reasons: ['not-a-pdf'] },
    codes: [],
    looks: null,
  });
  const nothing = { sha256: 'ab'.repeat(32) as never, checkId: requestId() };
  expect((await refusalOf(client.check.file(nothing))).code).toBe('FILE_NOT_STORED');
}, 30_000);
