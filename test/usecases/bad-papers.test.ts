import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { aPaperJpeg, scanPdf } from '../pdf/a-scan.ts';
import { rewrittenByQpdf } from '../pdf/pdf-tools.ts';
import { type EsclFault, type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import { giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let scanner: EsclServer;
let running: InProcessHost;
let client: CounterClient;
let place: { dossierId: never; componentId: string };
let paper: Buffer;

beforeAll(async () => {
  scanner = await startEsclServer();
  paper = await aPaperJpeg();
});
afterAll(() => scanner.close());
beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  await client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  place = { dossierId: (await receiveOne(client)).dossierId as never, componentId: ORIGINAL };
});
afterEach(() => running.close());

const pagesKept = async () =>
  (await client.dossier.get({ dossierId: place.dossierId })).components.find(
    ({ componentId }) => componentId === ORIGINAL,
  )?.pages.length;

async function giveFile(bytes: Uint8Array, mediaType: string) {
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([bytes]),
    mediaType,
  );
  if (!uploaded.ok) return uploaded.refusal.code;
  const file = { requestId: requestId(), ...place, sha256: uploaded.value.sha256 as never };
  return (await refusalOf(client.scan.addFile(file))).code;
}

async function scan() {
  const { scanners } = await client.scan.scanners({});
  const found = scanners.find(({ scannerId }) => scannerId.startsWith('escl:'));
  if (found === undefined) throw new Error('no eSCL scanner');
  const { deviceId, scannerId } = found;
  return client.scan.run({
    requestId: requestId(),
    ...place,
    deviceId,
    scannerId,
    source: 'feeder',
    dpi: 200,
  });
}

it('refuses each bad file by its own name and keeps nothing of it', async () => {
  const pdf = await scanPdf([{ jpeg: paper }]);
  const locked = await rewrittenByQpdf(pdf, '--encrypt', 'open', 'own', '256', '--');
  const cases: [string, Uint8Array, string][] = [
    ['FILE_EMPTY', new Uint8Array(), 'application/pdf'],
    ['PDF_ENCRYPTED', locked, 'application/pdf'],
    ['PDF_UNREADABLE', Buffer.from('%PDF-1.7\nnothing of a PDF follows'), 'application/pdf'],
    ['IMAGE_UNREADABLE', paper.subarray(0, paper.length / 2), 'image/jpeg'],
    ['IMAGE_UNREADABLE', Buffer.from('một lá thư, không phải ảnh'), 'image/jpeg'],
  ];
  for (const [code, bytes, mediaType] of cases) expect(await giveFile(bytes, mediaType)).toBe(code);
  expect(await pagesKept()).toBe(0);
  expect((await refusalOf(client.scan.makeDigitalCopy({ requestId: requestId(), ...place }))).code).toBe(
    'NO_PAGES',
  );
}, 60_000);

it.each<[string, string, EsclFault]>([
  ['goes away', 'SCANNER_GONE', { kind: 'gone', after: 1 }],
  ['jams', 'PAPER_JAM', { kind: 'jam', after: 1 }],
  ['sends half a picture', 'SCANNER_ANSWER_UNREADABLE', { kind: 'torn-jpeg', after: 1 }],
])(
  'keeps the whole pages when the scanner %s in the middle, and goes on after them',
  async (_what, code, fault) => {
    scanner.load([paper, paper, paper]);
    scanner.misbehave(fault);
    const first = await scan();
    expect(first.pages).toHaveLength(1);
    expect(first.stopped?.code).toBe(code);
    expect(await pagesKept()).toBe(1);
    scanner.misbehave(undefined);
    scanner.load([paper, paper]);
    const second = await scan();
    expect(second.stopped).toBeNull();
    expect(await pagesKept()).toBe(3);
    expect((await client.scan.makeDigitalCopy({ requestId: requestId(), ...place })).pages).toBe(3);
  },
  60_000,
);

it('says why a scan gave nothing, and leaves the component as it was', async () => {
  scanner.load([]);
  const refusal = await refusalOf(scan());
  expect(refusal).toMatchObject({ code: 'SCAN_GAVE_NOTHING', data: { code: 'FEEDER_EMPTY' } });
  scanner.load([paper]);
  scanner.misbehave({ kind: 'gone', after: 0 });
  expect(await refusalOf(scan())).toMatchObject({ code: 'SCAN_GAVE_NOTHING' });
  scanner.misbehave(undefined);
  expect(await pagesKept()).toBe(0);
}, 60_000);
