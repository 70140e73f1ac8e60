import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import type { CounterClient } from './contract-clients.ts';
import { requestId } from './request-id.ts';

/** The component of {@link aReceipt} that an electronic copy is made of. */
export const ORIGINAL = 'ban-chinh-giay-to-van-ban';

/** A fictional citizen with the text of their card's QR. */
export function aCitizen(number = '086190001234', name = 'Lê Thị Thử') {
  const address = 'Khóm 1, xã Thử Nghiệm, tỉnh Vĩnh Long';
  return {
    person: {
      kind: 'person' as const,
      name,
      birthDate: '1990-02-01',
      sex: 'female' as const,
      identity: { kind: 'citizen' as const, number },
      address,
      phone: '',
      email: '',
    },
    card: `${number}||${name}|01021990|Nữ|${address}|15052021`,
  };
}

/** What a clerk enters for an electronic certified copy of one page. */
export function aReceipt(person: ReturnType<typeof aCitizen>['person'] = aCitizen().person): ReceiptInput {
  return {
    procedureCode: '2.000815',
    caseId: 'electronic',
    channel: 'direct',
    owner: person,
    submitter: { kind: 'owner' },
    receiver: { kind: 'owner' },
    delivery: { method: 'counter' },
    request: 'Chứng thực bản sao điện tử bằng tốt nghiệp',
    sets: 1,
    linkedChoices: [],
    components: [
      {
        componentId: ORIGINAL,
        source: 'paper',
        counts: { original: 1, certified: 0, photocopy: 0 },
        applies: true,
        paperReason: null,
      },
    ],
    otherPapers: [],
    submitterCheck: 'card-qr',
    fees: [
      {
        feeId: 'phi-chung-thuc-ban-sao',
        settlement: 'now',
        quantity: 1,
        councilAmountVnd: null,
        originals: [{ pages: 1, copies: 1 }],
        waivedFor: null,
      },
    ],
  };
}

/** What a clerk enters for a marriage: a declaration on paper, the identity papers looked up. */
export function aMarriage(): ReceiptInput {
  const lookedUp = { source: 'database' as const, counts: { original: 0, certified: 0, photocopy: 0 } };
  return {
    ...aReceipt(),
    procedureCode: '1.000894',
    caseId: 'standard',
    request: 'Đăng ký kết hôn',
    components: [paper('to-khai-dang-ky-ket-hon'), { ...paper('giay-to-tuy-than'), ...lookedUp }],
    fees: [
      {
        feeId: 'le-phi-dang-ky-ket-hon',
        settlement: 'now',
        quantity: 1,
        councilAmountVnd: null,
        originals: [],
        waivedFor: null,
      },
    ],
  };
}

/** What a clerk enters for a social pension: one paper of the applicant, no fee, ten working days in another unit. */
export function aPension(): ReceiptInput {
  return {
    ...aReceipt(),
    procedureCode: '1.014027',
    caseId: 'standard',
    request: 'Hưởng trợ cấp hưu trí xã hội',
    components: [paper('van-ban-de-nghi-huong-tro-cap-huu-tri-xa')],
    fees: [],
  };
}

/** A linked birth, brought by the mother: three procedures of three agencies. */
export function aLinkedBirth(): ReceiptInput {
  return {
    ...aReceipt(),
    procedureCode: '3.000722',
    caseId: 'standard',
    owner: null,
    submitter: {
      kind: 'other',
      party: aCitizen().person,
      authority: { basis: 'legal-representative', relation: 'Mẹ' },
    },
    receiver: { kind: 'submitter' },
    request: 'Liên thông khai sinh cho cháu Lê Minh An',
    components: [paper('to-khai-dien-tu'), paper('giay-chung-sinh')],
    fees: [],
  };
}

/** A component handed in as one original. */
export function paper(componentId: string) {
  return {
    componentId,
    source: 'paper' as const,
    counts: { original: 1, certified: 0, photocopy: 0 },
    applies: true,
    paperReason: null,
  };
}

/** Gives the first administrator every role of the counter as well: a small commune has such people. */
export async function giveEveryRole(client: CounterClient): Promise<void> {
  const { users } = await client.people.list({});
  const roles = ['administrator', 'head', 'clerk', 'certifying-officer', 'seal-keeper'] as const;
  await client.people.setRoles({
    requestId: requestId(),
    userId: users[0]?.id as never,
    grants: roles.map((role) => ({ role, validFrom: '2026-01-01', validTo: null })),
  });
}

/** Receives a dossier. */
export async function receiveOne(client: CounterClient, receipt: ReceiptInput = aReceipt()) {
  return await client.dossier.receive({ requestId: requestId(), receipt });
}

/** Records a dossier's result, so that it can be handed over. */
export async function recordResult(client: CounterClient, dossierId: string): Promise<void> {
  await client.dossier.recordResult({
    requestId: requestId(),
    dossierId: dossierId as never,
    description: 'Bản sao điện tử đã chứng thực',
    sha256: null,
    facts: { ...NOTHING_SAID, link: 'https://vbdt.example/ket-qua.pdf' },
  });
}
