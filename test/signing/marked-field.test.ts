import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { digitisedMark } from '../../shared/forms/nd-30-2020/signature-mark.ts';
import { accepted, DEVICE, NOW, signer } from './a-signed-copy.ts';
import { assertSound } from './signature-tools.ts';

const BODY = 'Trung tâm Phục vụ hành chính công xã Thử Nghiệm';

/** Words and where a reader sees them, from the top left corner of the page as it is shown. */
function wordsOf(pdf: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'marked-'));
  try {
    const path = join(folder, 'a.pdf');
    writeFileSync(path, pdf);
    const html = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' });
    const words = [...html.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]+)</gu)];
    return words.map(([, x, y, right, text]) => ({
      x: Number(x),
      y: Number(y),
      right: Number(right),
      text,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('writes the form of the copy, the body and the time as the decree has them', () => {
  expect(digitisedMark(BODY, NOW)).toEqual(['Sao y', BODY, '24/11/2026; 10:04:05; +07:00']);
});

it.each([0, 90, 180, 270])(
  'stands upright at the top right of a first page that is turned by %i degrees',
  async (turn) => {
    const made = await PDFDocument.create();
    made.addPage([595, 842]).setRotation(degrees(turn));
    const pdf = await made.save();
    const lines = digitisedMark(BODY, NOW);
    const marked = accepted(await signer.addMarkedField({ deviceId: DEVICE, pdf, field: 'official', lines }));
    expect(Buffer.from(marked).subarray(0, pdf.length).equals(Buffer.from(pdf))).toBe(true);
    await assertSound(marked);
    const words = wordsOf(marked);
    // As it is shown.
    const width = turn % 180 === 0 ? 595 : 842;
    expect(words.map(({ text }) => text).join(' ')).toBe(lines.join(' '));
    const [first, second] = words;
    expect(first?.y).toBeLessThan(20);
    expect(second?.x).toBeGreaterThan(first?.right ?? width);
    expect(Math.abs((second?.y ?? 0) - (first?.y ?? 99))).toBeLessThan(1);
    expect(first?.x).toBeGreaterThan(width - 200);
    expect(Math.max(...words.map(({ right }) => right))).toBeLessThan(width);
    expect(Math.max(...words.map(({ y }) => y))).toBeLessThan(60);
  },
);
