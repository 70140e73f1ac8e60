import { parseArgs } from 'node:util';
import { bookFaults } from './book-faults.ts';
import { signingCampaign } from './signing-campaign.ts';

/**
 * Signing campaign: the host is killed with SIGKILL at random moments of numbering, signing, sealing and ticking off, in some trials with the officer's key
 * gone or with a time stamping authority that is dead, silent or lying. Nothing that was told may be undone, and the books must be whole. The control is a book with one fault of each kind: the same audit must find all of them.
 */
const { values } = parseArgs({
  options: { trials: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const trials = Number(values.trials);
const report = await signingCampaign({
  trials,
  seed: Number(values.seed),
  progress: (text) => process.stderr.write(`${text}\n`),
});
const control = bookFaults(
  [
    { id: 'a', book: 'X', number: 1, certifiedOn: '2026-11-30', state: 'issued' },
    { id: 'b', book: 'X', number: 1, certifiedOn: '2026-11-29', state: 'issued' },
    { id: 'c', book: 'X', number: 3, certifiedOn: '2026-11-30', state: 'pending' },
  ],
  [
    { id: '1', isIssued: true, entryId: 'c', hasFile: true },
    { id: '2', isIssued: true, entryId: 'a', hasFile: false },
  ],
  {},
);
const { faults, lost, ...figures } = report;
const wrong = faults.issuedWithoutEntry + faults.issuedEntryWithoutFile + faults.issuedEntryOfNothing;
const ok =
  lost === 0 &&
  figures.unstamped === 0 &&
  Object.values(faults).every((count) => count === 0) &&
  Object.values(control).every((count) => count > 0);
process.stdout.write(
  `${JSON.stringify({
    faults: 'signing',
    trials,
    lost,
    doubled: faults.doubled,
    wrong,
    ok,
    figures: {
      ...figures,
      ...faults,
      controlFound: Object.values(control).filter((count) => count > 0).length,
    },
  })}\n`,
);
process.exitCode = ok ? 0 : 1;
