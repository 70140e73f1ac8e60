import { deflateSync } from 'node:zlib';

/** Text of indirect objects by their number, each character a byte. */
export type Objects = Readonly<Record<number, string>>;

/** How a revision says where its objects are: a table (ISO 32000-1, 7.5.4), a stream (7.5.8), with object streams (7.5.7), or both (7.5.8.4). */
export type Layout = 'table' | 'stream' | 'packed' | 'hybrid';

/** A PDF of one or more revisions and what the next one must know of it. */
export interface Made {
  readonly bytes: Buffer;
  /** The first number that no object has. */
  readonly next: number;
  readonly root: number;
  /** Where the newest cross-references are; -1 where there are none yet. */
  readonly startxref: number;
  readonly layout: Layout;
  /** What every trailer repeats (7.5.6). */
  readonly trailer: string;
}

export interface Written {
  readonly layout?: Layout;
  /** More entries of the trailer. */
  readonly trailer?: string;
  readonly root?: number;
  /** Objects that go into an object stream; without: all that may. */
  readonly packed?: readonly number[];
  /** Numbers that are free from now on. */
  readonly freed?: readonly number[];
  /** Numbers that are said to be in an object stream, first in it. */
  readonly contained?: Readonly<Record<number, number>>;
  /** Entries that say something else than the truth. */
  readonly lies?: Readonly<Record<number, number>>;
}

