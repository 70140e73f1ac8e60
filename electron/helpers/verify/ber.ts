import { DerError } from './der.ts';

/** Nesting that a CMS needs is about ten. */
const DEEPEST = 32;
const INDEFINITE = 0x80;
const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTETS = 0x24;
const OCTETS = 0x04;

/**
 * The same with definite lengths, where the outermost element has none (X.690, 8.1.3.6): streaming programs write CMS so (RFC 5652, 1). What is
 * definite already is taken byte for byte; bytes that begin with a definite length are answered as they are.
 */
export function withDefiniteLengths(bytes: Buffer): Buffer {
  if (bytes[1] !== INDEFINITE) return bytes;
  const { element, next } = read(bytes, 0, 0);
  return Buffer.concat([element, bytes.subarray(next)]);
}

function read(bytes: Buffer, at: number, depth: number): { element: Buffer; next: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || depth > DEEPEST) throw new DerError('cut short');
  if (first !== INDEFINITE) return readDefinite(bytes, at, first);
  if ((tag & CONSTRUCTED) === 0) throw new DerError('a primitive element without length');
  const children: Buffer[] = [];
  let next = at + 2;
  while (bytes[next] !== 0 || bytes[next + 1] !== 0) {
    const child = read(bytes, next, depth + 1);
    children.push(child.element);
    next = child.next;
  }
  const isString = tag === CONSTRUCTED_OCTETS;
  const content = Buffer.concat(isString ? children.map(contentOfOctets) : children);
  return {
    element: Buffer.concat([header(isString ? OCTETS : tag, content.length), content]),
    next: next + 2,
  };
}

function readDefinite(bytes: Buffer, at: number, first: number): { element: Buffer; next: number } {
  const size = first < INDEFINITE ? 0 : first & 0x7f;
  if (size > 4 || at + 2 + size > bytes.length) throw new DerError('an unusual length');
  const next = at + 2 + size + (size === 0 ? first : bytes.readUIntBE(at + 2, size));
  if (next > bytes.length) throw new DerError('cut short');
  return { element: bytes.subarray(at, next), next };
}

/** Pieces of a string that was written piece by piece. */
function contentOfOctets(piece: Buffer): Buffer {
  if (piece[0] !== OCTETS) throw new DerError('a string of other things than strings');
  return piece.subarray(2 + ((piece[1] ?? 0) < INDEFINITE ? 0 : (piece[1] ?? 0) & 0x7f));
}

function header(tag: number, length: number): Buffer {
  if (length < INDEFINITE) return Buffer.from([tag, length]);
  const size = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
  const bytes = Buffer.alloc(2 + size);
  bytes[0] = tag;
  bytes[1] = INDEFINITE | size;
  bytes.writeUIntBE(length, 2, size);
  return bytes;
}
