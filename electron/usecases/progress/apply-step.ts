import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { resumeDeadline } from '../../../shared/domain/deadline/resume-deadline.ts';
import type { ProgressEntry } from '../../../shared/domain/delivery/progress-wire.ts';
import { toldFacts } from '../../../shared/domain/digitisation/result-facts.ts';
import type { DossierAction, DossierState } from '../../../shared/domain/dossier/dossier-state.ts';
import type { StepDetails } from '../../../shared/domain/dossier/dossier-step.ts';
import type { Aside, AsideReason } from '../../../shared/domain/dossier/province-progress.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { Identity } from '../../host/identity.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { mayEnd } from '../custody/may-end.ts';
import { arrive } from '../life/confirm-arrival.ts';
import { beforeEnd, takeBackCopies } from '../life/end-dossier.ts';
import { beforeAction } from '../life/record-step.ts';
import { pauseBegan } from '../life/resume-dossier.ts';
import { leaveOutOfOpenTransfer } from '../transfer/prepare-transfer.ts';

const StepId = z.uuid();

interface Told {
  w: Work;
  identity: Identity;
  entry: ProgressEntry;
  dossier: DossierRow;
  next: DossierState;
}

/**
 * Does on the records what an agency did, with its time and under its name. Whatever refuses does so before anything is written; the province
 * is not told what it said itself, except the appointment that the citizen now has from here.
 */
export function applyStep(
  w: Work,
  identity: Identity,
  dossierId: DossierId,
  entry: ProgressEntry,
  action: DossierAction,
): Result<undefined, Aside> {
  const before = beforeAction(w, dossierId, action);
  if (!before.ok) return aside('DOES_NOT_FIT', action);
  const told: Told = { w, identity, entry, ...before.value };
  switch (action) {
    case 'confirm-arrival':
      return confirm(told);
    case 'start-processing':
      w.dossiers.setState(dossierId, told.next, w.now);
      return ok(undefined);
    case 'ask-supplement':
      return askSupplement(told);
    case 'ask-payment':
      if (entry.payment === null) return aside('NEEDS_A_PERSON', 'payment');
      return begin(told, { kind: 'payment', ...entry.payment });
    case 'resume':
      return resume(told);
    case 'record-result':
      return recordResult(told);
    case 'stop':
    case 'refuse':
    case 'withdraw':
      return end(told, action);
    default:
      return aside('NEEDS_A_PERSON', action);
  }
}

function aside(reason: AsideReason, detail: string): { ok: false; refusal: Aside } {
  return refuse(reason, { detail });
}

function confirm({ w, identity, entry, dossier, next }: Told): Result<undefined, Aside> {
  const arrived = arrive(
    w,
    identity,
    { dossier, next },
    {
      taker: { by: null, agency: entry.unit },
      receivedAt: entry.receivedAt ?? entry.at,
      document: '',
      receiver: entry.person ?? '',
    },
  );
  if (arrived.ok) return ok(undefined);
  const { code } = arrived.refusal;
  return code === 'ARRIVAL_IMPOSSIBLE'
    ? aside('TIME_IMPOSSIBLE', entry.receivedAt ?? entry.at)
    : aside('NOT_RECKONABLE', code);
}

/** A step that begins at the agency's time. */
function begin({ w, identity, entry, dossier, next }: Told, details: StepDetails): Result<undefined, Aside> {
  w.steps.begin({
    id: identity.newId(StepId),
    dossierId: dossier.id,
    details,
    at: entry.at,
    by: null,
    agency: entry.unit,
    dueBefore: dossier.due,
    dueAfter: null,
  });
  w.dossiers.setState(dossier.id, next, w.now);
  return ok(undefined);
}

/** Only once may the citizen be asked (Điều 11 Nghị định 118/2025/NĐ-CP); who asks again explains it to a person first. */
function askSupplement(told: Told): Result<undefined, Aside> {
  const { w, dossier, entry } = told;
  if (w.steps.ofDossier(dossier.id).some(({ kind }) => kind === 'supplement'))
    return aside('SECOND_SUPPLEMENT', entry.unit);
  return begin(told, {
    kind: 'supplement',
    items: [{ componentId: null, text: entry.step.slice(0, 300), paperReason: null }],
    reason: entry.step,
    answerBy: null,
    ground: null,
  });
}

function resume({ w, entry, dossier, next }: Told): Result<undefined, Aside> {
  const pending = w.steps.findPending(dossier.id);
  if (pending === undefined) throw new Error(`dossier ${dossier.id} waits for nothing`);
  if (w.linked.ofDossier(dossier.id).length > 0) return aside('NEEDS_A_PERSON', 'linked');
  if (entry.at < pending.begunAt) return aside('TIME_IMPOSSIBLE', entry.at);
  const running = { due: dossier.due, unit: dossier.terms.limit.unit };
  const pause = { from: pauseBegan(w.steps.ofDossier(dossier.id), pending.begunAt), to: entry.at };
  const appointed = resumeDeadline(running, pause, w.calendars.now());
  if (!appointed.ok) return aside('NOT_RECKONABLE', appointed.refusal.code);
  const { due, dueAt, engine, explanation } = appointed.value;
  w.steps.end(pending.id, { at: entry.at, by: null, brought: entry.step, dueAfter: due });
  w.dossiers.appoint(dossier.id, { due, dueAt, engine, explanation }, w.now);
  w.dossiers.setState(dossier.id, next, w.now);
  return ok(undefined);
}

function recordResult({ w, entry, dossier, next }: Told): Result<undefined, Aside> {
  const { result } = entry;
  if (result === null) return aside('NEEDS_A_PERSON', 'result');
  const open = w.linked
    .ofDossier(dossier.id)
    .filter(({ state }) => state === 'waiting' || state === 'running');
  if (open.length > 0) return aside('LINKED_PROCEDURE', open.map(({ code }) => code).join(', '));
  w.results.insert({
    dossierId: dossier.id,
    description: `${result.name}, ${result.number}, ${result.issuedOn.split('-').reverse().join('/')}`,
    sha256: null,
    at: entry.at,
    by: null,
    agency: entry.unit,
    facts: toldFacts(result, entry.unit),
  });
  w.dossiers.setState(dossier.id, next, w.now);
  return ok(undefined);
}

function end(told: Told, action: 'stop' | 'refuse' | 'withdraw'): Result<undefined, Aside> {
  const { w, entry, dossier } = told;
  if (action === 'stop' && entry.article === null) return aside('NEEDS_A_PERSON', 'article');
  if (!beforeEnd(w, dossier.id, action).ok) return aside('COPY_BEING_SIGNED', '');
  if (action !== 'stop') {
    if (!mayEnd(w, dossier.id).ok) return aside('ORIGINALS_OUT', '');
    takeBackCopies(w, dossier.id);
    leaveOutOfOpenTransfer(w, dossier.id, dossier.code);
  }
  const pending = w.steps.findPending(dossier.id);
  if (pending !== undefined)
    w.steps.end(pending.id, { at: entry.at, by: null, brought: null, dueAfter: null });
  const reason = entry.step;
  if (action === 'stop') return begin(told, { kind: 'stop', reason, article: entry.article ?? '' });
  return begin(
    told,
    action === 'refuse' ? { kind: 'refusal', reason } : { kind: 'withdrawal', reason, givenBack: '' },
  );
}
