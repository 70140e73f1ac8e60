import { contract } from '../../../shared/contract/index.ts';
import { NATIONAL_STATUS, stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import type { DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { closeTurn, workOf } from '../work/work-turns.ts';

/** Says that work on a dossier has begun. */
export const startProcessing = commandHandler(contract.dossier.startProcessing, ({ dossierId }, { tx }) =>
  tx.immediate((w) => {
    const dossier = w.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const next = stateAfter(dossier.state, 'start-processing');
    if (!next.ok) return next;
    w.dossiers.setState(dossierId, next.value, w.now);
    const event = w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.processing-started',
      payload: { code: dossier.code },
    });
    w.send(event, {
      kind: 'dossier.processing-started',
      snapshot: { dossierId, dossierCode: dossier.code, status: NATIONAL_STATUS[next.value], at: w.now },
      files: [],
    });
    w.announce('dossier');
    return ok({ state: next.value });
  }),
);

/** Records the result of a dossier, with its file when it is electronic: from now on it waits to be handed over. */
export const recordResult = commandHandler(
  contract.dossier.recordResult,
  ({ dossierId, description, sha256 }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const next = stateAfter(dossier.state, 'record-result', workOf(w, dossier).stage);
      if (!next.ok) return next;
      const open = w.linked
        .ofDossier(dossierId)
        .filter(({ state }) => ['waiting', 'running'].includes(state));
      if (open.length > 0) return refuse('LINKED_STILL_OPEN', { names: open.map(({ name }) => name) });
      if (sha256 !== null && w.blobs.find(sha256) === undefined) return refuse('FILE_NOT_STORED', { sha256 });
      const sent = writeResult(w, {
        dossierId,
        code: dossier.code,
        description,
        files: sha256 === null ? [] : [sha256],
        by: signedIn().userId,
      });
      return ok({ state: next.value, packetSeq: sent.seq });
    }),
);

/** Writes a result that the state allows: state, record, event and packet. `files` are named blobs; the first is the result's own. */
export function writeResult(
  w: Work,
  result: { dossierId: DossierId; code: string; description: string; files: readonly string[]; by: UserId },
) {
  const { dossierId, code, description, files, by } = result;
  w.dossiers.setState(dossierId, 'result-in', w.now);
  closeTurn(w, dossierId, by);
  w.results.insert({ dossierId, description, sha256: files[0] ?? null, at: w.now, by });
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.result-recorded',
    payload: { code, files: [...files] },
    personal: { description },
  });
  w.announce('dossier');
  return w.send(event, {
    kind: 'dossier.result-recorded',
    snapshot: {
      dossierId,
      dossierCode: code,
      status: NATIONAL_STATUS['result-in'],
      description,
      files: [...files],
      at: w.now,
    },
    files: files.flatMap((sha256) => w.blobs.find(sha256) ?? []),
  });
}
