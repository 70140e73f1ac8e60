// Stands for Windows PowerShell with wia-scan.ps1: replays a transcript, of which `>` lines are what it is told and `<` lines what it says.
// A path in the transcript is any path; `! jpeg`, `! png`, `! torn` or `! nothing` is the file that it writes there. `# hang` falls silent and
// deaf, `# crash` dies. Told anything else than the transcript has next, it dies with 3. What it was told goes to the log.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [transcript, log, jpeg] = process.argv.slice(2);
const script = readFileSync(transcript, 'utf8')
  .split('\n')
  .filter((line) => /^[<>!#] /.test(line));
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files = { jpeg: () => readFileSync(jpeg), png: () => PNG, torn: () => Buffer.from('BM, a bitmap') };

let file;
const isSame = (told, expected) => {
  const { file: path, ...rest } = JSON.parse(told);
  const { file: expectedPath, ...expectedRest } = JSON.parse(expected);
  file = path;
  return (
    (path === undefined) === (expectedPath === undefined) &&
    JSON.stringify(rest) === JSON.stringify(expectedRest)
  );
};

appendFileSync(log, `pid ${process.pid}\n`);
for await (const told of createInterface({ input: process.stdin })) {
  appendFileSync(log, `${told}\n`);
  const expected = script.shift();
  if (expected?.startsWith('> ') !== true || !isSame(told, expected.slice(2))) process.exit(3);
  while (script.length > 0 && !script[0].startsWith('> ')) {
    const step = script.shift();
    const rest = step.slice(2);
    if (step.startsWith('< ')) process.stdout.write(`${rest}\r\n`);
    else if (step.startsWith('! ') && rest !== 'nothing') writeFileSync(file, files[rest]());
    else if (rest === 'crash') process.exit(1);
    else if (rest === 'hang') setInterval(() => undefined, 1000);
  }
}
