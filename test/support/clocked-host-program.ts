import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLoopbackDoor } from '../../electron/transports/loopback-http.ts';
import { startInProcessHost } from './in-process-host.ts';

// A host in a process of its own whose clock stands where each line of standard input puts it; it ends with that input.
const running = await startInProcessHost();
const door = await openLoopbackDoor({
  host: running.host,
  port: 0,
  windowFolder: running.folder,
  launchFile: join(running.folder, 'launch.json'),
  notAdmittedPage: '',
});
if (!door.ok) throw new Error(door.refusal.code);
// What the closing waits for keeps no process alive by itself.
setInterval(() => undefined, 60_000);
const say = (word: string) => process.stdout.write(`${word}\n`);
say(`listening ${join(running.folder, 'launch.json')}`);
for await (const instant of createInterface({ input: process.stdin })) {
  running.clock.set(instant);
  say(`clock ${instant}`);
}
await door.value.close();
await running.close();
process.exit(0);
