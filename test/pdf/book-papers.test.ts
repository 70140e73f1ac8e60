import { describe, expect, test } from 'vitest';
import { drawForm, drawFormPiece } from '../../electron/helpers/pdf/draw-form.ts';
import { laid, PAPERS } from '../../electron/helpers/pdf/layout/paper.ts';
import type { FormDefinition } from '../../shared/forms/form-definition.ts';
import { FormValues } from '../../shared/forms/form-values.ts';
import { formById } from '../../shared/forms/forms.ts';
import { HAND_OVER_LIST, handOverListValues } from '../../shared/forms/own/hand-over-list.ts';
import { MAU_07, type RegisterEntry, registerValues } from '../../shared/forms/tt-03-2025/mau-07.ts';
import { expectInOrder, flat } from './paper-words.ts';
import { assertSound, pagesText, pagesWords } from './pdf-tools.ts';

const OFFICE = {
  name: 'Trung tâm Phục vụ hành chính công xã Ea Ktur',
  superiorName: 'UBND xã Ea Ktur',
  placeName: 'xã Ea Ktur',
};
const LONG =
  'Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Sản xuất Xuất nhập khẩu Nông lâm thổ sản và Đầu tư Phát triển Ea Ktur';
const MAU_06_2018 = formById('tt-01-2018/mau-06') as FormDefinition;

function anEntry(changes: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    code: 'H15.34.12-260205-3001',
    formerNumber: null,
    procedure: 'Đăng ký khai sinh',
    owner: 'Nguyễn Thị Thuỳ Dương',
    address: 'Thôn 8, xã Ea Ktur, tỉnh Đắk Lắk',
    phone: '0905 123 456',
    unit: null,
    processingOwner: 'here',
    receivedAt: '2026-02-05T01:15:00.000Z',
    dueAt: '2026-02-05T09:30:00.000Z',
    state: 'returned',
    endedAt: '2026-02-05T08:10:00.000Z',
    delivery: 'counter',
    sets: 1,
    ...changes,
  };
}

const aRegister = (entries: readonly RegisterEntry[], form = MAU_07) =>
  registerValues(
    form,
    {
      office: OFFICE,
      from: '2026-02-01',
      to: '2026-02-28',
      field: 'Hộ tịch',
      total: entries.length,
      at: '2026-03-02T01:00:00.000Z',
    },
    entries,
  );

async function expectNothingClipped(pdf: Uint8Array, paper: 'A3' | 'A4'): Promise<void> {
  const { width, height, margins } = laid(PAPERS[paper], 'landscape');
  for (const word of (await pagesWords(pdf)).flat()) {
    expect(word.xMin, word.text).toBeGreaterThanOrEqual(margins.left - 0.5);
    expect(word.xMax, word.text).toBeLessThanOrEqual(width - margins.right + 0.5);
    expect(word.yMax, word.text).toBeLessThanOrEqual(height - margins.bottom + 3);
  }
}

describe('the book of dossiers', () => {
  // Typed by hand from the form set.
  test('has the columns of Mẫu 07 in its order, on a lying sheet', async () => {
    const pdf = await drawForm(MAU_07, aRegister([anEntry()]), { paper: 'A4', copies: 1 });
    await assertSound(pdf);
    await expectNothingClipped(pdf, 'A4');
    const [page] = await pagesText(pdf, '-raw');
    expectInOrder(flat(page), [
      'UBND XÃ EA KTUR',
      'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
      'Số: ........./STD-TTPVHCC',
      'SỔ THEO DÕI HỒ SƠ',
      'Hồ sơ tiếp nhận từ ngày 01/02/2026 đến ngày 28/02/2026; lĩnh vực: Hộ tịch',
      'STT',
      'Mã hồ sơ',
      'Tên TTHC',
      'Tên tổ chức, cá nhân',
      'Địa chỉ/SĐT',
      'Cơ quan chủ trì giải quyết',
      'Nhận và trả kết quả',
      'Nhận hồ sơ',
      'Hẹn trả kết quả',
      'Trả kết quả',
      'Phương thức nhận kết quả',
      'Ký nhận',
      'Tổng số: 01 hồ sơ',
    ]);
    const words = (await pagesWords(pdf)).flat();
    expect(words.some(({ text }) => text === 'H15.34.12-260205-3001')).toBe(true);
  });

  test('has the sets and a place for notes in Mẫu 06 of 2018', async () => {
    const pdf = await drawForm(MAU_06_2018, aRegister([anEntry({ sets: 2 })], MAU_06_2018), {
      paper: 'A4',
      copies: 1,
    });
    await expectNothingClipped(pdf, 'A4');
    const [page] = await pagesText(pdf, '-raw');
    expectInOrder(flat(page), [
      'Tên TTHC',
      'Số lượng hồ sơ (bộ)',
      'Tên tổ chức, cá nhân',
      'Ký nhận',
      'Ghi chú',
    ]);
  });

  test('says in words how a dossier stands that was not returned, and what number it had before', async () => {
    const [page] = await pagesText(
      await drawForm(
        MAU_07,
        aRegister([
          anEntry({ state: 'withdrawn' }),
          anEntry({ state: 'refused' }),
          anEntry({ state: 'stopped' }),
          anEntry({ state: 'voided' }),
          anEntry({ state: 'supplement-asked', endedAt: null }),
          anEntry({ code: 'TAM-H61.45-2026.11.25-3007', state: 'received', endedAt: null }),
          anEntry({ formerNumber: 'TAM-H61.45-2026.11.25-3008', delivery: 'post' }),
        ]),
        { paper: 'A3', copies: 1 },
      ),
      '-raw',
    );
    const text = flat(page);
    for (const words of [
      'Rút hồ sơ',
      'Từ chối giải quyết',
      'Dừng giải quyết',
      'Tiếp nhận nhầm',
      'Chờ bổ sung',
    ])
      expect(text).toContain(words);
    expect(text).toContain('SỐ TẠM TAM-H61.45- 2026.11.25-3007');
    expect(text).toContain('H15.34.12-260205-3001 (trước là SỐ TẠM TAM-H61.45- 2026.11.25-3008)');
    expect(text).toContain('Bưu chính');
  });

  test.each([
    ['A4', MAU_07],
    ['A3', MAU_07],
    ['A4', MAU_06_2018],
  ] as const)('on %s overfull rows lose nothing', async (paper, form) => {
    const address = 'Số nhà 128/45/6A, hẻm 9, đường liên thôn, tổ dân phố số 12, thôn Ea Hu, '
      .repeat(3)
      .slice(0, 200);
    const pdf = await drawForm(
      form,
      aRegister(
        Array.from({ length: 30 }, (_, index) =>
          anEntry({ owner: `[${index + 1}] ${LONG}`, procedure: LONG, address, unit: LONG }),
        ),
        form,
      ),
      { paper, copies: 1 },
    );
    await assertSound(pdf);
    await expectNothingClipped(pdf, paper);
    const all = (await pagesText(pdf, '-raw')).join(' ').replace(/\s/gu, '');
    for (let index = 1; index <= 30; index++) expect(all).toContain(`[${index}]`);
  });
});

