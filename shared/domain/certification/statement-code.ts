import { PaperCopyId } from '../../types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { bytesOfDigits, looksLikeProof } from '../signed-digits.ts';

/** What the code of a paper copy's statement says, besides its signature: which entry of whose book, nothing of a person. */
interface StatementRecord {
  /** A copy made in practice is never one of official work. */
  mode: 'practice' | 'official';
  /** The last 16 hexadecimal digits of the id of the key that signed. */
  keyTail: string;
  paperCopyId: PaperCopyId;
}

/** A code as it was read, with what was signed and the signature (Ed25519, RFC 8032); nothing is believed yet. */
export interface StatementProof {
  record: StatementRecord;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

/** `text`: no such number; `version`: a newer program's, or the code of another paper; `record`: not as long as it says. */
type CodeRefusal = Refusal<'STATEMENT_CODE_UNREADABLE', { part: 'text' | 'version' | 'record' }>;

/** No slip begins with it: what one code says is never taken for the other. */
const VERSION = 0x43;
const SIGNATURE_BYTES = 64;
const KEY_BYTES = 8;
const RECORD_BYTES = 2 + KEY_BYTES + 16;
const CONTEXT = Uint8Array.from('quay-mot-cua copy\0', (letter) => letter.charCodeAt(0));

/** Whether a text may be the code of a statement; what it says is read by {@link readStatementCode}. */
export function looksLikeStatementCode(text: string): boolean {
  return looksLikeProof(text) && bytesOfDigits(text)?.[0] === VERSION;
}

/** The bytes of a record, and what is signed: the same after the context. */
export function packStatement({ mode, keyTail, paperCopyId }: StatementRecord): {
  bytes: Uint8Array;
  signed: Uint8Array;
} {
  const pairs = `${keyTail}${paperCopyId.replaceAll('-', '')}`.match(/../gu) ?? [];
  const bytes = Uint8Array.from([
    VERSION,
    mode === 'official' ? 1 : 0,
    ...pairs.map((pair) => Number.parseInt(pair, 16)),
  ]);
  return { bytes, signed: Uint8Array.from([...CONTEXT, ...bytes]) };
}

/** Reads the text of a code; anything else is refused. */
export function readStatementCode(text: string): Result<StatementProof, CodeRefusal> {
  const unreadable = (part: 'text' | 'version' | 'record') => refuse('STATEMENT_CODE_UNREADABLE', { part });
  const all = looksLikeProof(text) ? bytesOfDigits(text) : undefined;
  if (all === undefined) return unreadable('text');
  if (all[0] !== VERSION) return unreadable('version');
  const bytes = all.slice(0, -SIGNATURE_BYTES);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = PaperCopyId.safeParse(
    hex.slice(4 + 2 * KEY_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'),
  );
  if (bytes.length !== RECORD_BYTES || (bytes[1] ?? 2) > 1 || !id.success) return unreadable('record');
  return ok({
    record: {
      mode: bytes[1] === 1 ? 'official' : 'practice',
      keyTail: hex.slice(4, 4 + 2 * KEY_BYTES),
      paperCopyId: id.data,
    },
    signed: Uint8Array.from([...CONTEXT, ...bytes]),
    signature: all.slice(-SIGNATURE_BYTES),
  });
}
