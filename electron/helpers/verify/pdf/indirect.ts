import { createLexer, type Lexer } from './lexer.ts';
import type { Reading } from './reading.ts';
import {
  asDict,
  asInteger,
  asRef,
  asStream,
  type IndirectObject,
  type PdfDict,
  PdfError,
  type PdfValue,
} from './value.ts';

/** Reads `num gen obj … endobj` at an offset; `lengthOf` resolves a stream length that is kept in another object. */
export function readIndirect(
  bytes: Buffer,
  offset: number,
  reading: Reading,
  lengthOf: (num: number) => number | undefined,
): IndirectObject {
  if (offset < 0 || offset >= bytes.length) throw new PdfError('pdf-damaged', 'an object outside the file');
  const known = reading.objects.get(offset);
  if (known !== undefined && known.end <= bytes.length) return known;
  const found = readAt(bytes, offset, reading, lengthOf);
  const length = asStream(found.value)?.dict.entries.get('Length');
  // A length that stands elsewhere may be another in another revision.
  if (asRef(length) === undefined) reading.objects.set(offset, found);
  return found;
}

function readAt(
  bytes: Buffer,
  offset: number,
  reading: Reading,
  lengthOf: (num: number) => number | undefined,
): IndirectObject {
  const lexer = createLexer(bytes, reading, offset);
  const num = lexer.integer();
  const gen = lexer.integer();
  lexer.expect('obj');
  const value = lexer.value();
  const dict = asDict(value);
  const afterValue = lexer.at;
  if (dict !== undefined && lexer.word() === 'stream') {
    const stream = readStream(bytes, lexer, dict, lengthOf);
    return { num, gen, value: stream, start: offset, end: lexer.at };
  }
  lexer.at = afterValue;
  lexer.expect('endobj');
  return { num, gen, value, start: offset, end: lexer.at };
}

function readStream(
  bytes: Buffer,
  lexer: Lexer,
  dict: PdfDict,
  lengthOf: (num: number) => number | undefined,
): PdfValue {
  if (bytes[lexer.at] === 0x0d && bytes[lexer.at + 1] === 0x0a) lexer.at += 2;
  else if (bytes[lexer.at] === 0x0a) lexer.at += 1;
  else throw new PdfError('pdf-damaged', `a stream without line end at byte ${lexer.at}`);
  const written = dict.entries.get('Length');
  const ref = asRef(written);
  const length = ref === undefined ? asInteger(written) : lengthOf(ref.num);
  const start = lexer.at;
  if (length === undefined || length < 0 || start + length > bytes.length) {
    throw new PdfError('pdf-damaged', `the length of the stream at byte ${start}`);
  }
  lexer.at = start + length;
  lexer.expect('endstream');
  lexer.expect('endobj');
  return { kind: 'stream', dict, raw: bytes.subarray(start, start + length) };
}
