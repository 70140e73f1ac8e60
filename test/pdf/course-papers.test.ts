import { describe, expect, test } from 'vitest';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import { PAPERS } from '../../electron/helpers/pdf/layout/paper.ts';
import type { HandingOver } from '../../shared/domain/dossier/control-sheet.ts';
import type { PaperSize } from '../../shared/domain/print/paper-size.ts';
import type { FormDefinition } from '../../shared/forms/form-definition.ts';
import { FEE_RECEIPT, feeReceiptValues } from '../../shared/forms/own/fee-receipt.ts';
import { HAND_OVER_RECEIPT, handOverValues } from '../../shared/forms/own/hand-over-receipt.ts';
import { PROCESS_EXTRACT, processValues } from '../../shared/forms/own/process-extract.ts';
import { guidanceValues } from '../../shared/forms/tt-03-2025/guidance-values.ts';
import { controlValues, MAU_06 } from '../../shared/forms/tt-03-2025/mau-06.ts';
import { MAU_02_GUIDANCE } from '../../shared/forms/tt-03-2025/notices.ts';
import { expectInOrder, flat } from './paper-words.ts';
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

async function expectNothingClipped(pdf: Uint8Array, paper: PaperSize): Promise<void> {
  const { width, height, margins } = PAPERS[paper];
  for (const word of (await pagesWords(pdf)).flat()) {
    expect(word.xMin, word.text).toBeGreaterThanOrEqual(margins.left - 0.5);
    expect(word.xMax, word.text).toBeLessThanOrEqual(width - margins.right + 0.5);
    expect(word.yMax, word.text).toBeLessThanOrEqual(height - margins.bottom + 3);
  }
}

async function drawn(form: FormDefinition, values: ReturnType<typeof aControl>, paper: PaperSize = 'A4') {
  const pdf = await drawForm(form, values, { paper, copies: (form.copies.length || 1) as 1 | 2 | 3 });
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

function aFeeReceipt(changes: object = {}) {
  return feeReceiptValues({
    office: OFFICE,
    taxCode: '0100109106-001',
    formSign: '01BLP-001',
    symbol: 'EK-26P',
    number: '0000012',
    code: CODE,
    payer: 'Nguyễn Thị Thuỳ Dương',
    address: 'Thôn 8, xã Ea Ktur, tỉnh Đắk Lắk',
    lines: [
      { name: 'Phí chứng thực', nature: 'fee', amountVnd: 8_000 },
      { name: 'Lệ phí đăng ký hộ kinh doanh', nature: 'charge', amountVnd: 100_000 },
    ],
    method: 'cash',
    collector: 'H’Hương Niê Kdăm',
    paidAt: '2026-02-05T01:20:00.000Z',
    ...changes,
  });
}

describe('the receipt for a fee', () => {
  // Typed by hand from the receipts of provincial systems.
  test.each(['A4', 'A5'] as const)(
    'is a page of %s for each of three copies, its labels in order',
    async (paper) => {
      const pages = await pagesText(await drawn(FEE_RECEIPT, aFeeReceipt(), paper));
      expect(pages).toHaveLength(3);
      const notes = [
        '(Liên 1: Lưu tại cơ quan thu)',
        '(Liên 2: Giao cho người nộp tiền)',
        '(Liên 3: Lưu nội bộ)',
      ];
      for (const [index, note] of notes.entries())
        expectInOrder(flat(pages[index]), [
          'BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ',
          note,
          'Đơn vị thu: Trung tâm Phục vụ hành chính công xã Ea Ktur',
          'Mã số thuế: 0100109106-001',
          'Mẫu số: 01BLP-001; Ký hiệu: EK-26P; Số: 0000012',
          'Tên loại phí, lệ phí:',
          '1. Phí chứng thực (phí): 8.000 đồng',
          '2. Lệ phí đăng ký hộ kinh doanh (lệ phí): 100.000 đồng',
          'Người nộp tiền: Nguyễn Thị Thuỳ Dương',
          'Mã hồ sơ: H15.34.12-260205-3001',
          'Địa chỉ: Thôn 8, xã Ea Ktur, tỉnh Đắk Lắk',
          'Số tiền: 108.000 đồng',
          'Trong đó: phí: 8.000 đồng; lệ phí: 100.000 đồng',
          'Viết bằng chữ: Một trăm linh tám nghìn đồng',
          'Hình thức thanh toán: tiền mặt',
          'Thời điểm thu: 08 giờ 20 phút, ngày 05 tháng 02 năm 2026',
          'NGƯỜI THU TIỀN',
          'H’Hương Niê Kdăm',
        ]);
      // Its number is among its fields: nothing is left to be written in the head.
      expect(flat(pages[0])).not.toContain('.../');
    },
  );

  test('of what is not divided says no split; with 40 lines and a long name it runs on and ends signed', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => ({
      name: `Phí thẩm định hồ sơ, lệ phí cấp Giấy chứng nhận ${index + 1}`,
      nature: 'both' as const,
      amountVnd: 1_000_000,
    }));
    const values = aFeeReceipt({ lines, payer: LONG.repeat(3).slice(0, 200), address: LONG.slice(0, 200) });
    const pages = (await pagesText(await drawn(FEE_RECEIPT, values, 'A5'))).map(flat);
    expect(pages.length % 3).toBe(0);
    expect(pages.join(' ')).not.toContain('Trong đó');
    for (let index = 1; index <= 40; index++)
      expect(pages.join(' ')).toContain(`chứng nhận ${index}: 1.000.000 đồng`);
    expect(pages.at(-1)).toContain('NGƯỜI THU TIỀN');
    expect(pages.at(-1)).toContain('Thời điểm thu');
  });
});

