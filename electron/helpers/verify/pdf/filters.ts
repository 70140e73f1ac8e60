import { inflateSync } from 'node:zlib';
import { type Reading, startReading } from './reading.ts';
import { asArray, asDict, asInteger, asName, PdfError, type PdfStream, type PdfValue } from './value.ts';

/**
 * The content of a cross-reference or object stream: uncompressed or FlateDecode with or without a PNG predictor (7.4.4). All such streams of
 * one file together have a limit.
 */
export function decodeStream(
  { dict, raw }: PdfStream,
  reading: Pick<Reading, 'inflatable' | 'inflated'> = startReading(),
): Buffer {
  const filters = listOf(dict.entries.get('Filter')).map(asName);
  if (filters.length === 0) return raw;
  if (filters.length !== 1 || (filters[0] !== 'FlateDecode' && filters[0] !== 'Fl')) {
    throw new PdfError('pdf-damaged', `a structure stream with the filters ${filters.join(' ')}`);
  }
  const parameters = asDict(listOf(dict.entries.get('DecodeParms'))[0])?.entries;
  const predictor = asInteger(parameters?.get('Predictor')) ?? 1;
  const plain = inflate(raw, reading.inflatable());
  reading.inflated(plain.length);
  if (predictor < 10) return plain;
  const columns = asInteger(parameters?.get('Columns')) ?? 1;
  const colours = asInteger(parameters?.get('Colors')) ?? 1;
  const bits = asInteger(parameters?.get('BitsPerComponent')) ?? 8;
  if (colours !== 1 || bits !== 8 || columns < 1 || columns > 4096) {
    throw new PdfError('pdf-damaged', 'an unusual predictor');
  }
  return undoPngPredictor(plain, columns);
}

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return [];
  return asArray(value) ?? [value];
}

function inflate(raw: Buffer, largest: number): Buffer {
  try {
    return inflateSync(raw, { maxOutputLength: Math.max(1, largest) });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PdfError(tooLarge ? 'pdf-too-complex' : 'pdf-damaged', 'a structure stream does not inflate');
  }
}

function undoPngPredictor(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column === 0 ? 0 : (out[at - 1] ?? 0);
      const up = row === 0 ? 0 : (out[at - columns] ?? 0);
      const corner = row === 0 || column === 0 ? 0 : (out[at - columns - 1] ?? 0);
      out[at] = (data[row * (columns + 1) + 1 + column] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return out;
}

/** The filter types of PNG (RFC 2083, 6): none, sub, up, average, Paeth. */
function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) throw new PdfError('pdf-damaged', 'an unknown predictor');
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
