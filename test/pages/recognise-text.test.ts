import { afterAll, describe, expect, test } from 'vitest';
import { createForkedHelpers } from '../../electron/adapters/forked-helper.ts';
import { readWordTable } from '../../electron/helpers/ocr/word-table.ts';
import { helperKinds } from '../../electron/host/ports/helper-kinds.ts';
import { suggestFacts } from '../../shared/domain/digitisation/suggest-facts.ts';
import { birthCertificate } from '../samples/civil-status-papers.ts';
import { paperSheet } from '../samples/paper-sheet.ts';
import { asScanned } from '../samples/scanned-look.ts';
import { seededRandom } from '../support/seeded-random.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
const helpers = createForkedHelpers();
afterAll(() => helpers.close());

async function aPaper(): Promise<Buffer> {
  const sheet = paperSheet({ random: seededRandom(7) });
  sheet.at('Giấy chứng nhận kết hôn', sheet.left, 60, { size: 16 });
  sheet.at('Số 12/2026, đăng ký tại xã Thử Nghiệm', sheet.left, 80, { size: 13 });
  return await asScanned(sheet.svg(), seededRandom(8));
}

describe('the text of a page', () => {
  test.each(['shipped', 'native'] as const)(
    'is read with its marks, line by line and where it stands, by the %s engine',
    async (engine) => {
      const answer = await helpers.run(
        helperKinds.recogniseText,
        { jpeg: await aPaper(), dpi: 200, engine },
        LIMITS,
      );
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
      const { words } = answer.value;
      const line = (at: number) => words.filter((word) => word.line === at).map(({ text }) => text);
      expect(line(0).join(' ')).toBe('Giấy chứng nhận kết hôn');
      expect(line(1).join(' ')).toBe('Số 12/2026, đăng ký tại xã Thử Nghiệm');
      // 22 mm of 210 from the left; the baseline at 60 mm of 297 from the top.
      const [first] = words;
      expect(Math.abs((first?.left ?? 0) - (22 / 210) * 1000)).toBeLessThan(12);
      const foot = (first?.top ?? 0) + (first?.height ?? 0);
      expect(Math.abs(foot - (60 / 297) * 1000)).toBeLessThan(12);
      expect(first?.confidence).toBeGreaterThan(70);
    },
  );

  test('of a certificate suggests what stands on it', async () => {
    const [svg = ''] = birthCertificate(seededRandom(2));
    const jpeg = await asScanned(svg, seededRandom(52));
    const answer = await helpers.run(helperKinds.recogniseText, { jpeg, dpi: 200 }, LIMITS);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const facts = suggestFacts([answer.value.words], '2026-11-29');
    expect(facts).toMatchObject({
      title: { value: 'GIẤY KHAI SINH' },
      number: { value: '45/2026' },
      issuedOn: { value: '2026-01-19' },
      issuer: { value: 'UBND XÃ HƯƠNG LẠC THƯỢNG' },
      holderName: { value: 'Trần Thị Thuỳ Dương' },
    });
  });

  test('of an empty page is none', async () => {
    const sheet = paperSheet({ random: seededRandom(7) });
    const jpeg = await asScanned(sheet.svg(), seededRandom(8));
    const answer = await helpers.run(helperKinds.recogniseText, { jpeg, dpi: 200 }, LIMITS);
    expect(answer).toMatchObject({ ok: true, value: { words: [] } });
  });

  test('that is no picture is a refusal of the helper', async () => {
    const answer = await helpers.run(
      helperKinds.recogniseText,
      { jpeg: new Uint8Array([1, 2, 3]), dpi: 200 },
      LIMITS,
    );
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'HELPER_FAILED' } });
  });
});

test('a table of words gives NFC words by line and leaves out specks, ruled lines and boxes of no size', () => {
  const row = (...cells: (string | number)[]) => cells.join('\t');
  const table = [
    row(
      'level',
      'page_num',
      'block_num',
      'par_num',
      'line_num',
      'word_num',
      'left',
      'top',
      'width',
      'height',
      'conf',
      'text',
    ),
    row(1, 1, 0, 0, 0, 0, 0, 0, 1000, 2000, -1, ''),
    row(5, 1, 1, 1, 1, 1, 100, 200, 50, 20, 96.5, 'so\u0302\u0301'),
    row(5, 1, 1, 1, 1, 2, 160, 200, 50, 20, 40, '|'),
    row(5, 1, 1, 1, 2, 1, 100, 240, 50, 20, 120, '12/2026'),
    row(5, 1, 1, 1, 2, 2, 100, 240, 0, 20, 90, 'nothing'),
  ].join('\n');
  expect(readWordTable(table, { width: 1000, height: 2000 })).toEqual([
    { text: 'số', left: 100, top: 100, width: 50, height: 10, confidence: 96.5, line: 0 },
    { text: '12/2026', left: 100, top: 120, width: 50, height: 10, confidence: 100, line: 1 },
  ]);
});
