import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLocalDeviceAgents, type LocalDeviceOptions } from './local-device-agent.ts';

const DESK = '01930000-0000-7000-8000-000000000001';
const OTHER_DESK = '01930000-0000-7000-8000-000000000002';

describe('the devices of this machine', () => {
  let folder: string;
  const { PATH, CUPS_SERVER } = process.env;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'devices-'));
    process.env['CUPS_SERVER'] = join(folder, 'no-cups.sock');
    process.env['PATH'] = [folder, '/usr/bin', '/bin'].join(delimiter);
  });

  afterEach(() => {
    process.env['PATH'] = PATH;
    if (CUPS_SERVER === undefined) delete process.env['CUPS_SERVER'];
    else process.env['CUPS_SERVER'] = CUPS_SERVER;
    rmSync(folder, { recursive: true });
  });

  function install(command: string, script: string): void {
    writeFileSync(join(folder, command), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, command), 0o755);
  }

  function agent(options: LocalDeviceOptions = {}) {
    const found = createLocalDeviceAgents({ ownDeviceId: () => DESK, ...options }).of(DESK);
    if (!found.ok) throw new Error(found.refusal.code);
    return found.value;
  }

  it('lists the scanners that the system names; printers are asked of CUPS (test/printer)', async () => {
    install('scanimage', 'printf "epson:net:1\\tEpson DS-770\\ntest:0\\tNoname frontend-tester\\n"');
    expect(await agent().list()).toEqual({
      scanners: [
        { id: 'sane:epson:net:1', name: 'Epson DS-770' },
        { id: 'sane:test:0', name: 'Noname frontend-tester' },
      ],
      printers: [],
      signers: [],
      complete: true,
    });
  });

  it('has nothing to lend where the system has neither CUPS nor SANE', async () => {
    process.env['PATH'] = folder;
    expect(await agent().list()).toEqual({ scanners: [], printers: [], signers: [], complete: true });
  });

  it('has nothing to lend when the system says that there is nothing', async () => {
    install('scanimage', 'exit 1');
    expect(await agent().list()).toMatchObject({ scanners: [], printers: [], complete: true });
  });

  it('answers what is known while a driver takes its time, and the rest later', async () => {
    install('scanimage', 'sleep 0.6; printf "slow:0\\tSlow scanner\\n"');
    const own = agent({ answerMs: 150 });
    const at = performance.now();
    expect(await own.list()).toMatchObject({ printers: [], scanners: [], complete: false });
    expect(performance.now() - at).toBeLessThan(500);
    await vi.waitFor(
      async () =>
        expect(await own.list()).toMatchObject({ scanners: [{ id: 'sane:slow:0' }], complete: true }),
      { timeout: 5000 },
    );
  });

  it('gives up a driver that never answers', async () => {
    install('scanimage', 'sleep 600');
    const own = agent({ answerMs: 50, giveUpMs: 300 });
    expect((await own.list()).complete).toBe(false);
    await vi.waitFor(async () => expect(await own.list()).toMatchObject({ scanners: [], complete: true }), {
      timeout: 5000,
    });
  });

  it('asks the system once for calls within the time a listing stays fresh, and renews an older one behind the answer', async () => {
    const log = join(folder, 'asked');
    install('scanimage', `echo x >> ${log}; printf "test:0\\t$(wc -l < ${log})\\n"`);
    const own = agent({ freshMs: 200 });
    const names = async () => (await own.list()).scanners.map(({ name }) => name);
    expect(await Promise.all([names(), names()])).toEqual([['1'], ['1']]);
    expect(await names()).toEqual(['1']);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await names()).toEqual(['1']);
    await vi.waitFor(async () => expect(await names()).toEqual(['2']));
  });

  it('knows no device without a proper id', () => {
    expect(createLocalDeviceAgents().of('scanner')).toEqual({
      ok: false,
      refusal: { code: 'DEVICE_UNKNOWN', data: { deviceId: 'scanner' } },
    });
  });

  it('refuses the device of another desk as not connected', () => {
    const agents = createLocalDeviceAgents({ ownDeviceId: () => DESK });
    expect(agents.of(OTHER_DESK)).toEqual({
      ok: false,
      refusal: { code: 'DEVICE_NOT_CONNECTED', data: { deviceId: OTHER_DESK } },
    });
    expect(agents.of(DESK)).toMatchObject({ ok: true, value: { deviceId: DESK } });
  });
});
