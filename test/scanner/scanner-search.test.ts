import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isOfOfficeNetwork,
  readRecords,
  scannersIn,
} from '../../electron/adapters/escl/announced-scanner.ts';
import { createScannerSearch } from '../../electron/adapters/escl/scanner-search.ts';
import { createEsclScanner } from '../../electron/adapters/escl-scanner.ts';
import { createLocalDeviceAgents } from '../../electron/adapters/local-device-agent.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aScanRequest, DESK, scanned } from './a-scan-run.ts';
import { type EsclServer, startEsclServer } from './escl-server.ts';
import { scannerRecords, startMdnsResponder } from './mdns-responder.ts';

const GROUP = '224.0.0.251';
const LOOPBACK = () => ['127.0.0.1'];

/** A UDP port that nobody uses now: other tests and the machine's own responder stay unheard. */
async function aFreePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

describe('looking for scanners on the network', () => {
  let server: EsclServer;
  let port: number;
  let closing: { close(): Promise<void> }[];
  beforeEach(async () => {
    server = await startEsclServer({ sides: [await aPaperJpeg()] });
    port = await aFreePort();
    closing = [server];
  });
  afterEach(() => Promise.all(closing.map((one) => one.close())));

  const respond = async (options: Partial<Parameters<typeof startMdnsResponder>[0]> = {}) => {
    const records = scannerRecords({ port: server.port });
    const responder = await startMdnsResponder({ port, records, ...options });
    closing.push(responder);
    return responder;
  };
  const search = (options = {}) =>
    createScannerSearch({ searchMs: 300, port, through: LOOPBACK, ...options });
  const agentWith = (scannerSearch: ReturnType<typeof createScannerSearch>, entered: string[] = []) => {
    const options = { ownDeviceId: () => DESK, esclAddresses: () => entered, scannerSearch, answerMs: 700 };
    const agent = createLocalDeviceAgents(options).of(DESK);
    if (!agent.ok) throw new Error(agent.refusal.code);
    return agent.value;
  };

  it('finds one that announces itself, and scans with it', async () => {
    await respond();
    const agent = agentWith(search());
    const { scanners } = await agent.list();
    const id = `escl:${server.address}`;
    expect(scanners.filter(({ announcedAt }) => announcedAt !== undefined)).toEqual([
      { id, name: 'Kyocera TASKalfa 2554ci', announcedAt: '127.0.0.1' },
    ]);
    // Nothing was asked of it before a person chose it.
    expect(server.asked).toEqual([]);
    const { answer, pages } = await scanned(agent, aScanRequest(id));
    expect(answer).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toHaveLength(1);
  });

  it('lists one whose address was entered as entered, once', async () => {
    await respond();
    const { scanners } = await agentWith(search(), [server.address]).list();
    expect(scanners.filter(({ id }) => id.startsWith('escl:'))).toEqual([
      { id: `escl:${server.address}`, name: 'Loopback & Sons S-200' },
    ]);
  });

  it('asks for the records that a responder did not send along', async () => {
    await respond({ withAdditionals: false });
    expect(await search({ searchMs: 600 }).find()).toEqual([
      { name: 'Kyocera TASKalfa 2554ci', address: server.address, at: '127.0.0.1' },
    ]);
  });

  it('hears garbage, answers of other services and a foreign address without a word', async () => {
    const printer = scannerRecords({ service: '_ipp._tcp.local' });
    const foreign = scannerRecords({ name: 'Foreign', host: 'foreign.local', at: '8.8.8.8' });
    await respond({ records: [...printer, ...foreign] });
    const stranger = createSocket('udp4').bind(0, '127.0.0.1');
    await once(stranger, 'listening');
    stranger.setMulticastInterface('127.0.0.1');
    const looking = search().find();
    for (const bytes of [Buffer.alloc(0), Buffer.from('not DNS at all'), Buffer.alloc(1400, 0xff)]) {
      stranger.send(bytes, port, GROUP);
      stranger.send(bytes, port, '127.0.0.1');
    }
    // The head of an answer that promises 65,535 records and has none.
    stranger.send(Buffer.from('0000840000ffffffffffff0000', 'hex'), port, GROUP);
    expect(await looking).toEqual([]);
    await new Promise<void>((resolve) => stranger.close(() => resolve()));
  });

  it('ends in its time where nobody answers, also on a port that another program keeps', async () => {
    const started = performance.now();
    expect(await search().find()).toEqual([]);
    const keeper = createSocket('udp4').bind(port, '0.0.0.0');
    await once(keeper, 'listening');
    expect(await search().find()).toEqual([]);
    await new Promise<void>((resolve) => keeper.close(() => resolve()));
    expect(await search({ through: () => ['192.0.2.77'] }).find()).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('remembers one that did not answer this time, and forgets it after a while', async () => {
    const responder = await startMdnsResponder({ port, records: scannerRecords({ port: server.port }) });
    const looking = search({ keepMs: 700 });
    expect(await looking.find()).toHaveLength(1);
    expect(responder.asked()).toBeGreaterThan(0);
    await responder.close();
    expect(await looking.find()).toHaveLength(1);
    await pause(500);
    expect(looking.known()).toEqual([]);
    const forgotten = createEsclScanner({ addresses: () => [], announced: () => [] });
    const { answer } = await scanned(forgotten, aScanRequest(`escl:${server.address}`));
    expect(answer).toMatchObject({ refusal: { code: 'SCANNER_UNKNOWN' } });
  });

  it('does not hold the list back longer than it may wait', async () => {
    const options = { ownDeviceId: () => DESK, scannerSearch: search({ searchMs: 3000 }), answerMs: 100 };
    const agent = createLocalDeviceAgents(options).of(DESK);
    if (!agent.ok) throw new Error(agent.refusal.code);
    const started = performance.now();
    expect(await agent.value.list()).toMatchObject({ complete: false });
    expect(performance.now() - started).toBeLessThan(400);
  });
});

describe('what an announcement says', () => {
  const read = (records: readonly object[], fromHere = false) =>
    scannersIn(readRecords(records), fromHere).map(({ address }) => address);
  const at = '192.168.1.20';
  const telling = (texts: string[]) => read(scannerRecords({ at, texts }));

  it('is an address made of number, port and path', () => {
    expect(read(scannerRecords({ at }))).toEqual(['http://192.168.1.20/eSCL/']);
    expect(read(scannerRecords({ at, port: 9095 }))).toEqual(['http://192.168.1.20:9095/eSCL/']);
    expect(telling(['rs=/a/b.c/'])).toEqual(['http://192.168.1.20/a/b.c/']);
    expect(telling([])).toEqual(['http://192.168.1.20/eSCL/']);
    expect(read(scannerRecords({ at: 'fd12:3456::7' }))).toEqual(['http://[fd12:3456::7]/eSCL/']);
  });

  it('counts once for a device that speaks with and without TLS', () => {
    const safe = scannerRecords({ at, service: '_uscans._tcp.local', port: 443 });
    expect(read([...safe, ...scannerRecords({ at })])).toEqual(['http://192.168.1.20/eSCL/']);
    expect(read(safe)).toEqual(['https://192.168.1.20/eSCL/']);
  });

  it('is believed of loopback only when this machine said it', () => {
    const records = scannerRecords({ at: '127.0.0.1', port: 60_000 });
    expect(read(records)).toEqual([]);
    expect(read(records, true)).toEqual(['http://127.0.0.1:60000/eSCL/']);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.255.1', true],
    ['169.254.3.4', true],
    ['8.8.8.8', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.251', false],
    ['fd00::1', true],
    ['fe80::1', false],
    ['2001:db8::1', false],
    ['::ffff:10.0.0.1', true],
    ['::ffff:8.8.8.8', false],
  ])('of %s is of the office network: %s', (address, expected) => {
    expect(isOfOfficeNetwork(address)).toBe(expected);
  });

  it.each([
    ['a path that climbs', scannerRecords({ at, texts: ['rs=../admin'] })],
    ['a path with a question', scannerRecords({ at, texts: ['rs=eSCL?x=1'] })],
    ['a path that names a host', scannerRecords({ at, texts: ['rs=//example.org/eSCL'] })],
    ['port 0', scannerRecords({ at, port: 0 })],
    ['no number', scannerRecords({ at: 'nowhere' })],
    ['a name of another service', [{ ...scannerRecords({ at })[0], data: 'x._ipp._tcp.local' }]],
    ['records of nothing', [null, 7, { type: 'PTR' }, { type: 'SRV', name: 'x', data: null }]],
  ])('is passed over with %s', (_what, records) => {
    expect(read(records as object[])).toEqual([]);
  });

  it('gives a name that can be shown: signs that a screen would act on fall back to the given name', () => {
    const name = (ty: string) =>
      scannersIn(readRecords(scannerRecords({ at, texts: [`ty=${ty}`] })), false)[0]?.name;
    expect(name('HP  Máy quét số 2 ')).toBe('HP  Máy quét số 2');
    expect(name('a\u202Eb')).toBe('Kyocera TASKalfa 2554ci (0a:1b:2c)');
    expect(name('x'.repeat(150))).toBe('Kyocera TASKalfa 2554ci (0a:1b:2c)');
  });
});
