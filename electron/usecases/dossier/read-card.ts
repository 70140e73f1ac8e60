import { contract } from '../../../shared/contract/index.ts';
import { readCitizenCard } from '../../../shared/domain/identity/read-citizen-card.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Reads the text of a citizen card's QR, or of the lines on its back, into a person of a dossier; nothing of it is recorded. */
export const readCard = queryHandler(contract.dossier.readCard, ({ text }, { clock }) => {
  const read = readCitizenCard(text, officeDay(clock.now()));
  if (!read.ok) return read;
  const { card, hints, repaired, source } = read.value;
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
    expiresOn: card.expiresOn,
    source,
    repaired,
    hints: hints.map(({ code }) => code),
  });
});
