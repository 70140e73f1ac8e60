import type { Instant } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { bytesOfDigits, looksLikeProof } from '../signed-digits.ts';

/**
 * What the second QR code of a slip says, besides its signature. Times are whole minutes, as the slip prints them.
 */
export interface SlipRecord {
  /** A slip of practice is never one of official work. */
  mode: 'practice' | 'official';
  /** The last 16 hexadecimal digits of the id of the key that signed. */
  keyTail: string;
  agencyCode: string;
  code: string;
  receivedAt: Instant;
  dueAt: Instant;
}

/** A record as it was read, with the bytes that were signed and the signature (Ed25519, RFC 8032); nothing is believed yet. */
export interface SlipProof {
  record: SlipRecord;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

/** No proof of a slip: `text` other characters than digits or no number of them, `version` a newer program's, `record` not as long as it says. */
type ProofRefusal = Refusal<'SLIP_UNREADABLE', { part: 'text' | 'version' | 'record' }>;

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const KEY_BYTES = 8;
const FIXED_BYTES = 2 + KEY_BYTES + 4 + 4;
const MINUTE_MS = 60_000;
/** What a signature of a slip begins with, so that it can never be taken for one of a packet under the same key. */
const CONTEXT = Uint8Array.from('quay-mot-cua slip\0', (letter) => letter.charCodeAt(0));
/** The end of a key's id by which a slip names it. */
export function keyTailOf(keyId: string): string {
  return keyId.replaceAll('-', '').slice(-2 * KEY_BYTES);
}

/** The bytes of a record, and what is signed: the same after the context. */
export function packSlip(record: SlipRecord): { bytes: Uint8Array; signed: Uint8Array } {
  const [agency, code] = [ascii(record.agencyCode), ascii(record.code)];
  const bytes = new Uint8Array(FIXED_BYTES + 2 + agency.length + code.length);
  const view = new DataView(bytes.buffer);
  bytes.set([VERSION, record.mode === 'official' ? 1 : 0]);
  for (let at = 0; at < KEY_BYTES; at++)
    bytes[2 + at] = Number.parseInt(record.keyTail.slice(2 * at, 2 * at + 2), 16);
  view.setUint32(2 + KEY_BYTES, minutesOf(record.receivedAt));
  view.setUint32(6 + KEY_BYTES, minutesOf(record.dueAt));
  bytes.set([agency.length, ...agency, code.length, ...code], FIXED_BYTES);
  return { bytes, signed: joined(CONTEXT, bytes) };
}

/** Reads the text of a slip's second QR code; anything else is refused. */
export function readSlipText(text: string): Result<SlipProof, ProofRefusal> {
  const unreadable = (part: 'text' | 'version' | 'record') => refuse('SLIP_UNREADABLE', { part });
  const all = looksLikeProof(text) ? bytesOfDigits(text) : undefined;
  if (all === undefined) return unreadable('text');
  const bytes = all.slice(0, -SIGNATURE_BYTES);
  if (bytes[0] !== VERSION) return unreadable('version');
  const record = recordOf(bytes);
  if (record === undefined) return unreadable('record');
  return ok({ record, signed: joined(CONTEXT, bytes), signature: all.slice(-SIGNATURE_BYTES) });
}

function recordOf(bytes: Uint8Array): SlipRecord | undefined {
  if (bytes.length < FIXED_BYTES + 2 || (bytes[1] ?? 2) > 1) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const agencyEnd = FIXED_BYTES + 1 + (bytes[FIXED_BYTES] ?? 0);
  const agencyCode = printable(bytes.slice(FIXED_BYTES + 1, agencyEnd));
  const codeEnd = agencyEnd + 1 + (bytes[agencyEnd] ?? 0);
  const code = printable(bytes.slice(agencyEnd + 1, codeEnd));
  if (codeEnd !== bytes.length || agencyCode === undefined || code === undefined) return undefined;
  return {
    mode: bytes[1] === 1 ? 'official' : 'practice',
    keyTail: hex(bytes.slice(2, 2 + KEY_BYTES)),
    agencyCode,
    code,
    receivedAt: instantOf(view.getUint32(2 + KEY_BYTES)),
    dueAt: instantOf(view.getUint32(6 + KEY_BYTES)),
  };
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code < 0x21 || code > 0x7e || text.length > 60) throw new Error(`no code: ${text}`);
    return code;
  });
}

function printable(bytes: Uint8Array): string | undefined {
  const fits = bytes.length > 0 && bytes.length <= 60 && bytes.every((byte) => byte >= 0x21 && byte <= 0x7e);
  return fits ? String.fromCharCode(...bytes) : undefined;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function minutesOf(instant: Instant): number {
  return Math.floor(Date.parse(instant) / MINUTE_MS);
}

function instantOf(minutes: number): Instant {
  return new Date(minutes * MINUTE_MS).toISOString() as Instant;
}
