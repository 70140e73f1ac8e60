import { createHash } from 'node:crypto';
import type { PdfDocument } from '../verify/pdf/document.ts';
import { asArray, asInteger, type PdfValue } from '../verify/pdf/value.ts';
import { pdfArray, pdfDict, pdfName, writeValue } from './pdf-text.ts';

/** An update (ISO 32000-1, 7.5.6) while it is put together. */
export interface IncrementalUpdate {
  /** A number no object of the file has. */
  allocate(): number;
  /** Adds or replaces an object. */
  put(num: number, value: PdfValue): void;
  /** Adds an object whose text is already written, for places that must be found again. */
  putWritten(num: number, text: Buffer): void;
  /** The file with the update behind it, and where each object's text begins. */
  build(): { bytes: Buffer; placeOf(num: number): number };
}

/** Starts an update of a document. The document's bytes stay as they are, as the beginning of the new file. */
export function createUpdate(document: PdfDocument): IncrementalUpdate {
  const written = new Map<number, Buffer>();
  let next = sizeOf(document);
  return {
    allocate: () => next++,
    put(num, value) {
      written.set(num, writeValue(value));
    },
    putWritten(num, text) {
      written.set(num, text);
    },
    build() {
      const pieces: Buffer[] = [document.bytes];
      const offsets = new Map<number, number>();
      const texts = new Map<number, number>();
      let length = document.bytes.length;
      const add = (piece: Buffer): void => {
        pieces.push(piece);
        length += piece.length;
      };
      if (document.bytes[length - 1] !== 0x0a) add(Buffer.from('\n'));
      for (const [num, text] of written) {
        offsets.set(num, length);
        add(Buffer.from(`${num} ${generation(document, num)} obj\n`, 'latin1'));
        texts.set(num, length);
        add(text);
        add(Buffer.from('\nendobj\n', 'latin1'));
      }
      const startOffset = length;
      const isStream = document.sections[0]?.kind === 'stream';
      add(
        isStream
          ? crossReferenceStream(document, offsets, next, startOffset)
          : table(document, offsets, next),
      );
      add(Buffer.from(`startxref\n${startOffset}\n%%EOF\n`, 'latin1'));
      const bytes = Buffer.concat(pieces);
      assertPrefix(document.bytes, bytes);
      return { bytes, placeOf: (num) => place(texts, num) };
    },
  };
}

/** Throws unless `bytes` begins with the whole of `previous`: signatures of earlier revisions live from that. */
export function assertPrefix(previous: Uint8Array, bytes: Buffer): void {
  if (bytes.length < previous.length || !bytes.subarray(0, previous.length).equals(previous)) {
    throw new Error('an incremental update must leave the file before it untouched');
  }
}

function place(texts: ReadonlyMap<number, number>, num: number): number {
  const found = texts.get(num);
  if (found === undefined) throw new Error(`object ${num} is not in this update`);
  return found;
}

function sizeOf(document: PdfDocument): number {
  const declared = asInteger(document.trailer.entries.get('Size')) ?? 0;
  let size = declared;
  for (const num of document.entries.keys()) size = Math.max(size, num + 1);
  return size;
}

function generation(document: PdfDocument, num: number): number {
  const entry = document.entries.get(num);
  return entry?.type === 'offset' ? entry.gen : 0;
}

/** Runs of neighbouring numbers, as cross-references group them. */
function runs(nums: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const num of [...nums].sort((a, b) => a - b)) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[last.length - 1] === num - 1) last.push(num);
    else groups.push([num]);
  }
  return groups;
}

function trailerEntries(document: PdfDocument, size: number): Record<string, PdfValue | undefined> {
  const { entries } = document.trailer;
  const [firstId] = asArray(document.resolve(entries.get('ID'))) ?? [];
  const renewed = createHash('sha256')
    .update(String(document.bytes.length))
    .update(document.bytes.subarray(-2048))
    .digest();
  const changing: PdfValue = {
    kind: 'string',
    bytes: renewed.subarray(0, 16),
    hex: true,
    start: -1,
    end: -1,
  };
  return {
    Size: size,
    Root: entries.get('Root'),
    Info: entries.get('Info'),
    ID: firstId === undefined ? undefined : pdfArray([firstId, changing]),
    Prev: document.sections[0]?.offset,
  };
}

function table(document: PdfDocument, offsets: ReadonlyMap<number, number>, size: number): Buffer {
  const groups = runs([...offsets.keys()]).map((nums) => {
    const lines = nums.map((num) => {
      const gen = String(generation(document, num)).padStart(5, '0');
      return `${String(offsets.get(num)).padStart(10, '0')} ${gen} n \n`;
    });
    return `${nums[0]} ${nums.length}\n${lines.join('')}`;
  });
  const trailer = writeValue(pdfDict(trailerEntries(document, size))).toString('latin1');
  return Buffer.from(`xref\n${groups.join('')}trailer\n${trailer}\n`, 'latin1');
}

/** A file that began with cross-reference streams continues with them (7.5.8); this one is not compressed. */
function crossReferenceStream(
  document: PdfDocument,
  offsets: ReadonlyMap<number, number>,
  size: number,
  startOffset: number,
): Buffer {
  const own = size;
  const all = new Map([...offsets, [own, startOffset]]);
  const groups = runs([...all.keys()]);
  const rows = groups.flat().map((num) => {
    const row = Buffer.alloc(8);
    row[0] = 1;
    row.writeUIntBE(all.get(num) ?? 0, 1, 5);
    row.writeUInt16BE(generation(document, num), 6);
    return row;
  });
  const dict = pdfDict({
    Type: pdfName('XRef'),
    W: pdfArray([1, 5, 2]),
    Index: pdfArray(groups.flatMap((nums) => [nums[0] ?? 0, nums.length])),
    ...trailerEntries(document, own + 1),
  });
  const stream = writeValue({ kind: 'stream', dict, raw: Buffer.concat(rows) });
  return Buffer.concat([
    Buffer.from(`${own} 0 obj\n`, 'latin1'),
    stream,
    Buffer.from('\nendobj\n', 'latin1'),
  ]);
}
