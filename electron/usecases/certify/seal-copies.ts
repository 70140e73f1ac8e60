import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { ProofLevel } from '../../../shared/domain/certification/verdict.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { readFile, storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { recordResultOfLast } from './record-certified.ts';
import { checksOf, runSigning } from './signing-run.ts';
import {
  type Checked,
  HANDED_WHOLE,
  type Handed,
  type Locked,
  type OfficerSigned,
  reach,
  type Stamped,
} from './signing-steps.ts';
import { judge } from './verify-file.ts';

const SIGNATURES = 2;

/**
 * The seal keeper signs for the agency, in a second revision that leaves the officer's untouched. The finished bytes are judged by our own
 * verifier before anything is called certified; when the last copy of a dossier is, its result is recorded.
 */
export const sealCopies = commandHandler(contract.certify.seal, (input, context) =>
  runSigning(context, input, {
    role: 'agency',
    begin,
    lock: (copy, key) => lockForSeal(context, copy, key),
    hand: (copy) => handForSeal(context, copy),
    async keep(stamped) {
      const checked = await check(context, stamped);
      return checked.ok ? await issue(context, checked.value) : checked;
    },
  }),
);

function begin(copy: CopyRow): Result<OfficerSigned> {
  const { officerSignedSha256: sha256 } = copy;
  return sha256 === null
    ? refuse('FILE_NOT_STORED', { sha256: '' })
    : ok(reach<OfficerSigned>({ copy, sha256 }));
}

async function lockForSeal(
  context: CommandContext,
  { copy, sha256 }: OfficerSigned,
  key: KeyRow,
): Promise<Result<Locked<'agency'>>> {
  const { host, counter, tx, signedIn } = context;
  const pdf = await readFile(counter, sha256);
  if (pdf === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  const prepared = await host.signer.prepare({
    deviceId: key.deviceId,
    pdf,
    field: 'agency',
    certificate: key.certificate,
    chain: key.chain.map((issuer) => Buffer.from(issuer, 'base64')),
    certify: false,
    checks: checksOf(context),
  });
  if (!prepared.ok) return prepared;
  const manifest = JSON.stringify(prepared.value.manifest);
  const kept = tx.immediate((w) =>
    w.copies.prepareAgency(copy.id, { manifest, by: signedIn().userId, at: w.now })
      ? ok(undefined)
      : refuse('COPY_MOVED', {}),
  );
  return kept.ok ? ok(reach<Locked<'agency'>>({ copy, prepared: prepared.value })) : kept;
}

async function handForSeal(
  { counter, tx, signedIn }: CommandContext,
  { copy, sha256 }: OfficerSigned,
): Promise<Result<Handed<'agency'>>> {
  const pdf = await readFile(counter, sha256);
  if (pdf === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  const kept = tx.immediate((w) =>
    w.copies.prepareAgency(copy.id, { manifest: HANDED_WHOLE, by: signedIn().userId, at: w.now })
      ? ok(undefined)
      : refuse('COPY_MOVED', {}),
  );
  return kept.ok ? ok(reach<Handed<'agency'>>({ copy, pdf })) : kept;
}

async function check(context: CommandContext, { copy, pdf }: Stamped<'agency'>): Promise<Result<Checked>> {
  const judged = await judge(context, pdf);
  if (!judged.ok) return judged;
  const { verdict, signatures } = judged.value;
  if (verdict !== 'valid' || signatures.length !== SIGNATURES)
    return refuse('SELF_CHECK_FAILED', { verdict });
  return ok(reach<Checked>({ copy, pdf, verdict: judged.value }));
}

async function issue(context: CommandContext, { copy, pdf, verdict }: Checked): Promise<Result<unknown>> {
  const { counter, tx, signedIn } = context;
  const file = await storeFile(counter, pdf, 'application/pdf');
  const done = tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    if (!w.copies.certify(copy.id, { sha256: file.sha256, verdict: JSON.stringify(verdict), at: w.now }))
      return refuse('COPY_MOVED', {});
    if (copy.entryId !== null) w.books.issue(copy.entryId, { at: w.now, by: signedIn().userId });
    announceCopy(w, copy, file);
    beginProof(w, copy, file.sha256, verdict.level ?? 'B-B');
    recordResultOfLast(w, signedIn().userId, copy.dossierId);
    return ok(undefined);
  });
  if (done.ok) counter.prover.look();
  return done;
}

/** From now on the copy's proof has a row: what its signatures lack is put on by a job, as soon as an authority is named. */
function beginProof(w: Work, { id: copyId }: CopyRow, sha256: string, level: ProofLevel): void {
  const asked = w.settings.get('certify.timeAuthorities').addresses.length > 0;
  const nextAttemptAt = asked ? w.now : null;
  w.proofs.begin({ copyId, level, sha256, nextAttemptAt, cause: null, at: w.now });
}

function announceCopy(w: Work, copy: CopyRow, { sha256, size }: { sha256: string; size: number }): void {
  const facts = {
    copyId: copy.id,
    book: copy.book,
    number: copy.number === null ? null : writtenCount(copy.number),
    certifiedOn: copy.certifiedOn,
    sha256,
  };
  const event = w.record({
    subject: { kind: 'dossier', id: copy.dossierId },
    type: 'copy.certified',
    payload: facts,
  });
  w.send(event, {
    kind: 'copy.certified',
    snapshot: {
      ...facts,
      dossierId: copy.dossierId,
      dossierCode: copy.dossierCode,
      title: copy.title,
      pages: copy.pages,
      at: w.now,
    },
    files: [{ sha256, size, mediaType: 'application/pdf' }],
  });
  w.announce('certify');
  w.announce('dossier');
}
