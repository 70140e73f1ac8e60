import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { agencyMark, digitisedMark } from '../../../shared/forms/nd-30-2020/signature-mark.ts';
import type { Sha256 } from '../../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { type DirectKeySource, KeySource, type PreparedSignature } from '../../host/ports/signer.ts';
import { readFile, storeFile } from '../../host/store-file.ts';
import { keyForUse } from './key-for-use.ts';
import { signWhole } from './sign-whole.ts';
import { type FileToSign, findFile, recordSigned, seeSignedElsewhere } from './signed-files.ts';
import { signingRefusal } from './signing-refusal.ts';
import { checksOf } from './signing-run.ts';
import { beginStamping, type Stamping } from './stamp-signature.ts';
import { judge } from './verify-file.ts';

/** Files in memory at a time; the key signs so many at once. */
const AT_ONCE = 4;
const FIELDS = { officer: 'official', agency: 'agency' } as const;

interface SigningRequest {
  files: readonly FileToSign[];
  keyId: string;
  pin: string;
  useLastTry: boolean;
}

interface FileOutcome {
  sha256: Sha256;
  ok: boolean;
  refusal: { code: string; data: Record<string, never> } | null;
}

/** A file that is signed, before it was judged. */
interface SignedFile {
  pdf: Uint8Array;
  format: 'pades' | 'pkcs7';
}

/** Files that carry no signature of this office yet. */
export const listUnsigned = queryHandler(contract.certify.unsigned, (_input, { readers }) =>
  ok({
    copies: readers.fileSignatures.unsignedCopies(),
    results: readers.fileSignatures.unsignedResults(),
  }),
);

/**
 * An official signs digital copies of components with their own certificate, shown as NĐ 30/2020 has it. What is signed takes the place of the copy, whose
 * bytes are its beginning, only once our own verifier found it sound; whatever fails leaves the copy as it was.
 */
export const signComponents = commandHandler(contract.certify.signComponents, (input, context) =>
  signFiles(context, input, 'officer'),
);

/** The seal keeper signs results for the agency in the same way; a result that came signed keeps its own signature only. */
export const sealResults = commandHandler(contract.certify.sealResults, (input, context) => {
  const files = input.files.map((file) => ({ ...file, componentId: null }));
  return signFiles(context, { ...input, files }, 'agency');
});

async function signFiles(context: CommandContext, request: SigningRequest, role: KeyRow['role']) {
  const { host, readers, signal } = context;
  const usable = keyForUse(context, request.keyId);
  if (!usable.ok) return usable;
  const key = usable.value;
  if (key.role !== role) return refuse('KEY_ROLE_WRONG', { role: key.role });
  if (readers.signingKeys.trustAnchors().length === 0) return refuse('CERTIFICATE_UNTRUSTED', {});
  const source = KeySource.parse(key.source);
  if (source.kind === 'pkcs12') {
    const opened = await host.signer.certificates({ deviceId: key.deviceId, source, pin: request.pin });
    if (!opened.ok) return signingRefusal(opened.refusal);
  }
  const stamping = await beginStamping(context);
  if (!stamping.ok) return stamping;
  const outcomes: FileOutcome[] = [];
  const files = [...new Map(request.files.map((file) => [file.sha256, file])).values()];
  if (source.kind === 'service') return ok({ outcomes: await signEachWhole(context, files, key, source) });
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files.slice(at, at + AT_ONCE);
    if (signal?.aborted === true) {
      outcomes.push(...files.slice(at).map((file) => outcomeOf(file, refuse('SIGNING_STOPPED', {}))));
      break;
    }
    host.feed.publish({ topic: 'signing-progress', role, done: at, total: files.length });
    const done = await signBatch(context, batch, { ...request, key, source }, stamping.value);
    if (done.ok) outcomes.push(...done.value);
    // What was signed before the token went stays signed and is told of; before the first nothing happened at all.
    else if (at === 0) return signingRefusal(done.refusal);
    else outcomes.push(...files.slice(at).map((file) => outcomeOf(file, done)));
    if (!done.ok) break;
  }
  return ok({ outcomes });
}

/** One after the other: each is shown to the person by the program that signs. Behind a file that it failed it is asked for no other. */
async function signEachWhole(
  context: CommandContext,
  files: readonly FileToSign[],
  key: KeyRow,
  source: Extract<KeySource, { kind: 'service' }>,
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  const { host, signal } = context;
  const { deviceId, certificate, role } = key;
  let failed = false;
  for (const [done, file] of files.entries()) {
    host.feed.publish({ topic: 'signing-progress', role, done, total: files.length });
    if (failed || signal?.aborted === true) {
      outcomes.push(outcomeOf(file, refuse('SIGNING_STOPPED', {})));
      continue;
    }
    const pdf = await unsignedBytes(context, file);
    const signed = pdf.ok
      ? await signWhole(
          context,
          { deviceId, source, certificate },
          pdf.value,
          `${file.sha256.slice(0, 12)}.pdf`,
        )
      : pdf;
    failed = pdf.ok && !signed.ok;
    const finished = signed.ok && pdf.ok ? await finish(context, file, key, pdf.value, signed.value) : signed;
    outcomes.push(outcomeOf(file, finished));
  }
  return outcomes;
}

