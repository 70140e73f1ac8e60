import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readTables } from '../../electron/helpers/workbook/read-tables.ts';
import { writeWorkbook } from '../../electron/helpers/workbook/write-workbook.ts';
import { packZip } from '../../electron/helpers/workbook/zip-archive.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook of one sheet with the given cells' XML, and more parts beside it. */
function bookOf(rows: string, more: { name: string; text: string }[] = []) {
  return packZip([
    {
      name: 'xl/workbook.xml',
      text: `<workbook ${MAIN} xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: '<Relationships><Relationship Id="rId1" Type="w" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...more,
  ]);
}

const inline = (at: string, text: string) =>
  `<row r="1"><c r="${at}" t="inlineStr"><is><t>${text}</t></is></c></row>`;

/** The file with one part deflated and a claimed size, as a bomb is made: the writer here never compresses. */
function bomb(): Uint8Array {
  const data = deflateRawSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 });
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return new Uint8Array(Buffer.concat([local, name, data, entry, name, end]));
}

it.each([
  ['a formula', bookOf('<row r="1"><c r="B7"><f>1+1</f><v>2</v></c></row>'), 'WORKBOOK_FORMULA', 'B7'],
  [
    'a link to another file',
    bookOf('', [{ name: 'xl/externalLinks/externalLink1.xml', text: '<a/>' }]),
    'WORKBOOK_FORMULA',
    '',
  ],
  ['macros', bookOf('', [{ name: 'xl/vbaProject.bin', text: 'x' }]), 'WORKBOOK_MACROS', ''],
  ['ten megabytes in a cell', bookOf(inline('A1', 'x'.repeat(10_000_000))), 'WORKBOOK_CELL_TOO_LONG', 'A1'],
  ['a cell far out', bookOf(inline('XFD1', 'x')), 'WORKBOOK_TOO_LARGE', 'XFD1'],
  ['what unpacks without end', bomb(), 'WORKBOOK_TOO_LARGE', ''],
  ['a document type', bookOf('<!DOCTYPE a [<!ENTITY b "c">]>'), 'WORKBOOK_UNREADABLE', ''],
  [
    'a part name in NFD',
    bookOf('', [{ name: 'xl/bảng.xml'.normalize('NFD'), text: '<a/>' }]),
    'WORKBOOK_UNREADABLE',
    '',
  ],
  [
    'a part name that climbs',
    bookOf('', [{ name: '../../etc/passwd', text: 'x' }]),
    'WORKBOOK_UNREADABLE',
    '',
  ],
  ['half a file', bookOf(inline('A1', 'x')).slice(0, 300), 'WORKBOOK_UNREADABLE', ''],
  ['an old or locked workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'WORKBOOK_LOCKED', ''],
  ['nothing', new Uint8Array(), 'WORKBOOK_UNREADABLE', ''],
])('refuses %s', async (_title, file, fault, cell) => {
  expect(await readTables({ file })).toMatchObject({ kind: 'fault', fault, cell });
});

it('reads back what it writes, in NFC, with the rows where they stand', async () => {
  const text = 'Tên <thủ tục> & "chữ"';
  const { file } = await writeWorkbook({
    sheets: [{ name: 'Thủ tục', widths: [10], rows: [['A'], [''], ['', text.normalize('NFD')]] }],
  });
  expect(await readTables({ file })).toEqual({
    kind: 'sheets',
    sheets: [
      {
        name: 'Thủ tục',
        rows: [
          { row: 1, cells: ['A'] },
          { row: 3, cells: ['', text] },
        ],
      },
    ],
  });
});