test('a book of 1,000 dossiers drawn in pieces has no gap: each number once, pages counted through, the heading on each, no row torn', async () => {
  const entries = Array.from({ length: 1000 }, (_, index) =>
    anEntry({ code: `H15.34.12-260205-${1001 + index}`, ...(index % 3 === 0 ? { procedure: LONG } : {}) }),
  );
  let [done, pages] = [0, 0];
  const texts: string[] = [];
  while (done < entries.length) {
    const waiting = entries.slice(done, done + 500);
    const more = done + waiting.length < entries.length;
    const values = registerValues(
      MAU_07,
      {
        office: OFFICE,
        from: '2026-01-01',
        to: '2026-12-31',
        field: null,
        total: 1000,
        at: '2026-03-02T01:00:00.000Z',
      },
      waiting,
    );
    const piece = { rowsBefore: done, pagesBefore: pages, more };
    const drawn = await drawFormPiece(MAU_07, values, { paper: 'A4', piece });
    texts.push(...(await pagesText(drawn.pdf, '-layout')));
    done += drawn.rows;
    pages += drawn.pages;
  }
  expect(texts).toHaveLength(pages);
  // A year of a large commune.
  const year = aRegister([]);
  FormValues.parse({ ...year, fields: { ...year.fields, total: 30_000 } });
  const all = texts.join('\n');
  expect(all.match(/H15\.34\.12-260205-\d{4}/gu)).toEqual(entries.map(({ code }) => code));
  const numbers = [...all.matchAll(/^ *(\d+) +H15\.34/gmu)].map(([, number]) => Number(number));
  expect(numbers).toEqual(entries.map((_, index) => index + 1));
  texts.forEach((page, index) => {
    expect(page).toContain('Phương');
    if (index > 0) expect(page.trimStart()).toMatch(new RegExp(`^${index + 1}\\s`, 'u'));
    expect(page.includes('SỔ THEO DÕI HỒ SƠ')).toBe(index === 0);
    expect(page.includes('Tổng số: 1000 hồ sơ')).toBe(index === texts.length - 1);
  });
});

describe('the list of results brought to the counter', () => {
  test('has its columns in order, two copies and two who sign', async () => {
    const values = handOverListValues({
      office: OFFICE,
      at: '2026-02-05T08:10:00.000Z',
      giver: 'H’Hương Niê Kdăm',
      results: [
        {
          code: 'H15.34.12-260205-3001',
          procedure: 'Đăng ký khai sinh',
          result: 'Giấy khai sinh của Nguyễn Minh An',
          owner: 'Nguyễn Minh An',
          address: 'Thôn 8, xã Ea Ktur',
          fee: true,
          post: false,
        },
      ],
    });
    const pdf = await drawForm(HAND_OVER_LIST, values, { paper: 'A4', copies: 2 });
    await assertSound(pdf);
    await expectNothingClipped(pdf, 'A4');
    const pages = await pagesText(pdf, '-raw');
    expect(pages).toHaveLength(2);
    expectInOrder(flat(pages[1]), [
      'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
      '(Liên 2: Bên nhận giữ)',
      'Thời điểm bàn giao: 15 giờ 10 phút, ngày 05 tháng 02 năm 2026',
      'Bên giao: H’Hương Niê Kdăm',
      'Bên nhận: Trung tâm Phục vụ hành chính công xã Ea Ktur',
      'TT',
      'Mã hồ sơ',
      'Nội dung',
      'Kết quả',
      'Chủ hồ sơ',
      'Địa chỉ',
      'Phí, lệ phí',
      'Trả qua bưu điện',
      'X',
      'Tổng số: 01 kết quả',
      'NGƯỜI GIAO',
      'H’Hương Niê Kdăm',
      'NGƯỜI NHẬN',
    ]);
  });
});
