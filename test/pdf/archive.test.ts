import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { cleanPage } from '../../electron/helpers/images/clean-page.ts';
import { createScanPdfWriter } from '../../electron/helpers/pdf/scan-pdf-writer.ts';
import { AS_SCANNED } from '../../shared/domain/digitisation/clean-up.ts';
import { aPaperJpeg, aQuarteredPicture, SCAN_FACTS } from './a-scan.ts';
import { archiveFaults } from './archive-check.ts';
import { assertSound } from './pdf-tools.ts';

const run = promisify(execFile);

/** Colour with unseen text, grey, black and white, and turned: everything that a digital copy of a counter holds; with CMYK on demand. */
async function aCopy({ cmyk = false } = {}): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const writer = createScanPdfWriter(
    (bytes) => {
      chunks.push(Buffer.from(bytes));
    },
    { ...SCAN_FACTS, title: 'Giấy khai sinh <Nguyễn & Thuỳ Dương>' },
  );
  const word = (text: string, left: number) => ({
    text,
    left,
    top: 100,
    width: 90,
    height: 20,
    line: 1,
    confidence: 90,
  });
  const words = ['Cộng', 'hoà', 'xã', 'hội', 'Ưỡng', 'ặẫệ'].map((text, index) =>
    word(text, 50 + 120 * index),
  );
  const colour = await aPaperJpeg();
  await writer.addPage(colour, { dpi: 100, text: { words, cleanUp: AS_SCANNED } });
  await writer.addPage(await sharp(colour).grayscale().toColourspace('b-w').jpeg().toBuffer(), {
    dpi: 100,
    turn: 90,
  });
  const blackWhite = await cleanPage(colour, { ...AS_SCANNED, tones: 'black-white' }, 100);
  if (blackWhite.kind !== 'g4') throw new Error('no picture of one bit');
  await writer.addBlackWhitePage(blackWhite.bytes, blackWhite, {
    turn: 270,
    text: { words, cleanUp: { ...AS_SCANNED, turn: 270 } },
  });
  if (cmyk) await writer.addPage(await aQuarteredPicture().toColourspace('cmyk').jpeg().toBuffer());
  await writer.finish();
  return Buffer.concat(chunks);
}

let copy: Buffer;
beforeAll(async () => {
  copy = await aCopy();
});

test('a digital copy is PDF/A-2b by the clauses: colour, grey, black and white, with text, without, and with CMYK in it', async () => {
  expect(archiveFaults(copy)).toEqual([]);
  const cmyk = await aCopy({ cmyk: true });
  expect(archiveFaults(cmyk)).toEqual([]);
  await assertSound(cmyk);
});

// Same lengths, so that every offset stays true and only the named clause is broken.
const BROKEN: readonly [clause: string, written: string, instead: string][] = [
  ['6.1.2 four high bytes', '%\xe2\xe3\xcf\xd3', '%abcd'],
  ['6.1.3 identifier', '/ID [<', '/IX [<'],
  ['6.1.7.2 filter', '/Filter /DCTDecode', '/Filter /LZWDecode'],
  ['6.1.7.2 group 4', '/K -1 ', '/K 00 '],
  ['6.1.7.2 size of CCITT', '/Columns 8', '/Columns 9'],
  ['6.1.7.2 one bit of CCITT', '/BitsPerComponent 1 ', '/BitsPerComponent 8 '],
  ['6.1.9 spacing of objects', '4 0 obj\n', '4 0 obj '],
  ['6.2.2 resources of the page', '/Resources <<', '/Resourcez <<'],
  ['6.2.3 output intent', '/S /GTS_PDFA1', '/S /GTS_PDFX1'],
  ['6.2.3 profile', '/DestOutputProfile', '/DestOutputProfilX'],
  ['6.2.3 components of profile', '/N 3 ', '/N 4 '],
  ['6.2.4.3 device colour', '/ColorSpace /DeviceRGB', '/ColorSpace /DeviceXYZ'],
  ['6.2.8 interpolation', '/BitsPerComponent 8 ', '/Interpolate   true '],
  ['6.2.10 transparency', '/BitsPerComponent 8 ', '/SMask 6 0 R        '],
  ['6.2.11.3.2 CIDToGIDMap', '/CIDToGIDMap', '/CIDToGIDMax'],
  ['6.2.11.4.1 font program', '/FontFile2', '/FontFile9'],
  ['6.2.11.4.2 name of a subset', '/BaseFont /QMCTXT+', '/BaseFont /QMCTXT-'],
  ['6.2.11.5 widths', '/W [1 [', '/W [9 ['],
  ['6.2.11.7.2 Unicode of every letter', '/ToUnicode', '/ToUnicodX'],
  ['6.6.2.1 metadata', '/Subtype /XML', '/Subtype /XMX'],
  ['6.6.2.1 packet', 'begin="\xef\xbb\xbf"', 'begin="   "'],
  ['6.6.4 identification', '<pdfaid:part>2', '<pdfaid:part>3'],
  ['6.6.3 producer', '/Producer (quay', '/Producer (Quay'],
  ['6.6.3 dates', '/CreationDate (D:2026', '/CreationDate (D:2025'],
  ['6.4 to 6.11 no OpenAction', '/Lang (vi-VN) ', '/OpenAction 3 '],
];

