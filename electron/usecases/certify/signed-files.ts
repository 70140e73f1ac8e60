import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { plainJson } from '../../../shared/domain/canonical-json.ts';
import { ResultSnapshot } from '../../../shared/domain/delivery/result-wire.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import type { DossierId, Sha256 } from '../../../shared/types/ids.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Readers } from '../../host/repositories.ts';
import type { StoredFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { putDigitalCopy } from '../scan/put-digital-copy.ts';
import { findSlot } from '../scan/slot.ts';

/** A digital copy of a component, or (null) the result of the dossier, as the person saw it. */
export interface FileToSign {
  dossierId: DossierId;
  componentId: string | null;
  sha256: Sha256;
}

/** The file where it still has its place and may be signed: the copy shows the pages as they are, the result was not given out. */
export function findFile(
  readers: Pick<Readers, 'dossiers' | 'pages' | 'results' | 'fileSignatures' | 'store'>,
  { dossierId, componentId, sha256 }: FileToSign,
) {
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined || readers.fileSignatures.unsignedOf(sha256) !== undefined)
    return refuse('FILE_CHANGED', {});
  if (componentId === null) {
    const result = readers.results.find(dossierId);
    return dossier.state === 'result-in' && result?.sha256 === sha256
      ? ok({ dossier, result, copy: undefined })
      : refuse('FILE_CHANGED', {});
  }
  const slot = findSlot(readers, dossierId, componentId);
  if (!slot.ok) return slot;
  const copy = readers.pages.digitalCopies(dossierId).find((row) => row.componentId === componentId);
  // A paper out of a holder's store was signed, or not, where it was digitised.
  const isReused = readers.store.reusesOf(dossierId).some((reuse) => reuse.componentId === componentId);
  return copy?.sha256 === sha256 && copy.upToDate && copy.originalName === null && !isReused
    ? ok({ dossier, copy, result: undefined })
    : refuse('FILE_CHANGED', {});
}

/** Puts the signed file in the place of the unsigned one: record, event, packet. The unsigned one stays stored. */
export function recordSigned(
  w: Work,
  context: CommandContext,
  {
    file,
    key,
    stored,
    format,
  }: { file: FileToSign; key: KeyRow; stored: StoredFile; format: 'pades' | 'pkcs7' },
): Result<unknown> {
  const found = findFile(w, file);
  if (!found.ok) return found;
  const { dossierId, componentId, sha256: unsignedSha256 } = file;
  const { dossier, copy, result } = found.value;
  const { sha256 } = stored;
  const signature = { unsignedSha256, format, keyId: key.keyId };
  const row = { ...signature, sha256, dossierId, at: w.now, by: context.signedIn().userId };
  if (componentId !== null && copy !== undefined) {
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.component-signed',
      payload: { componentId, sha256, ...signature },
    });
    const place = { dossierId, componentId, code: dossier.code };
    const { pages, reEncoded, largerThan } = copy;
    putDigitalCopy(w, context, place, { ...stored, originalName: null }, { pages, reEncoded, largerThan });
    w.fileSignatures.insert({ ...row, componentId });
  } else if (result !== undefined) {
    w.blobs.name({ ...stored, at: w.now });
    w.fileSignatures.insert({ ...row, componentId: null });
    sendSignedResult(w, { dossierId, code: dossier.code, stored, result, signature });
  }
  w.announce('certify');
  w.announce('dossier');
  return ok(undefined);
}

/** The province gets the result once more, with the file that is given out. */
function sendSignedResult(
  w: Work,
  said: {
    dossierId: DossierId;
    code: string;
    stored: StoredFile;
    result: NonNullable<ReturnType<Work['results']['find']>>;
    signature: { unsignedSha256: string; format: string; keyId: string };
  },
): void {
  const { dossierId, code, stored, result, signature } = said;
  const { sha256, size } = stored;
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.result-signed',
    payload: { sha256, ...signature },
  });
  const snapshot = ResultSnapshot.parse({
    dossierId,
    dossierCode: code,
    status: NATIONAL_STATUS['result-in'],
    description: result.description,
    files: [sha256],
    facts: result.facts,
    at: w.now,
  });
  const files = [{ sha256, size, mediaType: 'application/pdf' }];
  w.send(event, { kind: 'dossier.result-recorded', snapshot: plainJson(snapshot), files });
}

/** A result that came with somebody else's signature waits for none of ours. */
export function seeSignedElsewhere({ tx }: CommandContext, sha256: string): void {
  tx.immediate((w) => {
    w.fileSignatures.seeElsewhere(sha256, w.now);
    w.announce('certify');
    return ok(undefined);
  });
}
