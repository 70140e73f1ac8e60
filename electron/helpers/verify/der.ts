/** One element of DER (X.690) with its exact bytes. */
export interface DerElement {
  readonly tag: number;
  /** Header and content. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

/** Thrown when bytes are not DER; a verifier turns it into a reason. */
export class DerError extends Error {
  constructor(detail: string) {
    super(`not DER: ${detail}`);
    this.name = 'DerError';
  }
}

export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  implicit0: 0x80,
} as const;

/** Reads the element at `at`. Lengths must be definite and minimal, as DER asks. */
export function readDer(bytes: Buffer, at = 0): DerElement {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new DerError('cut short');
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes');
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const size = first & 0x7f;
    if (size === 0 || size > 4 || start + size > bytes.length) throw new DerError('an unusual length');
    length = bytes.readUIntBE(start, size);
    start += size;
    if (length < 0x80 || (size > 1 && length < 2 ** (8 * (size - 1))))
      throw new DerError('a length that is too long');
  }
  if (start + length > bytes.length) throw new DerError('cut short');
  return { tag, whole: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

/** The elements inside a constructed one, one after the other to its end. */
export function childrenOf(element: DerElement, tag?: number): DerElement[] {
  if (tag !== undefined && element.tag !== tag)
    throw new DerError(`tag ${element.tag} where ${tag} was expected`);
  const children: DerElement[] = [];
  for (let at = 0; at < element.content.length; ) {
    const child = readDer(element.content, at);
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

/** The dotted form of an object identifier. */
export function oidText(element: DerElement | undefined): string {
  if (element?.tag !== TAG.oid || element.content.length === 0)
    throw new DerError('an object identifier expected');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}
