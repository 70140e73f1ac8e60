import * as z from 'zod';

/** Levels of a PAdES signature (ETSI EN 319 142-1, 6): bare, time-stamped, with revocation data, with that data time-stamped. */
export const PROOF_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type ProofLevel = (typeof PROOF_LEVELS)[number];

/** The verdict on one signature of a PDF. */
export const SignatureVerdict = z.strictObject({
  /** Common name of the certificate; empty when it could not be read. */
  signer: z.string(),
  /** Its organisation, as the certificate names it; empty where it names none. */
  organisation: z.string().default(''),
  /** SHA-256 of the root certificate that it leads to; null where there is none, and in verdicts that were kept before it was told. */
  root: z.string().nullable().default(null),
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
  /** A document time stamp is an authority's, over the whole file, and signs nothing for anybody. */
  purpose: z.enum(['signature', 'document-timestamp']).default('signature'),
  /** As of when revocation data at hand says that the signer's certificate was good or revoked, UTC ISO-8601; null: there is none. */
  revocationAsOf: z.string().nullable().default(null),
  /** Codes, some with a detail behind a colon: `page-changed:3`. */
  reasons: z.array(z.string()),
});
export type SignatureVerdict = z.infer<typeof SignatureVerdict>;

/** The verdict on a file: valid when every signature is intact, trusted and followed by nothing forbidden. */
export const FileVerdict = z.strictObject({
  verdict: z.enum(['valid', 'invalid', 'unknown']),
  signatures: z.array(SignatureVerdict),
  reasons: z.array(z.string()),
  /** What every signature of the file has reached; null where one is not trusted, and in verdicts that were kept before it was read. */
  level: z.enum(PROOF_LEVELS).nullable().default(null),
});
export type FileVerdict = z.infer<typeof FileVerdict>;
