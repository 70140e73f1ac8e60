// Runs dependency-cruiser over the sources and also fails when it read nothing, or nothing of a layer: a cruiser that cannot parse
// TypeScript reports success over zero modules.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = resolve(process.argv[2] ?? '.');
process.chdir(root);
const { default: config } = await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href);
const LAYERS = ['shared', 'db', 'electron', 'renderer', 'test', 'build'];

const { output } = await cruise(
  LAYERS,
  { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
  undefined,
  {
    tsConfig: extractTSConfig(join(root, 'tsconfig.base.json')),
  },
);
if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
const { modules, summary } = output;
let failed = false;
for (const { rule, from, to } of summary.violations) {
  failed = true;
  const comment = config.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(`${rule.name}: ${from} -> ${to}\n    ${comment}`);
}
for (const layer of LAYERS) {
  const read = modules.filter(
    ({ source, dependencies }) => source.startsWith(`${layer}/`) && dependencies.length > 0,
  );
  if (read.length > 0) continue;
  failed = true;
  console.error(
    `layer-was-read: no module of ${layer}/ with an import was read; the other rules prove nothing`,
  );
}
console.log(`${modules.length} modules, ${summary.totalDependenciesCruised} imports`);
process.exit(failed ? 1 : 0);
