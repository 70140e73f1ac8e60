import { contract } from '../../../shared/contract/index.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { proofView } from './copy-proofs.ts';

/** Copies in some states, the oldest first. */
export const listCopies = queryHandler(contract.certify.queue, ({ states }, { readers }) =>
  ok({
    total: readers.copies.figuresOf(states).count,
    copies: readers.copies.inStates(states).map((copy) => ({
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
      sha256: readers.proofs.find(copy.id)?.sha256 ?? copy.certifiedSha256,
      verdict: copy.verdict,
      returnReason: copy.returnReason,
      proof: proofView(readers.proofs.find(copy.id), readers.dossiers.find(copy.dossierId)?.state),
    })),
  }),
);
