import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPdf } from '../../electron/helpers/verify/pdf/document.ts';
import { onePage, plainPdf } from '../pdf/a-pdf.ts';
import { anOffice, aScan, NOW, type SigningOffice, signBy, withFields } from '../signing/a-signed-copy.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };
let office: SigningOffice;
let signed: Buffer;

beforeAll(async () => {
  office = await anOffice();
  signed = Buffer.from(await signBy(office, await withFields(await aScan()), 'officer'));
});
beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as never;

async function give(bytes: Uint8Array) {
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    'application/pdf',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  return client.scan.addFile({ requestId: requestId(), ...place, sha256: stored.value.sha256 as never });
}

async function storedBytes(sha256: string): Promise<Buffer> {
  const { folder, readers } = running.host.active();
  const file = readers.blobs.find(sha256);
  if (file === undefined) throw new Error('named by no record');
  return await folder.blobs.readAll(file);
}

/** The file with another state behind it in which its second page is empty. */
function changedAfterSigning(pdf: Buffer): Buffer {
  const document = openPdf(pdf);
  const page = document.pages()[1] as number;
  const start = document.sections[0]?.offset;
  const root = document.catalogRef;
  const body = `${page} 0 obj\n<< /Type /Page /MediaBox [0 0 595 842] >>\nendobj\n`;
  const table = `xref\n${page} 1\n${String(pdf.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 900 /Root ${root} 0 R /Prev ${start} >>\n`;
  return Buffer.concat([pdf, Buffer.from(`${body}${table}startxref\n${pdf.length + body.length}\n%%EOF\n`)]);
}

it('keeps a signed PDF byte for byte, and says whose signature it bears', async () => {
  const { digitalCopy } = await give(signed);
  expect(digitalCopy).toEqual({ sha256: sha256Of(signed), pages: 3 });
  expect((await storedBytes(sha256Of(signed))).equals(signed)).toBe(true);
  const packets = running.rows("SELECT 1 FROM packet WHERE kind = 'dossier.digitised'");
  expect(packets).toHaveLength(1);

  const stranger = await client.certify.verify({ sha256: sha256Of(signed) });
  expect(stranger.verdict).toBe('unknown');
  expect(stranger.signatures).toMatchObject([{ signer: 'Nguyễn Văn Thử', intact: true, trust: 'unknown' }]);
  expect(stranger.signatures[0]?.claimedAt).toBe(`${NOW.slice(0, 19)}.000Z`);

  await client.certify.addTrustAnchor({ requestId: requestId(), pem: office.root });
  const known = await client.certify.verify({ sha256: sha256Of(signed) });
  expect(known.signatures).toMatchObject([{ intact: true, trust: 'trusted', modifiedAfter: 'none' }]);
});

it('says that a file was changed after it was signed, and still keeps it as it came', async () => {
  const changed = changedAfterSigning(signed);
  await give(changed);
  expect((await storedBytes(sha256Of(changed))).equals(changed)).toBe(true);
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: office.root });
  const { verdict, signatures } = await client.certify.verify({ sha256: sha256Of(changed) });
  expect(verdict).toBe('invalid');
  expect(signatures).toMatchObject([{ intact: true, modifiedAfter: 'forbidden' }]);
  expect(signatures[0]?.reasons.join()).toContain('page-changed');
});

it('a file that was verified once is verified by no helper again on that day', async () => {
  await give(signed);
  const first = await client.certify.verify({ sha256: sha256Of(signed) });
  const { helpers } = running.host;
  const run = helpers.run;
  helpers.run = () => Promise.reject(new Error('a helper was asked'));
  try {
    expect(await client.certify.verify({ sha256: sha256Of(signed) })).toEqual(first);
  } finally {
    helpers.run = run;
  }
});

it('refuses what runs or is empty, and leaves the component without a copy', async () => {
  const script = plainPdf(onePage({ catalog: '/OpenAction << /S /JavaScript /JS (a) >>' }));
  expect((await refusalOf(give(script))).code).toBe('PDF_WITH_SCRIPT');
  expect((await refusalOf(give(Buffer.alloc(0)))).code).toBe('FILE_EMPTY');
  const { components } = await client.dossier.get({ dossierId: place.dossierId });
  expect(components.find(({ componentId }) => componentId === ORIGINAL)?.digitalCopy).toBeNull();
});

it('a name with ways out of its folder is only a name', async () => {
  const outer = mkdtempSync(join(tmpdir(), 'scans-'));
  const folder = mkdtempSync(join(outer, 'in-'));
  try {
    await client.tray.watch({ requestId: requestId(), folder });
    const name = 'a..%2f..\\..\\giay to.pdf';
    writeFileSync(join(folder, name), signed);
    const { tray } = running.host.active();
    await tray.look();
    await tray.look();
    const [file] = (await client.tray.list({})).files;
    expect(file).toMatchObject({ name, kind: 'pdf', pages: 3 });
    expect(readdirSync(outer)).toHaveLength(1);
    expect(readdirSync(dirname(outer)).filter((entry) => entry.includes('giay to'))).toEqual([]);
    await client.tray.file({ requestId: requestId(), trayId: file?.trayId as never, ...place });
    expect((await storedBytes(sha256Of(signed))).equals(signed)).toBe(true);
  } finally {
    rmSync(outer, { recursive: true });
  }
});
