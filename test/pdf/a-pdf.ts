import { deflateSync } from 'node:zlib';

/** Bodies of indirect objects by their number; 1 is the catalog. Strings are bytes of Latin-1. */
export type PdfObjects = Record<number, string>;

/** A page with nothing on it, and what belongs to it: objects 1 to 3. `catalog` and `page` are more entries of theirs. */
export function onePage({ catalog = '', page = '' } = {}): PdfObjects {
  return {
    1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] ${page} >>`,
  };
}

/** A PDF with a plain cross-reference table, written by hand so that a test says every byte. */
export function plainPdf(objects: PdfObjects): Buffer {
  const { parts, offsets, size } = bodies(objects);
  const start = Buffer.byteLength(parts, 'latin1');
  const rows = Array.from({ length: size - 1 }, (_, index) => {
    const offset = offsets.get(index + 1);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  return Buffer.from(
    `${parts}xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}

/** The same with every object that is no stream inside one compressed object stream (ISO 32000-1, 7.5.7). */
export function packedPdf(objects: PdfObjects): Buffer {
  const entries = Object.entries(objects).map(([num, body]) => ({ num: Number(num), body }));
  const streams = entries.filter(({ body }) => body.includes('stream\n'));
  const packed = entries.filter((entry) => !streams.includes(entry));
  const holder = Math.max(...entries.map(({ num }) => num)) + 1;
  const { parts, offsets } = bodies(Object.fromEntries(streams.map(({ num, body }) => [num, body])));
  let at = 0;
  const index = packed.map(({ num, body }) => {
    const place = `${num} ${at} `;
    at += body.length + 1;
    return place;
  });
  const first = index.join('').length;
  const inside = deflateSync(
    Buffer.from(index.join('') + packed.map(({ body }) => `${body} `).join(''), 'latin1'),
  );
  const holderAt = parts.length;
  const withHolder = `${parts}${holder} 0 obj\n<< /Type /ObjStm /N ${packed.length} /First ${first} /Filter /FlateDecode /Length ${inside.length} >>\nstream\n${inside.toString('latin1')}\nendstream\nendobj\n`;
  const size = holder + 2;
  const rows = Buffer.alloc(size * 7);
  const row = (num: number, type: number, second: number, third: number) => {
    rows.writeUInt8(type, num * 7);
    rows.writeUInt32BE(second, num * 7 + 1);
    rows.writeUInt16BE(third, num * 7 + 5);
  };
  for (const [num, offset] of offsets) row(num, 1, offset, 0);
  for (const [place, { num }] of packed.entries()) row(num, 2, holder, place);
  row(holder, 1, holderAt, 0);
  row(holder + 1, 1, withHolder.length, 0);
  const table = deflateSync(rows);
  return Buffer.from(
    `${withHolder}${holder + 1} 0 obj\n<< /Type /XRef /Size ${size} /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length ${table.length} >>\nstream\n${table.toString('latin1')}\nendstream\nendobj\nstartxref\n${withHolder.length}\n%%EOF\n`,
    'latin1',
  );
}

function bodies(objects: PdfObjects) {
  const offsets = new Map<number, number>();
  let parts = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  for (const [num, body] of Object.entries(objects)) {
    offsets.set(Number(num), parts.length);
    parts += `${num} 0 obj\n${body}\nendobj\n`;
  }
  return { parts, offsets, size: Math.max(0, ...offsets.keys()) + 1 };
}
