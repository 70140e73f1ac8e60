import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/**
 * Links the code that a central service gave a dossier later, as where it was received under a temporary one (số tạm): both find it from then
 * on, and the province is told that they are one.
 */
export const linkCode = commandHandler(
  contract.dossier.linkCode,
  ({ dossierId, code: typed }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const code = typed.toUpperCase();
      const [found] = w.search.byCode(code);
      if (found?.dossierId === dossierId && isOf(code, dossier.code, w.online.codesOf(dossierId)))
        return refuse('CODE_LINKED_BEFORE', { code });
      if (found !== undefined && found.dossierId !== dossierId && found.code === code)
        return refuse('CODE_OF_ANOTHER', { code });
      w.online.linkCode(code, dossierId, 'central', signedIn().userId, w.now);
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.code-linked',
        payload: { code: dossier.code, otherCode: code },
      });
      const sent = w.send(event, {
        kind: 'dossier.code-linked',
        snapshot: {
          dossierId,
          dossierCode: dossier.code,
          status: NATIONAL_STATUS[dossier.state],
          otherCode: code,
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ code, packetSeq: sent.seq });
    }),
);

function isOf(code: string, own: string, others: readonly { code: string }[]): boolean {
  return own === code || others.some((other) => other.code === code);
}
