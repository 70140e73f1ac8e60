import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS, stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import { decidePaperOnly } from '../../../shared/domain/dossier/electronic-result.ts';
import { decideAcknowledgement, decideSendingOut } from '../../../shared/domain/dossier/send-out.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { mayEnd } from '../custody/may-end.ts';
import { electronicResult } from './electronic-result.ts';
import { isHandedToBoth } from './handed-to-both.ts';

/** Sends a result by post or electronically, as it was agreed at the reception; its receiver acknowledges it later. */
export const sendOutResult = commandHandler(
  contract.dossier.sendOut,
  ({ dossierId, way, carrier, tracking, paperOnly }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const next = stateAfter(dossier.state, 'return-result');
      if (!next.ok) return next;
      const ending = mayEnd(w, dossierId);
      if (!ending.ok) return ending;
      if (isHandedToBoth(w, dossier)) return refuse('BOTH_PARTIES_NEEDED', {});
      const decided = decideSendingOut(dossier.terms.delivery.method, { way, carrier });
      if (!decided.ok) return decided;
      const onPaper = decidePaperOnly(electronicResult(w, dossier), paperOnly);
      if (!onPaper.ok) return onPaper;
      const parties = w.dossiers.parties(dossierId);
      const partyOf = (role: string) => parties.find((entry) => entry.role === role)?.party;
      const receiver = partyOf('receiver') ?? partyOf('submitter');
      if (receiver === undefined) throw new Error(`dossier ${dossierId} has no submitter`);
      const basis = 'receiver';
      const sentBy = { way, carrier, tracking };
      w.results.insertHandOver({
        dossierId,
        basis,
        receiver,
        together: null,
        paper: null,
        ...sentBy,
        at: w.now,
        by: signedIn().userId,
        paperOnly: onPaper.value,
      });
      w.dossiers.setState(dossierId, next.value, w.now);
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.sent-out',
        payload: { code: dossier.code, way, paperOnly: onPaper.value?.reason ?? null },
        personal: { tracking, ...(onPaper.value === null ? {} : { paperOnlyWords: onPaper.value.words }) },
      });
      const sent = w.send(event, {
        kind: 'dossier.handed-over',
        snapshot: {
          dossierId,
          dossierCode: dossier.code,
          status: NATIONAL_STATUS[next.value],
          basis,
          receiver: receiver.name,
          paperOnly: onPaper.value?.reason ?? null,
          ...sentBy,
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ handedAt: w.now, packetSeq: sent.seq });
    }),
);

/** Records that the receiver of a result that was sent acknowledged it. */
export const acknowledgeResult = commandHandler(
  contract.dossier.acknowledge,
  ({ dossierId, on, acknowledgement }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const handOver = w.results.findHandOver(dossierId);
      if (handOver === undefined || handOver.way === 'window') return refuse('NOT_SENT_OUT', {});
      const sentOn = officeDay(handOver.handedAt);
      const decided = decideAcknowledgement({
        sentOn,
        on,
        today: w.today,
        acknowledgedOn: handOver.acknowledgedOn,
      });
      if (!decided.ok) return decided;
      w.results.acknowledge({ dossierId, on, acknowledgement, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.acknowledged',
        payload: { on },
        personal: { acknowledgement },
      });
      w.announce('dossier');
      return ok({ on });
    }),
);
