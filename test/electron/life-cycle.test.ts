import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RESTART_DELAYS_MS } from '../../electron/windows/restart-delays.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function running(options: Parameters<typeof startProgram>[0] = {}): Promise<StartedProgram> {
  const program = await startProgram(options);
  program.host().say({ type: 'ready' });
  program.pageAsks();
  return program;
}

const posted = (program: StartedProgram) =>
  program.host().posted.map(({ message }) => (message as { type: string }).type);
const hosts = (program: StartedProgram) =>
  program.utilities.filter(({ record }) => record.modulePath.includes('host-process'));

describe('a second start of the program', () => {
  it('ends at once without a window and without a host', async () => {
    const program = await startProgram({ lock: false });
    await settle();
    expect(program.windows).toEqual([]);
    expect(program.utilities).toEqual([]);
    expect(program.quitDone).toBe(true);
  });

  it('brings the window of the first to the front', async () => {
    const program = await running();
    program.window.minimized = true;
    program.app.emit('second-instance');
    expect(program.window.done).toEqual(['restore', 'show', 'focus']);
    expect(program.windows).toHaveLength(1);
  });
});

describe('the host', () => {
  it('runs in a utility process with the folder that was named', async () => {
    const program = await startProgram({
      argv: ['--data-dir', '/office', '--log-level', 'warn', '--enable-features=X', '--key-file', '/k'],
    });
    const { modulePath, args } = program.host().record;
    expect(modulePath).toMatch(/electron\/host-process\.ts$/u);
    expect(args).toEqual(['--data-dir', '/office', '--key-file', '/k', '--log-level', 'warn']);
  });

  it('gets two ports for the page, and the page gets one, once both are there', async () => {
    const program = await startProgram();
    program.pageAsks();
    expect(program.window.webContents.posted).toEqual([]);
    program.host().say({ type: 'ready' });
    expect(program.window.webContents.posted).toMatchObject([
      { channel: 'qmc:port', message: null, ports: [{}] },
    ]);
    expect(program.host().posted).toMatchObject([{ message: { type: 'connect' }, ports: [{}, {}] }]);
  });

  it('knows a page that is loaded again as another client', async () => {
    const program = await running();
    program.pageAsks();
    const clients = program.host().posted.map(({ message }) => (message as { clientId: string }).clientId);
    expect(clients).toHaveLength(2);
    expect(new Set(clients).size).toBe(2);
  });

  it('is started again when it dies, and the page gets a new port', async () => {
    const program = await running();
    program.host().end(139);
    await vi.advanceTimersByTimeAsync(RESTART_DELAYS_MS[0] ?? 0);
    expect(hosts(program)).toHaveLength(2);
    program.host().say({ type: 'ready' });
    expect(program.window.webContents.posted).toHaveLength(2);
    expect(program.dialogs).toEqual([]);
  });

  it('is started again ever later, and then not without asking', async () => {
    const program = await running();
    program.presses.push(0);
    for (const [index, delay] of RESTART_DELAYS_MS.entries()) {
      program.host().end(1);
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(hosts(program)).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(hosts(program)).toHaveLength(index + 2);
    }
    program.host().end(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(program.dialogs).toMatchObject([
      { type: 'error', message: expect.stringContaining('dừng nhiều lần') },
    ]);
    expect(hosts(program)).toHaveLength(RESTART_DELAYS_MS.length + 2);
  });

  it('may die again after it has run steadily', async () => {
    const program = await running();
    for (let death = 0; death < RESTART_DELAYS_MS.length * 2; death++) {
      await vi.advanceTimersByTimeAsync(61_000);
      program.host().end(1);
      await vi.advanceTimersByTimeAsync(RESTART_DELAYS_MS[0] ?? 0);
    }
    expect(program.dialogs).toEqual([]);
    expect(hosts(program)).toHaveLength(RESTART_DELAYS_MS.length * 2 + 1);
  });

  it('says in a dialog why it does not start, in both languages, and starts when asked again', async () => {
    const program = await startProgram();
    program.presses.push(0);
    program.host().say({ type: 'refused', refusal: { code: 'FOLDER_LOCKED', data: { pid: 4711 } } });
    await settle();
    expect(program.dialogs).toHaveLength(1);
    const { detail, message } = program.dialogs[0] as { detail: string; message: string };
    expect(message).toContain('Chưa mở được quầy');
    expect(detail.split('\n\n').length).toBeGreaterThanOrEqual(2);
    expect(detail).not.toContain('FOLDER_LOCKED');
    expect(hosts(program)).toHaveLength(2);
    expect(program.quitDone).toBe(false);
  });

  it('leaves the program when a person gives up after a refusal', async () => {
    const program = await startProgram();
    program.presses.push(1);
    program.host().say({ type: 'refused', refusal: { code: 'FOLDER_LOCKED', data: {} } });
    await settle();
    expect(program.quitDone).toBe(true);
    expect(hosts(program)).toHaveLength(1);
  });

  it('is not trusted with a message that is not in the list', async () => {
    const program = await startProgram();
    expect(() => program.host().say({ type: 'open-window', url: 'https://example.com' })).toThrow();
    expect(() =>
      program.host().say({ type: 'spawn-helper', id: 1, kind: '../../x', memoryLimitMb: 1 }),
    ).toThrow();
  });

  it('gets helper processes with a memory limit from main', async () => {
    const program = await running();
    program.host().say({ type: 'spawn-helper', id: 1, kind: 'file-digest', memoryLimitMb: 256 });
    const { modulePath, args, options } = program.utilities.at(-1)?.record ?? {
      modulePath: '',
      args: [],
      options: {},
    };
    expect(modulePath).toMatch(/helper-runner\.ts$/u);
    expect(args).toEqual(['--host-pid', String(program.host().pid)]);
    expect(options).toMatchObject({ execArgv: ['--max-old-space-size=256'], stdio: 'ignore' });
  });

  it('takes its helper processes with it when it dies', async () => {
    const killed: unknown[] = [];
    vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
      killed.push([pid, signal]);
      return true;
    });
    const program = await running();
    program.host().say({ type: 'spawn-helper', id: 1, kind: 'file-digest', memoryLimitMb: 256 });
    const helper = program.utilities.at(-1);
    program.host().end(1);
    expect(killed).toEqual([[helper?.pid, 'SIGKILL']]);
  });
});

