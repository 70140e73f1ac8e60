import { contract } from '../../../shared/contract/index.ts';
import { type FeeReceiptSetting, receiptNumber } from '../../../shared/domain/fee/fee-receipt.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

const KEY = 'fees.receipts';

/** Who issues the receipts for fees. */
export const getFeeSetting = queryHandler(contract.fee.setting, (_input, { readers }) =>
  ok({ setting: readers.settings.get(KEY) }),
);

/**
 * Says who issues the receipts, and under which signs. A series that has numbers in this year goes on after its last one: it cannot be begun
 * elsewhere, which would leave a gap.
 */
export const setFeeSetting = commandHandler(contract.fee.setSetting, ({ setting: said }, { tx, readers }) =>
  tx.immediate((w) => {
    const year = w.today.slice(0, 4);
    let setting: FeeReceiptSetting;
    if (said.by === 'elsewhere') setting = said;
    else {
      const { firstNumber, ...signs } = said;
      const last = w.feeReceipts.lastOf({ ...signs, year });
      const before = readers.settings.get(KEY);
      const unchanged =
        before?.by === 'here' &&
        before.formSign === said.formSign &&
        before.symbol === said.symbol &&
        before.first.number === firstNumber;
      if (last !== undefined && firstNumber !== last + 1 && !unchanged)
        return refuse('SERIES_BEGUN', { next: receiptNumber(last + 1) });
      setting = { ...signs, first: { year, number: firstNumber } };
    }
    w.settings.set(KEY, setting, w.now);
    w.record({
      subject: { kind: 'office', id: w.office.getLatest().officeId },
      type: 'office.fee-receipts-set',
      payload: { ...setting, ...('first' in setting ? { first: { ...setting.first } } : {}) },
    });
    w.announce('office');
    w.announce('dossier');
    return ok({});
  }),
);
