import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { ComponentRow, FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { writtenCode } from '../written-code.ts';

const SIGN = '(Ký và ghi rõ họ tên)';

/**
 * The record of paper files handed to a unit (biên bản bàn giao hồ sơ). No circular prints a form for it: Thông tư 03/2025/TT-VPCP has only
 * the slip that follows one dossier through its offices (Mẫu số 06). This one is the office's own; what it must say is Điều 18 Nghị định
 * 118/2025/NĐ-CP, which orders the handing over, and its columns follow the table of handed-over files that provincial systems print.
 */
export const TRANSFER_RECORD: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/transfer-record',
  kind: 'transfer-record',
  formNumber: 'BBBG',
  title: 'BIÊN BẢN BÀN GIAO HỒ SƠ',
  source: [
    'Không có mẫu ban hành; nội dung do phần mềm xếp theo Điều 18 Nghị định 118/2025/NĐ-CP và bảng giao nhận hồ sơ của hệ thống cấp tỉnh đang dùng',
  ],
  symbol: 'BBBG',
  qrKey: 'reference',
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'reference', label: 'Mã biên bản', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'at', label: 'Thời điểm lập', format: 'moment', required: true }] },
    { kind: 'line', parts: [{ key: 'giver', label: 'Bên giao', required: true }] },
    { kind: 'line', parts: [{ key: 'unit', label: 'Bên nhận', required: true, strong: true }] },
    {
      kind: 'components',
      key: 'files',
      label: 'Hồ sơ giấy bàn giao',
      numberHeading: 'STT',
      nameHeading: 'Mã hồ sơ, thủ tục, chủ hồ sơ',
      countHeading: 'Số lượng giấy tờ',
      counts: { originals: 'Bản chính', certifiedCopies: 'Bản chứng thực', photocopies: 'Bản photo' },
    },
    {
      kind: 'line',
      parts: [
        { key: 'total', label: 'Tổng số', format: 'count', unit: 'hồ sơ', required: true, strong: true },
        { key: 'originals', label: 'bản chính', format: 'count', required: true },
        { key: 'certified', label: 'bản chứng thực', format: 'count', required: true },
        { key: 'photocopies', label: 'bản photo', format: 'count', required: true },
      ],
    },
    {
      kind: 'statement',
      text: 'Hai bên đã quét mã từng hồ sơ khi giao và khi nhận, đếm đủ số lượng nêu trên và cùng ký vào biên bản.',
    },
  ],
  signers: [
    { key: 'giver', title: 'NGƯỜI GIAO', note: SIGN, optional: false },
    { key: 'taker', title: 'NGƯỜI NHẬN', note: SIGN, optional: false },
  ],
  copies: ['(Liên 1: Bên giao giữ)', '(Liên 2: Bên nhận giữ)'],
});

/** What a record says. */
export interface TransferFacts {
  office: OfficeFacts;
  reference: string;
  number: number;
  at: Instant;
  unit: string;
  giver: string;
  files: readonly {
    code: string;
    procedure: string;
    owner: string;
    original: number;
    certified: number;
    photocopy: number;
  }[];
}

/** The values of {@link TRANSFER_RECORD}: one row a file, and the sums. */
export function transferValues(facts: TransferFacts): FormValues {
  const sum = (kind: 'original' | 'certified' | 'photocopy') =>
    facts.files.reduce((total, file) => total + file[kind], 0);
  const files: ComponentRow[] = facts.files.map(({ code, procedure, owner, ...counts }) => ({
    name: `${writtenCode(code)}: ${procedure}, ${owner}`,
    originals: counts.original,
    certifiedCopies: counts.certified,
    photocopies: counts.photocopy,
  }));
  return {
    office: { ...officeValues(TRANSFER_RECORD, facts.office), number: String(facts.number) },
    issuedAt: facts.at,
    fields: {
      reference: facts.reference,
      at: facts.at,
      giver: facts.giver,
      unit: facts.unit,
      files,
      total: files.length,
      originals: sum('original'),
      certified: sum('certified'),
      photocopies: sum('photocopy'),
    },
    signers: { giver: { name: facts.giver }, taker: {} },
  };
}
