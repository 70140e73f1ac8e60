import * as z from 'zod';
import type { Result } from '../../../shared/types/result.ts';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const instant = z.iso.datetime();

/** Algorithms of an imprint; SHA-1 is none of them. */
export const STAMP_DIGESTS = ['sha256', 'sha384', 'sha512'] as const;
export type StampDigest = (typeof STAMP_DIGESTS)[number];

/** How far the office's clock may lie from an authority's. */
export const MOST_CLOCK_OFF_MS = 5 * 60_000;

function refusal<const C extends string, S extends z.ZodType>(code: C, data: S) {
  return z.strictObject({ code: z.literal(code), data });
}

/** What keeps a proof from being put on. */
export const ProofRefusal = z.discriminatedUnion('code', [
  /** The authority said no: its status number and its words. */
  refusal('TIMESTAMP_REFUSED', z.strictObject({ status: z.int(), words: z.string() })),
  /** An answer that does not answer what was asked; `reason` is a code. */
  refusal('TIMESTAMP_WRONG', z.strictObject({ reason: z.string() })),
  /** A sound answer of somebody who leads to no trusted root. */
  refusal('TIMESTAMP_UNTRUSTED', z.strictObject({ authority: z.string(), reason: z.string() })),
  /** The office's clock is so many minutes ahead of the authority's, or behind it. */
  refusal('CLOCK_OFF', z.strictObject({ minutes: z.int(), direction: z.enum(['ahead', 'behind']) })),
  /** The file is not one that a proof may be put on; `reason` is a code of the verdict or of the file. */
  refusal('PROOF_FILE_UNSOUND', z.strictObject({ reason: z.string() })),
  /** Not the revocation data that was asked for. */
  refusal('REVOCATION_WRONG', z.strictObject({ reason: z.enum(['unreadable', 'not-about-it', 'nonce']) })),
]);
export type ProofRefusal = z.infer<typeof ProofRefusal>;

/** Whom a proof is judged by. */
const Anchors = z.strictObject({
  /** Trust anchors, DER or PEM. */
  roots: z.array(bytes),
  /** CRLs and OCSP responses at hand, DER. */
  revocation: z.array(bytes),
});

/** What the time is asked of: a signature's value, the whole file, or, to try an authority, nothing of worth. */
const StampTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signature'), pdf: bytes, field: z.string() }),
  z.strictObject({ kind: z.literal('document'), pdf: bytes }),
  z.strictObject({ kind: z.literal('trial'), content: bytes }),
]);
export type StampTarget = z.infer<typeof StampTarget>;

/** A request and what is needed when its answer comes. */
export const AskedTime = z.strictObject({
  kind: z.enum(['signature', 'document', 'trial']),
  /** The file with room for the stamp; empty for a trial. */
  pdf: bytes,
  /** From where to where /Contents lies in the file, delimiters included. */
  gap: z.tuple([z.int(), z.int()]),
  digest: z.enum(STAMP_DIGESTS),
  imprint: bytes,
  nonce: bytes,
  /** TimeStampReq in DER. */
  request: bytes,
});
export type AskedTime = z.infer<typeof AskedTime>;

/** The file with its stamp, and what the stamp says. */
export const StampedFile = z.strictObject({
  pdf: bytes,
  /** genTime. */
  at: instant,
  authority: z.string(),
  /** When the authority's certificate ends: before that the proof must be renewed. */
  authorityNotAfter: instant,
});
export type StampedFile = z.infer<typeof StampedFile>;

/** A certificate that fresh revocation data is wanted for. */
export const WantedRevocation = z.strictObject({
  subject: z.string(),
  certificate: bytes,
  issuer: bytes,
  /** Data must not be older. */
  since: instant,
  crlUrls: z.array(z.string()),
  ocspUrls: z.array(z.string()),
  /** OCSPRequest in DER with the nonce that was given. */
  ocspRequest: bytes,
  /** When data that is at hand but too old says that newer will be there. */
  newerAt: instant.nullable(),
});
export type WantedRevocation = z.infer<typeof WantedRevocation>;

/** A file that lasts, or what is still wanted for it. */
export const LastingFile = z.discriminatedUnion('done', [
  z.strictObject({ done: z.literal(true), pdf: bytes }),
  z.strictObject({ done: z.literal(false), wanted: z.array(WantedRevocation).min(1) }),
]);
export type LastingFile = z.infer<typeof LastingFile>;

/** Revocation data that speaks about the certificate it was asked for. */
export const ReadRevocation = z.strictObject({
  kind: z.enum(['crl', 'ocsp']),
  issuerName: z.string(),
  asOf: instant,
  nextUpdate: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ReadRevocation = z.infer<typeof ReadRevocation>;

/** A revocation list with who signed it. */
export const ReadList = z.strictObject({
  /** SHA-256 of the issuer's certificate, lower-case hexadecimal. */
  issuerFingerprint: z.string(),
  issuerName: z.string(),
  asOf: instant,
  nextUpdate: instant.nullable(),
});
export type ReadList = z.infer<typeof ReadList>;

/** What is done to a file so that its signatures outlive their certificates (ETSI EN 319 142-1: B-T, B-LT, B-LTA). */
export const ProofJob = z.discriminatedUnion('job', [
  /** Makes the request for a stamp, and the room for it in the file. */
  z.strictObject({
    job: z.literal('ask-time'),
    target: StampTarget,
    digest: z.enum(STAMP_DIGESTS),
    nonce: bytes,
  }),
  /** Checks an answer and puts the stamp into its room. `at`: the office's clock. */
  z.strictObject({
    job: z.literal('put-time'),
    asked: AskedTime,
    response: bytes,
    anchors: Anchors,
    at: instant,
  }),
  /** Puts the certificates and the revocation data of every chain into the file, once all of it is there. */
  z.strictObject({
    job: z.literal('put-revocation'),
    pdf: bytes,
    anchors: Anchors,
    at: instant,
    nonce: bytes,
  }),
  /** Whether fetched bytes speak about the certificate they were fetched for; `nonce` of the OCSP request. */
  z.strictObject({
    job: z.literal('read-revocation'),
    data: bytes,
    certificate: bytes,
    issuer: bytes,
    nonce: bytes.nullable(),
  }),
  /** Whether a file is a revocation list that this issuer signed. */
  z.strictObject({ job: z.literal('read-list'), data: bytes, issuer: bytes }),
]);
export type ProofJob = z.infer<typeof ProofJob>;

/** What a job answers, by its name. */
export const proofValues = {
  'ask-time': AskedTime,
  'put-time': StampedFile,
  'put-revocation': LastingFile,
  'read-revocation': ReadRevocation,
  'read-list': ReadList,
} as const satisfies Record<ProofJob['job'], z.ZodType>;

/** A job's answer before its value is read with {@link proofValues}. */
export type ProofOutcome = Result<unknown, ProofRefusal>;

const proofOutcome: z.ZodType<ProofOutcome> = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), refusal: ProofRefusal }),
]);

/** Stamps and revocation data in a helper process: what strangers answer is read there. */
export const signatureProofKind: HelperKind<ProofJob, ProofOutcome, never> = {
  name: 'signature-proof',
  input: ProofJob,
  output: proofOutcome,
  progress: z.never(),
};
