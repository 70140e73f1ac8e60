import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import type { PoolLimits } from '../../electron/adapters/helper-pool.ts';
import { createUtilityHelpers, type MainLine } from '../../electron/adapters/utility-helper.ts';
import type { HostToMain, MainToHost } from '../../electron/host/host-channel.ts';
import { helperKinds } from '../../electron/host/ports/helper-kinds.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { plainElectronPort } from '../../electron/host/ports/plain-port.ts';
import { createElectronDouble } from './electron-double.ts';
import { allocate, chatty, crash, hang, liar, whoami } from './kinds-for-tests.ts';
import type { PortDouble } from './port-double.ts';

const KINDS = fileURLToPath(new URL('./kinds-for-tests.ts', import.meta.url));
const LIMITS = { timeoutMs: 20_000, memoryLimitMb: 400 };

interface Setting {
  helpers: HelperProcesses;
}

/** The two ways to helper processes: forked by the host itself, or started by Electron's main process. */
const ways: {
  name: string;
  open: (options: Partial<PoolLimits> & { kinds?: string }) => Promise<Setting>;
}[] = [
  { name: 'forked by the host', open: openForked },
  { name: "started by Electron's main process", open: openUtility },
];

async function openForked(options: Partial<PoolLimits> & { kinds?: string }): Promise<Setting> {
  return { helpers: createForkedHelpers(options) };
}

async function openUtility({ kinds, ...limits }: Partial<PoolLimits> & { kinds?: string }): Promise<Setting> {
  const double = createElectronDouble({ realProcesses: true });
  vi.resetModules();
  vi.doMock('electron', () => double.module);
  const { createHelperSpawner } = await import('../../electron/windows/helper-spawner.ts');
  let hear: (message: MainToHost, ports: ReturnType<typeof plainElectronPort>[]) => void = () => undefined;
  const spawner = createHelperSpawner({
    hostPid: () => process.pid,
    tellHost: (message, ports = []) =>
      hear(message, (ports as unknown as PortDouble[]).map(plainElectronPort)),
    kinds,
  });
  const line: MainLine = {
    post(message: HostToMain) {
      if (message.type === 'spawn-helper') spawner.spawn(message);
      if (message.type === 'kill-helper') spawner.kill(message.id);
    },
    onMessage(listener) {
      hear = listener;
    },
  };
  return { helpers: createUtilityHelpers(line, limits) };
}

