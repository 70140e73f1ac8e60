import { DossierId, InstallationId } from '../../types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** Sheets that are known by their code: what parts a stack, the receipt that a citizen signs for a result, the cover of paper copies to be signed. */
export const SHEET_KINDS = ['separator', 'hand-over-receipt', 'copy-cover'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

/** What the code of a sheet says, besides its proof. */
export interface SheetMark {
  kind: SheetKind;
  installationId: InstallationId;
  dossierId: DossierId;
  /** Whose pages follow a separator; on a cover the paper copies that lie under it; empty on a receipt. */
  componentId: string;
}

/** A mark as it was read, with the bytes that are proved and their proof; nothing is believed yet. */
interface ReadMark {
  mark: SheetMark;
  proved: Uint8Array<ArrayBuffer>;
  proof: Uint8Array<ArrayBuffer>;
}

/** `text`: letters that no mark has; `version`: a newer program's; `mark`: not as long as it says, or of no known kind. */
type MarkRefusal = Refusal<'SHEET_MARK_UNREADABLE', { part: 'text' | 'version' | 'mark' }>;

/** Bytes of an HMAC that stand in a code: forging one blindly takes 2^96 tries. */
export const PROOF_BYTES = 12;

const PREFIX = 'QMC:';
const VERSION = 1;
const UUID_BYTES = 16;
const FIXED_BYTES = 2 + 2 * UUID_BYTES + 1;
const LONGEST_COMPONENT = 60;
/** What is proved begins with this, so that no proof of something else under the same key can be taken for one of a sheet. */
const CONTEXT = ascii('quay-mot-cua sheet\0');
// RFC 4648: capital letters and digits, which a QR code packs tightly (ISO/IEC 18004, alphanumeric mode).
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Whether a text says that it is the mark of a sheet, ours or another office's. */
export function looksLikeSheetMark(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** The bytes of a mark, and what is proved: the same after the context. */
export function packSheetMark(mark: SheetMark): { bytes: Uint8Array; proved: Uint8Array } {
  const component = ascii(mark.componentId);
  if (component.length > LONGEST_COMPONENT) throw new Error(`no component: ${mark.componentId}`);
  const bytes = Uint8Array.from([
    VERSION,
    SHEET_KINDS.indexOf(mark.kind),
    ...uuidBytes(mark.installationId),
    ...uuidBytes(mark.dossierId),
    component.length,
    ...component,
  ]);
  return { bytes, proved: Uint8Array.from([...CONTEXT, ...bytes]) };
}

/** The text of a sheet's code. */
export function sheetMarkText(bytes: Uint8Array, proof: Uint8Array): string {
  return PREFIX + toBase32([...bytes, ...proof.slice(0, PROOF_BYTES)]);
}

/** Reads the text of a code; whatever is no whole mark of this version is refused. */
export function readSheetMark(text: string): Result<ReadMark, MarkRefusal> {
  const unreadable = (part: 'text' | 'version' | 'mark') => refuse('SHEET_MARK_UNREADABLE', { part });
  if (!looksLikeSheetMark(text)) return unreadable('text');
  const all = fromBase32(text.slice(PREFIX.length));
  if (all === undefined) return unreadable('text');
  if (all[0] !== VERSION) return unreadable('version');
  const bytes = all.slice(0, -PROOF_BYTES);
  const mark = markOf(bytes);
  if (mark === undefined) return unreadable('mark');
  return ok({
    mark,
    proved: Uint8Array.from([...CONTEXT, ...bytes]),
    proof: all.slice(-PROOF_BYTES),
  });
}

function markOf(bytes: Uint8Array): SheetMark | undefined {
  const kind = SHEET_KINDS[bytes[1] ?? SHEET_KINDS.length];
  const length = bytes[FIXED_BYTES - 1] ?? LONGEST_COMPONENT + 1;
  if (kind === undefined || length > LONGEST_COMPONENT || bytes.length !== FIXED_BYTES + length)
    return undefined;
  if ((kind !== 'hand-over-receipt') !== length > 0) return undefined;
  const installation = InstallationId.safeParse(uuidText(bytes.slice(2, 2 + UUID_BYTES)));
  const dossier = DossierId.safeParse(uuidText(bytes.slice(2 + UUID_BYTES, 2 + 2 * UUID_BYTES)));
  const component = bytes.slice(FIXED_BYTES);
  if (!installation.success || !dossier.success || !component.every((byte) => byte >= 0x21 && byte <= 0x7e))
    return undefined;
  return {
    kind,
    installationId: installation.data,
    dossierId: dossier.data,
    componentId: String.fromCharCode(...component),
  };
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code > 0x7e) throw new Error(`no ASCII: ${text}`);
    return code;
  });
}

function uuidBytes(uuid: string): number[] {
  return (uuid.replaceAll('-', '').match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16));
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}

function toBase32(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? [])
    .map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** Undefined where a letter is none of the alphabet's, or the last bits are none of a whole byte and not zero. */
function fromBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  const values = Array.from(text, (letter) => BASE32.indexOf(letter));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const whole = bits.length - (bits.length % 8);
  if (bits.length - whole >= 5 || bits.slice(whole).includes('1')) return undefined;
  return Uint8Array.from({ length: whole / 8 }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
}
