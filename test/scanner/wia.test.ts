import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalDeviceAgents } from '../../electron/adapters/local-device-agent.ts';
import { settingsFor, stopOf } from '../../electron/adapters/wia/wia-messages.ts';
import { createWiaScanner } from '../../electron/adapters/wia-scanner.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aScanRequest, DESK, scanned } from './a-scan-run.ts';

/*
 * No Windows was run, and PowerShell has never parsed the script. The transcripts are written by hand as what a Windows machine is expected to
 * say, by the documentation of WIA; a stand-in replays them through a real process and real pipes.
 */

const STAND_IN = fileURLToPath(new URL('./wia/stand-in.mjs', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../electron/adapters/wia/wia-scan.ps1', import.meta.url));
const ID = '{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0000';
const OPEN = `> {"do":"open","device":${JSON.stringify(ID)}}`;
const CANON =
  '< {"kind":"opened","feeder":true,"flatbed":true,"duplex":true,"resolutions":[75,100,150,200,300,600]}';
const SET = ['> {"do":"set","select":1,"intent":1,"dpi":200}', '< {"kind":"set"}'];
const ASK = '> {"do":"page","file":"C:\\\\pages\\\\n.img"}';
const PAGE = [ASK, '! jpeg', '< {"kind":"page","format":"jpeg"}'];
const failed = (hresult: string) => [ASK, `< {"kind":"failed","hresult":"${hresult}"}`];
const EMPTY = failed('0x80210003');
const OPENED = [OPEN, CANON, ...SET];

let folder: string;
let jpeg: Buffer;
beforeAll(async () => {
  jpeg = await aPaperJpeg();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wia-'));
  writeFileSync(join(folder, 'page.jpg'), jpeg);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function replaying(...lines: string[]): [string, ...string[]] {
  writeFileSync(join(folder, 'transcript'), lines.join('\n'));
  writeFileSync(join(folder, 'log'), '');
  return [
    process.execPath,
    STAND_IN,
    join(folder, 'transcript'),
    join(folder, 'log'),
    join(folder, 'page.jpg'),
  ];
}
const told = () => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n').slice(1);
const pid = () => Number(/^pid (\d+)/u.exec(readFileSync(join(folder, 'log'), 'utf8'))?.[1]);
const isAlive = (process_: number) => {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
};
const scan = (lines: string[], changes = {}, options = {}) => {
  const scanner = createWiaScanner({
    command: replaying(...lines),
    scratch: folder,
    openMs: 5000,
    pageMs: 5000,
  });
  return scanned(scanner, aScanRequest(`wia:${ID}`, changes), options);
};
const nothingLeft = () => readdirSync(folder).filter((name) => name.startsWith('quay-mot-cua-scan'));

describe('scanning over WIA, by transcripts', () => {
  it('lists what Windows names, also with letters of ours and a mark before the first byte', async () => {
    const lines = [
      '> {"do":"list"}',
      `< \uFEFF{"kind":"scanner","id":${JSON.stringify(ID)},"name":"Canon DR-C225 (quầy số 1)"}`,
      '< {"kind":"scanner","id":"{x}\\\\0001","name":"HP ScanJet"}',
      '< {"kind":"end"}',
    ];
    const agent = createLocalDeviceAgents({ ownDeviceId: () => DESK, wiaCommand: replaying(...lines) }).of(
      DESK,
    );
    if (!agent.ok) throw new Error(agent.refusal.code);
    const { scanners } = await agent.value.list();
    expect(scanners.filter(({ id }) => id.startsWith('wia:'))).toEqual([
      { id: `wia:${ID}`, name: 'Canon DR-C225 (quầy số 1)' },
      { id: 'wia:{x}\\0001', name: 'HP ScanJet' },
    ]);
  });

  it('takes page after page until the feeder is empty, and leaves no file behind', async () => {
    const { answer, pages } = await scan([...OPENED, ...PAGE, ...PAGE, ...EMPTY]);
    expect(answer).toEqual({ ok: true, value: { pages: 2 } });
    expect(pages.map(({ bytes, mediaType, dpi }) => [bytes.equals(jpeg), mediaType, dpi])).toEqual(
      Array(2).fill([true, 'image/jpeg', 200]),
    );
    expect(told().map((line) => JSON.parse(line).do)).toEqual(['open', 'set', 'page', 'page', 'page']);
    expect(nothingLeft()).toEqual([]);
  });

  it('takes one page of the glass, gray, at the next finer resolution', async () => {
    const set = ['> {"do":"set","select":2,"intent":2,"dpi":300}', '< {"kind":"set"}'];
    const changes = { source: 'flatbed', colour: 'gray', dpi: 250 };
    const { answer, pages } = await scan([OPEN, CANON, ...set, ...PAGE], changes);
    expect(answer).toEqual({ ok: true, value: { pages: 1 } });
    expect(pages[0]?.dpi).toBe(300);
  });

  it('takes the PNG that the script made of a bitmap', async () => {
    const png = [ASK, '! png', '< {"kind":"page","format":"png"}'];
    const { pages } = await scan([...OPENED, ...png, ...EMPTY]);
    expect(pages.map(({ mediaType }) => mediaType)).toEqual(['image/png']);
  });

  it.each([
    ['a jam', failed('0x80210002'), 'PAPER_JAM'],
    ['two sheets at once', failed('0x80210020'), 'PAPER_JAM'],
    ['an open cover', failed('0x80210016'), 'COVER_OPEN'],
    ['a pulled cable', failed('0x80210005'), 'SCANNER_GONE'],
    ['a dead process', [ASK, '# crash'], 'SCANNER_GONE'],
    ['a bitmap after all', [ASK, '! torn', '< {"kind":"page","format":"jpeg"}'], 'SCANNER_ANSWER_UNREADABLE'],
    ['no file', [ASK, '! nothing', '< {"kind":"page","format":"jpeg"}'], 'SCANNER_ANSWER_UNREADABLE'],
    ['a line that is none', [ASK, '< Exception calling "Transfer"'], 'SCANNER_ANSWER_UNREADABLE'],
  ])('keeps the whole pages before %s', async (_what, end, code) => {
    const { answer, pages } = await scan([...OPENED, ...PAGE, ...end]);
    expect(answer).toEqual({ ok: false, refusal: { code, data: { pages: 1 } } });
    expect(pages).toHaveLength(1);
    expect(nothingLeft()).toEqual([]);
  });

  it.each([
    ['no sheet', [...OPENED, ...EMPTY], 'FEEDER_EMPTY'],
    ['another program', [OPEN, '< {"kind":"failed","hresult":"0x80210006"}'], 'SCANNER_BUSY'],
    ['a switched-off device', [OPEN, '< {"kind":"failed","hresult":"0x80210015"}'], 'SCANNER_UNREACHABLE'],
    ['an unplugged device', [OPEN, '< {"kind":"unknown"}'], 'SCANNER_UNKNOWN'],
    ['a script that dies', [OPEN, '# crash'], 'SCANNER_UNREACHABLE'],
  ])('brings nothing with %s', async (_what, lines, code) => {
    const { answer } = await scan(lines);
    expect(answer).toEqual({ ok: false, refusal: { code, data: { scannerId: `wia:${ID}` } } });
  });

  it('kills a driver that hangs when its time is over, and keeps the pages before', async () => {
    const command = replaying(...OPENED, ...PAGE, ASK, '# hang');
    const scanner = createWiaScanner({ command, scratch: folder, pageMs: 400 });
    const { answer } = await scanned(scanner, aScanRequest(`wia:${ID}`));
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCANNER_GONE', data: { pages: 1 } } });
    expect(isAlive(pid())).toBe(false);
  });

  it('is cancelled in the middle of a page', async () => {
    const clerk = new AbortController();
    const run = scan(
      [...OPENED, ...PAGE, ASK, '# hang'],
      {},
      {
        signal: clerk.signal,
        onPage: () => setTimeout(() => clerk.abort(), 50),
      },
    );
    const { answer } = await run;
    expect(answer).toEqual({ ok: false, refusal: { code: 'SCAN_CANCELLED', data: { pages: 1 } } });
    expect(isAlive(pid())).toBe(false);
  });

  it('ends the process when the pages cannot be kept, and lets the error through', async () => {
    const full = new Error('the disk is full');
    const run = scan(
      [...OPENED, ...PAGE, ...PAGE],
      {},
      {
        onPage: () => {
          throw full;
        },
      },
    );
    await expect(run).rejects.toBe(full);
    expect(isAlive(pid())).toBe(false);
    expect(nothingLeft()).toEqual([]);
  });

  it('has nothing to scan with where there is no PowerShell', async () => {
    const none = createWiaScanner({ command: [join(folder, 'no-powershell')], scratch: folder });
    expect(await none.list()).toEqual([]);
    const { answer } = await scanned(none, aScanRequest(`wia:${ID}`));
    expect(answer).toMatchObject({ refusal: { code: 'SCANNER_FAILED', data: { detail: 'WIA_MISSING' } } });
  });
});

describe('what is asked of a WIA device', () => {
  const device = {
    kind: 'opened' as const,
    feeder: true,
    flatbed: true,
    duplex: true,
    resolutions: [300, 100],
  };
  const asked = (changes = {}, of = {}) => {
    const settings = settingsFor(aScanRequest(`wia:${ID}`, changes), { ...device, ...of });
    return typeof settings === 'string' ? settings : `${settings.select} ${settings.intent} ${settings.dpi}`;
  };

  it.each([
    [{}, {}, '1 1 300'],
    [{ duplex: true }, {}, '5 1 300'],
    [{ source: 'flatbed' }, {}, '2 1 300'],
    [{ colour: 'gray', dpi: 600 }, {}, '1 2 300'],
    [{ dpi: 200 }, { resolutions: [] }, '1 1 200'],
    [{}, { feeder: false }, 'SOURCE_MISSING'],
    [{ source: 'flatbed' }, { flatbed: false }, 'SOURCE_MISSING'],
    [{ duplex: true }, { duplex: false }, 'DUPLEX_MISSING'],
    [{ source: 'flatbed', duplex: true }, {}, 'DUPLEX_MISSING'],
  ])('%j of a device with %j: %s', (changes, of, expected) => {
    expect(asked(changes, of)).toBe(expected);
  });

  it.each([
    ['0x80210004', 0, 'PAPER_JAM '],
    ['0x80210005', 0, 'SCANNER_UNREACHABLE '],
    ['0x8021000A', 2, 'SCANNER_GONE '],
    ['0x80210007', 0, 'SCANNER_BUSY '],
    ['0x80210006', 2, 'SCANNER_FAILED WIA_80210006'],
    ['0x80210001', 0, 'SCANNER_FAILED WIA_80210001'],
  ])('%s after %i pages is %s', (hresult, pages, expected) => {
    const { code, detail } = stopOf(hresult, pages);
    expect(`${code} ${detail}`).toBe(expected);
  });

  it('is spoken by the shipped script: it knows each order, and its numbers are those of the documentation', () => {
    const script = readFileSync(SCRIPT, 'utf8');
    for (const order of ['list', 'open', 'set', 'page']) expect(script).toContain(`'${order}' {`);
    expect(script).toContain('$HandlingSelect = 3088');
    expect(/[^\x20-\x7e\n]/u.test(script)).toBe(false);
  });
});
