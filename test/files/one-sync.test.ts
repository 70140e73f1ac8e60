import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { afterThisTest, aPlace } from './a-data-folder.ts';

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!canTrace)('the arrival of a page (needs strace)', () => {
  it('waits for the disk once', async () => {
    const place = aPlace();
    const log = join(place.root, 'calls');
    const script = join(import.meta.dirname, 'folder-process.ts');
    const host = [process.execPath, script, place.data, join(place.root, 'counter.key'), 'count'];
    const tracer = spawn(
      'strace',
      ['-f', '-e', 'trace=fsync,fdatasync,write', '-s', '16', '-o', log, ...host],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        // Node's own ring would hide its calls from the tracer.
        env: { ...process.env, UV_USE_IO_URING: '0' },
        detached: true,
      },
    );
    const gone = once(tracer, 'exit');
    afterThisTest(async () => {
      // The tracer is the leader of a group of its own, in which the host runs.
      process.kill(-(tracer.pid as number), 'SIGKILL');
      await gone;
    });
    for await (const line of createInterface({ input: tracer.stdout })) if (line === 'end') break;
    const calls = readFileSync(log, 'utf8').split('\n');
    const [begin, end] = ['"begin', '"end'].map((text) => calls.findIndex((call) => call.includes(text)));
    const syncs = calls
      .slice(begin, end)
      .filter((call) => /f(?:data)?sync\(/.test(call) && !call.includes('resumed'));
    expect(syncs).toHaveLength(40);
  });
});
