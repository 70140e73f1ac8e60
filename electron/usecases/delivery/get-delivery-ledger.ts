import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { spanOfDays } from './span-of-days.ts';

/** What was made on each day and what became of it. */
export const getDeliveryLedger = queryHandler(contract.delivery.ledger, (input, { readers }) => {
  const span = spanOfDays(input);
  return span.ok ? ok({ days: readers.outbox.days(span.value.from, span.value.to) }) : span;
});
