import type { FeeChoice } from '../../shared/domain/dossier/fees.ts';
import type { Person } from '../../shared/domain/dossier/party.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';

const HAMLETS = ['Khóm 1', 'Ấp Phú Hòa', 'Ấp Tân Thạnh', 'Khóm 4'];

/** A fictional citizen whose number fits birth year and sex (Thông tư 17/2024/TT-BCA). */
export function citizen(name: string, sex: 'female' | 'male', birthDate: string, serial: number): Person {
  const year = Number(birthDate.slice(0, 4));
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
  return {
    kind: 'person',
    name,
    birthDate,
    sex,
    identity: {
      kind: 'citizen',
      number: `086${century}${birthDate.slice(2, 4)}${String(serial).padStart(6, '0')}`,
    },
    address: `${HAMLETS[serial % HAMLETS.length]}, xã Thử Nghiệm, tỉnh Vĩnh Long`,
    phone: '',
    email: '',
  };
}

/** A component handed in on paper, one original unless said otherwise. */
export const paper = (componentId: string, applies = true) => ({
  componentId,
  source: 'paper' as const,
  counts: { original: 1, certified: 0, photocopy: 0 },
  applies,
  paperReason: null,
});
/** A component whose data a database holds. */
export const lookedUp = (componentId: string) => ({
  componentId,
  source: 'database' as const,
  counts: { original: 0, certified: 0, photocopy: 0 },
  applies: true,
  paperReason: null,
});
/** A line of the tariff as the clerk decided it: taken now, once. */
export const fee = (feeId: string, change: Partial<FeeChoice> = {}): FeeChoice => ({
  feeId,
  settlement: 'now',
  quantity: 1,
  councilAmountVnd: null,
  originals: [],
  waivedFor: null,
  ...change,
});
interface Matter {
  procedureCode: string;
  caseId?: string;
  owner: ReceiptInput['owner'];
  submitter?: ReceiptInput['submitter'];
  request: string;
  components: ReceiptInput['components'];
  fees: ReceiptInput['fees'];
}

/** What the clerk enters; the owner files and fetches at the counter unless said otherwise. */
export function receiptOf({
  caseId = 'standard',
  submitter = { kind: 'owner' },
  ...matter
}: Matter): ReceiptInput {
  return {
    caseId,
    channel: 'direct',
    submitter,
    receiver: submitter.kind === 'owner' ? { kind: 'owner' } : { kind: 'submitter' },
    delivery: { method: 'counter' },
    sets: 1,
    otherPapers: [],
    linkedChoices: [],
    ...matter,
  };
}
