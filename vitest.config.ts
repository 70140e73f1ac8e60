import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/slowest-first.ts';

const OFFICE = ['test/{usecases,migrations}/**/*.test.ts'];
/** They change the environment that helpers inherit. */
const OWN_ENVIRONMENT = ['test/usecases/printing.test.ts'];
const exclude = ['test/e2e/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Many tests wait for processes they started; one worker would leave the second core idle.
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{shared,renderer}/**/*.test.{ts,tsx}'],
          exclude,
          // Nothing of these outlives a test, so they share a process: starting one takes longer than most of them.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'office',
          include: OFFICE,
          exclude: [...exclude, ...OWN_ENVIRONMENT],
          // Offices in the test's own process: each has a folder of its own, and the helper processes of the first are warm for all that follow.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['{db,electron,test}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, 'test/usecases/!(printing).test.ts', 'test/migrations/**'],
        },
      },
    ],
  },
});