async function signBatch(
  context: CommandContext,
  files: readonly FileToSign[],
  request: { key: KeyRow; source: DirectKeySource; pin: string; useLastTry: boolean },
  stamping: Stamping,
): Promise<Result<FileOutcome[]>> {
  const { host } = context;
  const { key, source, pin, useLastTry } = request;
  const { deviceId, fingerprint } = key;
  const outcomes: FileOutcome[] = [];
  const ready: { file: FileToSign; pdf: Uint8Array; prepared: PreparedSignature }[] = [];
  for (const file of files) {
    const pdf = await unsignedBytes(context, file);
    const prepared = pdf.ok ? await prepare(context, file, key, pdf.value) : pdf;
    if (pdf.ok && prepared.ok) ready.push({ file, pdf: pdf.value, prepared: prepared.value });
    else outcomes.push(outcomeOf(file, prepared));
  }
  if (ready.length === 0) return ok(outcomes);
  const payloads = ready.map(({ prepared }) => Buffer.from(prepared.manifest.signedAttributes, 'base64'));
  const signed = await host.signer.sign({ deviceId, source, fingerprint, pin, useLastTry, payloads });
  if (!signed.ok) return signed;
  for (const [index, { file, pdf, prepared }] of ready.entries()) {
    const signature = signed.value[index] ?? new Uint8Array();
    const completed = await host.signer.complete({ deviceId, prepared, signature });
    const stamped = completed.ok ? await stamping.stamp(completed.value, prepared.manifest.field) : completed;
    const finished = stamped.ok
      ? await finish(context, file, key, pdf, { pdf: stamped.value, format: 'pades' })
      : stamped;
    outcomes.push(outcomeOf(file, finished));
  }
  return ok(outcomes);
}

async function unsignedBytes(context: CommandContext, file: FileToSign): Promise<Result<Uint8Array>> {
  const found = findFile(context.readers, file);
  if (!found.ok) return found;
  const pdf = await readFile(context.counter, file.sha256);
  return pdf === undefined ? refuse('FILE_NOT_STORED', { sha256: file.sha256 }) : ok(pdf);
}

async function prepare(
  context: CommandContext,
  file: FileToSign,
  key: KeyRow,
  pdf: Uint8Array,
): Promise<Result<PreparedSignature>> {
  const { host, readers, clock } = context;
  const { deviceId, certificate } = key;
  const now = clock.now();
  const office = readers.office.findOn(officeDay(now)) ?? readers.office.getLatest();
  const lines =
    key.role === 'officer' ? digitisedMark(office.name, now) : agencyMark(office.superiorName, now);
  const field = FIELDS[key.role];
  const marked = await host.signer.addMarkedField({ deviceId, pdf, field, lines });
  if (!marked.ok) {
    if (marked.refusal.code === 'PDF_ALREADY_SIGNED' && file.componentId === null)
      seeSignedElsewhere(context, file.sha256);
    return marked;
  }
  const chain = key.chain.map((issuer) => Buffer.from(issuer, 'base64'));
  return await host.signer.prepare({
    deviceId,
    pdf: marked.value,
    field,
    certificate,
    chain,
    certify: false,
    checks: checksOf(context),
  });
}

/** Judged by our own verifier and found to begin with the very file before it, it is stored and named; else it is forgotten. */
async function finish(
  context: CommandContext,
  file: FileToSign,
  key: KeyRow,
  unsigned: Uint8Array,
  { pdf, format }: SignedFile,
): Promise<Result<unknown>> {
  if (Buffer.compare(pdf.subarray(0, unsigned.byteLength), unsigned) !== 0)
    return refuse('SIGNED_FILE_REWRITTEN', {});
  const judged = await judge(context, pdf);
  if (!judged.ok) return judged;
  const { verdict, signatures } = judged.value;
  if (verdict !== 'valid' || signatures.length !== 1) return refuse('SELF_CHECK_FAILED', { verdict });
  const stored = await storeFile(context.counter, pdf, 'application/pdf');
  return context.tx.immediate((w) => recordSigned(w, context, { file, key, stored, format }));
}

function outcomeOf({ sha256 }: FileToSign, result: Result<unknown, Refusal>): FileOutcome {
  return {
    sha256,
    ok: result.ok,
    refusal: result.ok
      ? null
      : { code: result.refusal.code, data: { ...result.refusal.data } as Record<string, never> },
  };
}
