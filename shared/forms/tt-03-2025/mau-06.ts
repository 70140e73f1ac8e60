import type { HandingOver, Side } from '../../domain/dossier/control-sheet.ts';
import type { ProcessingOwner } from '../../domain/dossier/receipt.ts';
import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues, TableRow } from '../form-values.ts';
import { writtenMoment } from '../written-time.ts';
import { TT_03_2025 } from './circular.ts';
import { given, type OfficeFacts, officeValues, solvingAgency } from './common-values.ts';

/** Goes with a dossier from hand to hand; each handing over is signed in its own row. */
export const MAU_06: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  id: 'tt-03-2025/mau-06',
  kind: 'control-sheet',
  formNumber: '06',
  title: 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
  source: [
    'Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu số 06 (tên mẫu đã đối chiếu; ngày có hiệu lực lấy theo ngày ban hành, chưa đối chiếu); Mẫu số 05 Thông tư 01/2018/TT-VPCP trước đó',
    'Quyết định 3621/QĐ-BYT ngày 24/11/2025 (thứ tự và tên các mục)',
  ],
  symbol: 'PKS',
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã số hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    {
      kind: 'line',
      parts: [{ key: 'agency', label: 'Cơ quan (bộ phận) giải quyết hồ sơ', required: true }],
    },
    { kind: 'line', parts: [{ key: 'others', label: 'Cơ quan phối hợp giải quyết hồ sơ' }] },
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Ngày nhận', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      parts: [
        {
          key: 'dueAt',
          label: 'Hẹn trả kết quả vào',
          joint: ' ',
          format: 'moment',
          required: true,
          strong: true,
        },
      ],
    },
    {
      kind: 'table',
      key: 'rows',
      columns: [
        { key: 'units', heading: 'Tên đơn vị' },
        { key: 'times', heading: 'Thời gian giao nhận hồ sơ', ems: 15 },
        {
          key: 'standing',
          heading: 'Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)',
          ems: 8.4,
          align: 'centre',
        },
        { key: 'note', heading: 'Ghi chú', ems: 7 },
      ],
    },
  ],
  signers: [],
  copies: [],
});

/** What the sheet says. */
export interface ControlFacts {
  office: OfficeFacts;
  unit: string | null;
  processingOwner: ProcessingOwner;
  code: string;
  /** Agencies of the linked procedures. */
  others: readonly string[];
  receivedAt: Instant;
  dueAt: Instant;
  handings: readonly HandingOver[];
  /** Whether it still goes on: then there are rows to write on. */
  open: boolean;
  at: Instant;
}

/** How a piece of work stands to its end, as the form asks for it. */
const STANDINGS = { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn' } as const;

const ROOM = '.'.repeat(24);
const BLANK: TableRow = {
  units: `1. Giao: ${ROOM}\n\n2. Nhận: ${ROOM}\n`,
  times: `..... giờ ..... phút, ngày ..... tháng ..... năm ............\nNgười giao: ${ROOM}\nNgười nhận: ${ROOM}`,
  standing: '',
  note: '',
};
const BLANK_ROWS = 3;

/** The values of {@link MAU_06}: one row a handing over, and empty ones for those that are still to come. */
export function controlValues(facts: ControlFacts): FormValues {
  const rows = facts.handings.map((handing) => written(handing, facts.office.name));
  const blank = facts.open ? Array.from({ length: BLANK_ROWS }, () => BLANK) : [];
  return {
    office: officeValues(MAU_06, facts.office),
    issuedAt: facts.at,
    fields: {
      code: facts.code,
      agency: solvingAgency(facts),
      ...given('others', [...new Set(facts.others)].join('; ')),
      receivedAt: facts.receivedAt,
      dueAt: facts.dueAt,
      rows: [...rows, ...blank],
    },
    signers: {},
  };
}

function written({ giver, taker, givenAt, takenAt, standing, note }: HandingOver, office: string): TableRow {
  const at = takenAt === null ? '......' : writtenMoment(takenAt);
  const times = takenAt === givenAt ? [at] : [`Giao: ${writtenMoment(givenAt)}`, `Nhận: ${at}`];
  return {
    units: `1. Giao: ${unitOf(giver, office)}\n2. Nhận: ${unitOf(taker, office)}`,
    times: [
      ...times,
      `Người giao: ${giver.person ?? '......'}`,
      `Người nhận: ${taker.person ?? '......'}`,
    ].join('\n'),
    ...(standing === null ? {} : { standing: STANDINGS[standing] }),
    note,
  };
}

function unitOf({ unit, step }: Side, office: string): string {
  const name = unit ?? office;
  return step === undefined || step === null ? name : `${name}, bước “${step}”`;
}
