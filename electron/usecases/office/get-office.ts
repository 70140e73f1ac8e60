import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** The office as it stands today, with every earlier and planned period. */
export const getOffice = queryHandler(contract.office.get, (_input, { readers, clock }) => {
  const current = readers.office.findOn(officeDay(clock.now())) ?? readers.office.getLatest();
  return ok({ officeId: current.officeId, current, history: readers.office.history() });
});
