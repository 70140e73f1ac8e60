import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** What waits and what needs a person, each with its cause. */
export const listUnsent = queryHandler(contract.delivery.list, ({ limit }, { readers: { outbox } }) =>
  ok({
    packets: outbox
      .list(limit)
      .flatMap(({ state, ...packet }) => (state === 'receipted' ? [] : [{ ...packet, state }])),
    total: outbox.unsent().count,
  }),
);