function aGuidance(changes: object = {}) {
  return guidanceValues({
    office: { ...OFFICE, phone: '0262 3 000 111' },
    request: 'Đăng ký khai sinh (1.001193)',
    reference: 'HD-260205-003',
    person: {
      name: 'Nguyễn Thị Thuỳ Dương',
      address: 'Thôn 8, xã Ea Ktur',
      phone: '0905 123 456',
      email: '',
    },
    items: [
      {
        componentId: 'giay-chung-sinh',
        name: 'Giấy chứng sinh',
        counts: { original: 1, certified: 0, photocopy: 2 },
        lack: 'missing',
        todo: 'xin cấp lại tại Trạm Y tế xã',
      },
      {
        componentId: null,
        name: 'Tờ khai',
        counts: { original: 0, certified: 0, photocopy: 0 },
        lack: 'wrong',
        todo: '',
      },
    ],
    reason: '',
    by: 'H’Hương Niê Kdăm',
    at: '2026-02-05T01:20:00.000Z',
    ...changes,
  });
}

describe('the guidance before a reception (Mẫu 02)', () => {
  // Typed by hand from the form set; the last line is the office's own.
  test('prints the labels of the form in its order, without a dossier code', async () => {
    const pages = await pagesText(await drawn(MAU_02_GUIDANCE, aGuidance()));
    expect(pages).toHaveLength(1);
    const page = flat(pages[0]);
    expectInOrder(page, [
      'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      'Hồ sơ của: Nguyễn Thị Thuỳ Dương',
      'Nội dung yêu cầu giải quyết: Đăng ký khai sinh (1.001193)',
      'Địa chỉ: Thôn 8, xã Ea Ktur',
      'Số điện thoại: 0905 123 456; Email: ....',
      'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:',
      '1. Giấy chứng sinh (01 bản chính hoặc 02 bản photo): chưa có; xin cấp lại tại Trạm Y tế xã',
      '2. Tờ khai: chưa đúng, chưa hợp lệ',
      'Lý do: Thành phần hồ sơ chưa đủ',
      'xin liên hệ: H’Hương Niê Kdăm; số điện thoại: 0262 3 000 111',
      'Số phiếu hướng dẫn của quầy: HD-260205-003',
      'NGƯỜI HƯỚNG DẪN',
    ]);
    expect(page).toContain('PBS-TTPVHCC');
    expect(page).not.toContain('Mã hồ sơ');
  });

  test('for somebody who gave no name leaves the line to write on; 40 papers run on, nothing is lost', async () => {
    const items = Array.from({ length: 40 }, (_, index) => ({
      componentId: null,
      name: `${LONG} ${index + 1}`,
      counts: { original: 1, certified: 1, photocopy: 1 },
      lack: 'missing' as const,
      todo: LONG,
    }));
    const values = aGuidance({ items, person: { name: '', address: '', phone: '', email: '' } });
    const pages = (await pagesText(await drawn(MAU_02_GUIDANCE, values))).map(flat);
    expect(pages[0]).toContain('Hồ sơ của: ....');
    for (let index = 1; index <= 40; index++)
      expect(pages.join(' ')).toContain(`Ktur ${index} (01 bản chính hoặc`);
    expect(pages.at(-1)).toContain('NGƯỜI HƯỚNG DẪN');
  });
});