/** A stream with its length. */
export function stream(dict: string, data: string): string {
  return `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;
}

export function deflated(dict: string, data: string | Buffer): string {
  const packed = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  return stream(`${dict}/Filter/FlateDecode`, packed.toString('latin1'));
}

/** A file of one revision. */
export function aFile(
  objects: Objects,
  { version = '1.7', ...written }: Written & { version?: string } = {},
): Made {
  const bytes = Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1');
  const { trailer = '', ...others } = written;
  return append({ bytes, next: 1, root: 1, startxref: -1, layout: 'table', trailer }, objects, others);
}

type Entry = readonly [type: 0 | 1 | 2, place: number, index: number];

/** The file with an incremental update behind it (7.5.6). */
export function append(made: Made, objects: Objects, written: Written = {}): Made {
  const {
    layout = made.layout,
    root = made.root,
    trailer = '',
    freed = [],
    lies = {},
    contained = {},
  } = written;
  const pieces: string[] = [];
  let at = made.bytes.length;
  const add = (text: string) => {
    pieces.push(text);
    at += text.length;
  };
  const entries = new Map<number, Entry>();
  if (made.startxref === -1) entries.set(0, [0, 0, 65535]);
  for (const num of freed) entries.set(num, [0, 0, 1]);
  const nums = Object.keys(objects).map(Number);
  let next = Math.max(made.next, ...[...nums, ...Object.keys(contained).map(Number)].map((num) => num + 1));
  const mayPack = (num: number) => !/\nstream\n|\/ByteRange/u.test(objects[num] ?? '');
  const inside = layout === 'table' || layout === 'stream' ? [] : (written.packed ?? nums).filter(mayPack);
  for (const num of nums.filter((each) => !inside.includes(each))) {
    entries.set(num, [1, lies[num] ?? at, 0]);
    add(`${num} 0 obj\n${objects[num]}\nendobj\n`);
  }
  const hidden = new Map<number, Entry>();
  if (inside.length > 0) {
    const container = next++;
    const into = layout === 'hybrid' ? hidden : entries;
    for (const [index, num] of inside.entries()) into.set(num, [2, container, index]);
    into.set(container, [1, at, 0]);
    add(`${container} 0 obj\n${objectStream(inside.map((num) => [num, objects[num] ?? 'null']))}\nendobj\n`);
  }
  for (const [num, place] of Object.entries(lies))
    if (objects[Number(num)] === undefined) entries.set(Number(num), [1, place, 0]);
  const previous = made.startxref === -1 ? '' : `/Prev ${made.startxref}`;
  const tail = (size: number) => `/Size ${size}/Root ${root} 0 R${previous}${trailer}${made.trailer}`;
  for (const [num, container] of Object.entries(contained)) entries.set(Number(num), [2, container, 0]);
  let startxref = at;
  if (layout === 'stream' || layout === 'packed') {
    const own = next++;
    entries.set(own, [1, at, 0]);
    add(`${own} 0 obj\n${crossReferenceStream(entries, tail(next))}\nendobj\n`);
  } else {
    let extra = '';
    if (hidden.size > 0) {
      const own = next++;
      hidden.set(own, [1, at, 0]);
      extra = `/XRefStm ${at}`;
      add(`${own} 0 obj\n${crossReferenceStream(hidden, `/Size ${next}`)}\nendobj\n`);
      startxref = at;
    }
    add(`${table(entries)}trailer\n<<${tail(next)}${extra}>>\n`);
  }
  add(`startxref\n${startxref}\n%%EOF\n`);
  return {
    bytes: Buffer.concat([made.bytes, Buffer.from(pieces.join(''), 'latin1')]),
    next,
    root,
    startxref,
    layout,
    trailer: made.trailer,
  };
}

function runs(nums: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const num of [...nums].sort((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last?.at(-1) === num - 1) last.push(num);
    else groups.push([num]);
  }
  return groups;
}

function table(entries: ReadonlyMap<number, Entry>): string {
  const line = (num: number) => {
    const [type, place, gen] = entries.get(num) ?? [0, 0, 0];
    return `${String(place).padStart(10, '0')} ${String(gen).padStart(5, '0')} ${type === 1 ? 'n' : 'f'} \n`;
  };
  const groups = runs([...entries.keys()]).map(
    (nums) => `${nums[0]} ${nums.length}\n${nums.map(line).join('')}`,
  );
  return `xref\n${groups.join('')}`;
}

function crossReferenceStream(entries: ReadonlyMap<number, Entry>, tail: string): string {
  const groups = runs([...entries.keys()]);
  const rows = groups.flat().map((num) => {
    const [type, place, index] = entries.get(num) ?? [0, 0, 0];
    const row = Buffer.alloc(7);
    row[0] = type;
    row.writeUInt32BE(place, 1);
    row.writeUInt16BE(index, 5);
    return row;
  });
  const index = groups.map((nums) => `${nums[0]} ${nums.length}`).join(' ');
  return deflated(`/Type/XRef/W[1 4 2]/Index[${index}]${tail}`, Buffer.concat(rows));
}

function objectStream(inside: readonly (readonly [number, string])[]): string {
  let at = 0;
  const header = inside.map(([num, text]) => {
    const place = `${num} ${at}`;
    at += text.length + 1;
    return place;
  });
  const head = `${header.join(' ')} `;
  return deflated(
    `/Type/ObjStm/N ${inside.length}/First ${head.length}`,
    head + inside.map(([, text]) => `${text}\n`).join(''),
  );
}

/** A signature that goes into a revision of its own. */
export interface Signature extends Written {
  /** Everything of that revision besides the signature dictionary. */
  readonly objects: Objects;
  /** Number of the signature dictionary. */
  readonly value: number;
  readonly subFilter?: string;
  /** More entries of the dictionary. */
  readonly entries?: string;
  /** The CMS over the covered bytes. */
  readonly cms: (covered: Buffer) => Buffer;
  /** Bytes that are kept free for it. */
  readonly reserved?: number;
  /** Another byte range than the right one; it is what gets signed. */
  readonly range?: (gapStart: number, gapEnd: number, size: number) => readonly number[];
  /** The text of the whole dictionary from its parts. */
  readonly dict?: (parts: { range: string; contents: string; rest: string }) => string;
  /** Letters in which the CMS is written. */
  readonly upper?: boolean;
}

const RANGE = `/ByteRange[${'*'.repeat(43)}]`;

/** The file with the update that holds the signature: the range is measured, its bytes are signed, the CMS takes its place. */
export function sign(made: Made, signature: Signature): Made {
  const {
    objects,
    value,
    subFilter = 'adbe.pkcs7.detached',
    entries = '',
    cms,
    reserved = 6000,
    upper = false,
  } = signature;
  const contents = `/Contents<${'0'.repeat(reserved * 2)}>`;
  const rest = `/Type/Sig/Filter/Adobe.PPKLite/SubFilter/${subFilter}/M(${pdfDate()})${entries}`;
  const dict = signature.dict?.({ range: RANGE, contents, rest }) ?? `<<${rest}${RANGE}${contents}>>`;
  const own = objects[value]?.replace('SIGNATURE', () => dict) ?? dict;
  const update = append(made, { ...objects, [value]: own }, signature);
  const { bytes } = update;
  const from = made.bytes.length;
  const gapStart = bytes.indexOf(`<${'0'.repeat(reserved * 2)}>`, from);
  const gapEnd = gapStart + reserved * 2 + 2;
  const numbers = signature.range?.(gapStart, gapEnd, bytes.length) ?? [
    0,
    gapStart,
    gapEnd,
    bytes.length - gapEnd,
  ];
  const rangeAt = bytes.indexOf(RANGE, from);
  if (rangeAt !== -1) bytes.write(`/ByteRange[${numbers.join(' ')}]`.padEnd(RANGE.length), rangeAt, 'latin1');
  const covered: Buffer[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [start = 0, length = 0] = [numbers[at], numbers[at + 1]];
    covered.push(bytes.subarray(Math.max(0, start), Math.max(0, start + length)));
  }
  const hex = cms(Buffer.concat(covered)).toString('hex');
  if (hex.length > reserved * 2) throw new Error(`a CMS of ${hex.length / 2} bytes does not fit`);
  bytes.write(upper ? hex.toUpperCase() : hex, gapStart + 1, 'latin1');
  return update;
}

/** Now, as PDF writes it (7.9.4). */
function pdfDate(): string {
  return `D:${new Date().toISOString().replace(/[-T:]/gu, '').slice(0, 14)}Z`;
}

/** The file with some bytes replaced by as many others. */
export function overwritten({ bytes }: Made, from: string, to: string, after = 0): Buffer {
  const at = bytes.indexOf(from, after, 'latin1');
  if (at === -1) throw new Error(`${from} is not in the file`);
  if (to.length !== from.length) throw new Error(`${to} is not as long as ${from}`);
  const changed = Buffer.from(bytes);
  changed.write(to, at, 'latin1');
  return changed;
}
