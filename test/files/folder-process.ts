// A host stand-in for tests that kill it: opens (or makes) the folder, says so on standard output, then works until it is killed.
import { randomBytes } from 'node:crypto';
import { createDataFolder, inspectDataFolder, openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';

const [path = '', keyFile = '', work = 'idle'] = process.argv.slice(2);
const options = {
  path,
  wrappers: [createKeyFileWrapper(keyFile)],
  clock: { now: () => new Date().toISOString() },
};
const opened = await (inspectDataFolder(path) === 'counter'
  ? openDataFolder(options)
  : createDataFolder(options));
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`);
if (opened.ok && work === 'put') {
  for (;;) {
    const ref = await opened.value.blobs.put(randomBytes(300_000), { mediaType: 'image/jpeg' });
    process.stdout.write(`${JSON.stringify(ref)}\n`);
  }
}
if (opened.ok && work === 'count') {
  const { blobs, quickCheck } = opened.value;
  await quickCheck.result;
  await blobs.put(randomBytes(300_000), { mediaType: 'image/jpeg' });
  process.stdout.write('begin\n');
  for (let i = 0; i < 40; i++) await blobs.put(randomBytes(300_000), { mediaType: 'image/jpeg' });
  process.stdout.write('end\n');
}
setInterval(() => undefined, 60_000);