test.each(BROKEN)('the check finds what breaks %s', (clause, written, instead) => {
  expect(instead.length).toBe(written.length);
  const text = copy.toString('latin1');
  expect(text).toContain(written);
  expect(
    archiveFaults(
      Buffer.from(
        text.replace(written, () => instead),
        'latin1',
      ),
    ),
  ).toContain(clause);
});

test('the check finds bytes behind the end and another state of the file', () => {
  expect(archiveFaults(Buffer.concat([copy, Buffer.from('\n')]))).toContain('6.1.3 nothing behind the end');
  const later = `xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev ${/startxref\n(\d+)/u.exec(copy.toString('latin1'))?.[1]} >>\nstartxref\n${copy.length}\n%%EOF\n`;
  expect(archiveFaults(Buffer.concat([copy, Buffer.from(later)]))).toContain('6.1.4 cross-references');
});

/**
 * PDFBox's Preflight judges PDF/A-1b, the older and for such files stricter part: the same file is given to it with the version and the part that it
 * calls itself put down to that. What the second part allows besides (here nothing) is not judged by it.
 */
async function preflight(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-'));
  try {
    const path = join(folder, 'copy.pdf');
    const asPart1 = pdf
      .toString('latin1')
      .replace('%PDF-1.7', '%PDF-1.4')
      .replace('<pdfaid:part>2', '<pdfaid:part>1');
    await writeFile(path, Buffer.from(asPart1, 'latin1'));
    const jars = [
      'preflight',
      'pdfbox2',
      'xmpbox',
      'fontbox2',
      'commons-logging',
      'commons-io',
      'javax.activation',
      'jaxb-api',
    ];
    const classes = jars.map((jar) => `/usr/share/java/${jar}.jar`).join(':');
    const { stdout } = await run('java', [
      '-cp',
      classes,
      'org.apache.pdfbox.preflight.Validator_A1b',
      path,
    ]).catch((error: { code?: number; stdout?: string; stderr?: string }) => {
      // It ends with an error also where it only found faults; without its words it did not run.
      if (!error.stdout?.includes('valid'))
        throw new Error(`Preflight did not run: ${error.stderr ?? error.code}`);
      return { stdout: error.stdout };
    });
    return stdout.replaceAll(path, 'copy.pdf').trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Part 1 knows no profiles of version 4; part 2 takes what PDF 1.7 takes (ISO 19005-2, 6.2.4.2), so this one complaint is about the part. */
const OF_PART_1 = /^2\.1\.6 : Invalid graphics object, Invalid version of the ICCPro/u;

async function complaints(pdf: Buffer): Promise<string[]> {
  const lines = (await preflight(pdf)).split('\n').slice(1);
  expect(lines.some((line) => OF_PART_1.test(line))).toBe(true);
  return lines.filter((line) => !OF_PART_1.test(line));
}

test('PDFBox Preflight, which shares no code with ours, finds no fault, and finds one where there is one', async () => {
  expect(await complaints(copy)).toEqual([]);
  expect(await complaints(await aCopy({ cmyk: true }))).toEqual([]);
  const broken = copy.toString('latin1').replace('/CIDToGIDMap', '/CIDToGIDMax');
  expect(await complaints(Buffer.from(broken, 'latin1'))).not.toEqual([]);
}, 60_000);
