import type { PlainDate } from '../../types/clock.ts';
import { writtenDay } from '../written-time.ts';

/** Symbol of the book of electronic copies from originals (sổ chứng thực bản sao điện tử, Thông tư 01/2020/TT-BTP). */
export const ELECTRONIC_COPY_BOOK = 'SCTĐT/BS';

/** What a certified copy's statement is made of; number and day are those of the moment of signing. */
interface CopyCertificationFacts {
  /** Order number in the book, already written as the book writes it (`15`, `07`). */
  number: string;
  /** Book with its year and symbol, for example `01/2026-SCTĐT/BS`. */
  book: string;
  certifiedOn: PlainDate;
}

/** Lời chứng of a copy from an original, as data: the fixed sentence first, then number and date. */
export interface CopyCertificationText {
  statement: string;
  lines: string[];
}

/**
 * Lời chứng "chứng thực bản sao đúng với bản chính", a mandatory part of every certified copy (Điều 12 Nghị định 23/2015/NĐ-CP,
 * sửa đổi bởi Nghị định 280/2025/NĐ-CP; Điều 10 Nghị định 45/2020/NĐ-CP for the electronic copy).
 */
export function copyCertificationText({
  number,
  book,
  certifiedOn,
}: CopyCertificationFacts): CopyCertificationText {
  const day = writtenDay(certifiedOn);
  return {
    statement: 'Chứng thực bản sao đúng với bản chính',
    lines: [`Số chứng thực ${number} quyển số ${book}`, `${day.charAt(0).toUpperCase()}${day.slice(1)}`],
  };
}
