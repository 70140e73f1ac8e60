import type { Instant } from '../../types/clock.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';

/**
 * The sheet that is laid before the pages of a component when a whole dossier goes through the feeder at once. A working sheet of the office: it belongs
 * to no dossier's papers, and the digital copy does not have it.
 */
export const SEPARATOR: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/separator',
  kind: 'separator',
  formNumber: 'TPC',
  title: 'TỜ PHÂN CÁCH ĐỂ QUÉT',
  isWorkingSheet: true,
  source: [
    'Không phải giấy tờ theo quy định: tờ làm việc của nơi tiếp nhận, đặt trước từng thành phần khi quét cả tập; không nằm trong bản số hoá',
  ],
  numberLabel: undefined,
  qrKey: undefined,
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'number', label: 'Thành phần số', joint: ' ', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'component', label: 'Tên', required: true, strong: true }] },
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'owner', label: 'Chủ hồ sơ', required: true }] },
    { kind: 'mark', key: 'mark' },
    {
      kind: 'statement',
      text: 'Đặt tờ này ngay trước các trang của thành phần, mặt có mã cùng phía với mặt trước của các trang. Dùng lại được cho đến khi quét xong hồ sơ.',
    },
  ],
  signers: [],
  copies: [],
});

/** What a separator says. */
export interface SeparatorFacts {
  office: OfficeFacts;
  at: Instant;
  code: string;
  owner: string;
  /** From 1, among the components of the dossier. */
  number: number;
  of: number;
  component: string;
  /** The text of its code. */
  mark: string;
}

/** The values of {@link SEPARATOR}. */
export function separatorValues(facts: SeparatorFacts): FormValues {
  const { office, at, code, owner, number, of, component, mark } = facts;
  return {
    office: officeValues(SEPARATOR, office),
    issuedAt: at,
    fields: { number: `${number}/${of}`, component, code, owner, mark },
    signers: {},
  };
}
