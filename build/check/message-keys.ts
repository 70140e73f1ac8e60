// The catalogue is complete: vi and en have the same keys and the same {placeholders}, no text is empty, every refusal of the contract has its
// message, and no key stands unused.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { traverseContractProcedures } from '@orpc/server';

const root = resolve(process.argv[2] ?? '.');
const load = async (path: string) =>
  (await import(pathToFileURL(join(root, path)).href)) as Record<string, never>;
const { vi } = (await load('shared/messages/vi.ts')) as { vi: Record<string, string> };
const { en } = (await load('shared/messages/en.ts')) as { en: Record<string, string> };
const { contract } = (await load('shared/contract/index.ts')) as { contract: never };
const problems: string[] = [];

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/gu)]
    .map((match) => match[1])
    .sort()
    .join(',');
for (const key of new Set([...Object.keys(vi), ...Object.keys(en)])) {
  const [source, translation] = [vi[key], en[key]];
  if (source === undefined) problems.push(`message-missing: ${key} is not in vi`);
  else if (translation === undefined) problems.push(`message-missing: ${key} is not in en`);
  else if (placeholders(source) !== placeholders(translation))
    problems.push(`message-placeholders: ${key} has other placeholders in en`);
  for (const text of [source, translation]) if (text?.trim() === '') problems.push(`message-empty: ${key}`);
}

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
    if (statSync(path).isDirectory()) collect(path);
    else if (/\.(tsx?|mjs)$/u.test(name) && !path.includes('/shared/messages/'))
      sources.push(readFileSync(path, 'utf8'));
  }
};
for (const layer of ['shared', 'electron', 'renderer']) collect(join(root, layer));
const allText = sources.join('\n');
// Keys that are put together (`refusal.${code}`): a template in the sources that begins with the prefix counts as a use.
const prefixes = [...allText.matchAll(/`([a-zA-Z][\w.-]*\.)\$\{/gu)].map((match) => match[1] ?? '');
for (const key of Object.keys(vi)) {
  const used =
    allText.includes(`'${key}'`) ||
    allText.includes(`"${key}"`) ||
    prefixes.some((prefix) => key.startsWith(prefix));
  if (!used) problems.push(`message-unused: ${key}`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${Object.keys(vi).length} messages, ${codes.size} refusals\n`);
process.exit(problems.length === 0 ? 0 : 1);
