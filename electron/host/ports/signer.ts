import * as z from 'zod';
import type { Result } from '../../../shared/types/result.ts';
import type { HelperKind, HelperRefusal } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const instant = z.iso.datetime();
const none = z.strictObject({});

function refusal<const C extends string, S extends z.ZodType>(code: C, data: S) {
  return z.strictObject({ code: z.literal(code), data });
}

/** Everything expected that stops a signature. */
export const SignerRefusal = z.discriminatedUnion('code', [
  /** `triesLeft` only where the token tells; `fewTriesLeft` when it warns. A key file counts nothing. */
  refusal('WRONG_PIN', z.strictObject({ triesLeft: z.int().nullable(), fewTriesLeft: z.boolean() })),
  /** One try is left and the caller has not said that the officer knows: the PIN was not tried. */
  refusal('PIN_LAST_TRY', none),
  refusal('TOKEN_LOCKED', none),
  refusal('TOKEN_MISSING', none),
  /** The driver answered with this PKCS#11 return value, for example `CKR_0x30`. */
  refusal('TOKEN_FAILED', z.strictObject({ returned: z.string() })),
  refusal('TOKEN_MODULE_UNUSABLE', z.strictObject({ module: z.string() })),
  refusal('KEY_FILE_UNREADABLE', z.strictObject({ reason: z.enum(['missing', 'not-pkcs12']) })),
  /** No private key belongs to the chosen certificate. */
  refusal('KEY_MISSING', none),
  /** `bits` of RSA, or 0 for another kind; RSA 2048-4096, ECDSA P-256 and P-384 are supported. */
  refusal('KEY_UNSUPPORTED', z.strictObject({ type: z.string(), bits: z.int() })),
  refusal('CERTIFICATE_UNREADABLE', none),
  refusal('CERTIFICATE_EXPIRED', z.strictObject({ notAfter: instant })),
  refusal('CERTIFICATE_NOT_YET_VALID', z.strictObject({ notBefore: instant })),
  refusal('CERTIFICATE_WRONG_USAGE', none),
  refusal('CERTIFICATE_REVOKED', none),
  /** No chain to the trust anchors that were named. */
  refusal('CERTIFICATE_UNTRUSTED', none),
  refusal(
    'PDF_UNUSABLE',
    z.strictObject({ reason: z.enum(['not-a-pdf', 'encrypted-pdf', 'pdf-damaged', 'pdf-too-complex']) }),
  ),
  /** Fields come before the first signature; this file has one. */
  refusal('PDF_ALREADY_SIGNED', none),
  refusal('PAGE_MISSING', z.strictObject({ pageIndex: z.int() })),
  refusal('FIELD_EXISTS', z.strictObject({ field: z.string() })),
  refusal('FIELD_MISSING', z.strictObject({ field: z.string() })),
  refusal('FIELD_SIGNED', z.strictObject({ field: z.string() })),
  /** Only the first signature of a file can certify it. */
  refusal('CERTIFICATION_NOT_FIRST', none),
  /** The prepared bytes are not those that were prepared. */
  refusal('PREPARED_DAMAGED', none),
  /** The signature value was not made over these attributes by the key of this certificate. */
  refusal('SIGNATURE_MISMATCH', none),
  refusal('SIGNATURE_TOO_LARGE', z.strictObject({ bytes: z.int(), reserved: z.int() })),
  refusal('DEVICE_UNKNOWN', z.strictObject({ deviceId: z.string() })),
]);
export type SignerRefusal = z.infer<typeof SignerRefusal>;

const KEY_FILE = z.strictObject({ kind: z.literal('pkcs12'), path: z.string().min(1) });
const TOKEN = z.strictObject({
  kind: z.literal('pkcs11'),
  /** Path of the driver's library. */
  module: z.string().min(1),
  /** Both identify the token: slots change when it is plugged in elsewhere. */
  tokenLabel: z.string(),
  tokenSerial: z.string(),
});
const SERVICE = z.strictObject({
  kind: z.literal('service'),
  /** Of a program on the same machine, see WholeFileSigner. */
  address: z.string().min(1),
  operation: z.string().min(1),
});

/** Where a private key is kept at a desk that signs what our engine prepared. */
const DirectKeySource = z.discriminatedUnion('kind', [KEY_FILE, TOKEN]);
export type DirectKeySource = z.infer<typeof DirectKeySource>;

/** Where a key is kept: at hand, or behind a program that only signs files whole. */
export const KeySource = z.discriminatedUnion('kind', [KEY_FILE, TOKEN, SERVICE]);
export type KeySource = z.infer<typeof KeySource>;

/** A token that is plugged in. */
export const TokenDescription = z.strictObject({
  module: z.string(),
  tokenLabel: z.string(),
  tokenSerial: z.string(),
  /** What the token itself says about its PIN. */
  pin: z.enum(['ok', 'few-tries-left', 'last-try', 'locked']),
});
export type TokenDescription = z.infer<typeof TokenDescription>;

