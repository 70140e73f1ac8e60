import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import { mm, PAPERS } from '../../electron/helpers/pdf/layout/paper.ts';
import type { PaperSize } from '../../shared/domain/print/paper-size.ts';
import type { FormValues } from '../../shared/forms/form-values.ts';
import { watermarkOf } from '../../shared/forms/practice-watermark.ts';
import { MAU_01 } from '../../shared/forms/tt-03-2025/mau-01.ts';
import { codesOnPaper, linearCodesOnPaper } from '../support/slip-codes.ts';
import { aSlip } from './a-slip.ts';
import { expectInOrder, flat } from './paper-words.ts';
import { assertSound, describePdf, pagesText, pagesWords, pixelsOf, renderPages } from './pdf-tools.ts';

const WATERMARK = watermarkOf('practice') ?? undefined;

/** As many digits as the proof of a slip with a long code has. */
const PROOF = '2718281845904523536028747135266249775724709369995'.repeat(6);

const AUTHORISER = {
  authoriserName: 'Y Wăn Niê',
  authoriserAddress: 'Buôn Kram, xã Ea Ktur, tỉnh Đắk Lắk',
  authoriserId: '066090001234',
  authoriserPhone: '0905 000 111',
  authoriserEmail: 'ywan@example.vn',
  authorisationPaper: 'Giấy ủy quyền số 12/2026 ngày 02 tháng 02 năm 2026',
};

// Typed by hand from the form set: labels in the order of the paper.
const LABELS = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Ea Ktur, ngày 05 tháng 02 năm 2026',
  'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  '(Liên: Giao khách hàng)',
  'Mã hồ sơ: H15.34.12-260205-3001',
  'Trung tâm Phục vụ hành chính công xã Ea Ktur',
  'Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Thuỳ Dương',
  'Số định danh cá nhân/tổ chức: 066195004321',
  'Địa chỉ: Thôn 8, xã Ea Ktur, tỉnh Đắk Lắk',
  'Số điện thoại: 0905 123 456; Email: thuyduong.nguyen@example.vn',
  'Họ và tên: Y Wăn Niê',
  'Địa chỉ: Buôn Kram, xã Ea Ktur, tỉnh Đắk Lắk',
  'Số định danh cá nhân: 066090001234',
  'Số điện thoại: 0905 000 111; Email: ywan@example.vn',
  'Giấy tờ ủy quyền: Giấy ủy quyền số 12/2026',
  'Nội dung yêu cầu giải quyết: Đăng ký khai sinh',
  'Thành phần hồ sơ nộp gồm:',
  'Tờ khai đăng ký khai sinh theo mẫu',
  'Giấy chứng sinh',
  'Số lượng hồ sơ: 01 (bộ)',
  'Thời gian giải quyết hồ sơ theo quy định là: trong ngày',
  'Thời gian nhận hồ sơ: 08 giờ 15 phút, ngày 05 tháng 02 năm 2026',
  'Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 05 tháng 02 năm 2026',
  'Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công xã Ea Ktur',
  'Vào Sổ theo dõi hồ sơ, Quyển số 01/2026; Số thứ tự 312',
  'NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ',
  '(Ký và ghi rõ họ tên) (Ký và ghi rõ họ tên)',
  'Nguyễn Thị Thuỳ Dương H’Hương Niê Kdăm',
];

/** Everything drawn lies inside the margins, give or take a rounding; the page head has the top margin to itself. */
async function expectNothingClipped(pdf: Uint8Array, paper: PaperSize): Promise<void> {
  const { width, margins } = PAPERS[paper];
  const heights = (await PDFDocument.load(pdf)).getPages().map((page) => page.getHeight());
  (await pagesWords(pdf)).forEach((words, index) => {
    for (const word of words) {
      const where = `${word.text} on page ${index + 1}`;
      expect(word.xMin, where).toBeGreaterThanOrEqual(margins.left - 0.5);
      expect(word.xMax, where).toBeLessThanOrEqual(width - margins.right + 0.5);
      expect(word.yMax, where).toBeLessThanOrEqual((heights[index] ?? 0) - margins.bottom + 3);
    }
  });
}

