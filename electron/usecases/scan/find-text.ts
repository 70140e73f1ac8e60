import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Pages by what stands on them, as far as they have been read. */
export const findText = queryHandler(contract.scan.findText, ({ text, limit }, { readers }) =>
  ok({ pages: readers.pageTexts.find(text, limit) }),
);