/** A certificate that has a key at the desk. */
export const SigningCertificate = z.strictObject({
  /** DER. */
  certificate: bytes,
  /** Issuers that came with it, DER, without self-signed ones. */
  chain: z.array(bytes),
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  subject: z.string(),
  issuer: z.string(),
  notBefore: instant,
  notAfter: instant,
});
export type SigningCertificate = z.infer<typeof SigningCertificate>;

/** What a certificate is checked against before it signs. */
export const CertificateChecks = z.strictObject({
  at: instant,
  /** Trust anchors, DER or PEM; none: the chain is not checked. */
  roots: z.array(bytes),
  /** Revocation lists, DER. */
  revocationLists: z.array(bytes),
});
export type CertificateChecks = z.infer<typeof CertificateChecks>;

/** An empty signature field to be made. */
export const NewSignatureField = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(/^[^.]*$/),
  /** From 0. */
  pageIndex: z.int().nonnegative(),
  /** Left, bottom, right, top in points of the page's own coordinates. Never changes afterwards. */
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** A PDF of one page that becomes what the field shows, for ever; null: nothing, the page itself shows enough. */
  appearance: bytes.nullable(),
});
export type NewSignatureField = z.infer<typeof NewSignatureField>;

export const AddFieldsRequest = z.strictObject({
  deviceId: z.string(),
  pdf: bytes,
  fields: z.array(NewSignatureField).min(1),
});
export type AddFieldsRequest = z.infer<typeof AddFieldsRequest>;

export const AddMarkedFieldRequest = z.strictObject({
  deviceId: z.string(),
  pdf: bytes,
  field: z.string().min(1),
  /** What the field shows at the top right of the first page. */
  lines: z.array(z.string()).min(1),
});
export type AddMarkedFieldRequest = z.infer<typeof AddMarkedFieldRequest>;

export const PrepareRequest = z.strictObject({
  deviceId: z.string(),
  pdf: bytes,
  field: z.string(),
  certificate: bytes,
  chain: z.array(bytes),
  /** Certifies the document (DocMDP, P 2): afterwards it only receives signatures. */
  certify: z.boolean(),
  checks: CertificateChecks,
  /** /Reason, shown by PDF readers. */
  reason: z.string().optional(),
  /** /Location, shown by PDF readers. */
  location: z.string().optional(),
});
export type PrepareRequest = z.infer<typeof PrepareRequest>;

/** The statement that is drawn before anything is signed. */
const CertificationStatement = z.strictObject({
  text: z.strictObject({ statement: z.string(), lines: z.array(z.string()) }),
  signatory: z.strictObject({ titleLines: z.array(z.string()), name: z.string() }),
  /** The image of the last page: the statement goes where it is blank. */
  lastPageImage: bytes.nullable(),
  /** Words across every page of a practice copy. */
  watermark: z.string().nullable(),
});

export const CertifyRequest = PrepareRequest.omit({ certify: true }).extend({
  statement: CertificationStatement,
  /** The field beside the certifying one, for the signature that comes after it. */
  nextField: z.string(),
});
export type CertifyRequest = z.infer<typeof CertifyRequest>;

export const StateRequest = CertifyRequest.pick({
  deviceId: true,
  pdf: true,
  statement: true,
  nextField: true,
}).extend({ at: instant });
export type StateRequest = z.infer<typeof StateRequest>;

/** The part of a prepared signature that is text: JSON-safe, kept beside the prepared bytes. */
export const PreparedManifest = z.strictObject({
  version: z.literal(1),
  deviceId: z.string(),
  field: z.string(),
  /** SHA-256 of the prepared bytes, lower-case hexadecimal. */
  preparedSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Length of the file before this signature, which stays its prefix. */
  previousLength: z.int().positive(),
  byteRange: z.tuple([z.literal(0), z.int(), z.int(), z.int()]),
  /** DER of the signed attributes as a SET, base64: what the key signs. */
  signedAttributes: z.base64(),
  /** SHA-256 of the signed attributes, lower-case hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** DER, base64. */
  certificate: z.base64(),
  chain: z.array(z.base64()),
  claimedAt: instant,
});
export type PreparedManifest = z.infer<typeof PreparedManifest>;

/** The first phase's result: everything the second needs, wherever and whenever it runs. */
export const PreparedSignature = z.strictObject({ pdf: bytes, manifest: PreparedManifest });
export type PreparedSignature = z.infer<typeof PreparedSignature>;

export const SignRequest = z.strictObject({
  deviceId: z.string(),
  source: DirectKeySource,
  /** Of the certificate whose key signs. */
  fingerprint: z.string(),
  pin: z.string(),
  /** Tries the PIN although the token says that one wrong try more locks it. */
  useLastTry: z.boolean(),
  /** Signed attributes, one per document: one PIN signs a queue. */
  payloads: z.array(bytes).min(1),
});
export type SignRequest = z.infer<typeof SignRequest>;

export const CertificatesRequest = z.strictObject({
  deviceId: z.string(),
  source: DirectKeySource,
  /** A key file is opened by it; tokens show certificates without. */
  pin: z.string().nullable(),
});
export type CertificatesRequest = z.infer<typeof CertificatesRequest>;

