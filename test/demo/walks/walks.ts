import type { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import { requestId } from '../../support/request-id.ts';
import { citizen, fee, lookedUp, paper, receiptOf } from '../matters.ts';
import { copiesOverTheYear, turnOfTheYear } from './copy-walks.ts';
import { BINH, handOver, MAI, receive, result, resume, slip, supplement } from './deeds.ts';
import type { Walk } from './walk.ts';

const STRANGER = citizen('Ngô Văn Lạ', 'male', '1979-09-09', 990001);

/** Three originals, five copies of each: the case of many copies has two working days, and each copy its fee by pages. */
const manyCopies: Walk = {
  name: 'ba bản chính, mỗi bản năm bản sao',
  from: '2026-11-25T01:00:00.000Z',
  async walk(office) {
    const receipt = receiptOf({
      procedureCode: '2.000815',
      caseId: 'many',
      owner: MAI,
      request: 'Chứng thực 15 bản sao từ 3 bản chính',
      components: [
        { ...paper('ban-chinh-giay-to-van-ban'), counts: { original: 3, certified: 0, photocopy: 0 } },
        { ...paper('ban-sao-can-chung-thuc'), counts: { original: 0, certified: 0, photocopy: 15 } },
      ],
      fees: [
        fee('phi-chung-thuc-ban-sao', {
          originals: [
            { pages: 2, copies: 5 },
            { pages: 5, copies: 5 },
            { pages: 1, copies: 5 },
          ],
        }),
      ],
    });
    await office.act('tiếp nhận', receive(office, receipt));
    await office.act('in giấy hẹn', slip(office));
    await office.at('26/11/2026 15:00');
    await office.act('có kết quả', result(office, '15 bản sao chứng thực'));
    await office.at('27/11/2026 07:30');
    await office.act('trả cho người lạ', handOver(office, STRANGER));
    await office.act('trả cho người nộp', handOver(office, MAI));
  },
  // 5 x (2.000 + 2.000) + 5 x (2.000 + 2.000 + 3 x 1.000) + 5 x 2.000 = 65.000.
  table: [
    '25/11/2026 08:00 | tiếp nhận | H61.45-261125-3001 · received 2 · hẹn 27/11/2026 08:00 · 65000 đ · chưa in',
    '25/11/2026 08:00 | in giấy hẹn | H61.45-261125-3001 · received 2 · hẹn 27/11/2026 08:00 · 65000 đ · 01x2',
    '26/11/2026 15:00 | có kết quả | H61.45-261125-3001 · result-in 9 · hẹn 27/11/2026 08:00 · 65000 đ · 01x2',
    '27/11/2026 07:30 | trả cho người lạ | KHÔNG ĐƯỢC: RECEIVER_IS_STRANGER',
    '27/11/2026 07:30 | trả cho người nộp | H61.45-261125-3001 · returned 10 · hẹn 27/11/2026 08:00 · 65000 đ · 01x2',
  ],
};

function birthOf(components: ReceiptInput['components'], copies: number): ReceiptInput {
  return receiptOf({
    procedureCode: '1.001193',
    owner: null,
    submitter: {
      kind: 'other',
      party: MAI,
      authority: { basis: 'legal-representative', relation: 'Mẹ' },
    },
    request: 'Đăng ký khai sinh cho con',
    components,
    fees: [
      fee('le-phi-dang-ky-ho-tich', { settlement: 'waived', waivedFor: 'Đăng ký đúng hạn' }),
      fee('phi-cap-ban-sao-trich-luc-ho-tich-giay', { quantity: copies }),
    ],
  });
}

/** A birth: nothing is received without the birth record; before 15:00 it is due the same day, after it the next working day. */
const birth: Walk = {
  name: 'khai sinh trước và sau 15 giờ',
  from: '2026-11-25T07:20:00.000Z',
  async walk(office) {
    const form = paper('to-khai-dang-ky-khai-sinh');
    const whole = [form, paper('giay-chung-sinh'), lookedUp('giay-to-tuy-than')];
    await office.act('tiếp nhận thiếu giấy chứng sinh', receive(office, birthOf([form], 2)));
    await office.act('tiếp nhận', receive(office, birthOf(whole, 2)));
    await office.act('in giấy hẹn', slip(office));
    await office.at('25/11/2026 15:10');
    const first = office.dossierId;
    await office.act('tiếp nhận hồ sơ sau 15 giờ', receive(office, birthOf(whole, 1)));
    office.dossierId = first;
    await office.at('25/11/2026 16:30');
    await office.act('có kết quả', result(office, 'Giấy khai sinh, 2 bản sao trích lục'));
    await office.act('trả cho mẹ', handOver(office, MAI));
  },
  table: [
    '25/11/2026 14:20 | tiếp nhận thiếu giấy chứng sinh | KHÔNG ĐƯỢC: MISSING_COMPONENT',
    '25/11/2026 14:20 | tiếp nhận | H61.45-261125-3001 · received 2 · hẹn 25/11/2026 17:00 · 16000 đ · chưa in',
    '25/11/2026 14:20 | in giấy hẹn | H61.45-261125-3001 · received 2 · hẹn 25/11/2026 17:00 · 16000 đ · 01x2',
    '25/11/2026 15:10 | tiếp nhận hồ sơ sau 15 giờ | H61.45-261125-3002 · received 2 · hẹn 26/11/2026 17:00 · 8000 đ · chưa in',
    '25/11/2026 16:30 | có kết quả | H61.45-261125-3001 · result-in 9 · hẹn 25/11/2026 17:00 · 16000 đ · 01x2',
    '25/11/2026 16:30 | trả cho mẹ | H61.45-261125-3001 · returned 10 · hẹn 25/11/2026 17:00 · 16000 đ · 01x2',
  ],
};

/** A marriage: free, due the same day, and handed to both or to nobody. */
const marriage: Walk = {
  name: 'đăng ký kết hôn',
  from: '2026-11-26T01:30:00.000Z',
  async walk(office) {
    const receipt = receiptOf({
      procedureCode: '1.000894',
      owner: BINH,
      request: 'Đăng ký kết hôn',
      components: [
        paper('to-khai-dang-ky-ket-hon'),
        lookedUp('giay-to-tuy-than'),
        lookedUp('giay-xac-nhan-tinh-trang-hon-nhan'),
      ],
      fees: [fee('le-phi-dang-ky-ket-hon'), fee('phi-cap-ban-sao-trich-luc-ho-tich-giay', { quantity: 1 })],
    });
    await office.act('tiếp nhận', receive(office, receipt));
    await office.act('in giấy hẹn', slip(office));
    await office.at('26/11/2026 15:30');
    await office.act('có kết quả', result(office, 'Giấy chứng nhận kết hôn, 1 bản sao trích lục'));
    await office.act('chỉ một bên đến', handOver(office, BINH));
    await office.act('một bên đến hai lần', handOver(office, BINH, BINH));
    await office.act('trả cho cả hai bên', handOver(office, BINH, MAI));
  },
  table: [
    '26/11/2026 08:30 | tiếp nhận | H61.45-261126-3001 · received 2 · hẹn 26/11/2026 17:00 · 8000 đ · chưa in',
    '26/11/2026 08:30 | in giấy hẹn | H61.45-261126-3001 · received 2 · hẹn 26/11/2026 17:00 · 8000 đ · 01x2',
    '26/11/2026 15:30 | có kết quả | H61.45-261126-3001 · result-in 9 · hẹn 26/11/2026 17:00 · 8000 đ · 01x2',
    '26/11/2026 15:30 | chỉ một bên đến | KHÔNG ĐƯỢC: BOTH_PARTIES_NEEDED',
    '26/11/2026 15:30 | một bên đến hai lần | KHÔNG ĐƯỢC: BOTH_PARTIES_NEEDED',
    '26/11/2026 15:30 | trả cho cả hai bên | H61.45-261126-3001 · returned 10 · hẹn 26/11/2026 17:00 · 8000 đ · 01x2',
  ],
};

/**
 * A monthly social allowance, ten working days with posting and council inside them, over Tết 2027 (04/02 to 10/02): a supplement stops the clock
 * with 7 days and 7 hours left, a second one is refused, and nothing but the supplement moves the appointment.
 */
const socialAllowance: Walk = {
  name: 'trợ cấp xã hội hằng tháng qua Tết',
  from: '2027-01-27T02:00:00.000Z',
  async walk(office) {
    const receipt = receiptOf({
      procedureCode: '1.001776',
      owner: BINH,
      request: 'Trợ cấp xã hội hằng tháng',
      components: [paper('to-khai-cua-doi-tuong')],
      fees: [],
    });
    await office.act('tiếp nhận', receive(office, receipt));
    await office.act('bắt đầu xử lý', () =>
      office.client.dossier.startProcessing({
        requestId: requestId(),
        dossierId: office.dossierId as never,
      }),
    );
    await office.at('29/01/2027 10:00');
    await office.act('yêu cầu bổ sung', supplement(office, 'Giấy xác nhận khuyết tật'));
    await office.at('02/02/2027 14:00');
    await office.act('đã bổ sung', resume(office, 'Giấy xác nhận khuyết tật'));
    await office.at('12/02/2027 08:00');
    await office.act('yêu cầu bổ sung lần hai', supplement(office, 'Biên bản họp xét'));
    await office.at('18/02/2027 09:00');
    await office.act('có kết quả', result(office, 'Quyết định trợ cấp số 45'));
    await office.at('19/02/2027 09:00');
    await office.act('trả cho người nộp', handOver(office, BINH));
  },
  table: [
    '27/01/2027 09:00 | tiếp nhận | H61.45-270127-3001 · received 2 · hẹn 17/02/2027 09:00 · 0 đ · chưa in',
    '27/01/2027 09:00 | bắt đầu xử lý | H61.45-270127-3001 · processing 4 · hẹn 17/02/2027 09:00 · 0 đ · chưa in',
    '29/01/2027 10:00 | yêu cầu bổ sung | H61.45-270127-3001 · supplement-asked 5 · hẹn 17/02/2027 09:00 · 0 đ · chưa in',
    '02/02/2027 14:00 | đã bổ sung | H61.45-270127-3001 · processing 4 · hẹn 19/02/2027 11:00 · 0 đ · chưa in',
    '12/02/2027 08:00 | yêu cầu bổ sung lần hai | KHÔNG ĐƯỢC: SUPPLEMENT_ASKED_BEFORE',
    '18/02/2027 09:00 | có kết quả | H61.45-270127-3001 · result-in 9 · hẹn 19/02/2027 11:00 · 0 đ · chưa in',
    '19/02/2027 09:00 | trả cho người nộp | H61.45-270127-3001 · returned 10 · hẹn 19/02/2027 11:00 · 0 đ · chưa in',
  ],
};

/** A linked birth: four codes of one intake; the insurance card is late, and that is its agency's, for the whole is in time. */
const linkedBirth: Walk = {
  name: 'liên thông khai sinh, thường trú, bảo hiểm y tế',
  from: '2026-11-25T02:00:00.000Z',
  async walk(office) {
    const receipt = receiptOf({
      procedureCode: '3.000722',
      owner: null,
      submitter: {
        kind: 'other',
        party: MAI,
        authority: { basis: 'legal-representative', relation: 'Mẹ' },
      },
      request: 'Liên thông khai sinh cho con',
      components: [paper('to-khai-dien-tu'), paper('giay-chung-sinh')],
      fees: [],
    });
    const answer = (place: number, outcome: string) => async () => {
      const { linked } = await office.client.dossier.get({ dossierId: office.dossierId as never });
      const childId = linked[place]?.childId ?? '';
      await office.client.linked.end({ requestId: requestId(), childId, state: 'done', outcome });
    };
    await office.act('tiếp nhận', receive(office, receipt));
    await office.act('in giấy hẹn', slip(office));
    await office.act('trả lời thường trú trước khai sinh', answer(1, 'Đã đăng ký thường trú'));
    await office.at('25/11/2026 16:00');
    await office.act('có Giấy khai sinh', answer(0, 'Giấy khai sinh số 112/2026'));
    await office.at('27/11/2026 10:00');
    await office.act('có kết quả thường trú', answer(1, 'Thông báo số 87'));
    await office.at('30/11/2026 08:30');
    await office.act('ghi kết quả khi chưa có thẻ', result(office, 'Giấy khai sinh'));
    await office.act('có thẻ bảo hiểm y tế', answer(2, 'Thẻ BHYT của trẻ'));
    await office.act('có kết quả', result(office, 'Giấy khai sinh, thông báo, thẻ'));
    await office.act('trả cho mẹ', handOver(office, MAI));
  },
  table: [
    '25/11/2026 09:00 | tiếp nhận | H61.45-261125-3001 · received 2 · hẹn 30/11/2026 09:00 · 0 đ · chưa in · 3002 running 25/11/2026 17:00 · 3003 waiting 30/11/2026 09:00 · 3004 waiting 30/11/2026 07:00',
    '25/11/2026 09:00 | in giấy hẹn | H61.45-261125-3001 · received 2 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 running 25/11/2026 17:00 · 3003 waiting 30/11/2026 09:00 · 3004 waiting 30/11/2026 07:00',
    '25/11/2026 09:00 | trả lời thường trú trước khai sinh | KHÔNG ĐƯỢC: LINKED_NOT_RUNNING',
    '25/11/2026 16:00 | có Giấy khai sinh | H61.45-261125-3001 · received 2 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 done 25/11/2026 17:00 · 3003 running 30/11/2026 09:00 · 3004 running 27/11/2026 16:00',
    '27/11/2026 10:00 | có kết quả thường trú | H61.45-261125-3001 · received 2 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 done 25/11/2026 17:00 · 3003 done 30/11/2026 09:00 · 3004 running 27/11/2026 16:00',
    '30/11/2026 08:30 | ghi kết quả khi chưa có thẻ | KHÔNG ĐƯỢC: LINKED_STILL_OPEN',
    '30/11/2026 08:30 | có thẻ bảo hiểm y tế | H61.45-261125-3001 · received 2 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 done 25/11/2026 17:00 · 3003 done 30/11/2026 09:00 · 3004 done 27/11/2026 16:00 TRỄ',
    '30/11/2026 08:30 | có kết quả | H61.45-261125-3001 · result-in 9 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 done 25/11/2026 17:00 · 3003 done 30/11/2026 09:00 · 3004 done 27/11/2026 16:00 TRỄ',
    '30/11/2026 08:30 | trả cho mẹ | H61.45-261125-3001 · returned 10 · hẹn 30/11/2026 09:00 · 0 đ · 01x2 · 3002 done 25/11/2026 17:00 · 3003 done 30/11/2026 09:00 · 3004 done 27/11/2026 16:00 TRỄ',
  ],
};

/** A land certificate exchanged: the tax notice stops the clock with 30 working hours left, the proof of payment starts it again. */
const landWithTax: Walk = {
  name: 'đất đai có nghĩa vụ tài chính',
  from: '2026-11-30T03:00:00.000Z',
  async walk(office) {
    const receipt = receiptOf({
      procedureCode: '1.012783',
      owner: BINH,
      request: 'Cấp đổi Giấy chứng nhận quyền sử dụng đất',
      components: [paper('don-dang-ky-bien-dong-dat-dai-tai-san'), paper('giay-chung-nhan-da-cap')],
      fees: [fee('phi-tham-dinh-ho-so-le-phi-cap-giay', { councilAmountVnd: 100_000 })],
    });
    await office.act('tiếp nhận', receive(office, receipt));
    await office.act('in giấy hẹn', slip(office));
    await office.at('01/12/2026 14:00');
    await office.act('có thông báo thuế', () =>
      office.client.life.askPayment({
        requestId: requestId(),
        dossierId: office.dossierId as never,
        noticeNumber: '1234/TB-TCS',
        issuer: 'Thuế cơ sở 5',
        amountVnd: 2_500_000,
        payBy: '2026-12-31',
      }),
    );
    await office.act('ghi kết quả khi chưa nộp', result(office, 'Giấy chứng nhận'));
    await office.at('08/12/2026 09:00');
    await office.act('đã nộp', resume(office, 'Giấy nộp tiền số 0098'));
    await office.act('in giấy hẹn mới', slip(office));
    await office.at('11/12/2026 10:00');
    await office.act('có kết quả', result(office, 'Giấy chứng nhận số BT 123456'));
    await office.at('14/12/2026 08:00');
    await office.act('trả cho người nộp', handOver(office, BINH));
  },
  // Thirty hours from Tuesday 09:00 end with Friday's closing; a remainder of working days that ends so is due at the next opening.
  table: [
    '30/11/2026 10:00 | tiếp nhận | H61.45-261130-3001 · received 2 · hẹn 07/12/2026 10:00 · 100000 đ · chưa in',
    '30/11/2026 10:00 | in giấy hẹn | H61.45-261130-3001 · received 2 · hẹn 07/12/2026 10:00 · 100000 đ · 01x2',
    '01/12/2026 14:00 | có thông báo thuế | H61.45-261130-3001 · payment-asked 6 · hẹn 07/12/2026 10:00 · 100000 đ · 01x2',
    '01/12/2026 14:00 | ghi kết quả khi chưa nộp | KHÔNG ĐƯỢC: ACTION_NOT_ALLOWED',
    '08/12/2026 09:00 | đã nộp | H61.45-261130-3001 · processing 4 · hẹn 14/12/2026 07:00 · 100000 đ · 01x2',
    '08/12/2026 09:00 | in giấy hẹn mới | H61.45-261130-3001 · processing 4 · hẹn 14/12/2026 07:00 · 100000 đ · 01x2 01x2',
    '11/12/2026 10:00 | có kết quả | H61.45-261130-3001 · result-in 9 · hẹn 14/12/2026 07:00 · 100000 đ · 01x2 01x2',
    '14/12/2026 08:00 | trả cho người nộp | H61.45-261130-3001 · returned 10 · hẹn 14/12/2026 07:00 · 100000 đ · 01x2 01x2',
  ],
};

/** The named walks of the demonstration. */
export const WALKS: readonly Walk[] = [
  manyCopies,
  birth,
  marriage,
  socialAllowance,
  linkedBirth,
  landWithTax,
  turnOfTheYear,
  copiesOverTheYear,
];
