import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSaneScanner } from '../../electron/adapters/sane-scanner.ts';
import { aScanRequest, scanned } from './a-scan-run.ts';
import { aSaneConfig } from './sane-config.ts';

describe('scanning with SANE', () => {
  const { PATH, SANE_CONFIG_DIR } = process.env;
  const id = 'sane:test:0';
  let sane: Awaited<ReturnType<typeof aSaneConfig>>;
  let commands: string;
  let scratch: string;

  beforeAll(async () => {
    sane = await aSaneConfig('test');
    process.env['SANE_CONFIG_DIR'] = sane.folder;
  });
  afterAll(async () => {
    if (SANE_CONFIG_DIR === undefined) delete process.env['SANE_CONFIG_DIR'];
    else process.env['SANE_CONFIG_DIR'] = SANE_CONFIG_DIR;
    await sane.remove();
  });
  beforeEach(async () => {
    commands = await mkdtemp(join(tmpdir(), 'commands-'));
    scratch = await mkdtemp(join(tmpdir(), 'scratch-'));
    process.env['PATH'] = [commands, '/usr/bin', '/bin'].join(delimiter);
  });
  afterEach(async () => {
    process.env['PATH'] = PATH;
    expect(await readdir(scratch)).toEqual([]);
    for (const folder of [commands, scratch]) await rm(folder, { recursive: true });
  });

  /** Puts a script between us and the real command: what it does when pages are asked for. */
  async function whenPagesAreAsked(script: string): Promise<void> {
    const lines = ['#!/bin/sh', 'case "$*" in *--batch=*) ;; *) exec /usr/bin/scanimage "$@";; esac', script];
    await writeFile(join(commands, 'scanimage'), `${lines.join('\n')}\n`);
    await chmod(join(commands, 'scanimage'), 0o755);
  }
  const own = (limits = {}) => createSaneScanner({ scratch, ...limits });

  it('lists what SANE finds', async () => {
    expect(await own().list()).toContainEqual({ id, name: 'Noname frontend-tester' });
  });

  it('hands over the ten sheets of the feeder, each whole and of the asked area, then ends well', async () => {
    const { answer, pages } = await scanned(own(), aScanRequest(id, { dpi: 100 }));
    expect(answer).toEqual({ ok: true, value: { pages: 10 } });
    expect(pages).toHaveLength(10);
    for (const { bytes, mediaType, dpi } of pages) {
      expect([mediaType, dpi]).toEqual(['image/tiff', 100]);
      // The driver's area ends at 200 mm.
      expect(await sharp(bytes).metadata()).toMatchObject({
        format: 'tiff',
        width: 787,
        height: 787,
        channels: 3,
      });
    }
  });

  it('takes one page of the flatbed, gray where asked', async () => {
    const request = aScanRequest(id, { source: 'flatbed', colour: 'gray', dpi: 75 });
    const { answer, pages } = await scanned(own(), request);
    expect(answer).toEqual({ ok: true, value: { pages: 1 } });
    expect(await sharp(pages[0]?.bytes).metadata()).toMatchObject({ channels: 1 });
  });

  it.each([
    ['JAMMED', { code: 'PAPER_JAM', data: { pages: 2 } }],
    ['COVER_OPEN', { code: 'COVER_OPEN', data: { pages: 2 } }],
    ['IO_ERROR', { code: 'SCANNER_GONE', data: { pages: 2 } }],
    ['CANCELLED', { code: 'SCAN_CANCELLED', data: { pages: 2 } }],
    ['NO_MEM', { code: 'SCANNER_FAILED', data: { detail: 'SANE_10', pages: 2 } }],
  ])('keeps two whole pages when the third ends with %s', async (status, refusal) => {
    await whenPagesAreAsked(
      `/usr/bin/scanimage "$@" --batch-count=2\nexec /usr/bin/scanimage "$@" --batch-start=3 --read-return-value=SANE_STATUS_${status}`,
    );
    const { answer, pages } = await scanned(own(), aScanRequest(id, { dpi: 50 }));
    expect(answer).toEqual({ ok: false, refusal });
    expect(pages).toHaveLength(2);
  });

  it.each([
    ['NO_DOCS', { code: 'FEEDER_EMPTY', data: { scannerId: id } }],
    ['DEVICE_BUSY', { code: 'SCANNER_BUSY', data: { scannerId: id } }],
    ['JAMMED', { code: 'PAPER_JAM', data: { pages: 0 } }],
  ])('answers %s at the first sheet by its name', async (status, refusal) => {
    await whenPagesAreAsked(`exec /usr/bin/scanimage "$@" --read-return-value=SANE_STATUS_${status}`);
    const { answer, pages } = await scanned(own(), aScanRequest(id, { dpi: 50 }));
    expect(answer).toEqual({ ok: false, refusal });
    expect(pages).toEqual([]);
  });

  it('takes an empty feeder after a page for the end of the paper', async () => {
    await whenPagesAreAsked('/usr/bin/scanimage "$@" --batch-count=2\nexit 7');
    const { answer } = await scanned(own(), aScanRequest(id, { dpi: 50 }));
    expect(answer).toEqual({ ok: true, value: { pages: 2 } });
  });

  it('cancels within a moment while a page is under way', async () => {
    await whenPagesAreAsked('exec /usr/bin/scanimage "$@" --read-delay=yes --read-delay-duration=200000');
    const started = performance.now();
    const { answer } = await scanned(own(), aScanRequest(id, { dpi: 300 }), {
      signal: AbortSignal.timeout(1000),
    });
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCAN_CANCELLED', data: { pages: 0 } } });
    expect(performance.now() - started).toBeLessThan(4500);
  });

  it('cancels between pages and keeps those that were taken', async () => {
    const clerk = new AbortController();
    const { answer, pages } = await scanned(own(), aScanRequest(id, { dpi: 50 }), {
      signal: clerk.signal,
      onPage: () => clerk.abort(),
    });
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCAN_CANCELLED', data: { pages: 1 } } });
    expect(pages).toHaveLength(1);
  });

  it('kills a driver that hangs', async () => {
    await whenPagesAreAsked("trap '' TERM\nwhile :; do sleep 0.1; done");
    const { answer } = await scanned(own({ pageMs: 300 }), aScanRequest(id));
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCANNER_GONE', data: { pages: 0 } } });
  });

  it.each([
    ['', { ok: true, value: { pages: 10 } }],
    [
      '--read-return-value=SANE_STATUS_JAMMED',
      { ok: false, refusal: { code: 'PAPER_JAM', data: { pages: 0 } } },
    ],
  ])('keeps what a batch came to when its driver hangs on leaving: %s', async (option, expected) => {
    await whenPagesAreAsked(
      `timeout 5 /usr/bin/scanimage "$@" ${option}\ntrap '' TERM\nwhile :; do sleep 0.1; done`,
    );
    const { answer } = await scanned(own(), aScanRequest(id, { dpi: 50 }));
    expect(answer).toEqual(expected);
  });

  it('survives a driver that crashes', async () => {
    await whenPagesAreAsked('kill -SEGV $$');
    const { answer } = await scanned(own(), aScanRequest(id));
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'SCANNER_FAILED', data: { detail: 'SCANIMAGE_SIGSEGV', pages: 0 } },
    });
  });

  it('knows no scanner of a name that SANE does not, nor one of another kind', async () => {
    for (const scannerId of ['sane:nothing:0', 'sane:', 'escl:http://10.0.0.1/eSCL/', 'sane:a\nb']) {
      const { answer } = await scanned(own(), aScanRequest(scannerId));
      expect(answer).toEqual({ ok: false, refusal: { code: 'SCANNER_UNKNOWN', data: { scannerId } } });
    }
  });

  it('removes the pages that a killed host left behind, and nothing else', async () => {
    const gone = spawnSync('true').pid;
    for (const name of [`quay-mot-cua-scan-${gone}-abc`, `quay-mot-cua-scan-${process.ppid}-abc`, 'other'])
      await mkdir(join(scratch, name));
    await scanned(own(), aScanRequest(id, { source: 'flatbed', dpi: 50 }));
    expect(await readdir(scratch)).toEqual(['other', `quay-mot-cua-scan-${process.ppid}-abc`]);
    for (const name of await readdir(scratch)) await rm(join(scratch, name), { recursive: true });
  });

  it('says what a scanner lacks', async () => {
    const { answer } = await scanned(own(), aScanRequest(id, { duplex: true }));
    expect(answer).toEqual({
      ok: false,
      refusal: { code: 'SCANNER_FAILED', data: { detail: 'DUPLEX_MISSING', pages: 0 } },
    });
  });

  it('says that SANE is not there', async () => {
    process.env['PATH'] = commands;
    const { answer } = await scanned(own(), aScanRequest(id));
    expect(answer).toMatchObject({ refusal: { code: 'SCANNER_FAILED', data: { detail: 'SANE_MISSING' } } });
  });

  it('ends the scan when a page cannot be kept, and lets the error through', async () => {
    const full = new Error('the disk is full');
    const taking = scanned(own(), aScanRequest(id, { dpi: 50 }), {
      onPage: () => {
        throw full;
      },
    });
    await expect(taking).rejects.toBe(full);
  });
});
