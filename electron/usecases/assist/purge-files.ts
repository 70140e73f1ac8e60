import { contract } from '../../../shared/contract/index.ts';
import { isBeingPrepared } from '../../../shared/domain/online/assisted-filing.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { purgeFiling } from '../../host/purge-filing.ts';

/** Destroys the files of an ended filing at once, as a person asks. */
export const purgeFilingFiles = commandHandler(
  contract.assist.purge,
  ({ filingId }, { readers, counter, tx }) => {
    const row = readers.assisted.find(filingId);
    if (row === undefined) return refuse('ASSISTED_UNKNOWN', { filingId });
    if (isBeingPrepared(row.state)) return refuse('ASSISTED_NOT_ENDED', {});
    if (row.purgedAt !== null) return refuse('FILES_PURGED_BEFORE', { at: row.purgedAt });
    return purgeFiling(counter, tx, filingId);
  },
);
