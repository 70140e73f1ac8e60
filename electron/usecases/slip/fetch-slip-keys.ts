import { contract } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { keepSlipKeys } from './keep-slip-keys.ts';

/** Fetches the keys with which the province's offices sign slips. */
export const fetchSlipKeys = commandHandler(
  contract.slip.fetchKeys,
  async (_input, { readers, host, tx, signal }) => {
    const connection = readers.settings.get('province.connection');
    if (connection === null) return refuse('PROVINCE_NOT_CONNECTED', {});
    const answer = await host.province.slipKeys({ url: connection.url, bearer: connection.token, signal });
    return answer.ok ? tx.immediate((w) => keepSlipKeys(w, connection, answer.value)) : answer;
  },
);
