import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/slowest-first.ts';

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
      { extends: true, test: { name: 'real', include: ['{db,electron,test}/**/*.test.{ts,tsx}'], exclude } },
    ],
  },
});