describe('quitting', () => {
  /** The host answers how much is unsent, and closes when asked. */
  async function quit(program: StartedProgram, unsent: number): Promise<void> {
    program.app.quit();
    await settle();
    program.host().say({ type: 'unsent', count: unsent });
    await settle();
    if (posted(program).includes('close')) program.host().say({ type: 'closed' });
    await settle();
  }

  it('asks the host for unsent work, lets it close, and ends', async () => {
    const program = await running();
    await quit(program, 0);
    expect(posted(program)).toEqual(['connect', 'ask-unsent', 'close']);
    expect(program.dialogs).toEqual([]);
    expect(program.quitDone).toBe(true);
    expect(program.window.destroyed).toBe(true);
  });

  it('names the number of unsent packets first, and Enter and Escape stay', async () => {
    const program = await running();
    program.presses.push(0);
    await quit(program, 17);
    expect(program.dialogs).toMatchObject([{ type: 'warning', defaultId: 0, cancelId: 0 }]);
    expect(program.dialogs[0]?.['message']).toMatch(/17[\s\S]*17/u);
    expect(posted(program)).not.toContain('close');
    expect(program.quitDone).toBe(false);
    expect(program.window.destroyed).toBe(false);
  });

  it('asks again at the next attempt and ends when told to', async () => {
    const program = await running();
    program.presses.push(0, 1);
    await quit(program, 3);
    await quit(program, 3);
    expect(program.dialogs).toHaveLength(2);
    expect(program.quitDone).toBe(true);
  });

  it('keeps the window while it asks when a person closes it', async () => {
    const program = await running();
    program.presses.push(0);
    expect(program.window.close()).toBe(false);
    await settle();
    program.host().say({ type: 'unsent', count: 1 });
    await settle();
    expect(program.window.destroyed).toBe(false);
    expect(program.quitDone).toBe(false);
  });

  it('asks once, however often the button is pressed', async () => {
    const program = await running();
    program.app.quit();
    program.app.quit();
    await settle();
    expect(posted(program).filter((type) => type === 'ask-unsent')).toHaveLength(1);
  });

  it('does not wait for an answer of a host that hangs, and ends it after ten seconds', async () => {
    const program = await running();
    const host = program.host();
    vi.spyOn(process, 'kill').mockImplementation((pid) => {
      if (pid === host.pid) host.end(137);
      return true;
    });
    program.app.quit();
    await vi.advanceTimersByTimeAsync(2000);
    expect(posted(program)).toContain('close');
    await vi.advanceTimersByTimeAsync(9999);
    expect(program.quitDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(program.quitDone).toBe(true);
  });

  it('starts no new host while it ends', async () => {
    const program = await running();
    await quit(program, 0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hosts(program)).toHaveLength(1);
  });

  it('ends although the host has died and waits to be started again', async () => {
    const program = await running();
    program.host().end(1);
    program.app.quit();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(program.quitDone).toBe(true);
    expect(hosts(program)).toHaveLength(1);
  });
});
