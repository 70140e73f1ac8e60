// Runs one benchmark or fault campaign by name: `npm run bench -- NAME ...`, `npm run faults -- NAME ...`.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [kind, name, ...rest] = process.argv.slice(2);
const folder = join(ROOT, 'test', kind);
const mark = kind === 'bench' ? "bench: '" : "faults: '";
const names = readdirSync(folder)
  .filter(
    (file) =>
      file.endsWith('.ts') && readFileSync(join(folder, file), 'utf8').includes(mark + file.slice(0, -3)),
  )
  .map((file) => file.slice(0, -3));
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run ${kind} -- NAME. Names: ${names.join(', ')}`);
  process.exit(2);
}
spawn(process.execPath, [join(folder, `${name}.ts`), ...rest], { cwd: ROOT, stdio: 'inherit' }).on(
  'exit',
  (code) => process.exit(code ?? 1),
);
