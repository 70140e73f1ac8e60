// `npm test`: every test, unit to end-to-end. Installs what the tests need from the system when it can, prints each suite's time, and ends
// with one line of counts over all runners. `-- --unit [filter...]` runs vitest alone, `-- --e2e [filter...]` Playwright alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystemPackages } from './system-packages.mjs';
import { buildWindow } from './window.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, 'dist', 'test-reports');
const args = process.argv.slice(2);
const only = args[0] === '--unit' || args[0] === '--e2e' ? args[0] : undefined;
const filter = only === undefined ? args : args.slice(1);
const counts = { passed: 0, failed: 0, skipped: 0 };

function runTool(name, script, toolArgs, env) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...toolArgs], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(`== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return status ?? 1;
}

function add({ passed, failed, skipped }, status, name) {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
  if (status !== 0 && failed === 0) {
    console.error(`${name} ended with code ${status} though no test failed`);
    counts.failed += 1;
  }
  if (passed + failed === 0) {
    console.error(`${name} ran no test`);
    counts.failed += 1;
  }
}

function readReport(file, read) {
  return existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 1, skipped: 0 };
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const missing = ensureSystemPackages();
const started = Date.now();
await buildWindow();

if (only !== '--e2e') {
  const file = join(REPORTS, 'vitest.json');
  const status = runTool('vitest', 'vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filter,
  ]);
  const read = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites }) => ({
    passed: numPassedTests,
    failed: numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0),
    skipped: numPendingTests + numTodoTests,
  });
  add(readReport(file, read), status, 'vitest');
}
if (only !== '--unit') {
  if (missing.includes('chromium')) {
    console.error('the browser journeys cannot run without Chromium');
    counts.failed += 1;
  } else {
    const file = join(REPORTS, 'playwright.json');
    const status = runTool(
      'playwright',
      '@playwright/test/cli.js',
      ['test', '--reporter=list,json', ...filter],
      { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    );
    add(
      readReport(file, ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      })),
      status,
      'playwright',
    );
  }
}
console.log(`\nall suites: ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
