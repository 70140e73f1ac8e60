import { describe, expect, test } from 'vitest';
import type { PageWord } from './page-words.ts';
import { type SuggestedFacts, suggestFacts } from './suggest-facts.ts';

const TODAY = '2026-11-29';
const LETTER = 9;
const HEIGHT = 12;

/** Runs of a page as [left, top, text], in thousandths; words stand one blank apart. */
function aPage(...runs: [left: number, top: number, text: string][]): PageWord[] {
  return runs.flatMap(([left, top, text], line) => {
    let at = left;
    return text.split(' ').map((word) => {
      const width = word.length * LETTER;
      const placed = { text: word, left: at, top, width, height: HEIGHT, confidence: 90, line };
      at += width + LETTER;
      return placed;
    });
  });
}

const values = (facts: SuggestedFacts) =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => (fact === null ? [] : [[name, fact.value]])),
  );
const ofPage = (...runs: Parameters<typeof aPage>) => values(suggestFacts([aPage(...runs)], TODAY));

const STATE: [number, number, string] = [480, 60, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'];

describe('what the text of a paper suggests', () => {
  test('of a certificate: body and number of the head, the day of registering and not of birth, the first name', () => {
    expect(
      ofPage(
        [90, 60, 'TỈNH LẠC GIANG'],
        STATE,
        [90, 85, 'UBND XÃ HƯƠNG LẠC THƯỢNG'],
        [540, 85, 'Độc lập Tự do Hạnh phúc'],
        [110, 120, 'Số: 140/2026'],
        [430, 190, 'GIẤY KHAI SINH'],
        [100, 250, 'Họ, chữ đệm, tên: TRẦN THỊ TUYẾT'],
        [100, 280, 'Ngày, tháng, năm sinh: 13/06/2019'],
        [100, 310, 'Họ, chữ đệm, tên người mẹ: LÊ THỊ BÍCH PHƯỢNG'],
        [100, 600, 'Ngày, tháng, năm đăng ký: 17/02/2026'],
      ),
    ).toEqual({
      title: 'GIẤY KHAI SINH',
      number: '140/2026',
      issuedOn: '2026-02-17',
      issuer: 'UBND XÃ HƯƠNG LẠC THƯỢNG',
      holderName: 'Trần Thị Tuyết',
    });
  });

  test('of a decision: a number with letters, a body of two lines, the day after the place and not of what it names', () => {
    expect(
      ofPage(
        [60, 60, 'ỦY BAN NHÂN DÂN'],
        STATE,
        [60, 80, 'XÃ HƯƠNG LẠC THƯỢNG'],
        [70, 120, 'Số: 15 /QĐ-UBND'],
        [520, 120, 'Hương Lạc Thượng, ngày 05 tháng 9 năm 2026'],
        [450, 160, 'QUYẾT ĐỊNH'],
        [80, 220, 'Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;'],
      ),
    ).toEqual({
      title: 'QUYẾT ĐỊNH',
      number: '15/QĐ-UBND',
      issuedOn: '2026-09-05',
      issuer: 'ỦY BAN NHÂN DÂN XÃ HƯƠNG LẠC THƯỢNG',
    });
  });

  test('of a card: number and name on the line below their labels', () => {
    expect(
      ofPage(
        [340, 160, 'CĂN CƯỚC'],
        [330, 200, 'Số/ No.'],
        [330, 222, '099059926749'],
        [330, 250, 'Họ và tên Full name'],
        [330, 270, 'VŨ THỊ MỸ HẠNH'],
        [330, 290, 'Ngày sinh Date of birth'],
        [330, 310, '14/02/1992'],
        [330, 500, 'Ngày cấp Date of issue: 12/05/2025'],
      ),
    ).toEqual({
      title: 'CĂN CƯỚC',
      number: '099059926749',
      issuedOn: '2025-05-12',
      holderName: 'Vũ Thị Mỹ Hạnh',
    });
  });

  test.each([
    ['a serial number with letters', [100, 800, 'Số hiệu: LG 491315'], { number: 'LG 491315' }],
    ['the one it is given to', [100, 300, 'Cho: VŨ THỊ MỸ HẠNH'], { holderName: 'Vũ Thị Mỹ Hạnh' }],
    [
      'the owner before a comma',
      [100, 300, 'Ông Vũ Đức Khiêm, sinh năm 1973'],
      { holderName: 'Vũ Đức Khiêm' },
    ],
    [
      'a title of two lines',
      [430, 120, 'GIẤY CHỨNG NHẬN'],
      [380, 140, 'QUYỀN SỬ DỤNG ĐẤT Ở'],
      { title: 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT Ở' },
    ],
    [
      'the place of registering as the body',
      [100, 500, 'Nơi đăng ký kết hôn: UBND xã Hương Lạc Thượng'],
      { issuer: 'UBND xã Hương Lạc Thượng' },
    ],
  ] as const)('finds %s', (_, ...rest) => {
    const runs = rest.filter((part) => Array.isArray(part)) as [number, number, string][];
    expect(ofPage(...runs)).toEqual(rest.at(-1));
  });

  test.each([
    ['a number of a parcel or of a card that is named', [100, 300, 'Thửa đất số: 71; tờ bản đồ số: 16']],
    ['a law that the text names', [100, 300, 'theo Nghị định số 118/2025/NĐ-CP và Thông tư số 03/2025']],
    ['a day to come', [500, 120, 'Lạc Giang, ngày 30 tháng 11 năm 2026']],
    ['a day that does not exist', [500, 120, 'Lạc Giang, ngày 31 tháng 02 năm 2026']],
    ['a day of birth', [100, 300, 'Ngày sinh: 14/02/1992']],
    ['a name of the mother', [100, 300, 'Họ và tên mẹ: VŨ THỊ MỸ HẠNH']],
    ['a place where a name goes', [100, 300, '(Ký, ghi rõ họ, chữ đệm, tên)']],
    ['a form of which nothing was read', [100, 300, 'Họ, chữ đệm, tên:']],
    ['the State as a title', [330, 60, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']],
  ] as const)('never takes for one %s', (_, run) => {
    expect(ofPage([run[0], run[1], run[2]])).toEqual({});
  });

  test('names the words it stands on, on the page where they stand', () => {
    const facts = suggestFacts(
      [aPage([430, 190, 'GIẤY PHÉP']), aPage([500, 700, 'Lạc Giang, ngày 20 tháng 6 năm 2025'])],
      TODAY,
    );
    expect(facts.title).toMatchObject({ page: 0 });
    expect(facts.issuedOn).toMatchObject({ page: 1, value: '2025-06-20' });
    expect(facts.issuedOn?.words.map(({ text }) => text)).toEqual(['20', 'tháng', '6', 'năm', '2025']);
  });

  test('takes no words that the engine guessed', () => {
    const words = aPage([430, 190, 'GIẤY KHAI SINH']).map((word) => ({ ...word, confidence: 12 }));
    expect(values(suggestFacts([words], TODAY))).toEqual({});
  });
});
