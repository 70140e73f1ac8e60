import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { proofView } from './copy-proofs.ts';

/** The newest version of a copy's file, and whether the office still has it. */
function fileOf({ proofs, blobs }: Pick<Readers, 'proofs' | 'blobs'>, copy: CopyRow) {
  const sha256 = proofs.find(copy.id)?.sha256 ?? copy.certifiedSha256;
  return { sha256, purgedAt: sha256 === null ? null : blobs.purgedAt(sha256) };
}

/** Copies in some states, the oldest first. */
export const listCopies = queryHandler(contract.certify.queue, ({ states }, { readers }) =>
  ok({
    total: readers.copies.figuresOf(states).count,
    copies: readers.copies.inStates(states).map((copy) => ({
      ...fileOf(readers, copy),
      copyId: copy.id,
      dossierId: copy.dossierId,
      dossierCode: copy.dossierCode,
      title: copy.title,
      requester: copy.requester,
      pages: copy.pages,
      state: copy.state,
      scanSha256: copy.scanSha256,
      comparedBy: copy.comparedBy,
      comparedAt: copy.comparedAt,
      number: copy.number === null ? null : writtenCount(copy.number),
      book: copy.book,
      verdict: copy.verdict,
      returnReason: copy.returnReason,
      proof: proofView(readers.proofs.find(copy.id), readers.dossiers.find(copy.dossierId)?.state),
    })),
  }),
);
