import type { Result } from '../../shared/types/result.ts';
import { sha256Hex } from './packet-signer.ts';
import type { Repositories } from './repositories.ts';
import type { UnitOfWork, Work } from './unit-of-work.ts';

/** The records of the province's list of keys, as the worker keeps them; what is kept is one audited transaction. */
export function createSlipKeyBook(
  unitOfWork: UnitOfWork,
  { settings }: Pick<Repositories, 'settings'>,
  newId: () => string,
) {
  return {
    connection: () => settings.get('province.connection'),
    keep<T, R extends { code: string; data: object }>(take: (w: Work) => Result<T, R>) {
      const begun = unitOfWork.begin({
        command: 'slip.keys-arrive',
        requestId: newId(),
        correlationId: newId(),
        actor: undefined,
        inputSha256: sha256Hex('slip.keys-arrive'),
        replay: 'none',
      });
      return begun.immediate(take);
    },
  };
}
export type SlipKeyBook = ReturnType<typeof createSlipKeyBook>;
