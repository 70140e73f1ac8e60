// The catalogue is complete: vi and en have the same keys and the same {placeholders}, no text is empty, every refusal of the contract has its
// message, and no key stands unused. A test alone is no use.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { traverseContractProcedures } from '@orpc/server';

const root = resolve(process.argv[2] ?? '.');
const load = async <T>(path: string): Promise<T> => await import(pathToFileURL(join(root, path)).href);
const { vi } = await load<{ vi: Record<string, string> }>('shared/messages/vi.ts');
const { en } = await load<{ en: Record<string, string> }>('shared/messages/en.ts');
const { desktopMessages } = await load<{ desktopMessages: Record<string, { vi: string; en: string }> }>(
  'shared/messages/desktop.ts',
);
const { contract } = await load<{ contract: never }>('shared/contract/index.ts');
const problems: string[] = [];

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/gu)]
    .map((match) => match[1])
    .sort()
    .join(',');
function compare(key: string, source: string | undefined, translation: string | undefined): void {
  if (source === undefined) problems.push(`message-missing: ${key} is not in vi`);
  else if (translation === undefined) problems.push(`message-missing: ${key} is not in en`);
  else if (placeholders(source) !== placeholders(translation))
    problems.push(`message-placeholders: ${key} has other placeholders in en`);
  for (const text of [source, translation]) if (text?.trim() === '') problems.push(`message-empty: ${key}`);
}
for (const key of new Set([...Object.keys(vi), ...Object.keys(en)])) compare(key, vi[key], en[key]);
for (const [key, text] of Object.entries(desktopMessages)) compare(key, text.vi, text.en);

const codes = new Set<string>();
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure }) => {
  for (const code of Object.keys(procedure['~orpc'].errorMap)) codes.add(code);
});
for (const code of codes) {
  if (!Object.keys(vi).some((key) => key === `refusal.${code}` || key.startsWith(`refusal.${code}.`)))
    problems.push(`refusal-without-message: ${code}`);
}

const sources: string[] = [];
const collect = (folder: string) => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (path !== join(root, 'shared', 'messages')) collect(path);
    } else if (/\.tsx?$/u.test(name) && !/\.test\.tsx?$/u.test(name))
      sources.push(readFileSync(path, 'utf8'));
  }
};
for (const layer of ['shared', 'electron', 'renderer']) collect(join(root, layer));
const allText = sources.join('\n');
// Keys that are put together (`refusal.${code}`): a template in the sources that begins with the prefix counts as a use.
const prefixes = [...allText.matchAll(/`([a-zA-Z][\w.-]*\.)\$\{/gu)].map((match) => match[1] ?? '');
for (const key of [...Object.keys(vi), ...Object.keys(desktopMessages)]) {
  const used =
    allText.includes(`'${key}'`) ||
    allText.includes(`"${key}"`) ||
    prefixes.some((prefix) => key.startsWith(prefix));
  if (!used) problems.push(`message-unused: ${key}`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${Object.keys(vi).length} messages, ${codes.size} refusals\n`);
process.exit(problems.length === 0 ? 0 : 1);
