import { ACT_FACTS } from './acts.ts';

/** A ground by which the law lets a certification take longer, as it is put into a step of the dossier. */
interface CertificationExtension {
  id: 'not-the-same-day' | 'many-papers';
  article: string;
  days: number;
  reason: string;
}

const NOT_THE_SAME_DAY: CertificationExtension = {
  id: 'not-the-same-day',
  article: 'Điều 7 Nghị định 23/2015/NĐ-CP',
  days: 1,
  reason: 'Không thể trả trong ngày tiếp nhận; trả trong ngày làm việc tiếp theo',
};

const MANY_PAPERS: CertificationExtension = {
  id: 'many-papers',
  article: 'Điều 21 Nghị định 23/2015/NĐ-CP',
  days: 2,
  reason:
    'Yêu cầu chứng thực cùng lúc nhiều loại bản chính, bản chính có nhiều trang, số lượng bản sao nhiều hoặc nội dung phức tạp, khó kiểm tra, đối chiếu',
};

/**
 * The grounds for a dossier of a procedure: the next working day for each certification (Điều 7), up to two more for copies (Điều 21). None where it is not about
 * certification. Anything longer is by agreement in writing and typed.
 */
export function certificationExtensions(procedureCode: string): readonly CertificationExtension[] {
  if (procedureCode === ACT_FACTS.copy.procedure) return [NOT_THE_SAME_DAY, MANY_PAPERS];
  const isCertified = Object.values(ACT_FACTS).some(({ procedure }) => procedure === procedureCode);
  return isCertified ? [NOT_THE_SAME_DAY] : [];
}
