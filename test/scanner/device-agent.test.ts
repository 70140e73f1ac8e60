import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLocalDeviceAgents } from '../../electron/adapters/local-device-agent.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aScanRequest, DESK, scanned } from './a-scan-run.ts';
import { type EsclServer, startEsclServer } from './escl-server.ts';
import { aSaneConfig } from './sane-config.ts';

const { CUPS_SERVER, SANE_CONFIG_DIR } = process.env;
let server: EsclServer;
let sane: Awaited<ReturnType<typeof aSaneConfig>>;

beforeEach(async () => {
  server = await startEsclServer({ sides: [await aPaperJpeg()] });
  sane = await aSaneConfig('test');
  // No printer of the machine is asked.
  process.env['CUPS_SERVER'] = join(sane.folder, 'no-cups.sock');
  process.env['SANE_CONFIG_DIR'] = sane.folder;
});
afterEach(async () => {
  if (CUPS_SERVER === undefined) delete process.env['CUPS_SERVER'];
  else process.env['CUPS_SERVER'] = CUPS_SERVER;
  if (SANE_CONFIG_DIR === undefined) delete process.env['SANE_CONFIG_DIR'];
  else process.env['SANE_CONFIG_DIR'] = SANE_CONFIG_DIR;
  await Promise.all([server.close(), sane.remove()]);
});

function ownAgent() {
  const found = createLocalDeviceAgents({
    ownDeviceId: () => DESK,
    esclAddresses: () => [server.address],
  }).of(DESK);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

test('a desk lends its eSCL and its SANE scanners side by side, and scans with each by its listed id', async () => {
  const agent = ownAgent();
  const { scanners } = await agent.list();
  expect(scanners.map(({ id }) => id)).toEqual([`escl:${server.address}`, 'sane:test:0', 'sane:test:1']);
  const counts: number[] = [];
  for (const { id } of scanners.slice(0, 2)) {
    const { answer, pages } = await scanned(agent, aScanRequest(id, { dpi: 50 }));
    expect(answer).toEqual({ ok: true, value: { pages: pages.length } });
    counts.push(pages.length);
  }
  expect(counts).toEqual([1, 10]);
});

test('a request for another desk is not carried out here', async () => {
  const [agent, id] = [ownAgent(), `escl:${server.address}`];
  const { answer } = await scanned(
    agent,
    aScanRequest(id, { deviceId: '01930000-0000-7000-8000-000000000002' }),
  );
  expect(answer).toEqual({ ok: false, refusal: { code: 'SCANNER_UNKNOWN', data: { scannerId: id } } });
  expect(server.asked).toEqual([]);
});

test('a scanner whose address was just entered is listed at once, and one that was taken away no longer', async () => {
  const addresses: string[] = [];
  const found = createLocalDeviceAgents({ ownDeviceId: () => DESK, esclAddresses: () => addresses }).of(DESK);
  if (!found.ok) throw new Error(found.refusal.code);
  const listed = async () => (await found.value.list()).scanners.filter(({ id }) => id.startsWith('escl:'));
  expect(await listed()).toEqual([]);
  addresses.push(server.address);
  expect(await listed()).toHaveLength(1);
  addresses.pop();
  expect(await listed()).toEqual([]);
});
