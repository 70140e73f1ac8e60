import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLoopbackDoor } from '../../electron/transports/loopback-http.ts';
import { startInProcessHost } from './in-process-host.ts';

// A host in a process of its own whose clock stands where each line of standard input puts it; the line `anew` ends it and starts another on an empty folder,
// whose helpers are warm. The process ends with that input.
const say = (word: string) => process.stdout.write(`${word}\n`);

async function open() {
  const running = await startInProcessHost();
  const launchFile = join(running.folder, 'launch.json');
  const door = await openLoopbackDoor({
    host: running.host,
    port: 0,
    windowFolder: running.folder,
    launchFile,
    notAdmittedPage: '',
  });
  if (!door.ok) throw new Error(door.refusal.code);
  say(`listening ${launchFile}`);
  return {
    clock: running.clock,
    async close() {
      await door.value.close();
      await running.close();
    },
  };
}

let host = await open();
// What the closing waits for keeps no process alive by itself.
setInterval(() => undefined, 60_000);
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'anew') {
    await host.close();
    host = await open();
  } else {
    host.clock.set(line);
    say(`clock ${line}`);
  }
}
await host.close();
process.exit(0);
