import type { ProgressAnswer } from '../../../shared/domain/delivery/progress-wire.ts';
import type {
  LedgerPage,
  LedgerQuery,
  RegisterAnswer,
  RegisterRequest,
  SignedReceipt,
  WireFile,
} from '../../../shared/domain/delivery/province-wire.ts';
import type { Acknowledgement, OfferedSubmission } from '../../../shared/domain/delivery/submission-wire.ts';
import type { SignedSlipKeys } from '../../../shared/domain/slip/slip-keys.ts';
import type { Refusal, Result } from '../../../shared/types/result.ts';

/** Everything expected that stops a call to the province. */
export type ProvinceRefusal =
  /** No answer: no network, nobody listens, the connection broke, or time ran out. */
  | Refusal<'PROVINCE_UNREACHABLE', { reason: string }>
  /** It answered that it cannot serve now (5xx, 408, 429). */
  | Refusal<'PROVINCE_FAILING', { status: number }>
  /** Something answered that does not speak the wire, for example a hotel's Wi-Fi page. */
  | Refusal<'PROVINCE_ANSWER_UNREADABLE', { status: number; detail: string }>
  /** Code or token is not accepted (401, 403). */
  | Refusal<'PROVINCE_NOT_ADMITTED', { reason: string }>
  /** A refusal of the wire; 422 is about the content and final. */
  | Refusal<'PROVINCE_REFUSED', { status: number; reason: string; detail: string; missing: string[] }>;

/** Where the province is and what admits this installation. */
export interface ProvinceDoor {
  url: string;
  /** Token, or enrolment code when enrolling. A secret. */
  bearer: string;
  signal?: AbortSignal | undefined;
}

/** A packet as it leaves: exact bytes, never re-serialised. */
export interface OutgoingPacket {
  epoch: number;
  seq: number;
  keyId: string;
  bytes: Uint8Array;
  /** Ed25519 over `bytes`, 64 bytes. */
  signature: Uint8Array;
}

type Answer<T> = Promise<Result<T, ProvinceRefusal>>;

/** The provincial system. Answers are parsed, but nothing they claim is believed yet: the receipt's signature is the caller's to check. */
export interface Province {
  enrol(door: ProvinceDoor, request: RegisterRequest): Answer<RegisterAnswer>;
  missingFiles(door: ProvinceDoor, hashes: readonly string[]): Answer<string[]>;
  /** Streams one file. A throw of `chunks` ends the call as unreachable; who gave them knows why they threw. */
  putFile(door: ProvinceDoor, file: WireFile, chunks: AsyncIterable<Uint8Array>): Answer<undefined>;
  sendPacket(door: ProvinceDoor, packet: OutgoingPacket): Answer<SignedReceipt>;
  ledger(door: ProvinceDoor, query: LedgerQuery): Answer<LedgerPage>;
  /** What citizens filed online and this epoch has not acknowledged: the oldest few. */
  submissions(door: ProvinceDoor, epoch: number): Answer<OfferedSubmission[]>;
  /** The bytes of a file of a submission, as they came: size and hash are the caller's to check. */
  getFile(door: ProvinceDoor, file: { sha256: string; size: number }): Answer<Uint8Array>;
  /** The keys that slips of the province's offices are signed with; whether the province signed the list is the caller's to check. */
  slipKeys(door: ProvinceDoor): Answer<SignedSlipKeys>;
  /** The steps of other agencies that follow a place in the province's list; their signatures are the caller's to check. */
  progress(door: ProvinceDoor, after: number): Answer<ProgressAnswer>;
  acknowledge(door: ProvinceDoor, acknowledgement: Acknowledgement): Answer<undefined>;
}
