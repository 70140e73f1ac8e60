import type { PdfDict, PdfName, PdfRef, PdfString, PdfValue } from '../verify/pdf/value.ts';

const NAME_LETTER = /[!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/u;

/** A name for writing. */
export function pdfName(name: string): PdfName {
  return { kind: 'name', name };
}

export function pdfRef(num: number, gen = 0): PdfRef {
  return { kind: 'ref', num, gen };
}

export function pdfArray(items: readonly PdfValue[]): PdfValue {
  return { kind: 'array', items };
}

/** A dictionary for writing; undefined values are left out. */
export function pdfDict(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict {
  const given = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { kind: 'dict', entries: new Map(given), ambiguous: false };
}

/** The dictionary with some entries replaced. */
export function withEntries(dict: PdfDict, entries: Readonly<Record<string, PdfValue>>): PdfDict {
  return { kind: 'dict', entries: new Map([...dict.entries, ...Object.entries(entries)]), ambiguous: false };
}

/** A text string (ISO 32000-1, 7.9.2.2): NFC, UTF-16BE behind its mark. */
export function pdfText(text: string): PdfString {
  const bytes = Buffer.concat([
    Buffer.from([0xfe, 0xff]),
    Buffer.from(text.normalize('NFC'), 'utf16le').swap16(),
  ]);
  return { kind: 'string', bytes, hex: true, start: -1, end: -1 };
}

/** The bytes of an object as they stand in a file; streams get a direct /Length. */
export function writeValue(value: PdfValue): Buffer {
  if (typeof value !== 'object' || value === null || value.kind !== 'stream')
    return Buffer.from(textOfValue(value), 'latin1');
  const dict = withEntries(value.dict, { Length: value.raw.length });
  return Buffer.concat([
    Buffer.from(`${textOfValue(dict)}\nstream\n`, 'latin1'),
    value.raw,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

function textOfValue(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  switch (value.kind) {
    case 'name':
      return nameText(value.name);
    case 'string':
      return `<${value.bytes.toString('hex')}>`;
    case 'ref':
      return `${value.num} ${value.gen} R`;
    case 'array':
      return `[${value.items.map(textOfValue).join(' ')}]`;
    case 'dict':
      return `<<${[...value.entries].map(([key, entry]) => `${nameText(key)} ${textOfValue(entry)}`).join(' ')}>>`;
    case 'stream':
      throw new Error('a stream stands alone');
  }
}

function nameText(name: string): string {
  const letters = [...name].map((letter) =>
    NAME_LETTER.test(letter) ? letter : `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `/${letters.join('')}`;
}

/** Never in exponent form, which PDF does not know. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(10).replace(/0+$/u, '').replace(/\.$/u, '');
}
