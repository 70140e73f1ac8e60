import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEsclScanner } from '../../electron/adapters/escl-scanner.ts';
import { aPaperJpeg, aQuarteredPicture } from '../pdf/a-scan.ts';
import { aScanRequest, scanned } from './a-scan-run.ts';
import { type EsclServer, startEsclServer } from './escl-server.ts';

describe('scanning over eSCL', () => {
  let server: EsclServer;
  let id: string;
  let sides: Buffer[];
  const scanner = createEsclScanner({
    addresses: () => [server.address],
    limits: { answerMs: 400, idleMs: 300, busyMs: 300, pageMs: 500, retryMs: 20 },
  });

  beforeAll(async () => {
    sides = [
      await aPaperJpeg(),
      await aPaperJpeg({ inkedShare: 0.3 }),
      await aQuarteredPicture().jpeg().toBuffer(),
    ];
  });
  beforeEach(async () => {
    server = await startEsclServer({
      sides,
      tellsOrigin: 'http://a-name-that-only-the-scanner-knows.invalid',
    });
    id = `escl:${server.address}`;
  });
  afterEach(() => server.close());

  const code = async (changes = {}) => {
    const { answer } = await scanned(scanner, aScanRequest(id, changes));
    return answer.ok ? 'accepted' : answer.refusal;
  };
  const digests = (files: readonly { bytes: Buffer }[]) =>
    files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));

  it('hands over every page with the bytes that the scanner made, until the feeder is empty', async () => {
    const { answer, pages } = await scanned(scanner, aScanRequest(id));
    expect(answer).toEqual({ ok: true, value: { pages: 3 } });
    expect(digests(pages)).toEqual(digests(sides.map((bytes) => ({ bytes }))));
    expect(pages.map(({ mediaType, dpi }) => [mediaType, dpi])).toEqual(Array(3).fill(['image/jpeg', 200]));
    expect(server.asked.filter((line) => line.startsWith('DELETE'))).toEqual([]);
  });

  it('asks for A4, the source, both sides, the tone and a resolution that the scanner has', async () => {
    await scanned(scanner, aScanRequest(id, { duplex: true, colour: 'gray', dpi: 150 }));
    const [settings] = server.settings;
    for (const part of [
      '<pwg:Width>2480</pwg:Width>',
      '<pwg:Height>3508</pwg:Height>',
      '<pwg:InputSource>Feeder</pwg:InputSource>',
      '<scan:Duplex>true</scan:Duplex>',
      '<scan:ColorMode>Grayscale8</scan:ColorMode>',
      '<scan:XResolution>200</scan:XResolution>',
      '<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>',
    ])
      expect(settings).toContain(part);
  });

  it('takes one page of the flatbed and gives the scanner free', async () => {
    const { answer, pages } = await scanned(scanner, aScanRequest(id, { source: 'flatbed' }));
    expect(answer).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages).toHaveLength(1);
    expect(await code({ source: 'flatbed' })).toBe('accepted');
  });

  it('is listed by its own name, with an id that is its address', async () => {
    expect(await scanner.list()).toEqual([{ id, name: 'Loopback & Sons S-200' }]);
    const others = createEsclScanner({
      addresses: () => [
        'ftp://10.0.0.1/eSCL',
        'no address',
        server.address.slice(0, -1),
        server.address,
        `http://127.0.0.1:${server.port}`,
      ],
    });
    expect(await others.list()).toEqual([{ id, name: 'Loopback & Sons S-200' }]);
  });

  it('does not list a scanner that is switched off or tells nothing sensible', async () => {
    server.misbehave({ kind: 'garbage-xml', of: 'ScannerCapabilities' });
    expect(await scanner.list()).toEqual([]);
    server.misbehave({ kind: 'not-http' });
    expect(await scanner.list()).toEqual([]);
  });

  it('knows no scanner that is not on the list', async () => {
    const { answer } = await scanned(scanner, aScanRequest('escl:http://10.0.0.9/eSCL/'));
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'SCANNER_UNKNOWN', data: { scannerId: 'escl:http://10.0.0.9/eSCL/' } },
    });
    expect(server.asked).toEqual([]);
  });

  it('says that the feeder is empty when no sheet lies in it', async () => {
    server.load([]);
    expect(await code()).toEqual({ code: 'FEEDER_EMPTY', data: { scannerId: id } });
  });

  it('waits while another one uses the scanner, but not for ever', async () => {
    server.misbehave({ kind: 'busy', times: 3 });
    expect(await code()).toBe('accepted');
    server.load(sides);
    server.misbehave({ kind: 'busy', times: 1000 });
    expect(await code()).toEqual({ code: 'SCANNER_BUSY', data: { scannerId: id } });
  });

  it('waits for a page that is still on its way, but not for ever', async () => {
    server.misbehave({ kind: 'wait', times: 3 });
    const { answer, pages } = await scanned(scanner, aScanRequest(id));
    expect(answer).toEqual({ ok: true, value: { pages: 3 } });
    expect(pages).toHaveLength(3);
    server.load(sides);
    server.misbehave({ kind: 'wait', times: 1000 });
    expect(await code()).toMatchObject({
      code: 'SCANNER_FAILED',
      data: { detail: 'PAGE_TIMED_OUT', pages: 0 },
    });
  });

  it.each([
    ['jam', 'PAPER_JAM'],
    ['cover-open', 'COVER_OPEN'],
    ['door-open', 'COVER_OPEN'],
    ['panel-cancel', 'SCAN_CANCELLED'],
    ['gone', 'SCANNER_GONE'],
    ['stalled', 'SCANNER_GONE'],
    ['silent', 'SCANNER_GONE'],
    ['torn-jpeg', 'SCANNER_ANSWER_UNREADABLE'],
    ['not-jpeg', 'SCANNER_ANSWER_UNREADABLE'],
  ] as const)('keeps the whole pages before %s and answers %s', async (kind, expected) => {
    server.misbehave({ kind, after: 2 });
    const { answer, pages } = await scanned(scanner, aScanRequest(id));
    expect(answer).toEqual({ ok: false, refusal: { code: expected, data: { pages: 2 } } });
    expect(digests(pages)).toEqual(digests(sides.slice(0, 2).map((bytes) => ({ bytes }))));
  });

  it('refuses garbage instead of XML, and what is not even HTTP', async () => {
    for (const of of ['ScannerCapabilities', 'ScannerStatus'] as const) {
      server.misbehave({ kind: 'garbage-xml', of });
      expect(await code()).toEqual({ code: 'SCANNER_ANSWER_UNREADABLE', data: { pages: 0 } });
    }
    server.misbehave({ kind: 'not-http' });
    expect(await code()).toEqual({ code: 'SCANNER_ANSWER_UNREADABLE', data: { pages: 0 } });
  });

  it('says that a scanner which is switched off cannot be reached', async () => {
    await server.close();
    expect(await code()).toEqual({ code: 'SCANNER_UNREACHABLE', data: { scannerId: id } });
  });

  it('refuses a page larger than any paper', async () => {
    const small = createEsclScanner({ addresses: () => [server.address], limits: { largestPage: 1000 } });
    const { answer, pages } = await scanned(small, aScanRequest(id));
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCANNER_ANSWER_UNREADABLE', data: { pages: 0 } } });
    expect(pages).toEqual([]);
  });

  it('ends an endless feeder', async () => {
    const short = createEsclScanner({ addresses: () => [server.address], limits: { longestRun: 2 } });
    const { answer } = await scanned(short, aScanRequest(id));
    expect(answer).toMatchObject({
      refusal: { code: 'SCANNER_FAILED', data: { detail: 'TOO_MANY_PAGES', pages: 2 } },
    });
    expect(server.asked.at(-1)).toMatch(/^DELETE /u);
  });

  it('cancels between pages: the job is deleted, pages so far are kept, the rest stays in the feeder', async () => {
    const clerk = new AbortController();
    const { answer, pages } = await scanned(scanner, aScanRequest(id), {
      signal: clerk.signal,
      onPage: () => clerk.abort(),
    });
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCAN_CANCELLED', data: { pages: 1 } } });
    expect(pages).toHaveLength(1);
    expect(server.asked.at(-1)).toMatch(/^DELETE /u);
    const next = await scanned(scanner, aScanRequest(id));
    expect(next.answer).toEqual({ ok: true, value: { pages: 2 } });
  });

  it('cancels while it waits for a page', async () => {
    server.misbehave({ kind: 'wait', times: 1000 });
    const started = performance.now();
    const { answer } = await scanned(scanner, aScanRequest(id), { signal: AbortSignal.timeout(100) });
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCAN_CANCELLED', data: { pages: 0 } } });
    expect(performance.now() - started).toBeLessThan(450);
  });

  it('frees the scanner when the pages cannot be kept, and lets the error through', async () => {
    const full = new Error('the disk is full');
    const taking = scanned(scanner, aScanRequest(id), {
      onPage: () => {
        throw full;
      },
    });
    await expect(taking).rejects.toBe(full);
    expect(server.asked.at(-1)).toMatch(/^DELETE /u);
  });
});
