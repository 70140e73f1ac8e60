import { createHash } from 'node:crypto';
import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { ProofRow } from '../../../db/repositories/copy-proof-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { awaitedAt, isHeld } from '../../../shared/domain/certification/copy-proof.ts';
import type { ProofLevel } from '../../../shared/domain/certification/verdict.ts';
import { type DossierState, stateAfter } from '../../../shared/domain/dossier/dossier-state.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { runProof } from '../../host/prove.ts';
import type { StoredFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { recordResultOfLast } from './record-certified.ts';
import { proofTools } from './stamp-signature.ts';

/** How a copy's proof stands, as windows show it. A copy whose dossier has its result already is kept back from nobody. */
export function proofView(proof: ProofRow | undefined, state: DossierState | undefined) {
  if (proof === undefined) return null;
  const hasResult = state === undefined || !stateAfter(state, 'record-result').ok;
  const { level, cause, nextAttemptAt, attempts, releasedAt, releaseReason, versions } = proof;
  return {
    level,
    awaits: awaitedAt(level),
    held: isHeld(proof) && !hasResult,
    cause,
    nextAttemptAt,
    attempts,
    releasedAt,
    releaseReason,
    versions,
  };
}

/** What follows from a newer version of a copy, in its transaction: the event, the packet with the file, and the result that waited for it. */
export function tellOfProof(
  w: Work,
  copy: CopyRow,
  { from, level, file }: { from: ProofRow; level: ProofLevel; file: StoredFile },
): void {
  const facts = { copyId: copy.id, level, sha256: file.sha256, previousSha256: from.sha256 };
  const event = w.record({
    subject: { kind: 'dossier', id: copy.dossierId },
    type: 'copy.proved',
    payload: facts,
  });
  const { dossierId, dossierCode, book } = copy;
  const number = copy.number === null ? null : writtenCount(copy.number);
  w.send(event, {
    kind: 'copy.proved',
    snapshot: { ...facts, dossierId, dossierCode, book, number, at: w.now },
    files: [{ sha256: file.sha256, size: file.size, mediaType: 'application/pdf' }],
  });
  w.announce('certify');
  w.announce('dossier');
  if (isHeld(from) && copy.officerId !== null)
    recordResultOfLast(w, UserId.parse(copy.officerId), copy.dossierId);
}

/** Gives a copy out before its time stamp, because the citizen asks for it now; the stamped version follows. */
export const releaseCopy = commandHandler(contract.certify.release, ({ copyId, reason }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const copy = w.copies.find(copyId);
    const proof = w.proofs.find(copyId);
    if (copy === undefined || proof === undefined) return refuse('COPY_UNKNOWN', { copyId });
    if (!isHeld(proof)) return refuse('COPY_NOT_HELD', {});
    const by = signedIn().userId;
    w.proofs.release(copyId, { by, reason, at: w.now });
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.released',
      payload: { copyId, sha256: proof.sha256 },
      personal: { reason },
    });
    recordResultOfLast(w, by, copy.dossierId);
    w.announce('certify');
    w.announce('dossier');
    return ok({});
  }),
);

/** Has what a copy waits for tried at once. */
export const proveNow = commandHandler(contract.certify.proveNow, ({ copyId }, { tx, readers, counter }) => {
  if (readers.settings.get('certify.timeAuthorities').addresses.length === 0)
    return refuse('TIME_NOT_SET_UP', {});
  const done = tx.immediate((w) => {
    if (w.proofs.hurry(copyId, w.now) === 0) return refuse('COPY_UNKNOWN', { copyId });
    w.announce('certify');
    return ok({});
  });
  if (done.ok) counter.prover.look();
  return done;
});

/** The revocation data at hand, with its age. */
export const listRevocationData = queryHandler(contract.certify.revocationData, (_input, { readers }) =>
  ok({ data: readers.revocations.list() }),
);

/** Takes a revocation list that a person brought as a file: for authorities whose own address cannot be reached from here. */
export const addRevocationList = commandHandler(
  contract.certify.addRevocationList,
  async ({ sha256 }, context) => {
    const { counter, tx } = context;
    const file = counter.uploads.get(sha256);
    if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
    const data = new Uint8Array(await counter.folder.blobs.readAll(file));
    const tools = proofTools(context);
    const { roots } = tools.anchors();
    const keys = context.readers.signingKeys.all();
    const issuers = [
      ...roots,
      ...keys.flatMap(({ chain }) => chain.map((each) => Buffer.from(each, 'base64'))),
    ];
    for (const issuer of issuers) {
      const read = await runProof(tools, { job: 'read-list', data, issuer: new Uint8Array(issuer) });
      if (!read.ok) continue;
      const { issuerFingerprint: about, issuerName, asOf, nextUpdate } = read.value;
      return tx.immediate((w) => {
        const row = { about, kind: 'crl', issuer: issuerName, asOf, nextUpdate, source: null, data } as const;
        w.revocations.keep({ ...row, at: w.now });
        w.proofs.hurry(null, w.now);
        w.record({
          subject: { kind: 'revocation-list', id: createHash('sha256').update(data).digest('hex') },
          type: 'revocation-list.added',
          payload: { about, asOf },
        });
        w.announce('certify');
        return ok({ issuer: issuerName, asOf, nextUpdate });
      });
    }
    return refuse('REVOCATION_LIST_UNUSABLE', {});
  },
);
