import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS, stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import { decidePaperOnly } from '../../../shared/domain/dossier/electronic-result.ts';
import { decideHandOver, decideTogether } from '../../../shared/domain/dossier/hand-over.ts';
import { readCitizenCard } from '../../../shared/domain/identity/read-citizen-card.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { mayEnd } from '../custody/may-end.ts';
import { recordIdentity } from '../identity/identity-checks.ts';
import { electronicResult } from './electronic-result.ts';
import { isHandedToBoth } from './handed-to-both.ts';

type HandOver = Omit<InputOf<typeof contract.dossier.handOver>, 'requestId'>;

/** Hands a result to the person at the window, when their number is one of those who may have it or a paper says so. */
export const handOverResult = commandHandler(contract.dossier.handOver, (input, context) =>
  context.tx.immediate((w) => handOver(w, context, input)),
);

/** The hand-over itself, inside the transaction of whatever led to it. */
export function handOver(
  w: Work,
  { host, signedIn }: CommandContext,
  { dossierId, receiver, together, paper, card, receiverCheck = 'none', paperOnly }: HandOver,
) {
  const dossier = w.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const next = stateAfter(dossier.state, 'return-result');
  if (!next.ok) return next;
  const ending = mayEnd(w, dossierId);
  if (!ending.ok) return ending;
  const parties = w.dossiers.parties(dossierId);
  const partyOf = (role: string) => parties.find((entry) => entry.role === role)?.party;
  const submitter = partyOf('submitter');
  if (submitter === undefined) throw new Error(`dossier ${dossierId} has no submitter`);
  const people = {
    owner: partyOf('owner') ?? null,
    submitter,
    receiver: partyOf('receiver') ?? submitter,
  };
  const slip = {
    lost: w.steps.ofDossier(dossierId).some(({ details }) => details.kind === 'slip-lost'),
    cardNumber: numberOnCard(card, w.today),
  };
  const decided = decideHandOver(people, receiver, paper, slip);
  if (!decided.ok) return decided;
  const both = decideTogether(isHandedToBoth(w, dossier), receiver, together);
  if (!both.ok) return both;
  const onPaper = decidePaperOnly(electronicResult(w, dossier), paperOnly);
  if (!onPaper.ok) return onPaper;
  const { basis, match } = decided.value;
  const byHand = { way: 'window', carrier: null, tracking: null } as const;
  w.results.insertHandOver({
    dossierId,
    basis,
    receiver,
    together: both.value,
    paper,
    ...byHand,
    at: w.now,
    by: signedIn().userId,
    paperOnly: onPaper.value,
  });
  w.dossiers.setState(dossierId, next.value, w.now);
  const identity = recordIdentity(w, host.identity, {
    dossierId,
    occasion: 'hand-over',
    role: 'receiver',
    name: receiver.name,
    method: receiverCheck,
    by: signedIn().userId,
  });
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.handed-over',
    payload: { code: dossier.code, basis, match, identity, paperOnly: onPaper.value?.reason ?? null },
    personal: {
      receiver: JSON.stringify(receiver),
      ...(both.value === null ? {} : { together: JSON.stringify(both.value) }),
      ...(paper === null ? {} : { paper }),
      ...(onPaper.value === null ? {} : { paperOnlyWords: onPaper.value.words }),
    },
  });
  const sent = w.send(event, {
    kind: 'dossier.handed-over',
    snapshot: {
      dossierId,
      dossierCode: dossier.code,
      status: NATIONAL_STATUS[next.value],
      basis,
      match,
      identity,
      receiver: receiver.name,
      paperOnly: onPaper.value?.reason ?? null,
      ...(both.value === null ? {} : { together: both.value.name }),
      at: w.now,
    },
    files: [],
  });
  w.announce('dossier');
  return ok({ basis, match, handedAt: w.now, packetSeq: sent.seq });
}

/** The number that a read card carries; null when nothing readable was read. */
function numberOnCard(text: string | null, today: PlainDate): string | null {
  if (text === null) return null;
  const read = readCitizenCard(text, today);
  return read.ok ? read.value.card.number : null;
}
