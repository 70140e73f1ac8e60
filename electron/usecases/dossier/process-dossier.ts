import { contract } from '../../../shared/contract/index.ts';
import { plainJson } from '../../../shared/domain/canonical-json.ts';
import { ResultSnapshot } from '../../../shared/domain/delivery/result-wire.ts';
import { checkFacts } from '../../../shared/domain/digitisation/paper-facts.ts';
import type { ResultFacts } from '../../../shared/domain/digitisation/result-facts.ts';
import { NATIONAL_STATUS, stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import type { DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import type { StoredFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { judge } from '../certify/verify-file.ts';
import { readGivenFile } from '../scan/add-file.ts';
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
export const recordResult = commandHandler(contract.dossier.recordResult, (input, context) => {
  const { sha256 } = input;
  const given = sha256 === null ? undefined : context.counter.uploads.get(sha256);
  return given === undefined ? record(input, context) : recordGiven(input, context, given);
});

type Recording = InputOf<typeof contract.dossier.recordResult>;

/** A file that was just given is looked into before it is anybody's result; a signed one stays byte for byte as it came. */
async function recordGiven(input: Recording, context: CommandContext, { sha256, ...file }: StoredFile) {
  const read = await readGivenFile(context, sha256);
  if (!read.ok) return read;
  if (read.value.kind !== 'pdf') return record(input, context, { ...file, sha256 });
  const judged = await judge(context, await context.counter.folder.blobs.readAll({ ...file, sha256 }));
  const isSigned = judged.ok && judged.value.signatures.length > 0;
  return record(input, context, { ...file, sha256, mediaType: 'application/pdf' }, isSigned);
}

function record(
  { dossierId, description, sha256, facts }: Recording,
  { tx, signedIn }: CommandContext,
  given?: StoredFile,
  isSigned = false,
) {
  return tx.immediate((w) => {
    const dossier = w.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const next = stateAfter(dossier.state, 'record-result', workOf(w, dossier).stage);
    if (!next.ok) return next;
    const open = w.linked.ofDossier(dossierId).filter(({ state }) => ['waiting', 'running'].includes(state));
    if (open.length > 0) return refuse('LINKED_STILL_OPEN', { names: open.map(({ name }) => name) });
    const checked = checkFacts(facts, w.today);
    if (!checked.ok) return checked;
    if (given !== undefined) w.blobs.name({ ...given, at: w.now });
    if (given !== undefined && isSigned) w.fileSignatures.seeElsewhere(given.sha256, w.now);
    if (sha256 !== null && w.blobs.find(sha256) === undefined) return refuse('FILE_NOT_STORED', { sha256 });
    const sent = writeResult(w, {
      dossierId,
      code: dossier.code,
      description,
      files: sha256 === null ? [] : [sha256],
      facts,
      by: signedIn().userId,
    });
    return ok({ state: next.value, packetSeq: sent.seq });
  });
}

/** Writes a result that the state allows: state, record, event and packet. `files` are named blobs; the first is the result's own. */
export function writeResult(
  w: Work,
  result: {
    dossierId: DossierId;
    code: string;
    description: string;
    files: readonly string[];
    facts: ResultFacts;
    by: UserId;
  },
) {
  const { dossierId, code, description, files, facts, by } = result;
  w.dossiers.setState(dossierId, 'result-in', w.now);
  closeTurn(w, dossierId, by);
  w.results.insert({ dossierId, description, sha256: files[0] ?? null, facts, at: w.now, by });
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.result-recorded',
    payload: { code, files: [...files], resultCode: facts.code },
    personal: { description, ...said(facts) },
  });
  w.announce('dossier');
  const snapshot = ResultSnapshot.parse({
    dossierId,
    dossierCode: code,
    status: NATIONAL_STATUS['result-in'],
    description,
    files: [...files],
    facts,
    at: w.now,
  });
  return w.send(event, {
    kind: 'dossier.result-recorded',
    snapshot: plainJson(snapshot),
    files: files.flatMap((sha256) => w.blobs.find(sha256) ?? []),
  });
}

/** What a result says of somebody stands in the event by commitment only. */
function said({ code: _, ...facts }: ResultFacts): Record<string, string> {
  const values = Object.entries(facts).filter(([, value]) => value !== null);
  return Object.fromEntries(
    values.map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
