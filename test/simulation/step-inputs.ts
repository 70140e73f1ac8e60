import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import type { Step } from './history.ts';

/** What the clerk enters for a step, without its request id. */
export function inputOf(step: Step, dossierId: string | undefined): object {
  switch (step.does) {
    case 'receive':
      return { receipt: step.receipt };
    case 'start':
      return { dossierId };
    case 'ask':
      return {
        dossierId,
        items: [
          {
            componentId: step.componentId,
            text: 'Bản khai thiếu chữ ký của người yêu cầu',
            paperReason: null,
          },
        ],
        reason: 'Thành phần hồ sơ chưa hợp lệ',
        answerBy: null,
        ground: null,
      };
    case 'resume':
      return { dossierId, brought: 'Bản khai đã ký' };
    case 'refuse':
      return { dossierId, reason: 'Không đủ điều kiện giải quyết theo quy định' };
    case 'withdraw':
      return { dossierId, reason: 'Người nộp không còn nhu cầu', givenBack: 'Toàn bộ giấy tờ đã nộp' };
    case 'result':
      return { dossierId, description: step.description, sha256: null, facts: NOTHING_SAID };
    case 'hand-over':
      return {
        dossierId,
        receiver: step.receiver,
        together: null,
        paper: null,
        card: null,
        receiverCheck: 'card-qr',
        paperOnly: { reason: 'paper-by-law', words: '' },
      };
  }
}