describe.each(ways)('helper processes $name', ({ open }) => {
  let setting: Setting;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helpers-'));
    setting = await open({ kinds: KINDS });
  });

  afterEach(async () => {
    await setting.helpers.close();
    rmSync(folder, { recursive: true });
  });

  it('digests a file of the product kind and tells how far it is', async () => {
    const product = await open({});
    const bytes = randomBytes(3 * 1024 * 1024 + 17);
    const path = join(folder, 'page.bin');
    writeFileSync(path, bytes);
    const progress: number[] = [];
    const options = {
      ...LIMITS,
      onProgress: ({ doneBytes }: { doneBytes: number }) => progress.push(doneBytes),
    };
    const digested = await product.helpers.run(helperKinds.fileDigest, { path }, options);
    const missing = await product.helpers.run(
      helperKinds.fileDigest,
      { path: join(folder, 'absent') },
      LIMITS,
    );
    await product.helpers.close();
    expect(digested).toEqual({
      ok: true,
      value: { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
    });
    expect(progress.at(-1)).toBe(bytes.length);
    expect(missing).toEqual({
      ok: false,
      refusal: { code: 'HELPER_FAILED', data: { kind: 'file-digest', reason: 'ENOENT' } },
    });
  });

  it('uses a warm process again', async () => {
    const first = await setting.helpers.run(whoami, {}, LIMITS);
    const second = await setting.helpers.run(whoami, {}, LIMITS);
    expect(first.ok && second.ok && first.value.pid === second.value.pid).toBe(true);
    expect(first.ok && first.value.pid).not.toBe(process.pid);
  });

  it('ends a process that has been idle for long enough', async () => {
    const brief = await open({ kinds: KINDS, idleMs: 50 });
    const first = await brief.helpers.run(whoami, {}, LIMITS);
    await vi.waitFor(() => expect(first.ok && isAlive(first.value.pid)).toBe(false), { timeout: 3000 });
    const second = await brief.helpers.run(whoami, {}, LIMITS);
    await brief.helpers.close();
    expect(first.ok && second.ok && first.value.pid !== second.value.pid).toBe(true);
  });

  it('does one piece of work at a time in a process and makes the rest wait', async () => {
    const narrow = await open({ kinds: KINDS, processes: 1 });
    const results = await Promise.all(
      Array.from({ length: 5 }, () => narrow.helpers.run(whoami, {}, LIMITS)),
    );
    await narrow.helpers.close();
    expect(new Set(results.map((result) => result.ok && result.value.pid)).size).toBe(1);
  });

  it.each(['abort', 'segfault', 'exit'] as const)(
    'answers a crash by %s with a refusal and goes on',
    async (how) => {
      const crashed = await setting.helpers.run(crash, { how }, LIMITS);
      expect(crashed).toMatchObject({
        ok: false,
        refusal: { code: 'HELPER_CRASHED', data: { kind: 'crash' } },
      });
      expect((await setting.helpers.run(whoami, {}, LIMITS)).ok).toBe(true);
    },
  );

  it('answers an error of the work with its code and none of its text', async () => {
    const failed = await setting.helpers.run(crash, { how: 'throw' }, LIMITS);
    expect(failed).toEqual({
      ok: false,
      refusal: { code: 'HELPER_FAILED', data: { kind: 'crash', reason: 'TOKEN_GONE' } },
    });
  });

  it('refuses an answer that is not what the kind declares', async () => {
    const lied = await setting.helpers.run(liar, {}, LIMITS);
    expect(lied).toEqual({
      ok: false,
      refusal: { code: 'HELPER_FAILED', data: { kind: 'liar', reason: 'OUTPUT_INVALID' } },
    });
  });

  it('throws when the input is not what the kind declares', async () => {
    await expect(setting.helpers.run(chatty, { times: 'many' } as never, LIMITS)).rejects.toThrow();
  });

  it('kills a process that does not come back in time', async () => {
    let pid = 0;
    const options = {
      ...LIMITS,
      timeoutMs: 6000,
      onProgress: (progress: { pid: number }) => (pid = progress.pid),
    };
    const late = await setting.helpers.run(hang, { polite: false }, options);
    expect(late).toEqual({
      ok: false,
      refusal: { code: 'HELPER_TIMED_OUT', data: { kind: 'hang', timeoutMs: 6000 } },
    });
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  it.each([true, false])('ends cancelled work within a second (polite: %s)', async (polite) => {
    const abort = new AbortController();
    const begun = Promise.withResolvers<number>();
    const options = {
      ...LIMITS,
      signal: abort.signal,
      onProgress: ({ pid }: { pid: number }) => begun.resolve(pid),
    };
    const run = setting.helpers.run(hang, { polite }, options);
    const pid = await begun.promise;
    const at = performance.now();
    abort.abort();
    expect(await run).toEqual({ ok: false, refusal: { code: 'HELPER_CANCELLED', data: { kind: 'hang' } } });
    expect(performance.now() - at).toBeLessThan(1000);
    expect(isAlive(pid)).toBe(polite);
  });

  it('takes cancelled work out of the queue without touching what runs', async () => {
    const narrow = await open({ kinds: KINDS, processes: 1 });
    const running = new AbortController();
    const begun = Promise.withResolvers<void>();
    const first = narrow.helpers.run(
      hang,
      { polite: true },
      { ...LIMITS, signal: running.signal, onProgress: () => begun.resolve() },
    );
    await begun.promise;
    const queued = new AbortController();
    const second = narrow.helpers.run(hang, { polite: true }, { ...LIMITS, signal: queued.signal });
    queued.abort();
    expect(await second).toMatchObject({ ok: false, refusal: { code: 'HELPER_CANCELLED' } });
    running.abort();
    expect(await first).toMatchObject({ ok: false, refusal: { code: 'HELPER_CANCELLED' } });
    await narrow.helpers.close();
  });

  it('never starts a process for work that was cancelled before', async () => {
    const before = childrenOf(process.pid);
    const cancelled = await setting.helpers.run(whoami, {}, { ...LIMITS, signal: AbortSignal.abort() });
    expect(cancelled).toMatchObject({ ok: false, refusal: { code: 'HELPER_CANCELLED' } });
    expect(childrenOf(process.pid)).toEqual(before);
  });

  it.each(['heap', 'outside'] as const)(
    'stops a process that takes more memory than allowed (%s)',
    async (where) => {
      const grown = await setting.helpers.run(allocate, { where }, { ...LIMITS, memoryLimitMb: 160 });
      expect(grown).toEqual({
        ok: false,
        refusal: { code: 'HELPER_OUT_OF_MEMORY', data: { kind: 'allocate', memoryLimitMb: 160 } },
      });
    },
  );

  it('passes on every piece of progress in order', async () => {
    const heard: number[] = [];
    const options = { ...LIMITS, onProgress: ({ at }: { at: number }) => heard.push(at) };
    const told = await setting.helpers.run(chatty, { times: 2000 }, options);
    expect(told).toEqual({ ok: true, value: { told: 2000 } });
    expect(heard).toEqual(Array.from({ length: 2000 }, (_unused, at) => at));
  });

  it('refuses work under way and later work as cancelled once it is closed', async () => {
    const begun = Promise.withResolvers<void>();
    const run = setting.helpers.run(
      hang,
      { polite: false },
      { ...LIMITS, onProgress: () => begun.resolve() },
    );
    await begun.promise;
    await setting.helpers.close();
    expect(await run).toMatchObject({ ok: false, refusal: { code: 'HELPER_CANCELLED' } });
    expect(await setting.helpers.run(whoami, {}, LIMITS)).toMatchObject({
      ok: false,
      refusal: { code: 'HELPER_CANCELLED' },
    });
  });
});

describe('a helper process whose host was killed', () => {
  it('ends although its own code never comes back', async () => {
    const host = fork(fileURLToPath(new URL('./orphan-host.ts', import.meta.url)), [KINDS], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [{ pid }] = (await once(host, 'message')) as [{ pid: number }];
    host.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000 });
  });
});

function childrenOf(pid: number): string[] {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).flatMap((task) =>
    readFileSync(join(folder, task, 'children'), 'latin1')
      .split(' ')
      .filter(Boolean),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
