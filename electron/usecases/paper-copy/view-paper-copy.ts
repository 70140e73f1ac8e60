import type { PaperCopyRow } from '../../../db/repositories/paper-copy-repository.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';

/** Paper copies as people see them. */
export function viewPaperCopy(row: PaperCopyRow) {
  const { id, number, comparedByName, comparedBy: _, entryId: __, ...rest } = row;
  const { position: ___, signerName: ____, signerTitle: _____, coverAt, ...shown } = rest;
  return {
    ...shown,
    paperCopyId: id,
    underCover: coverAt !== null,
    comparedBy: comparedByName,
    number: number === null ? null : writtenCount(number),
  };
}
