import { describe, expect, test } from 'vitest';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import { PAPERS, type PaperName } from '../../electron/helpers/pdf/layout/paper.ts';
import type { HandingOver } from '../../shared/domain/dossier/control-sheet.ts';
import type { FormDefinition } from '../../shared/forms/form-definition.ts';
import { HAND_OVER_RECEIPT, handOverValues } from '../../shared/forms/own/hand-over-receipt.ts';
import { PROCESS_EXTRACT, processValues } from '../../shared/forms/own/process-extract.ts';
import { controlValues, MAU_06 } from '../../shared/forms/tt-03-2025/mau-06.ts';
import { assertSound, pagesText, pagesWords } from './pdf-tools.ts';

const OFFICE = {
  name: 'Trung tâm Phục vụ hành chính công xã Ea Ktur',
  superiorName: 'UBND xã Ea Ktur',
  placeName: 'xã Ea Ktur',
};
const CODE = 'H15.34.12-260205-3001';
const LONG =
  'Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Sản xuất Xuất nhập khẩu Nông lâm thổ sản và Đầu tư Phát triển Ea Ktur';
const HERE = (person: string) => ({ unit: null, person });

const HANDINGS: HandingOver[] = [
  {
    giver: HERE('H’Hương Niê Kdăm'),
    taker: { unit: null, person: 'Lê Thị Ngọc Lan', step: 'Thẩm định hồ sơ' },
    givenAt: '2026-02-05T01:30:00.000Z',
    takenAt: '2026-02-05T01:30:00.000Z',
    standing: null,
    note: '',
  },
  {
    giver: HERE('Lê Thị Ngọc Lan'),
    taker: { unit: null, person: 'Phạm Văn Minh', step: 'Ký duyệt' },
    givenAt: '2026-02-09T02:00:00.000Z',
    takenAt: '2026-02-09T02:00:00.000Z',
    standing: 'late',
    note: 'Đã dự thảo',
  },
  {
    giver: HERE('Phạm Văn Minh'),
    taker: HERE('H’Hương Niê Kdăm'),
    givenAt: '2026-02-10T02:00:00.000Z',
    takenAt: '2026-02-10T03:05:00.000Z',
    standing: 'early',
    note: '',
  },
];

function aControl(handings = HANDINGS, open = true) {
  return controlValues({
    office: OFFICE,
    unit: null,
    processingOwner: 'here',
    code: CODE,
    others: ['Bảo hiểm xã hội cơ sở Ea Ktur', 'Công an xã Ea Ktur', 'Công an xã Ea Ktur'],
    receivedAt: '2026-02-05T01:15:00.000Z',
    dueAt: '2026-02-12T01:15:00.000Z',
    handings,
    open,
    at: '2026-02-10T04:00:00.000Z',
  });
}

const RECEIVER = {
  kind: 'person' as const,
  name: 'Nguyễn Thị Thuỳ Dương',
  birthDate: null,
  sex: null,
  identity: { kind: 'citizen' as const, number: '066195004321' },
  address: '',
  phone: '0905 123 456',
  email: '',
};

function aReceiptForResult(changes: object = {}) {
  return handOverValues({
    office: OFFICE,
    code: CODE,
    procedure: 'Đăng ký khai sinh',
    owner: 'Nguyễn Minh An',
    giver: 'H’Hương Niê Kdăm',
    receiver: RECEIVER,
    together: null,
    basis: 'authorised',
    paper: 'Giấy uỷ quyền 12/2026 ngày 02/02/2026',
    kind: 'Giấy khai sinh',
    summary: 'Giấy khai sinh của Nguyễn Minh An',
    copies: [{ title: 'Giấy chứng sinh', number: '07', book: 'SCT/BS' }],
    originals: [{ name: 'Giấy chứng nhận kết hôn', count: 1 }],
    handedAt: '2026-02-12T02:05:00.000Z',
    ...changes,
  });
}

function anExtract(rows = 0) {
  const later = Array.from({ length: rows }, (_, index) => ({
    at: new Date(Date.UTC(2026, 1, 6, 1, index)).toISOString(),
    type: 'dossier.handed-on',
    by: `${LONG} ${index + 1}`,
  }));
  return processValues({
    office: OFFICE,
    code: CODE,
    procedure: 'Đăng ký khai sinh',
    owner: 'Nguyễn Minh An',
    dueAt: '2026-02-12T01:15:00.000Z',
    events: [
      { at: '2026-02-05T01:15:00.000Z', type: 'dossier.received', by: 'H’Hương Niê Kdăm' },
      { at: '2026-02-05T01:16:00.000Z', type: 'dossier.slip-printed', by: 'H’Hương Niê Kdăm' },
      { at: '2026-02-05T01:30:00.000Z', type: 'dossier.assigned', by: 'H’Hương Niê Kdăm' },
      ...later,
    ],
    told: [{ at: '2026-02-05T02:00:00.000Z', step: 'Sở thẩm tra', by: 'Sở Y tế, chuyên viên' }],
    given: [
      {
        at: '2026-02-05T01:15:00.000Z',
        types: ['dossier.received'],
        to: null,
        dueAt: '2026-02-12T01:15:00.000Z',
      },
      {
        at: '2026-02-05T01:30:00.000Z',
        types: ['dossier.assigned'],
        to: 'Lê Thị Ngọc Lan',
        dueAt: '2026-02-07T01:30:00.000Z',
      },
    ],
    at: '2026-02-10T04:00:00.000Z',
    by: 'H’Hương Niê Kdăm',
  });
}

