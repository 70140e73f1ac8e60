// `npm test`: every test, unit to end-to-end. Installs what the tests need from the system when it can, prints each suite's time, and ends
// with one line of counts over all runners. `-- --unit [filter...]` runs vitest alone, `-- --e2e [filter...]` Playwright alone; a filter
// without them narrows both.
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
// A filter over both runners may well find tests in one of them only.
const mayBeEmpty = only === undefined && filter.length > 0;

function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites }) {
  return {
    passed: numPassedTests,
    // A file that does not load has failed suites and no failed test.
    failed: numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0),
    skipped: numPendingTests + numTodoTests,
  };
}

function readPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** Runs one runner with its JSON report in `file`, and answers its counts; an ending that the counts do not explain is a failure. */
function runTool(name, file, read, script, toolArgs, env = {}) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...toolArgs], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Hosts and helpers that tests start compile the same modules hundreds of times.
    env: { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'dist', 'compile-cache'), ...env },
  });
  console.log(`== ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const counts = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (status !== 0 && counts.failed === 0) {
    console.error(`${name} ended with code ${status} though no test failed`);
    counts.failed += 1;
  } else if (counts.passed + counts.failed === 0 && !mayBeEmpty) {
    console.error(`${name} ran no test`);
    counts.failed += 1;
  }
  return counts;
}

function runVitest() {
  const file = join(REPORTS, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const empty = mayBeEmpty ? ['--passWithNoTests'] : [];
  const toolArgs = ['run', ...reporters, ...empty, ...filter];
  return runTool('vitest', file, readVitest, 'vitest/vitest.mjs', toolArgs);
}

function runPlaywright() {
  const file = join(REPORTS, 'playwright.json');
  const empty = mayBeEmpty ? ['--pass-with-no-tests'] : [];
  const toolArgs = ['test', '--reporter=list,json', ...empty, ...filter];
  return runTool('playwright', file, readPlaywright, '@playwright/test/cli.js', toolArgs, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const missing = ensureSystemPackages();
const started = Date.now();
const suites = [];
await buildWindow();
if (only !== '--e2e') suites.push(runVitest());
if (only !== '--unit') {
  if (missing.includes('chromium')) {
    console.error('the browser journeys cannot run without Chromium');
    suites.push({ passed: 0, failed: 1, skipped: 0 });
  } else {
    suites.push(runPlaywright());
  }
}
const sum = (kind) => suites.reduce((total, counts) => total + counts[kind], 0);
const [passed, skipped] = [sum('passed'), sum('skipped')];
let failed = sum('failed');
if (passed + failed === 0) {
  console.error('no test ran');
  failed = 1;
}
console.log(`\nall suites: ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
