import { contract } from '../../../shared/contract/index.ts';
import type { ProvinceConnection } from '../../../shared/domain/delivery/connection.ts';
import type { RegisterAnswer } from '../../../shared/domain/delivery/province-wire.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { registrationOf } from '../../host/delivery-book.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { ProvinceRefusal } from '../../host/ports/province.ts';
import { provinceAddress } from './province-address.ts';

/**
 * Enrols this installation at a province and keeps the connection. The network is asked first; the records change only when the province has
 * answered for every epoch and works in the same mode as this installation (practice never mixes with official work).
 */
export const connectProvince = commandHandler(contract.delivery.connect, async (input, context) => {
  const { readers, counter, tx } = context;
  const typed = provinceAddress(input.url);
  if ('problem' in typed) return refuse('PROVINCE_ADDRESS_UNUSABLE', { problem: typed.problem });
  const owner = readers.installation.get();
  const epochs = readers.installation.epochs().map(({ epoch }) => epoch);
  const enrolled = await enrol(context, typed.address, input.enrolmentCode, epochs);
  if (!enrolled.ok) {
    const { refusal } = enrolled;
    return refusal.code === 'PROVINCE_REFUSED' && refusal.data.reason === 'MODE_DIFFERS'
      ? refuse('PROVINCE_MODE_DIFFERS', { province: refusal.data.detail, installation: owner.mode })
      : enrolled;
  }
  const { token, receiptKey, provinceName, mode } = enrolled.value;
  if (mode !== owner.mode)
    return refuse('PROVINCE_MODE_DIFFERS', { province: mode, installation: owner.mode });
  const done = tx.immediate(({ settings, record, announce, now }) => {
    const connection: ProvinceConnection = {
      url: typed.address,
      token,
      receiptKey,
      provinceName,
      mode,
      epochs,
      connectedAt: now,
    };
    settings.set('province.connection', connection, now);
    record({
      subject: { kind: 'installation', id: owner.id },
      type: 'installation.connected',
      payload: { url: typed.address, provinceName, mode, receiptKey },
    });
    announce('outbox');
    return ok({ url: typed.address, provinceName, mode, connectedAt: now });
  });
  if (done.ok) counter.delivery.hurry();
  return done;
});

/** Registers every epoch, oldest first: the code admits the first, the token it brought the others. */
async function enrol(
  { host, readers, signal }: CommandContext,
  url: string,
  code: string,
  epochs: readonly number[],
): Promise<Result<RegisterAnswer, ProvinceRefusal>> {
  const owner = readers.installation.get();
  let bearer = code;
  let last: Result<RegisterAnswer, ProvinceRefusal> | undefined;
  for (const epoch of epochs) {
    last = await host.province.enrol({ url, bearer, signal }, registrationOf(readers, owner, epoch));
    if (!last.ok) return last;
    bearer = last.value.token;
  }
  if (last === undefined) throw new Error('the installation has no epoch');
  return last;
}