const flat = (text: string | undefined) => (text ?? '').replace(/\s+/gu, ' ');

/** Labels stand on the paper one after the other. */
function expectInOrder(page: string, labels: readonly string[]): void {
  let from = 0;
  for (const label of labels) {
    const at = page.indexOf(label, from);
    expect(at, `${label} after ${page.slice(Math.max(0, from - 60), from)}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}

async function expectNothingClipped(pdf: Uint8Array, paper: PaperName): Promise<void> {
  const { width, height, margins } = PAPERS[paper];
  for (const word of (await pagesWords(pdf)).flat()) {
    expect(word.xMin, word.text).toBeGreaterThanOrEqual(margins.left - 0.5);
    expect(word.xMax, word.text).toBeLessThanOrEqual(width - margins.right + 0.5);
    expect(word.yMax, word.text).toBeLessThanOrEqual(height - margins.bottom + 3);
  }
}

async function drawn(form: FormDefinition, values: ReturnType<typeof aControl>, paper: PaperName = 'A4') {
  const pdf = await drawForm(form, values, { paper, copies: form.copies.length === 2 ? 2 : 1 });
  await assertSound(pdf);
  await expectNothingClipped(pdf, paper);
  return pdf;
}

describe('the control sheet (Mẫu 06)', () => {
  // Typed by hand from the form set.
  test('prints the labels and columns of the form in its order, and each handing over', async () => {
    const pdf = await drawn(MAU_06, aControl());
    const pages = await pagesText(pdf);
    expect(pages).toHaveLength(1);
    const page = flat(pages[0]);
    expectInOrder(flat((await pagesText(pdf, '-layout'))[0]), [
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      'Mã số hồ sơ: H15.34.12-260205-3001',
      'Cơ quan (bộ phận) giải quyết hồ sơ: Trung tâm Phục vụ hành chính công xã Ea Ktur',
      'Cơ quan phối hợp giải quyết hồ sơ: Bảo hiểm xã hội cơ sở Ea Ktur; Công an xã Ea Ktur',
      'Ngày nhận: 08 giờ 15 phút, ngày 05 tháng 02 năm 2026',
      'Hẹn trả kết quả vào 08 giờ 15 phút, ngày 12 tháng 02 năm 2026',
      'Tên đơn vị',
      'Thời gian giao nhận hồ sơ',
      'Ghi chú',
      '1. Giao: Trung tâm',
    ]);
    expect(page).toContain('PKS-TTPVHCC');
    for (const words of [
      '08 giờ 30 phút, ngày 05 tháng 02',
      'Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)',
      'Người giao: H’Hương Niê Kdăm',
      'Người nhận: Lê Thị Ngọc Lan',
      'quá hạn',
      'trước hạn',
      'Đã dự thảo',
      'Nhận: 10 giờ 05 phút, ngày 10',
    ])
      expect(page).toContain(words);
    expect(page.match(/1\. Giao: \.\.\./gu)).toHaveLength(3);
  });

  test('has no rows to write on for a dossier that has ended', async () => {
    const [page] = await pagesText(await drawn(MAU_06, aControl(HANDINGS, false)));
    expect(flat(page)).not.toContain('1. Giao: ...');
  });

  test('runs on over its pages with 40 handings over of long units: nothing lost, heading repeated', async () => {
    const many = Array.from(
      { length: 40 },
      (_, index): HandingOver => ({
        ...(HANDINGS[1] as HandingOver),
        taker: { unit: LONG, person: `Nguyễn Hoàng Thị Phương Thảo ${index + 1}` },
        note: 'Hồ sơ liên quan đến nhiều đơn vị, phải lấy ý kiến bằng văn bản',
      }),
    );
    const pages = (await pagesText(await drawn(MAU_06, aControl(many)))).map(flat);
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) expect(page).toContain('Tên đơn vị');
    for (let index = 1; index <= 40; index++)
      expect(pages.join(' ')).toMatch(new RegExp(`Thảo ${index}\\b`, 'u'));
  });
});

describe('the receipt for a result', () => {
  test.each(['A4', 'A5'] as const)('is a page of %s a copy with its labels in order', async (paper) => {
    const pages = await pagesText(await drawn(HAND_OVER_RECEIPT, aReceiptForResult(), paper));
    expect(pages).toHaveLength(2);
    expectInOrder(flat(pages[1]), [
      'GIẤY BIÊN NHẬN TRẢ KẾT QUẢ',
      '(Liên 2: Giao người nhận)',
      'Mã hồ sơ: H15.34.12-260205-3001',
      'Tên thủ tục hành chính: Đăng ký khai sinh',
      'Chủ hồ sơ: Nguyễn Minh An',
      'Người trả: H’Hương Niê Kdăm',
      'Người nhận: Nguyễn Thị Thuỳ Dương; Số điện thoại: 0905 123 456',
      'Số định danh cá nhân/số giấy tờ của người nhận: 066195004321',
      'Nhận với tư cách: người được uỷ quyền',
      'Giấy uỷ quyền nhận kết quả: Giấy uỷ quyền 12/2026',
      'Loại kết quả: Giấy khai sinh; Số: ....',
      'Trích yếu: Giấy khai sinh của Nguyễn Minh An',
      'Bản sao điện tử chứng thực kèm theo:',
      '1. Giấy chứng sinh, số 07 (SCT/BS)',
      'Bản chính đã trả lại:',
      '1. Giấy chứng nhận kết hôn: 1 bản',
      'Ngày trả: 09 giờ 05 phút, ngày 12 tháng 02 năm 2026',
      'NGƯỜI TRẢ KẾT QUẢ',
    ]);
  });

  test('of two parties has three who sign; with 40 copies and long names it runs on', async () => {
    const copies = Array.from({ length: 40 }, (_, index) => ({
      title: `${LONG} ${index + 1}`,
      number: String(index + 1),
      book: 'SCT/BS',
    }));
    const values = aReceiptForResult({
      copies,
      procedure: LONG.repeat(3),
      together: { ...RECEIVER, name: 'Y Wăn Niê Kdăm Buôn Krông Ana' },
    });
    const pages = (await pagesText(await drawn(HAND_OVER_RECEIPT, values, 'A5'))).map(flat);
    const all = pages.join(' ');
    expect(all).toContain('Cùng nhận: Y Wăn Niê Kdăm Buôn Krông Ana');
    for (let index = 1; index <= 40; index++)
      expect(all).toMatch(new RegExp(`Ktur ${index}, số ${index}`, 'u'));
    expect(pages.at(-1)).toContain('NGƯỜI CÙNG NHẬN');
    expect(pages.at(-1)).toContain('Ngày trả');
  });
});

describe('the extract of what was done', () => {
  test('prints its columns in order, and acts only', async () => {
    const [page] = await pagesText(await drawn(PROCESS_EXTRACT, anExtract()), '-layout');
    const text = flat(page);
    expectInOrder(text, [
      'QUÁ TRÌNH XỬ LÝ HỒ SƠ',
      'Mã hồ sơ: H15.34.12-260205-3001',
      'Thủ tục: Đăng ký khai sinh',
      'Chủ hồ sơ: Nguyễn Minh An',
      'Hẹn trả hiện nay: 08 giờ 15 phút, ngày 12 tháng 02 năm 2026',
      'STT',
      'Người xử lý',
      'Thao tác',
      'Người nhận',
      'Thời hạn',
      'Tiếp nhận hồ sơ',
      'Phân công xử lý',
      'NGƯỜI LẬP',
    ]);
    for (const words of ['08:15', '05/02/2026', '07/02/2026', 'Lê Thị Ngọc', 'Sở thẩm tra', '09:00'])
      expect(text).toContain(words);
    expect(text).not.toContain('slip-printed');
  });

  test('runs on with 40 acts of long names: nothing lost, heading repeated, signed with its last words', async () => {
    const pages = (await pagesText(await drawn(PROCESS_EXTRACT, anExtract(40)))).map(flat);
    expect(pages.length).toBeGreaterThan(2);
    for (let index = 1; index <= 40; index++)
      expect(pages.join(' ')).toMatch(new RegExp(`Ktur ${index}\\b`, 'u'));
    for (const page of pages.slice(0, -1)) expect(page).toContain('Thao tác');
    expect(pages.at(-1)).toContain('NGƯỜI LẬP');
    expect(pages.at(-1)).toContain('Trích từ nhật ký');
  });
});

test('cells of columns that a form does not have are a mistake of the program', async () => {
  const values = aControl();
  const wrong = { ...values, fields: { ...values.fields, rows: [{ nickname: 'x' }] } };
  await expect(drawForm(MAU_06, wrong, { paper: 'A4', copies: 1 })).rejects.toThrow(
    'unknown column nickname of rows',
  );
});
