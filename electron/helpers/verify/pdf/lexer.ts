import type { Reading } from './reading.ts';
import { PdfError, type PdfValue } from './value.ts';

/** Nesting deeper than this is an attack: papers need about ten. */
const DEEPEST = 64;

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((letter) => letter.charCodeAt(0)));
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/u;
const HEX_OR_WHITE = /^[0-9A-Fa-f\s\0]*$/u;

/** Reads PDF objects from bytes at a position that callers may set. Throws {@link PdfError}. */
export interface Lexer {
  at: number;
  readonly bytes: Buffer;
  skipWhite(): void;
  /** A run of regular characters, empty at a delimiter or at the end. */
  word(): string;
  /** Takes the word, or throws. */
  expect(word: string): void;
  integer(): number;
  value(): PdfValue;
}

/** A lexer over `bytes`, which it never copies. */
export function createLexer(bytes: Buffer, reading: Reading, at = 0): Lexer {
  const lexer: Lexer = {
    at,
    bytes,
    skipWhite() {
      for (;;) {
        const byte = bytes[lexer.at];
        if (byte === 0x25) skipComment();
        else if (byte !== undefined && WHITE.has(byte)) lexer.at += 1;
        else return;
      }
    },
    word() {
      lexer.skipWhite();
      const start = lexer.at;
      while (isRegular(bytes[lexer.at])) lexer.at += 1;
      return bytes.toString('latin1', start, lexer.at);
    },
    expect(word) {
      const found = lexer.word();
      if (found !== word) fail(`"${word}" expected`);
    },
    integer() {
      const word = lexer.word();
      if (!/^\d{1,15}$/u.test(word)) fail('a number expected');
      return Number(word);
    },
    value: () => read(0),
  };

  function fail(detail: string): never {
    throw new PdfError('pdf-damaged', `${detail} at byte ${lexer.at}`);
  }

  function skipComment(): void {
    while (lexer.at < bytes.length && bytes[lexer.at] !== 0x0a && bytes[lexer.at] !== 0x0d) lexer.at += 1;
  }

  function read(depth: number): PdfValue {
    if (depth > DEEPEST) throw new PdfError('pdf-too-complex', 'nesting');
    reading.step();
    lexer.skipWhite();
    switch (bytes[lexer.at]) {
      case 0x2f:
        return { kind: 'name', name: readName() };
      case 0x28:
        return readLiteral();
      case 0x5b:
        return readArray(depth);
      case 0x3c:
        return bytes[lexer.at + 1] === 0x3c ? readDict(depth) : readHex();
      default:
        return readWord();
    }
  }

  function readName(): string {
    const start = ++lexer.at;
    while (isRegular(bytes[lexer.at])) lexer.at += 1;
    const written = bytes.toString('latin1', start, lexer.at);
    return written.replace(/#([0-9A-Fa-f]{2})/gu, (_match, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  function readArray(depth: number): PdfValue {
    lexer.at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      lexer.skipWhite();
      if (lexer.at >= bytes.length) fail('an array without end');
      if (bytes[lexer.at] === 0x5d) break;
      items.push(read(depth + 1));
    }
    lexer.at += 1;
    return { kind: 'array', items };
  }

  function readDict(depth: number): PdfValue {
    lexer.at += 2;
    const entries = new Map<string, PdfValue>();
    let ambiguous = false;
    for (;;) {
      lexer.skipWhite();
      if (bytes[lexer.at] === 0x3e && bytes[lexer.at + 1] === 0x3e) break;
      if (bytes[lexer.at] !== 0x2f) fail('a key expected');
      const key = readName();
      ambiguous ||= entries.has(key);
      entries.set(key, read(depth + 1));
    }
    lexer.at += 2;
    return { kind: 'dict', entries, ambiguous };
  }

  function readHex(): PdfValue {
    const start = lexer.at;
    const close = bytes.indexOf(0x3e, start);
    if (close === -1) fail('a string without end');
    const written = bytes.toString('latin1', start + 1, close);
    if (!HEX_OR_WHITE.test(written)) fail('a hexadecimal string with other letters');
    const digits = written.replace(/[\s\0]/gu, '');
    lexer.at = close + 1;
    const decoded = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
    return { kind: 'string', bytes: decoded, hex: true, start, end: lexer.at };
  }

  function readLiteral(): PdfValue {
    const start = lexer.at++;
    const out: number[] = [];
    let open = 1;
    while (open > 0) {
      const byte = bytes[lexer.at++];
      if (byte === undefined) fail('a string without end');
      if (byte === 0x5c) readEscape(out);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open > 0) out.push(byte);
      }
    }
    return { kind: 'string', bytes: Buffer.from(out), hex: false, start, end: lexer.at };
  }

  function readEscape(out: number[]): void {
    const letter = String.fromCharCode(bytes[lexer.at] ?? 0);
    if (/[0-7]/u.test(letter)) {
      const octal = /^[0-7]{1,3}/u.exec(bytes.toString('latin1', lexer.at, lexer.at + 3))?.[0] ?? '';
      lexer.at += octal.length;
      out.push(Number.parseInt(octal, 8) & 0xff);
      return;
    }
    lexer.at += 1;
    if (letter === '\r' && bytes[lexer.at] === 0x0a) lexer.at += 1;
    if (letter === '\r' || letter === '\n') return;
    out.push(ESCAPES[letter] ?? letter.charCodeAt(0));
  }

  function readWord(): PdfValue {
    const start = lexer.at;
    const word = lexer.word();
    if (word === 'null') return null;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (!NUMBER.test(word)) {
      lexer.at = start;
      fail('an object expected');
    }
    return /^\d{1,10}$/u.test(word) ? readReference(Number(word)) : Number(word);
  }

  /** `12 0 R`, or the number itself when nothing like that follows. */
  function readReference(num: number): PdfValue {
    const afterNumber = lexer.at;
    const gen = lexer.word();
    if (/^\d{1,5}$/u.test(gen) && lexer.word() === 'R') return { kind: 'ref', num, gen: Number(gen) };
    lexer.at = afterNumber;
    return num;
  }

  return lexer;
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && !WHITE.has(byte) && !DELIMITER.has(byte);
}
