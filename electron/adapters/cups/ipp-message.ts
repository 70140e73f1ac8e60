/**
 * Messages of the Internet Printing Protocol (RFC 8010): a version, an operation or status, a request id, groups of attributes, and for a job
 * the document's bytes after them.
 */
export type IppValue = number | boolean | string | IppCollection | undefined;
export interface IppCollection {
  readonly [member: string]: IppAttribute;
}
/** Values of one attribute and the tag they are written with. */
export interface IppAttribute {
  readonly tag: keyof typeof TAGS;
  readonly values: readonly IppValue[];
}
export type IppGroup = Readonly<Record<string, IppAttribute>>;

/** An answer: its status and, in order, its groups with the values of each attribute. */
export interface IppAnswer {
  readonly status: number;
  readonly groups: readonly {
    readonly kind: 'operation' | 'job' | 'printer' | 'other';
    readonly values: Readonly<Record<string, readonly IppValue[]>>;
  }[];
}

/** Bytes that are no IPP message. */
export class IppUnreadable extends Error {}

const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  collection: 0x34,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;
const END_OF_COLLECTION = 0x37;
const MEMBER_NAME = 0x4a;
const END_OF_ATTRIBUTES = 0x03;
const GROUP_KINDS = new Map<number, IppAnswer['groups'][number]['kind']>([
  [0x01, 'operation'],
  [0x02, 'job'],
  [0x04, 'printer'],
]);
/** Deeper than any printer nests its collections. */
const DEEPEST = 8;

/** The bytes of a request, without its document. */
export function encodeIpp(operation: number, groups: { operation: IppGroup; job?: IppGroup }): Buffer {
  const parts: Buffer[] = [Buffer.from([2, 0]), uint16(operation), int32(1)];
  parts.push(Buffer.from([0x01]), ...attributes(groups.operation));
  if (groups.job !== undefined) parts.push(Buffer.from([0x02]), ...attributes(groups.job));
  parts.push(Buffer.from([END_OF_ATTRIBUTES]));
  return Buffer.concat(parts);
}

function attributes(group: IppGroup): Buffer[] {
  return Object.entries(group).flatMap(([name, { tag, values }]) =>
    values.flatMap((value, index) => encodeValue(index === 0 ? name : '', tag, value)),
  );
}

function encodeValue(name: string, tag: keyof typeof TAGS, value: IppValue): Buffer[] {
  const head = [Buffer.from([TAGS[tag]]), counted(Buffer.from(name))];
  if (typeof value === 'object') {
    const members = Object.entries(value).flatMap(([member, { tag: memberTag, values }]) => [
      Buffer.from([MEMBER_NAME]),
      counted(Buffer.alloc(0)),
      counted(Buffer.from(member)),
      ...values.flatMap((each) => encodeValue('', memberTag, each)),
    ]);
    const end = [Buffer.from([END_OF_COLLECTION]), counted(Buffer.alloc(0)), counted(Buffer.alloc(0))];
    return [...head, counted(Buffer.alloc(0)), ...members, ...end];
  }
  return [...head, counted(scalar(value))];
}

function scalar(value: number | boolean | string | undefined): Buffer {
  if (typeof value === 'number') return int32(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
  return Buffer.from(value ?? '', 'utf8');
}

/** Reads an answer. @throws IppUnreadable */
export function decodeIpp(bytes: Buffer): IppAnswer {
  try {
    return decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw new IppUnreadable('the answer ends too early', { cause });
    throw cause;
  }
}

function decode(bytes: Buffer): IppAnswer {
  const status = bytes.readUInt16BE(2);
  const groups: { kind: IppAnswer['groups'][number]['kind']; values: Record<string, IppValue[]> }[] = [];
  let at = 8;
  let name = '';
  let depth = 0;
  const taken = (): Buffer => {
    const length = bytes.readUInt16BE(at);
    at += 2;
    if (at + length > bytes.length) throw new RangeError('value');
    at += length;
    return bytes.subarray(at - length, at);
  };
  for (;;) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === END_OF_ATTRIBUTES) return { status, groups };
    if (tag < 0x10) {
      groups.push({ kind: GROUP_KINDS.get(tag) ?? 'other', values: {} });
      continue;
    }
    const given = taken().toString('utf8');
    const value = taken();
    if (tag === END_OF_COLLECTION) depth -= 1;
    // What stands inside a collection is passed over: nothing that is asked for here answers with one.
    if (depth === 0 && tag !== END_OF_COLLECTION) {
      if (given !== '') name = given;
      const { values } = groups.at(-1) ?? missing();
      values[name] = [...(values[name] ?? []), read(tag, value)];
    }
    if (tag === TAGS.collection) depth += 1;
    if (depth < 0 || depth > DEEPEST) throw new IppUnreadable('collections do not end where they begin');
  }
}

function read(tag: number, value: Buffer): IppValue {
  // Out of band: unknown, no value, not settable.
  if (tag < 0x20) return undefined;
  if (tag === TAGS.integer || tag === TAGS.enum) return value.readInt32BE(0);
  if (tag === TAGS.boolean) return value.readUInt8(0) === 1;
  // Text with its language: two counted strings, of which the second is the text.
  if (tag === 0x35 || tag === 0x36) return value.subarray(value.readUInt16BE(0) + 4).toString('utf8');
  if (tag >= 0x40) return value.toString('utf8');
  return undefined;
}

function missing(): never {
  throw new IppUnreadable('an attribute stands before every group');
}

function counted(bytes: Buffer): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
