import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import type { BlobRef } from '../../db/blobs/blob-store.ts';
import { afterThisTest, aPlace, type Place, refused } from './a-data-folder.ts';

interface Host {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
  kill(): Promise<void>;
}

async function startHost(place: Place, work: 'idle' | 'put'): Promise<Host> {
  const script = join(import.meta.dirname, 'folder-process.ts');
  const child = spawn(process.execPath, [script, place.data, join(place.root, 'counter.key'), work], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  afterThisTest(kill);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect(JSON.parse((await lines.next()).value as string)).toEqual({ ok: true });
  return { child, lines, kill };
}

describe('the folder lock', () => {
  it('refuses a second host while the first lives, naming it, and is free after kill -9', async () => {
    const place = aPlace();
    const host = await startHost(place, 'idle');
    expect(refused(await place.tryOpen())).toMatchObject({
      code: 'FOLDER_LOCKED',
      data: {
        pid: host.child.pid,
        startedAt: expect.stringMatching(/^\d{4}-/),
        hostName: expect.any(String),
      },
    });
    await host.kill();
    const folder = await place.open();
    expect(folder.wasCleanShutdown).toBe(false);
    expect(await folder.quickCheck.result).toEqual({ outcome: 'passed' });
  });

  it('refuses the second host in its own process too', async () => {
    const place = aPlace();
    await place.create();
    const script = join(import.meta.dirname, 'folder-process.ts');
    const child = spawn(process.execPath, [script, place.data, join(place.root, 'counter.key'), 'idle'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    afterThisTest(async () => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(JSON.parse(line)).toMatchObject({
      ok: false,
      refusal: { code: 'FOLDER_LOCKED', data: { pid: process.pid } },
    });
  });
});

describe('a host killed while pages arrive', () => {
  it('loses none that it acknowledged and uses no key number twice', async () => {
    const place = aPlace();
    const acknowledged: BlobRef[] = [];
    for (let round = 0; round < 3; round++) {
      const host = await startHost(place, 'put');
      for (let i = 0; i < 15; i++)
        acknowledged.push(JSON.parse((await host.lines.next()).value as string) as BlobRef);
      await host.kill();
    }
    const folder = await place.open();
    for (const ref of acknowledged) expect((await folder.blobs.readAll(ref)).length).toBe(300_000);
    expect(new Set(acknowledged.map(({ keyId }) => keyId)).size).toBe(45);
    expect(await folder.quickCheck.result).toEqual({ outcome: 'passed' });
  });
});
