import * as z from 'zod';
import type { AssistedRow } from '../../../db/repositories/assisted-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { isBornAfter, isIdentified, type Party } from '../../../shared/domain/dossier/party.ts';
import { isBeingPrepared, keptDays } from '../../../shared/domain/online/assisted-filing.ts';
import { secondsAfter } from '../../../shared/domain/time/office-time.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import type { Work } from '../../host/unit-of-work.ts';

const FilingId = z.uuid();
const SECONDS_OF_A_DAY = 86_400;

/** Begins to help somebody with an online filing. */
export const openFiling = commandHandler(
  contract.assist.open,
  ({ procedureCode, caseId, person, request }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const catalogue = w.catalogues.on(w.today);
      const found = catalogue.findProcedure(procedureCode, w.today);
      if (!found.ok) return found;
      const procedure = found.value;
      if (findCase(procedure, caseId) === undefined) return refuse('CASE_UNKNOWN', { caseId });
      if (!procedure.channels.includes('online'))
        return refuse('NOT_FILED_ONLINE', { name: procedure.shortName });
      const sound = judgePerson(person, w.today);
      if (!sound.ok) return sound;
      const filingId = host.identity.newId(FilingId);
      w.assisted.open({
        filingId,
        procedureCode: procedure.code,
        procedureName: procedure.name,
        caseId,
        catalogueVersion: catalogue.version,
        person,
        request,
        at: w.now,
        by: signedIn().userId,
      });
      note(w, filingId, 'assisted.opened', { procedureCode: procedure.code, caseId }, { person, request });
      return ok({ filingId });
    }),
);

/** Puts the words right; files that were made under other words are made anew. */
export const changeFiling = commandHandler(contract.assist.change, ({ filingId, person, request }, { tx }) =>
  tx.immediate((w) => {
    const open = findOpen(w, filingId);
    if (!open.ok) return open;
    const sound = judgePerson(person, w.today);
    if (!sound.ok) return sound;
    w.assisted.change(filingId, person, request);
    w.assisted.removePrepared(filingId, w.now);
    note(w, filingId, 'assisted.changed', {}, { person, request });
    return ok({});
  }),
);

/**
 * The citizen has filed. The code was read by a person on the citizen's screen, or stands in an online filing that came down and that a person found
 * to be the same; nothing is linked by itself.
 */
export const confirmFiling = commandHandler(
  contract.assist.file,
  ({ filingId, code, submissionId }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const open = findOpen(w, filingId);
      if (!open.ok) return open;
      if (open.value.state !== 'prepared') return refuse('NOT_PREPARED', {});
      if (w.assisted.findCode(code) !== undefined) return refuse('CODE_HELPED_BEFORE', { code });
      const submission = submissionId === null ? undefined : w.online.find(submissionId);
      if (submissionId !== null && (submission === undefined || submission.code !== code))
        return refuse('SUBMISSION_NOT_THEIRS', { code });
      return ok(end(w, open.value, signedIn().userId, { state: 'filed', code, submissionId, reason: null }));
    }),
);

/** Nothing is filed; the reason stays. */
export const giveUpFiling = commandHandler(contract.assist.giveUp, ({ filingId, reason }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const open = findOpen(w, filingId);
    if (!open.ok) return open;
    const how = { state: 'given-up', code: null, submissionId: null, reason } as const;
    return ok(end(w, open.value, signedIn().userId, how));
  }),
);

/** The filing, as long as somebody may work on it. */
export function findOpen({ assisted }: Pick<Readers, 'assisted'>, filingId: string) {
  const row = assisted.find(filingId);
  if (row === undefined) return refuse('ASSISTED_UNKNOWN', { filingId });
  return isBeingPrepared(row.state) ? ok(row) : refuse('ASSISTED_ENDED', { state: row.state });
}

/** Records what happened to a filing; people's words stand in it by commitment only. */
export function note(
  w: Work,
  filingId: string,
  type: string,
  payload: Parameters<Work['record']>[0]['payload'],
  personal?: Record<string, unknown>,
) {
  w.announce('online');
  return w.record({
    subject: { kind: 'assisted-filing', id: filingId },
    type,
    payload,
    ...(personal === undefined
      ? {}
      : {
          personal: Object.fromEntries(
            Object.entries(personal).map(([field, value]) => [field, JSON.stringify(value)]),
          ),
        }),
  });
}

/** What the province learns: that somebody was helped with a procedure, and the code under which it knows the filing. */
function end(
  w: Work,
  { filingId, procedureCode, openedAt }: AssistedRow,
  by: string,
  how: {
    state: 'filed' | 'given-up';
    code: string | null;
    submissionId: string | null;
    reason: string | null;
  },
) {
  const purgeAfter = secondsAfter(w.now, keptDays(w.now) * SECONDS_OF_A_DAY);
  w.assisted.end({ filingId, ...how, purgeAfter, at: w.now, by });
  const { state, code, submissionId, reason } = how;
  const facts = { procedureCode, code, submissionId, purgeAfter };
  const event = note(w, filingId, `assisted.${state}`, facts, reason === null ? undefined : { reason });
  const sent = w.send(event, {
    kind: `assisted.${state}`,
    snapshot: { filingId, procedureCode, code, submissionId, openedAt, endedAt: w.now },
    files: [],
  });
  return { purgeAfter, packetSeq: sent.seq };
}

// The portal knows its account holders by number: nobody else can file there.
function judgePerson(person: Party, today: PlainDate) {
  if (!isIdentified(person)) return refuse('IDENTITY_MISSING', { role: 'submitter' as const });
  return isBornAfter(person, today)
    ? refuse('BORN_AFTER_TODAY', { role: 'submitter' as const })
    : ok(undefined);
}
