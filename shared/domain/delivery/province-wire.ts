import * as z from 'zod';
import { InstallationId, Sha256 } from '../../types/ids.ts';
import { InstantText } from '../../types/text.ts';

/**
 * The wire to the province, version 1 (docs/province-api.yaml): what the counter sends and what any province must answer. Both sides parse
 * with these schemas; a field that is not listed is refused, so that neither side silently ignores what the other meant.
 */

// Base64 of RFC 4648 section 4, with padding; lengths are those of Ed25519 (RFC 8032): 64 bytes of signature, 44 of SPKI.
const Signature = z.base64().length(88);
const PublicKey = z.base64().length(60);
const Seq = z.int().min(1);
const Size = z.int().min(0);
const MediaType = z.string().min(3).max(100);

/** Practice work goes to a practice province only, official work to an official one only. */
export const ProvinceMode = z.enum(['practice', 'official']);
export type ProvinceMode = z.infer<typeof ProvinceMode>;

/** One file that a packet names; the bytes travel before the packet, by hash. */
export const WireFile = z.strictObject({ sha256: Sha256, size: Size, mediaType: MediaType });
export type WireFile = z.infer<typeof WireFile>;

/** The content of a packet's exact bytes. */
export const PacketEnvelope = z.strictObject({
  schemaVersion: z.literal(1),
  installationId: InstallationId,
  epoch: Seq,
  seq: Seq,
  previousSha256: Sha256,
  keyId: z.uuid(),
  kind: z.string().min(1).max(100),
  createdAt: InstantText,
  event: z.strictObject({
    id: z.uuid(),
    subject: z.strictObject({ kind: z.string().min(1).max(100), id: z.string().min(1).max(200) }),
    version: Seq,
    type: z.string().min(1).max(100),
  }),
  snapshot: z.json(),
  files: z.array(WireFile).max(1000),
});
export type PacketEnvelope = z.infer<typeof PacketEnvelope>;

/** POST /v1/installations: registers one epoch of an installation with the key that signs its packets. */
export const RegisterRequest = z.strictObject({
  installationId: InstallationId,
  epoch: Seq,
  keyId: z.uuid(),
  /** SPKI in DER. */
  publicKey: PublicKey,
  agencyCode: z.string().min(1).max(35),
  name: z.string().min(1).max(200),
  mode: ProvinceMode,
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

/** The answer to a registration. `token` is a secret of this installation; `receiptKey` (SPKI in DER) signs every receipt. */
export const RegisterAnswer = z.strictObject({
  token: z.string().min(20).max(500),
  receiptKey: PublicKey,
  provinceName: z.string().min(1).max(200),
  mode: ProvinceMode,
});
export type RegisterAnswer = z.infer<typeof RegisterAnswer>;

/** POST /v1/files/missing. */
export const MissingRequest = z.strictObject({ hashes: z.array(Sha256).max(1000) });
export const MissingAnswer = z.strictObject({ missing: z.array(Sha256).max(1000) });

/** PUT /v1/files/{sha256}. */
export const StoredFile = z.strictObject({ sha256: Sha256, size: Size });

/** The names of the headers that go with the exact bytes of POST /v1/packets. */
export const PACKET_HEADERS = {
  epoch: 'x-packet-epoch',
  seq: 'x-packet-seq',
  keyId: 'x-packet-key-id',
  signature: 'x-packet-signature',
} as const;
export const PacketHeaders = z.object({
  [PACKET_HEADERS.epoch]: z.coerce.number().pipe(Seq),
  [PACKET_HEADERS.seq]: z.coerce.number().pipe(Seq),
  [PACKET_HEADERS.keyId]: z.uuid(),
  [PACKET_HEADERS.signature]: Signature,
});

/** What the province promises: these bytes and these files are in its keeping. */
export const Receipt = z.strictObject({
  receiptId: z.uuid(),
  installationId: InstallationId,
  epoch: Seq,
  seq: Seq,
  packetSha256: Sha256,
  files: z.array(Sha256).max(1000),
  receivedAt: InstantText,
});
export type Receipt = z.infer<typeof Receipt>;

/** The answer to a packet: the receipt's exact text and the province's Ed25519 signature over its UTF-8 bytes. */
export const SignedReceipt = z.strictObject({
  receipt: z.string().min(2).max(200_000),
  signature: Signature,
});
export type SignedReceipt = z.infer<typeof SignedReceipt>;

/** Which part of the province's ledger is asked for: packets created from one instant up to, not including, another. */
export const LedgerQuery = z.strictObject({
  from: InstantText,
  to: InstantText,
  epoch: z.coerce.number().pipe(Seq).optional(),
  /** Where the last page ended, `epoch:seq`. */
  after: z
    .string()
    .regex(/^[1-9]\d{0,8}:[1-9]\d{0,12}$/)
    .optional(),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** A packet as the province keeps it. */
const LedgerEntry = z.strictObject({
  epoch: Seq,
  seq: Seq,
  sha256: Sha256,
  kind: z.string().min(1).max(100),
  createdAt: InstantText,
  receivedAt: InstantText,
});

/** GET /v1/ledger: one page, with count and chain hash of the whole asked part (ledger.ts). `next` is null on the last page. */
export const LedgerPage = z.strictObject({
  packets: z.array(LedgerEntry).max(1000),
  count: Size,
  chainSha256: Sha256,
  next: z.string().max(30).nullable(),
});
export type LedgerPage = z.infer<typeof LedgerPage>;

/** GET /v1/health. */
export const ProvinceHealth = z.strictObject({
  provinceName: z.string().min(1).max(200),
  mode: ProvinceMode,
  version: z.literal(1),
  now: InstantText,
});

/** Any refusal on the wire. 422 says that this content will never be accepted; other statuses may pass with time or a new connection. */
export const WireRefusal = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{2,60}$/),
  detail: z.string().max(2000),
  /** With FILES_MISSING: the files that must be put first. */
  missing: z.array(Sha256).max(1000).optional(),
});
export type WireRefusal = z.infer<typeof WireRefusal>;

/** The most bytes of one packet; a larger one can only be a mistake, since files travel by hash. */
export const MAX_PACKET_BYTES = 2_000_000;
