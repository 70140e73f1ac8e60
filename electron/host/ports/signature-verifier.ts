import * as z from 'zod';
import type { HelperKind } from './helper-process.ts';

/** The verdict on one signature of a PDF. */
export const SignatureVerdict = z.strictObject({
  /** Common name of the certificate; empty when it could not be read. */
  signer: z.string(),
  /** The signed bytes are those that were signed, by the holder of this certificate. */
  intact: z.boolean(),
  /** The signature covers the file to its last byte. */
  coversWholeFile: z.boolean(),
  /** What later revisions changed: nothing, what a signed document may receive, or anything else. */
  modifiedAfter: z.enum(['none', 'permitted', 'forbidden']),
  trust: z.enum(['trusted', 'unknown', 'expired', 'revoked']),
  /** Time proved by a trusted time stamp, UTC ISO-8601; null when only claimed. */
  timestamp: z.string().nullable(),
  /** Codes, some with a detail behind a colon: `page-changed:3`. */
  reasons: z.array(z.string()),
});
export type SignatureVerdict = z.infer<typeof SignatureVerdict>;

/** The verdict on a file: valid when every signature is intact, trusted and followed by nothing forbidden. */
export const FileVerdict = z.strictObject({
  verdict: z.enum(['valid', 'invalid', 'unknown']),
  signatures: z.array(SignatureVerdict),
  reasons: z.array(z.string()),
});
export type FileVerdict = z.infer<typeof FileVerdict>;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What is verified, against what. */
export const VerifyInput = z.strictObject({
  pdf: bytes,
  /** Trust anchors, DER or PEM. */
  roots: z.array(bytes),
  /** Revocation lists in DER. */
  revocationLists: z.array(bytes).default([]),
  /** The present instant, UTC ISO-8601: certificates are judged at it where no time stamp proves another. */
  at: z.iso.datetime(),
});
export type VerifyInput = z.input<typeof VerifyInput>;

/** Verification away from the host's thread: foreign files may be hostile. */
export const verifySignaturesKind: HelperKind<z.infer<typeof VerifyInput>, FileVerdict, never> = {
  name: 'verify-signatures',
  input: VerifyInput as z.ZodType<z.infer<typeof VerifyInput>>,
  output: FileVerdict,
  progress: z.never(),
};
