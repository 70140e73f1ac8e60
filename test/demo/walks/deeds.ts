import { NOTHING_SAID } from '../../../shared/domain/digitisation/result-facts.ts';
import type { Person } from '../../../shared/domain/dossier/party.ts';
import type { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import { requestId } from '../../support/request-id.ts';
import { citizen } from '../matters.ts';
import type { WalkingOffice } from './walk.ts';

export const MAI = citizen('Nguyễn Thị Mai', 'female', '1990-05-12', 120001);
export const BINH = citizen('Trần Văn Bình', 'male', '1988-11-03', 120002);

export const receive = (office: WalkingOffice, receipt: ReceiptInput) => async () => {
  const { dossierId } = await office.client.dossier.receive({ requestId: requestId(), receipt });
  office.dossierId = dossierId;
};
export const slip = (office: WalkingOffice) => () =>
  office.client.dossier.drawSlip({
    requestId: requestId(),
    dossierId: office.dossierId as never,
    paper: 'A5',
    copies: 2,
  });
export const result = (office: WalkingOffice, description: string) => () =>
  office.client.dossier.recordResult({
    requestId: requestId(),
    dossierId: office.dossierId as never,
    description,
    sha256: null,
    facts: { ...NOTHING_SAID, link: 'https://vbdt.example/ket-qua.pdf' },
  });
export const handOver =
  (office: WalkingOffice, receiver: Person, together: Person | null = null) =>
  () =>
    office.client.dossier.handOver({
      requestId: requestId(),
      dossierId: office.dossierId as never,
      receiver,
      together,
      paper: null,
    });
export const supplement = (office: WalkingOffice, text: string) => () =>
  office.client.life.askSupplement({
    requestId: requestId(),
    dossierId: office.dossierId as never,
    items: [{ componentId: null, text, paperReason: null }],
    reason: 'Hồ sơ chưa đủ căn cứ xét duyệt',
    answerBy: null,
    ground: null,
  });
export const resume = (office: WalkingOffice, brought: string) => () =>
  office.client.life.resume({ requestId: requestId(), dossierId: office.dossierId as never, brought });
