import { contract } from '../../../shared/contract/index.ts';
import { readCardQr } from '../../../shared/domain/identity/card-qr.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Reads the text of a citizen card's QR into a person of a dossier; nothing of it is recorded. */
export const readCard = queryHandler(contract.dossier.readCard, ({ text }, { clock }) => {
  const read = readCardQr(text, officeDay(clock.now()));
  if (!read.ok) return read;
  const { card, hints } = read.value;
  return ok({
    person: {
      kind: 'person' as const,
      name: card.name,
      birthDate: card.birthDate,
      sex: card.sex,
      identity: { kind: 'citizen' as const, number: card.number },
      address: card.address ?? '',
      phone: '',
      email: '',
    },
    oldNumber: card.oldNumber,
    issuedOn: card.issuedOn,
    hints: hints.map(({ code }) => code),
  });
});
