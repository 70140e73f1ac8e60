import * as z from 'zod';

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
  /** What the signer's own clock said, UTC ISO-8601: a claim. Verdicts that were kept before it was read have none. */
  claimedAt: z.string().nullable().default(null),
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
