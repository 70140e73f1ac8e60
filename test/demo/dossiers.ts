import type { FeeChoice } from '../../shared/domain/dossier/fees.ts';
import type { Person } from '../../shared/domain/dossier/party.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import type { SampleName } from '../samples/make-samples.ts';
import { citizen, fee, lookedUp, paper, receiptOf } from './matters.ts';

/** A paper that lies on the counter: for which component, and which sample shows it. */
interface PaperOnCounter {
  readonly componentId: string;
  readonly sample: SampleName;
  /** Other people, skew and seals. */
  readonly seed: number;
}

/** One citizen's matter on the day. */
export interface DemoDossier {
  readonly receipt: ReceiptInput;
  readonly papers: readonly PaperOnCounter[];
  /** The name of the paper of which an electronic certified copy is made. */
  readonly certifiedTitle?: string;
  /** Who fetches the result, and with which paper when they may not without one. */
  readonly receiver: Person;
  /** The other party, where the result belongs to two. */
  readonly together?: Person;
  readonly receiverPaper: string | null;
  readonly result: string;
}

const COPY_FEE = fee('phi-chung-thuc-ban-sao', { originals: [{ pages: 1, copies: 1 }] });

function certifiedCopy(
  owner: Person,
  title: string,
  sample: SampleName,
  { electronic = true, seed = 1 } = {},
): DemoDossier {
  const original = 'ban-chinh-giay-to-van-ban';
  return {
    receipt: receiptOf({
      procedureCode: '2.000815',
      caseId: electronic ? 'electronic' : 'standard',
      owner,
      request: `Chứng thực bản sao ${electronic ? 'điện tử ' : ''}${title}`,
      components: electronic ? [paper(original)] : [paper(original), paper('ban-sao-can-chung-thuc')],
      fees: [COPY_FEE],
    }),
    papers: [{ componentId: original, sample, seed }],
    ...(electronic ? { certifiedTitle: title } : {}),
    receiver: owner,
    receiverPaper: null,
    result: `Bản sao ${title} đã chứng thực`,
  };
}

function signatureCertified(
  owner: Person,
  seed: number,
  fetches?: { receiver: Person; paper: string },
): DemoDossier {
  const signed = 'giay-to-van-ban-yeu-cau-chung-thuc-chu';
  return {
    receipt: receiptOf({
      procedureCode: '2.000884',
      owner,
      request: 'Chứng thực chữ ký trên hợp đồng thuê nhà',
      components: [paper('giay-to-tuy-than'), paper(signed)],
      fees: [fee('phi-chung-thuc-chu-ky')],
    }),
    papers: [
      { componentId: 'giay-to-tuy-than', sample: 'can-cuoc-hai-mat', seed },
      { componentId: signed, sample: 'hop-dong-thue-nha', seed },
    ],
    receiver: fetches?.receiver ?? owner,
    receiverPaper: fetches?.paper ?? null,
    result: 'Văn bản đã chứng thực chữ ký',
  };
}

function birth(childName: string, sex: 'female' | 'male', mother: Person, seed: number): DemoDossier {
  return {
    receipt: receiptOf({
      procedureCode: '1.001193',
      owner: {
        kind: 'person',
        name: childName,
        birthDate: '2026-11-20',
        sex,
        identity: { kind: 'none', reason: 'newborn' },
        address: mother.address,
        phone: '',
        email: '',
      },
      submitter: {
        kind: 'other',
        party: mother,
        authority: { basis: 'legal-representative', relation: 'mẹ' },
      },
      request: 'Đăng ký khai sinh cho con',
      components: [
        paper('to-khai-dang-ky-khai-sinh'),
        paper('giay-chung-sinh'),
        lookedUp('giay-to-tuy-than'),
        lookedUp('giay-chung-nhan-ket-hon-cua-cha-me'),
      ],
      fees: [fee('le-phi-dang-ky-ho-tich', { settlement: 'waived', waivedFor: 'đăng ký đúng hạn' })],
    }),
    papers: [
      { componentId: 'to-khai-dang-ky-khai-sinh', sample: 'to-khai-khai-sinh', seed },
      { componentId: 'giay-chung-sinh', sample: 'giay-chung-sinh', seed },
    ],
    receiver: mother,
    receiverPaper: null,
    result: `Giấy khai sinh của ${childName}`,
  };
}

