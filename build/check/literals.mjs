// Two rules that no linter of ours knows. Vietnamese text for people lives in shared/messages and shared/forms only, so that both languages
// stay complete. And the pure and deciding layers take time and chance as arguments: no clock, no randomness of their own.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(process.argv[2] ?? '.');
// Every Latin letter with a mark that Vietnamese text uses (composed, as NFC has them).
const VIETNAMESE = /[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]/u;
const TEXT_PLACES = /^shared\/(messages|forms|data)\//u;
const CLOCKED = /^(shared|db|electron\/(usecases|jobs))\//u;

// Book symbols and place words are data of law that code must name exactly, and the letters of the alphabet are what repairing broken ones is
// about; they are listed here, one file each.
const ALLOWED = new Set([
  'shared/contract/setup.ts',
  'shared/domain/identity/broken-letters.ts',
  'electron/usecases/setup/start-setup.ts',
]);

// Random bytes for keys and salts are made in db/ and by ports through node:crypto; what is meant here are ids and figures out of the air.
const CLOCK_OR_CHANCE =
  /^(globalThis\.)?(Date|Date\.now|Math\.random|Temporal\.Now\.\w+|performance\.now|process\.(hrtime|uptime)(\.bigint)?|crypto\.(randomUUID|getRandomValues))$/u;

let failed = false;
const read = new Map();

function report(rule, file, source, node, advice) {
  failed = true;
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  console.error(`${rule}: ${file}:${line + 1}\n    ${advice}`);
}

function visitFile(file, text) {
  const [layer] = file.split('/');
  read.set(layer, (read.get(layer) ?? 0) + 1);
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node) => {
    const literal =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node) ||
      ts.isJsxText(node);
    if (
      literal &&
      !TEXT_PLACES.test(file) &&
      !ALLOWED.has(file) &&
      VIETNAMESE.test(node.text.normalize('NFC'))
    ) {
      report(
        'vietnamese-literal',
        file,
        source,
        node,
        'Put the text into shared/messages/vi.ts (and en.ts) and name its key here.',
      );
    }
    if (CLOCKED.test(file) && isClockOrChance(node, source)) {
      report(
        'no-own-clock-or-chance',
        file,
        source,
        node,
        'Take the clock, the id or the random bytes as an argument.',
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function isClockOrChance(node, source) {
  if (
    ts.isNewExpression(node) &&
    node.expression.getText(source) === 'Date' &&
    (node.arguments?.length ?? 0) === 0
  )
    return true;
  return ts.isCallExpression(node) && CLOCK_OR_CHANCE.test(node.expression.getText(source));
}

function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (/\.tsx?$/u.test(name) && !/\.(test|cases)\.tsx?$/u.test(name))
      visitFile(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
  }
}

for (const layer of ['shared', 'db', 'electron', 'renderer']) {
  walk(join(root, layer));
  if (read.has(layer)) continue;
  failed = true;
  console.error(`literals-were-read: no file of ${layer}/ was read; the other rules prove nothing`);
}
console.log(`${[...read.values()].reduce((sum, count) => sum + count, 0)} files`);
process.exit(failed ? 1 : 0);
