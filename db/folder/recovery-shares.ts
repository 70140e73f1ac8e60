import { createHash } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';

/** How many sheets are printed and how many of them open the folder. */
export const RECOVERY_SHARES = 3;
export const RECOVERY_THRESHOLD = 2;

/** A sheet as typed in: its number, the end of the folder's id and the share itself. */
export interface ParsedShare {
  readonly number: number;
  readonly folderTail: string;
  readonly bytes: Buffer;
}

export type ShareRefusal =
  /** `groups` (1-based) hold a typing error; `share` is the sheet's number when its first group is readable. */
  | Refusal<'SHARE_UNREADABLE', { share?: number; groups: number[] }>
  /** Each group is well formed, yet the sheet as a whole is not one that was printed (two groups exchanged, a group skipped). */
  | Refusal<'SHARE_CHECKSUM', { share: number }>;

const SHARE_BYTES = 33; // 32 bytes of the key and the share's abscissa
const CHECKSUM_BYTES = 3;
const PAYLOAD_BYTES = 1 + 2 + SHARE_BYTES + CHECKSUM_BYTES;
const GROUPS = 21; // 21 groups of 3 characters carry 315 bits, the payload has 312
const BITS_PER_GROUP = 15;

// Crockford's base 32 (crockford.com/base32.html): no I, L, O, U; the five further signs serve as check characters modulo 37.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;
const CHECK_MODULUS = 37;

function checkCharacter(value: number, group: number): string {
  // The group's place goes into its check character, so that an exchanged pair of groups is seen at the groups themselves.
  return CHECK_ALPHABET[(value + group * 7) % CHECK_MODULUS] as string;
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, CHECKSUM_BYTES);
}

/** The end of a folder's id as printed on its sheets: four hexadecimal digits. */
export function folderTail(folderId: string): string {
  return folderId.slice(-4).toLowerCase();
}

/** A share as groups of four characters (three of content, one check) separated by blanks, seven groups a line. */
export function renderShare(number: number, folderId: string, share: Uint8Array): string {
  const head = Buffer.concat([Buffer.from([number]), Buffer.from(folderTail(folderId), 'hex'), share]);
  const payload = Buffer.concat([head, checksum(head)]);
  let bits = BigInt(`0x${payload.toString('hex')}`) << BigInt(GROUPS * BITS_PER_GROUP - PAYLOAD_BYTES * 8);
  const groups: string[] = [];
  for (let group = GROUPS - 1; group >= 0; group--) {
    const value = Number(bits & 0x7fffn);
    bits >>= BigInt(BITS_PER_GROUP);
    const text = [value >> 10, (value >> 5) & 31, value & 31].map((digit) => ALPHABET[digit]).join('');
    groups.unshift(text + checkCharacter(value, group));
  }
  return [0, 7, 14].map((start) => groups.slice(start, start + 7).join(' ')).join('\n');
}

function digitOf(character: string): number {
  return ALPHABET.indexOf(character.replace('O', '0').replace(/[IL]/, '1'));
}

function groupValue(text: string, group: number): number | undefined {
  const digits = [...text.slice(0, 3)].map(digitOf);
  if (text.length !== 4 || digits.some((digit) => digit < 0)) return undefined;
  const value = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  const check = text.charAt(3).replace('O', '0').replace(/[IL]/, '1');
  return check === checkCharacter(value, group) ? value : undefined;
}

/** Cuts typed text into groups: people leave blanks and hyphens out, or put them elsewhere. */
function typedGroups(text: string): string[] {
  const plain = text.toUpperCase().replace(/[\s-]+/g, '');
  return Array.from({ length: Math.max(GROUPS, Math.ceil(plain.length / 4)) }, (_, i) =>
    plain.slice(i * 4, i * 4 + 4),
  );
}

/** Reads a sheet back from what was typed. Case, blanks and the look-alikes O/0 and I/L/1 do not matter. */
export function parseShare(text: string): Result<ParsedShare, ShareRefusal> {
  const values = typedGroups(text).map(groupValue);
  const wrong = values.flatMap((value, index) => (value === undefined || index >= GROUPS ? [index + 1] : []));
  const first = values[0];
  if (wrong.length > 0) {
    return refuse('SHARE_UNREADABLE', {
      ...(first === undefined ? {} : { share: first >> 7 }),
      groups: wrong,
    });
  }
  let bits = 0n;
  for (const value of values) bits = (bits << BigInt(BITS_PER_GROUP)) | BigInt(value as number);
  bits >>= BigInt(GROUPS * BITS_PER_GROUP - PAYLOAD_BYTES * 8);
  const payload = Buffer.from(bits.toString(16).padStart(PAYLOAD_BYTES * 2, '0'), 'hex');
  const head = payload.subarray(0, PAYLOAD_BYTES - CHECKSUM_BYTES);
  const number = head.readUInt8(0);
  if (!checksum(head).equals(payload.subarray(PAYLOAD_BYTES - CHECKSUM_BYTES)))
    return refuse('SHARE_CHECKSUM', { share: number });
  return ok({ number, folderTail: head.subarray(1, 3).toString('hex'), bytes: head.subarray(3) });
}

/** What the slot file keeps of a share, to tell a sheet of an earlier issue from a current one: 4 bytes of its SHA-256. */
export function shareFingerprint(share: Uint8Array): string {
  return createHash('sha256').update(share).digest('hex').slice(0, 8);
}

/** Splits a 32-byte secret (Shamir, GF(256)) into {@link RECOVERY_SHARES} of which {@link RECOVERY_THRESHOLD} give it back. */
export async function splitSecret(secret: Buffer): Promise<Buffer[]> {
  const shares = await split(new Uint8Array(secret), RECOVERY_SHARES, RECOVERY_THRESHOLD);
  return shares.map((share) => Buffer.from(share));
}

/** Gives the secret back; nonsense, not an error, when a share is of another secret. */
export async function combineShares(shares: readonly Buffer[]): Promise<Buffer> {
  return Buffer.from(await combine(shares.map((share) => new Uint8Array(share))));
}
