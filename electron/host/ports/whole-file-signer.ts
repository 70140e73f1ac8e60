import * as z from 'zod';
import type { Result } from '../../../shared/types/result.ts';
import type { HelperKind } from './helper-process.ts';
import { SigningCertificate } from './signer.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

function refusal<const C extends string, S extends z.ZodType>(code: C, data: S) {
  return z.strictObject({ code: z.literal(code), data });
}

/** Why a program that signs files whole gave none back; nothing of ours was changed by it. */
const WholeFileRefusal = z.discriminatedUnion('code', [
  /** Only a program on the same machine is handed files; they go through no network. */
  refusal('SERVICE_NOT_LOCAL', z.strictObject({ address: z.string() })),
  refusal('SERVICE_UNREACHABLE', z.strictObject({ address: z.string(), reason: z.string() })),
  /** Nobody finished in its window, or it hangs. */
  refusal('SERVICE_SILENT', z.strictObject({ seconds: z.int() })),
  /** It said no, in its own words: the PIN is locked, the token is out, the person cancelled. */
  refusal('SERVICE_REFUSED', z.strictObject({ status: z.string(), words: z.string() })),
  /** It said yes and handed over nothing that can be used. */
  refusal('SERVICE_ANSWER_UNUSABLE', z.strictObject({ reason: z.enum(['not-json', 'no-file', 'too-long']) })),
]);
export type WholeFileRefusal = z.infer<typeof WholeFileRefusal>;

/** One file for a program at the officer's desk that shows it, asks for the PIN itself and signs it whole. */
export interface WholeFileRequest {
  readonly address: string;
  /** What the program calls this kind of signature. */
  readonly operation: string;
  readonly pdf: Uint8Array;
  /** What its window shows as the name; says nothing of citizens. */
  readonly fileName: string;
  readonly signal?: AbortSignal | undefined;
}

/** The VGCA signing service and its like. What comes back is foreign until {@link acceptSignedKind} has judged it. */
export interface WholeFileSigner {
  sign(request: WholeFileRequest): Promise<Result<Uint8Array, WholeFileRefusal>>;
}

/** Why a file that came back signed is not taken. */
const AcceptRefusal = z.discriminatedUnion('code', [
  /** It does not begin with our bytes. */
  refusal('SIGNED_FILE_REWRITTEN', z.strictObject({})),
  refusal('SIGNED_FILE_DAMAGED', z.strictObject({ reason: z.string() })),
  /** Not exactly one signature is new. */
  refusal('SIGNED_FILE_SIGNATURES', z.strictObject({ added: z.int() })),
  refusal('SIGNED_BY_ANOTHER', z.strictObject({ signer: z.string() })),
  /** The new signature does not hold, or not to the end of the file. */
  refusal('SIGNED_FILE_NOT_INTACT', z.strictObject({ reason: z.string() })),
  refusal('CERTIFICATE_EXPIRED', z.strictObject({ notAfter: z.iso.datetime() })),
  refusal('CERTIFICATE_REVOKED', z.strictObject({})),
  refusal('CERTIFICATE_UNTRUSTED', z.strictObject({})),
  /** Something besides the signature and its box is different: `page-changed:2`. */
  refusal('SIGNED_FILE_CHANGED', z.strictObject({ reason: z.string() })),
  /** The box covers more of a page than a signature needs, or another signature's place. */
  refusal('SIGNATURE_BOX_WRONG', z.strictObject({ page: z.int() })),
]);
export type AcceptRefusal = z.infer<typeof AcceptRefusal>;

/** A file that came back, and what it must be. */
export const AcceptInput = z.strictObject({
  /** What was handed over. */
  before: bytes,
  after: bytes,
  /** DER: the only one that may have signed; null at the trial that shows whose the key is. */
  certificate: bytes.nullable(),
  roots: z.array(bytes),
  revocationLists: z.array(bytes),
  at: z.iso.datetime(),
});
export type AcceptInput = z.infer<typeof AcceptInput>;

/** What the new signature is: PAdES, or the older kind of PDF signature that most programs of the administration still make. */
const Accepted = z.strictObject({
  format: z.enum(['pades', 'pkcs7']),
  field: z.string(),
  signer: SigningCertificate,
});
export type Accepted = z.infer<typeof Accepted>;

export type AcceptOutcome = Result<Accepted, AcceptRefusal>;

/** The judgement away from the host's thread: the file is foreign. */
export const acceptSignedKind: HelperKind<AcceptInput, AcceptOutcome, never> = {
  name: 'accept-signed',
  input: AcceptInput,
  output: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: Accepted }),
    z.strictObject({ ok: z.literal(false), refusal: AcceptRefusal }),
  ]) as z.ZodType<AcceptOutcome>,
  progress: z.never(),
};
