import { crc32, inflateRawSync } from 'node:zlib';
import { WorkbookError } from './workbook-error.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 500;
/** Bytes that one part may have when unpacked, and all that are read together: far above any real list of an office. */
const LARGEST_PART = 16 * 1024 * 1024;
const LARGEST_SUM = 32 * 1024 * 1024;

/** The parts of a ZIP file (APPNOTE 6.3) by name; each is unpacked when it is asked for and never beyond its bound. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** The bytes of a part; undefined when there is none. */
  read(name: string): Uint8Array | undefined;
}

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/**
 * Opens an archive. Encrypted parts, names that climb or are not NFC, a name twice, several disks and ZIP64 are refused.
 * @throws WorkbookError
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(file);
  let sum = 0;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      sum += entry.size;
      if (entry.size > LARGEST_PART || sum > LARGEST_SUM) throw new WorkbookError('WORKBOOK_TOO_LARGE');
      return unpack(file, entry);
    },
  };
}

function readDirectory(file: Buffer): Map<string, Entry> {
  try {
    return walkDirectory(file, endOfDirectory(file));
  } catch (error) {
    if (error instanceof RangeError) throw new WorkbookError('WORKBOOK_UNREADABLE');
    throw error;
  }
}

function endOfDirectory(file: Buffer): number {
  for (
    let at = file.length - END_LENGTH;
    at >= Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT);
    at -= 1
  )
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new WorkbookError('WORKBOOK_UNREADABLE');
}

function walkDirectory(file: Buffer, end: number): Map<string, Entry> {
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw new WorkbookError('WORKBOOK_TOO_LARGE');
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new WorkbookError('WORKBOOK_UNREADABLE');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    if ((file.readUInt16LE(at + 8) & 1) === 1) throw new WorkbookError('WORKBOOK_LOCKED');
    if (entries.has(name) || name !== name.normalize('NFC') || /^\/|\\|(?:^|\/)\.\.(?:\/|$)/u.test(name))
      throw new WorkbookError('WORKBOOK_UNREADABLE');
    entries.set(name, {
      name,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(file: Buffer, { method, crc, packed, size, at }: Entry): Uint8Array {
  try {
    if (file.readUInt32LE(at) !== LOCAL_ENTRY) throw new WorkbookError('WORKBOOK_UNREADABLE');
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    const raw = file.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw new WorkbookError('WORKBOOK_UNREADABLE');
    // The size in the directory is what the writer claims; the bound holds whatever it says.
    const data = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: LARGEST_PART });
    if (data.length !== size || crc32(data) !== crc) throw new WorkbookError('WORKBOOK_UNREADABLE');
    return data;
  } catch (error) {
    if (error instanceof WorkbookError) throw error;
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new WorkbookError(tooLarge ? 'WORKBOOK_TOO_LARGE' : 'WORKBOOK_UNREADABLE');
  }
}

const FILE_TIME = 0x0021;

/** Packs parts without compression and with one fixed time: the same parts give the same bytes. */
export function packZip(parts: readonly { name: string; text: string | Uint8Array }[]): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text } of parts) {
    const data = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
    const label = Buffer.from(name, 'utf8');
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(FILE_TIME, 8);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(label.length, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL_ENTRY);
    local.push(head, facts, label, data);
    const start = Buffer.alloc(6);
    start.writeUInt32LE(DIRECTORY_ENTRY, 0);
    start.writeUInt16LE(20, 4);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(start, facts, rest, label);
    at += 30 + label.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...local, listed, end]));
}