const LONG_NAME =
  'Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Sản xuất Xuất nhập khẩu Nông lâm thổ sản và Đầu tư Phát triển '.repeat(
    2,
  );
const LONG_ADDRESS = 'Số nhà 128/45/6A, hẻm 9, đường liên thôn, tổ dân phố số 12, thôn Ea Hu, buôn Ea Ktur, '
  .repeat(3)
  .slice(0, 200)
  .trim();

function overfull(): FormValues {
  return aSlip({
    fields: {
      applicant: LONG_NAME.trim(),
      address: LONG_ADDRESS,
      email: `${'rat-dai'.repeat(30)}@example.vn`,
      components: Array.from({ length: 40 }, (_, index) => ({
        name: `[TP-${index + 1}] Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất của hộ thứ ${index + 1}`,
        originals: index % 3,
        certifiedCopies: 1,
        photocopies: 2,
      })),
    },
  });
}

test('prints the labels of Mẫu 01 in the order of the circular', async () => {
  const pdf = await drawForm(MAU_01, aSlip({ fields: AUTHORISER }), { paper: 'A4', copies: 2 });
  const page = flat((await pagesText(pdf, '-layout'))[1]);
  let from = 0;
  for (const label of LABELS) {
    // Both columns of the head and a title in two lines: only their words are in order.
    const at = label === LABELS[3] ? page.indexOf('GIẤY TIẾP NHẬN HỒ SƠ') : page.indexOf(label, from);
    expect(at, `${label} after ${page.slice(Math.max(0, from - 40), from)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
  expect(page).toContain('VÀ HẸN TRẢ KẾT QUẢ');
});

test.each(['A4', 'A5'] as const)(
  'an ordinary slip is one page of %s a copy, each copy named',
  async (paper) => {
    const pdf = await drawForm(MAU_01, aSlip(), { paper, copies: 2 });
    await assertSound(pdf);
    await expectNothingClipped(pdf, paper);
    const pages = await pagesText(pdf);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('(Liên: Lưu)');
    expect(pages[1]).toContain('(Liên: Giao khách hàng)');
    const { width, height } = PAPERS[paper];
    expect(await describePdf('pdfinfo', pdf)).toMatch(
      new RegExp(`Page size: +${Math.floor(width)}.* x ${Math.floor(height)}`, 'u'),
    );
  },
);

test('a slip for an authorised submitter with eight components still is one A5 page', async () => {
  const components = Array.from({ length: 8 }, (_, index) => ({
    name: `Giấy tờ thứ ${index + 1} theo quy định của thủ tục`,
    originals: 1,
    certifiedCopies: 0,
    photocopies: 1,
  }));
  const pdf = await drawForm(MAU_01, aSlip({ fields: { ...AUTHORISER, components } }), {
    paper: 'A5',
    copies: 1,
  });
  expect(await pagesText(pdf)).toHaveLength(1);
});

test.each(['A4', 'A5'] as const)(
  'on %s an overfull slip runs on: nothing lost, heading repeated, pages numbered',
  async (paper) => {
    const pdf = await drawForm(MAU_01, overfull(), { paper, copies: 1 });
    await assertSound(pdf);
    await expectNothingClipped(pdf, paper);
    const pages = await pagesText(pdf, '-layout');
    expect(pages.length).toBeGreaterThan(1);
    const letters = (text: string) => text.replace(/\s/gu, '');
    const all = letters((await pagesText(pdf)).join(''));
    expect(all).toContain(letters(LONG_ADDRESS));
    expect(all).toContain(letters(LONG_NAME));
    expect(all).toContain('rat-dai'.repeat(30));
    for (let index = 1; index <= 40; index++) expect(flat(pages.join(' '))).toContain(`[TP-${index}]`);
    pages.forEach((page, index) => {
      if (page.includes('[TP-')) expect(page).toContain('Thành phần hồ sơ');
      if (index > 0)
        expect(page.trimStart()).toMatch(new RegExp(`^${index + 1}\\s+H15\\.34\\.12-260205-3001`, 'u'));
    });
    expect(pages.at(-1)).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ');
    expect(pages.at(-1)).toContain('Vào Sổ theo dõi hồ sơ');
  },
);

test.each([20, 30, 36, 38, 40, 42])(
  'signatures of a slip with %i components share their page with its last lines',
  async (count) => {
    const components = Array.from({ length: count }, (_, index) => ({
      name: `Giấy tờ ${index + 1}`,
      originals: 1,
      certifiedCopies: 0,
      photocopies: 0,
    }));
    const pdf = await drawForm(MAU_01, aSlip({ fields: { components } }), { paper: 'A5', copies: 1 });
    const page = (await pagesText(pdf)).find((text) => text.includes('NGƯỜI TIẾP NHẬN HỒ SƠ'));
    expect(page).toContain('Đăng ký nhận kết quả tại');
    expect(page).toContain('H’Hương Niê Kdăm');
  },
);

test('a component longer than a page is continued on the next', async () => {
  const name = Array.from({ length: 600 }, (_, index) => `chữ${index}`).join(' ');
  const components = [{ name, originals: 1, certifiedCopies: 0, photocopies: 0 }];
  const pdf = await drawForm(MAU_01, aSlip({ fields: { components } }), { paper: 'A5', copies: 1 });
  await expectNothingClipped(pdf, 'A5');
  const words = (await pagesWords(pdf)).flat().map(({ text }) => text);
  for (let index = 0; index < 600; index++) expect(words).toContain(`chữ${index}`);
});

test.each(['A4', 'A5'] as const)(
  'both QR codes of an %s slip read: its dossier code and its proof',
  async (paper) => {
    for (const watermark of [undefined, WATERMARK]) {
      const pdf = await drawForm(MAU_01, { ...aSlip(), proof: PROOF }, { paper, copies: 1, watermark });
      expect(await codesOnPaper(pdf)).toEqual(['H15.34.12-260205-3001', PROOF]);
      expect(await describePdf('pdfimages', pdf)).not.toMatch(/image/u);
    }
  },
);

test('a practice paper carries its words across every page and stays readable', async () => {
  const options = { paper: 'A5', copies: 2 } as const;
  const marked = await drawForm(MAU_01, aSlip(), { ...options, watermark: WATERMARK });
  const plain = await drawForm(MAU_01, aSlip(), options);
  const [before, after] = [await renderPages(plain, 50), await renderPages(marked, 50)];
  expect(after).toHaveLength(2);
  for (const index of [0, 1]) {
    const clean = await pixelsOf(before[index] as Buffer, 1);
    const { data } = await pixelsOf(after[index] as Buffer, 1);
    const tinted = clean.data.filter((tone, at) => tone > 250 && (data[at] ?? 255) < 235).length;
    expect(tinted / data.length).toBeGreaterThan(0.02);
    const darkened = clean.data.filter((tone, at) => tone > 250 && (data[at] ?? 255) < 190).length;
    expect(darkened).toBe(0);
  }
});

test('an online dossier has no signature of a submitter, and no line of a book that was not given', async () => {
  const { bookNumber: _number, bookEntry: _entry, ...fields } = aSlip().fields;
  const values = { ...aSlip({ signers: { receiver: { name: 'H’Hương Niê Kdăm' } } }), fields };
  const [page] = await pagesText(await drawForm(MAU_01, values, { paper: 'A5', copies: 1 }));
  expect(page).not.toContain('NGƯỜI NỘP HỒ SƠ');
  expect(page).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ');
  expect(page).not.toContain('Vào Sổ theo dõi');
  expect(page).not.toContain('Liên:');
});

test('the same slip gives the same bytes, another one does not', async () => {
  const options = { paper: 'A5', copies: 2 } as const;
  const first = Buffer.from(await drawForm(MAU_01, aSlip(), options));
  expect(first.equals(await drawForm(MAU_01, aSlip(), options))).toBe(true);
  expect(first.equals(await drawForm(MAU_01, aSlip({ fields: { sets: 2 } }), options))).toBe(false);
});

test('decomposed text prints as composed letters', async () => {
  const values = aSlip({ fields: { applicant: 'Nguyễn Thị Thuỳ Dương'.normalize('NFD') } });
  const [page] = await pagesText(await drawForm(MAU_01, values, { paper: 'A5', copies: 1 }));
  expect(page).toContain('Nguyễn Thị Thuỳ Dương'.normalize('NFC'));
});

test('signature blocks leave room to sign', async () => {
  const [words] = await pagesWords(await drawForm(MAU_01, aSlip(), { paper: 'A5', copies: 1 }));
  const note = words?.filter(({ text }) => text === '(Ký').at(-1);
  const name = words?.filter(({ text }) => text === 'Kdăm').at(-1);
  expect((name?.yMin ?? 0) - (note?.yMax ?? 0)).toBeGreaterThan(mm(12));
});

test('on a roll an ordinary slip is one narrow page as long as it needs, in one column, with codes that read', async () => {
  const pdf = await drawForm(MAU_01, { ...aSlip(), proof: PROOF }, { paper: '80mm', copies: 2 });
  await assertSound(pdf);
  await expectNothingClipped(pdf, '80mm');
  const pages = (await PDFDocument.load(pdf)).getPages();
  expect(pages).toHaveLength(2);
  expect(pages[0]?.getWidth()).toBeCloseTo(mm(80), 1);
  expect(pages[0]?.getHeight()).toBeLessThan(mm(330));
  expect(await codesOnPaper(pdf)).toEqual(['H15.34.12-260205-3001', PROOF]);
  expect(await linearCodesOnPaper(pdf)).toEqual(['H15.34.12-260205-3001']);
  const page = flat((await pagesText(pdf, '-raw'))[1]);
  expectInOrder(page, [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
    'GIẤY TIẾP NHẬN HỒ SƠ',
    '(Liên: Giao khách hàng)',
    'Mã hồ sơ: H15.34.12-260205-3001',
    'Thành phần hồ sơ nộp gồm:',
    '1. Tờ khai đăng ký khai sinh theo mẫu (Bản chính 1)',
    'Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút',
    'NGƯỜI NỘP HỒ SƠ',
  ]);
});

test('on a roll an overfull slip loses nothing', async () => {
  const pdf = await drawForm(MAU_01, overfull(), { paper: '80mm', copies: 1 });
  await assertSound(pdf);
  await expectNothingClipped(pdf, '80mm');
  const letters = (text: string) => text.replace(/\s/gu, '');
  const all = letters((await pagesText(pdf)).join(''));
  for (const text of [LONG_ADDRESS, LONG_NAME, 'rat-dai'.repeat(30)]) expect(all).toContain(letters(text));
  for (let index = 1; index <= 40; index++) expect(all).toContain(`[TP-${index}]`);
});

test('values of another form are a mistake of the program', async () => {
  const options = { paper: 'A5', copies: 1 } as const;
  await expect(drawForm(MAU_01, aSlip({ fields: { nickname: 'x' } }), options)).rejects.toThrow(
    'unknown field nickname',
  );
  await expect(drawForm(MAU_01, aSlip({ fields: { returnAt: 'mai' } }), options)).rejects.toThrow(
    'returnAt is not an instant',
  );
  await expect(drawForm(MAU_01, aSlip({ signers: {} }), options)).rejects.toThrow('no signer receiver');
});