export const TokensRequest = z.strictObject({ deviceId: z.string(), module: z.string().min(1) });
export type TokensRequest = z.infer<typeof TokensRequest>;

export const CompleteRequest = z.strictObject({
  deviceId: z.string(),
  prepared: PreparedSignature,
  /** RSASSA-PKCS1-v1_5 or ECDSA (DER) over the signed attributes, with the digest that the strength of the key asks for. */
  signature: bytes,
});
export type CompleteRequest = z.infer<typeof CompleteRequest>;

type Answer<T> = Promise<Result<T, SignerRefusal | HelperRefusal>>;

/**
 * Signs PDFs (PAdES B-B, ETSI EN 319 142-1) in phases that can be kept between them: fields are made, a signature is prepared, the key signs
 * the attributes, the signature is completed. A crash between two phases loses nothing; completing twice gives the same bytes.
 */
export interface Signer {
  /** Tokens that a driver sees now. */
  tokens(request: TokensRequest): Answer<TokenDescription[]>;
  certificates(request: CertificatesRequest): Answer<SigningCertificate[]>;
  /** Makes every signature field of a document before its first signature. */
  addFields(request: AddFieldsRequest): Answer<Uint8Array>;
  /** Makes one field with words at the top right of the first page, as NĐ 30/2020 asks of copies in electronic form. */
  addMarkedField(request: AddMarkedFieldRequest): Answer<Uint8Array>;
  prepare(request: PrepareRequest): Answer<PreparedSignature>;
  /** Draws the statement of a certified copy, makes both fields and prepares the certifying signature, the file sent once for all three. */
  certify(request: CertifyRequest): Answer<PreparedSignature>;
  /** Draws the statement and makes the field of the next signature only: the first is put by a program that signs files whole, in a field of its own. */
  state(request: StateRequest): Answer<Uint8Array>;
  /** Signature values in the order of the payloads. */
  sign(request: SignRequest): Answer<Uint8Array[]>;
  /** The signed file, whose beginning is the file before it, byte for byte. */
  complete(request: CompleteRequest): Answer<Uint8Array>;
}

/** Work with keys: one process for all of it, because a driver is initialised once per process and may lock its token. */
export const KeyJob = z.discriminatedUnion('job', [
  z.strictObject({ job: z.literal('tokens'), request: TokensRequest }),
  z.strictObject({ job: z.literal('certificates'), request: CertificatesRequest }),
  z.strictObject({ job: z.literal('sign'), request: SignRequest }),
]);
export type KeyJob = z.infer<typeof KeyJob>;

/** The new bytes of a file behind so many that it keeps of the file it was made from: whole files are heavy to send between processes. */
export const FileChange = z.strictObject({ kept: z.int().nonnegative(), bytes });
export type FileChange = z.infer<typeof FileChange>;

/** A prepared signature without the file before its revision. */
const PreparedRevision = PreparedSignature.omit({ pdf: true }).extend({ revision: bytes });
export type PreparedRevision = z.infer<typeof PreparedRevision>;

const preparedChange = z.strictObject({ change: FileChange, manifest: PreparedManifest });

/** Work with files, which needs no key. */
export const EngineJob = z.discriminatedUnion('job', [
  z.strictObject({ job: z.literal('add-fields'), request: AddFieldsRequest }),
  z.strictObject({ job: z.literal('add-marked-field'), request: AddMarkedFieldRequest }),
  z.strictObject({ job: z.literal('prepare'), request: PrepareRequest }),
  z.strictObject({ job: z.literal('certify'), request: CertifyRequest }),
  z.strictObject({ job: z.literal('state'), request: StateRequest }),
  z.strictObject({
    job: z.literal('complete'),
    request: CompleteRequest.extend({ prepared: PreparedRevision }),
  }),
]);
export type EngineJob = z.infer<typeof EngineJob>;

/** What a job answers, by its name. */
export const jobValues = {
  tokens: z.array(TokenDescription),
  certificates: z.array(SigningCertificate),
  sign: z.array(bytes),
  'add-fields': FileChange,
  'add-marked-field': FileChange,
  prepare: preparedChange,
  certify: preparedChange,
  state: FileChange,
  /** The signature's revision. */
  complete: bytes,
} as const satisfies Record<KeyJob['job'] | EngineJob['job'], z.ZodType>;

/** A job's answer before its value is read with {@link jobValues}. */
export type JobOutcome = Result<unknown, SignerRefusal>;

const jobOutcome: z.ZodType<JobOutcome> = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), refusal: SignerRefusal }),
]);

/** Keys in a helper process: drivers of tokens crash. */
export const signingKeysKind: HelperKind<KeyJob, JobOutcome, never> = {
  name: 'signing-keys',
  input: KeyJob,
  output: jobOutcome,
  progress: z.never(),
};

/** Files in a helper process: foreign PDFs are heavy. */
export const signatureEngineKind: HelperKind<EngineJob, JobOutcome, never> = {
  name: 'signature-engine',
  input: EngineJob,
  output: jobOutcome,
  progress: z.never(),
};
