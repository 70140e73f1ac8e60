import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { hang } from './kinds-for-tests.ts';

/** A host that a test kills while its helper is stuck. */
const [kinds] = process.argv.slice(2);
const helpers = createForkedHelpers(kinds === undefined ? {} : { kinds });
void helpers.run(
  hang,
  { polite: false },
  { timeoutMs: 600_000, memoryLimitMb: 400, onProgress: (progress) => process.send?.(progress) },
);
