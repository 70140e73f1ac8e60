import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { decideCode } from '../../../shared/domain/dossier/other-code.ts';
import { CENTRAL_RULE } from '../../../shared/domain/dossier/provisional-number.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

/**
 * Notes the code that a central service gave a dossier (Điều 13 khoản 3 Thông tư 03/2025/TT-VPCP). What was received under a provisional number has
 * that code from then on; every code it had still finds it, and the province is told that they are one.
 */
export const linkCode = commandHandler(
  contract.dossier.linkCode,
  ({ dossierId, code: typed, sure }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const code = typed.toUpperCase();
      const decided = decideCode(dossier.code, w.codes.ofDossier(dossierId), { code, sure });
      if (!decided.ok) return decided;
      if (w.search.byCode(code).some((hit) => hit.code === code && hit.dossierId !== dossierId))
        return refuse('CODE_OF_ANOTHER', { code });
      const by = signedIn().userId;
      if (decided.value.becomes === 'central') {
        w.codes.link(code, dossierId, 'central', by, w.now);
        return ok({ code, packetSeq: tell(w, dossier, { dossierCode: dossier.code, otherCode: code }) });
      }
      const { former } = decided.value;
      w.codes.link(dossier.code, dossierId, former, by, w.now);
      w.codes.rename(dossierId, code, CENTRAL_RULE, w.now);
      return ok({
        code,
        packetSeq: tell(w, dossier, { dossierCode: code, otherCode: dossier.code, former }),
      });
    }),
);

function tell(
  w: Work,
  { id, state }: DossierRow,
  said: { dossierCode: string; otherCode: string; former?: 'provisional' | 'mistaken' },
): number {
  const { dossierCode, ...other } = said;
  const event = w.record({
    subject: { kind: 'dossier', id },
    type: 'dossier.code-linked',
    payload: { code: dossierCode, ...other },
  });
  const snapshot = { dossierId: id, status: NATIONAL_STATUS[state], ...said, at: w.now };
  const { seq } = w.send(event, { kind: 'dossier.code-linked', snapshot, files: [] });
  w.announce('dossier');
  return seq;
}

/** What was received under a provisional number and waits for its code, the oldest first. */
export const listCodeless = queryHandler(contract.dossier.codeless, (_input, { readers }) =>
  ok({ total: readers.codes.figures().count, dossiers: readers.codes.waiting() }),
);
