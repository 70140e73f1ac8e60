import type { Certification, SignerRight } from './signer.ts';

const RIGHT: SignerRight = {
  kind: 'deputy',
  office: '',
  ground: '',
  scope: ['copy', 'signature', 'translator', 'transaction'],
  compares: false,
  validFrom: '2026-01-01',
  validTo: null,
};

interface SignerCase {
  says: string;
  rights: SignerRight[];
  certification: Certification;
  day: string;
  /** The kind of the right that is taken, or the refusal. */
  expected: string;
}

/** Who may sign what when (Điều 5, Điều 9 Nghị định 23/2015/NĐ-CP; Điều 14 Luật Tổ chức chính quyền địa phương 2025 for who is authorised). */
export const SIGNER_CASES: SignerCase[] = [
  {
    says: 'nobody entered them',
    rights: [],
    certification: 'copy',
    day: '2026-11-30',
    expected: 'SIGNER_UNKNOWN',
  },
  {
    says: 'a deputy in office',
    rights: [RIGHT],
    certification: 'copy',
    day: '2026-11-30',
    expected: 'deputy',
  },
  {
    says: 'the first day counts',
    rights: [RIGHT],
    certification: 'copy',
    day: '2026-01-01',
    expected: 'deputy',
  },
  {
    says: 'the day before the first',
    rights: [RIGHT],
    certification: 'copy',
    day: '2025-12-31',
    expected: 'SIGNER_NOT_IN_FORCE',
  },
  {
    says: 'the last day counts',
    rights: [{ ...RIGHT, validTo: '2026-06-30' }],
    certification: 'copy',
    day: '2026-06-30',
    expected: 'deputy',
  },
  {
    says: 'the authorisation has ended',
    rights: [{ ...RIGHT, validTo: '2026-06-30' }],
    certification: 'copy',
    day: '2026-07-01',
    expected: 'SIGNER_NOT_IN_FORCE',
  },
  {
    says: 'authorised for copies only',
    rights: [{ ...RIGHT, kind: 'authorised', office: 'Công chức', ground: 'QĐ 12', scope: ['copy'] }],
    certification: 'transaction',
    day: '2026-11-30',
    expected: 'SIGNER_OUT_OF_SCOPE',
  },
  {
    says: 'a deputy who became chairman',
    rights: [RIGHT, { ...RIGHT, kind: 'chairman', validFrom: '2026-10-01' }],
    certification: 'copy',
    day: '2026-11-30',
    expected: 'chairman',
  },
  {
    says: 'the newer right has a smaller scope',
    rights: [RIGHT, { ...RIGHT, kind: 'authorised', scope: ['copy'], validFrom: '2026-10-01' }],
    certification: 'signature',
    day: '2026-11-30',
    expected: 'deputy',
  },
];
