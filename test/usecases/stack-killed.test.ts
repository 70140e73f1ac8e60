import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import { scansOf } from '../scanner/printed-sheets.ts';
import { aLinkedBirth, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';

const SHEETS = 12;
const BEFORE_KILL = 5;
let host: HeadlessHost | undefined;
let scanner: EsclServer | undefined;
const folder = temporaryFolder();
afterEach(async () => {
  await host?.stop();
  await scanner?.close();
  removeFolder(folder);
});

async function signedIn(at: HeadlessHost, setUp = false) {
  const bearer = await takeBearer(at.launch());
  const client = httpClient(at.address, bearer);
  if (setUp) await client.setup.start(anOffice());
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  return { client, bearer };
}

it('a stack outlives a kill: every page that the host had taken is there, and the rest goes in after it', async () => {
  host = await startHeadlessHost(folder);
  scanner = await startEsclServer();
  const first = await signedIn(host, true);
  await giveEveryRole(first.client);
  await first.client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
  const { dossierId } = await receiveOne(first.client, aLinkedBirth());
  const drawn = await first.client.stack.drawSeparators({ requestId: requestId(), dossierId, paper: 'A5' });
  const stored = await fetch(`${host.address}/blob/${drawn.sha256}`, {
    headers: { authorization: `Bearer ${first.bearer}` },
  });
  const [separator] = await scansOf(new Uint8Array(await stored.arrayBuffer()));
  const pages = await Promise.all(
    Array.from({ length: SHEETS - 1 }, (_, index) => aPaperJpeg({ inkedShare: 0.1 + index / 20 })),
  );
  scanner.load([separator as Buffer, ...pages]);
  const scanners = async (client: typeof first.client) => {
    const [found] = (await client.scan.scanners({})).scanners.filter(({ scannerId }) =>
      scannerId.startsWith('escl:'),
    );
    if (found === undefined) throw new Error('no eSCL scanner');
    return { deviceId: found.deviceId, scannerId: found.scannerId, dpi: 200 } as const;
  };
  const order = await scanners(first.client);
  const asked = () => scanner?.asked.filter((line) => line.endsWith('/NextDocument')).length ?? 0;
  const going = first.client.stack
    .run({ requestId: requestId(), dossierId, ...order })
    .catch(() => undefined);
  while (asked() < BEFORE_KILL) await sleep(5);
  await host.kill();
  await going;
  const given = asked();
  host = await startHeadlessHost(folder);
  const { client } = await signedIn(host);
  const { interrupted } = await client.stack.waiting({});
  // The next page is asked for when the one before is in the records: only the last one given may be lost with the host, and it can be fed again.
  expect(interrupted).toHaveLength(1);
  const [{ runId, pages: kept } = { runId: '', pages: 0 }] = interrupted;
  expect(kept).toBeGreaterThanOrEqual(given - 1);
  const sorted = await client.stack.sort({ requestId: requestId(), runId });
  expect(sorted).toMatchObject({ pages: kept, filed: [{ pages: kept - 1 }], setAside: 1, undecided: 0 });
  // The job of the host that is gone would stand in the way until the scanner gives it up.
  const { port } = scanner;
  await scanner.close();
  scanner = await startEsclServer({ port, sides: [separator as Buffer, ...pages.slice(kept - 1)] });
  const rest = await client.stack.run({
    requestId: requestId(),
    dossierId,
    ...(await scanners(client)),
  });
  expect(rest.filed[0]?.pages).toBe(SHEETS - kept);
  const { components } = await client.dossier.get({ dossierId });
  const filed = components.flatMap((component) => component.pages);
  expect(new Set(filed.map(({ sha256 }) => sha256)).size).toBe(SHEETS - 1);
}, 90_000);
