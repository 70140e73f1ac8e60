import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { awaits } from '../../../shared/domain/certification/copy-state.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { CertifiedCopyId } from '../../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { KeySource, type PreparedSignature } from '../../host/ports/signer.ts';
import { signingRefusal } from './signing-refusal.ts';
import { beginStamping } from './stamp-signature.ts';

/** What the caller of a signing gave. */
export interface SigningRequest {
  copyIds: readonly CertifiedCopyId[];
  keyId: string;
  pin: string;
  useLastTry: boolean;
}

/** What becomes of one copy; a refusal of one stops no other. */
interface CopyOutcome {
  copyId: CertifiedCopyId;
  ok: boolean;
  number: string | null;
  refusal: { code: string; data: Record<string, never> } | null;
}

/** The two halves of signing that differ between officer and agency. */
export interface SigningSteps {
  role: KeyRow['role'];
  /** Everything before the key: the file with its field prepared, kept on disk. */
  prepare(copy: CopyRow, key: KeyRow): Promise<Result<PreparedSignature, Refusal>>;
  /** Everything after it: the signed file, checked and kept. */
  finish(copy: CopyRow, signed: Uint8Array): Promise<Result<unknown, Refusal>>;
}

/**
 * Signs a queue with one PIN: every copy is prepared and kept, the key signs all of them at once, every copy is completed and kept. Whatever
 * stops it, each copy is where its last kept step left it.
 */
export async function runSigning(context: QueryContext, request: SigningRequest, steps: SigningSteps) {
  const { host, readers } = context;
  const key = readers.signingKeys.find(request.keyId);
  if (key === undefined) return refuse('KEY_MISSING', {});
  if (key.role !== steps.role) return refuse('KEY_ROLE_WRONG', { role: key.role });
  if (readers.signingKeys.trustAnchors().length === 0) return refuse('CERTIFICATE_UNTRUSTED', {});
  const source = KeySource.parse(key.source);
  if (source.kind === 'service') return refuse('KEY_SIGNS_WHOLE', {});
  const { deviceId, fingerprint } = key;
  // A key file tells a wrong password before any number is taken; a token counts its tries, so it is asked once only.
  if (source.kind === 'pkcs12') {
    const opened = await host.signer.certificates({ deviceId, source, pin: request.pin });
    if (!opened.ok) return signingRefusal(opened.refusal);
  }
  const stamping = await beginStamping(context);
  if (!stamping.ok) return stamping;
  const outcomes: CopyOutcome[] = [];
  const ready: { copy: CopyRow; prepared: PreparedSignature }[] = [];
  for (const { copyId, copy } of inListOrder(readers, request.copyIds)) {
    const prepared = await prepareOne(context, copy, key, steps);
    if (copy !== undefined && prepared.ok) ready.push({ copy, prepared: prepared.value });
    else outcomes.push(outcomeOf(readers.copies.find(copyId), copyId, prepared));
  }
  if (ready.length === 0) return ok({ outcomes });
  const payloads = ready.map(({ prepared }) => Buffer.from(prepared.manifest.signedAttributes, 'base64'));
  const { pin, useLastTry } = request;
  const signed = await host.signer.sign({ deviceId, source, fingerprint, pin, useLastTry, payloads });
  if (!signed.ok) return signingRefusal(signed.refusal);
  for (const [index, { copy, prepared }] of ready.entries()) {
    const signature = signed.value[index] ?? new Uint8Array();
    const completed = await host.signer.complete({ deviceId, prepared, signature });
    // Before the next revision: it would cover the room of the stamp.
    const stamped = completed.ok
      ? await stamping.value.stamp(completed.value, prepared.manifest.field)
      : completed;
    const finished = stamped.ok ? await steps.finish(copy, stamped.value) : stamped;
    outcomes.push(outcomeOf(readers.copies.find(copy.id), copy.id, finished));
  }
  return ok({ outcomes });
}

/** As they were compared, whatever the order they were asked for in: so numbers follow the list. */
function inListOrder({ copies }: QueryContext['readers'], copyIds: readonly CertifiedCopyId[]) {
  return [...new Set(copyIds)]
    .map((copyId) => ({ copyId, copy: copies.find(copyId) }))
    .sort((a, b) => (a.copy?.comparedAt ?? '').localeCompare(b.copy?.comparedAt ?? ''));
}

async function prepareOne(
  { readers }: QueryContext,
  copy: CopyRow | undefined,
  key: KeyRow,
  steps: SigningSteps,
): Promise<Result<PreparedSignature, Refusal>> {
  if (copy === undefined) return refuse('COPY_UNKNOWN', {});
  // No number is taken, and nothing signed, for a dossier that has ended or stands still.
  const state = readers.dossiers.find(copy.dossierId)?.state;
  if (state === undefined || !isOpen(state)) return refuse('DOSSIER_CLOSED', { state: state ?? 'returned' });
  if (awaits(copy.state) !== steps.role) return refuse('COPY_MOVED', { state: copy.state });
  return await steps.prepare(copy, key);
}

function outcomeOf(
  copy: CopyRow | undefined,
  copyId: CertifiedCopyId,
  result: Result<unknown, Refusal>,
): CopyOutcome {
  const number = copy?.number ?? null;
  return {
    copyId,
    ok: result.ok,
    number: number === null ? null : writtenCount(number),
    refusal: result.ok
      ? null
      : { code: result.refusal.code, data: { ...result.refusal.data } as Record<string, never> },
  };
}

/** What a certificate is checked against before it signs. */
export function checksOf({ readers, clock }: QueryContext) {
  const roots = readers.signingKeys.trustAnchors().map(({ certificate }) => certificate);
  return { at: clock.now(), roots, revocationLists: readers.revocations.data() };
}
