import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { readSlipKeys } from '../../host/slip-proof.ts';

/** Fetches the keys with which the province's offices sign slips. What the province did not sign, or older than what is at hand, is not taken. */
export const fetchSlipKeys = commandHandler(
  contract.slip.fetchKeys,
  async (_input, { readers, host, tx, signal }) => {
    const connection = readers.settings.get('province.connection');
    if (connection === null) return refuse('PROVINCE_NOT_CONNECTED', {});
    const answer = await host.province.slipKeys({ url: connection.url, bearer: connection.token, signal });
    if (!answer.ok) return answer;
    const fresh = readSlipKeys(answer.value, connection.receiptKey);
    if (!fresh.ok) return fresh;
    if (fresh.value.mode !== connection.mode) return refuse('SLIP_KEYS_UNUSABLE', { part: 'mode' as const });
    return tx.immediate(({ settings, record, now }) => {
      const kept = settings.get('slip.keys');
      const old = kept === null ? undefined : readSlipKeys(kept, connection.receiptKey);
      if (old?.ok === true && old.value.issuedAt > fresh.value.issuedAt)
        return refuse('SLIP_KEYS_UNUSABLE', { part: 'older' as const });
      settings.set('slip.keys', answer.value, now);
      const { provinceName, issuedAt, keys } = fresh.value;
      record({
        subject: { kind: 'installation', id: readers.installation.get().id },
        type: 'slip.keys-fetched',
        payload: { provinceName, issuedAt, keys: keys.length },
      });
      return ok({ provinceName, issuedAt, keys: keys.length });
    });
  },
);
