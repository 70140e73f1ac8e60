import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { loadPage, type PageDouble } from './page-double.ts';
import type { PortDouble } from './port-double.ts';
import { type StartedProgram, startProgram } from './start-program.ts';
import type { RealUtility } from './utility-double.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };

/** Watches how long this thread works between two turns of its timers, in processor time, so that other programs do not count; ends when asked. */
function watchTurns(): () => number {
  let [longest, since] = [0, process.threadCpuUsage()];
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(since);
    longest = Math.max(longest, (user + system) / 1000);
    since = process.threadCpuUsage();
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** The whole desktop program: main over the double of Electron, the real preload script, and the real host in a real process. */
describe('the desktop program', () => {
  let folder: string;
  let program: StartedProgram;
  let page: PageDouble;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desktop-'));
    const argv = [
      '--data-dir',
      join(folder, 'data'),
      '--key-file',
      join(folder, 'counter.key'),
      '--log-level',
      'warn',
    ];
    program = await startProgram({ realProcesses: true, argv });
    page = loadPage(program.window.webContents, program.ipcMain);
  });

  afterEach(async () => {
    if (!program.quitDone) program.app.quit();
    await vi.waitFor(() => expect(program.quitDone).toBe(true), PATIENCE);
    rmSync(folder, { recursive: true });
  });

  function client(port: PortDouble): CounterClient {
    port.start();
    return createORPCClient(new RPCLink({ port }));
  }

  it('gives the page the contract of the host through the preload script, and nothing else', async () => {
    const given = page.nextPort();
    page.load();
    const status = await client(await given).setup.status({});
    expect(status).toMatchObject({ workspace: 'official' });
    expect(page.received).toMatchObject([{ message: { type: 'qmc:port' }, targetOrigin: 'app://counter' }]);
    expect(page.required).toEqual(['electron']);
    expect(page.leaked).toEqual([]);
  });

  it('lets nobody see a stored file who has not signed in', async () => {
    const given = page.nextPort();
    page.load();
    await given;
    const request = { url: `app://blob/${'0f'.repeat(32)}`, method: 'GET', headers: new Headers() };
    const response = await program.protocolHandlers['app']?.(request as Request);
    expect(response?.status).toBe(401);
    expect(await response?.json()).toEqual({ code: 'NOT_SIGNED_IN', data: {} });
  });

  async function giveFile(pieces: Iterable<Uint8Array>) {
    const headers = new Headers({ 'content-type': 'application/pdf', origin: 'app://counter' });
    const request = { url: 'app://counter/blob', method: 'POST', headers, body: ReadableStream.from(pieces) };
    const response = await program.protocolHandlers['app']?.(request as unknown as Request);
    return { status: response?.status, answer: await response?.json() };
  }

  it('takes no file from somebody who has not signed in', async () => {
    const given = page.nextPort();
    page.load();
    await given;
    expect(await giveFile([randomBytes(1000)])).toEqual({
      status: 401,
      answer: { code: 'NOT_SIGNED_IN', data: {} },
    });
  });

  it('takes a file of 60 MB in one piece without holding the main process up, and refuses one beyond 64 MB', async () => {
    const given = page.nextPort();
    page.load();
    // What the office's first packet says waits for a province: the person quits all the same.
    program.presses.push(1);
    await setUpAndSignIn(client(await given));
    const file = randomBytes(60 * 1024 * 1024);
    const longestTurnMs = watchTurns();
    const { status, answer } = await giveFile([file]);
    const longest = longestTurnMs();
    expect({ status, answer }).toEqual({
      status: 200,
      answer: { sha256: createHash('sha256').update(file).digest('hex'), size: file.length },
    });
    expect(longest).toBeLessThan(100);
    expect(await giveFile([file, file.subarray(0, 5 * 1024 * 1024)])).toEqual({
      status: 413,
      answer: { code: 'BODY_TOO_LARGE', data: {} },
    });
  });

  it('serves the page again after the host has been killed', async () => {
    const first = page.nextPort();
    page.load();
    await client(await first).setup.status({});
    const second = page.nextPort();
    process.kill(program.host().pid as number, 'SIGKILL');
    expect(await client(await second).setup.status({})).toMatchObject({ workspace: 'official' });
    expect(program.dialogs).toEqual([]);
  });

  it('ends the host process when it quits, with everything closed in order', async () => {
    const given = page.nextPort();
    page.load();
    await client(await given).setup.status({});
    const host = program.host() as unknown as RealUtility;
    const said: unknown[] = [];
    host.on('message', (message) => said.push(message));
    program.app.quit();
    await vi.waitFor(() => expect(program.quitDone).toBe(true), PATIENCE);
    expect(said).toEqual([{ type: 'unsent', count: 0 }, { type: 'closed' }]);
  });

  it('says in a dialog that another host holds the folder', async () => {
    const given = page.nextPort();
    page.load();
    await given;
    const argv = [
      '--data-dir',
      join(folder, 'data'),
      '--key-file',
      join(folder, 'counter.key'),
      '--log-level',
      'silent',
    ];
    const second = await startProgram({ realProcesses: true, argv });
    second.presses.push(1);
    await vi.waitFor(() => expect(second.quitDone).toBe(true), PATIENCE);
    expect(second.dialogs).toHaveLength(1);
    expect(second.dialogs[0]?.['detail']).not.toContain('FOLDER_LOCKED');
  });
});