/** A matter of civil status for which a declaration is brought and all else is looked up. */
function declared(
  owner: Person,
  procedureCode: string,
  declaration: { componentId: string; sample: SampleName; seed: number },
  { request, result, fees }: { request: string; result: string; fees: FeeChoice[] },
): DemoDossier {
  return {
    receipt: receiptOf({
      procedureCode,
      owner,
      request,
      components: [paper(declaration.componentId), lookedUp('giay-to-tuy-than')],
      fees,
    }),
    papers: [declaration],
    receiver: owner,
    receiverPaper: null,
    result,
  };
}

const marriage = (owner: Person, together: Person, seed: number): DemoDossier => ({
  ...declared(
    owner,
    '1.000894',
    { componentId: 'to-khai-dang-ky-ket-hon', sample: 'to-khai-ket-hon', seed },
    { request: 'Đăng ký kết hôn', result: 'Giấy chứng nhận kết hôn', fees: [fee('le-phi-dang-ky-ket-hon')] },
  ),
  together,
});

const maritalStatus = (owner: Person, seed: number) =>
  declared(
    owner,
    '1.004873',
    { componentId: 'to-khai-cap-giay-xac-nhan-tinh-trang-hon', sample: 'to-khai-xac-nhan-hon-nhan', seed },
    {
      request: 'Xác nhận tình trạng hôn nhân để vay vốn mua nhà ở xã hội',
      result: 'Giấy xác nhận tình trạng hôn nhân',
      fees: [fee('le-phi-dang-ky-ho-tich', { councilAmountVnd: 15_000 })],
    },
  );

const extract = (owner: Person, seed: number) =>
  declared(
    owner,
    '2.000635',
    { componentId: 'to-khai-de-nghi-cap-ban-sao-trich-luc-ho', sample: 'to-khai-trich-luc', seed },
    {
      request: 'Cấp ba bản sao Giấy khai sinh',
      result: 'Ba bản sao Giấy khai sinh',
      fees: [fee('phi-khai-thac-su-dung-thong-tin-trong-co', { quantity: 3 })],
    },
  );

/** Somebody who wants to take a result that is not theirs. */
export const STRANGER = citizen('Ngô Văn Lạ', 'male', '1979-09-09', 990001);

/** Twelve dossiers of six procedures, in the order in which people come. */
export const DEMO_DOSSIERS: readonly DemoDossier[] = [
  certifiedCopy(
    citizen('Nguyễn Thị Thuỳ Dương', 'female', '1999-04-12', 100001),
    'Bằng tốt nghiệp đại học',
    'bang-tot-nghiep',
  ),
  birth('Lê Ngọc Khánh An', 'female', citizen('Trần Thị Mỹ Hạnh', 'female', '1997-08-30', 100002), 1),
  signatureCertified(citizen('Huỳnh Hữu Nghĩa', 'male', '1984-01-22', 100003), 1),
  maritalStatus(citizen('Vũ Thị Tuyết', 'female', '1994-09-07', 100004), 1),
  marriage(
    citizen('Đặng Thị Bích Phượng', 'female', '1996-03-23', 100005),
    citizen('Lý Quốc Hưng', 'male', '1994-08-17', 100105),
    1,
  ),
  certifiedCopy(
    citizen('Bùi Đức Khiêm', 'male', '1971-11-02', 100006),
    'Giấy chứng nhận quyền sử dụng đất',
    'giay-chung-nhan-dat',
  ),
  extract(citizen('Hoàng Quốc Dũng', 'male', '1996-01-14', 100007), 1),
  birth('Phạm Gia Hưng Thịnh', 'male', citizen('Đỗ Thị Quỳnh Như', 'female', '2001-05-17', 100008), 2),
  maritalStatus(citizen('Trần Minh Tuệ', 'male', '1998-12-25', 100009), 2),
  marriage(
    citizen('Lê Thị Ngọc Ánh', 'female', '2000-02-29', 100010),
    citizen('Mai Thành Đạt', 'male', '1999-01-30', 100110),
    2,
  ),
  certifiedCopy(
    citizen('Phạm Văn Thưởng', 'male', '1965-06-06', 100011),
    'Giấy chứng nhận kết hôn',
    'giay-chung-nhan-ket-hon',
    {
      electronic: false,
    },
  ),
  signatureCertified(citizen('Nguyễn Trọng Hiếu', 'male', '1990-10-10', 100012), 2, {
    receiver: citizen('Nguyễn Thị Xuân Mai', 'female', '1992-07-19', 100013),
    paper: 'Giấy ủy quyền số 12/2026 do UBND xã Thử Nghiệm chứng thực chữ ký',
  }),
];
