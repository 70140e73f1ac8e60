import type { Act, Signatory } from '../../../shared/domain/certification/act.ts';
import { type DossierId, PaperCopyId } from '../../../shared/types/ids.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { viewPaperCopy } from './view-paper-copy.ts';

/** Papers of one act of a dossier, to be put into the officer's list. */
interface PapersOfAct {
  dossierId: DossierId;
  requester: string;
  act: Act;
  people: readonly Signatory[];
  papers: readonly { title: string; detail: string; pages: number; copies: number; feeVnd: number }[];
}

/** Puts papers into the officer's list, after what the dossier has there. The clerk answers for having compared copies, and for having seen the others sign. */
export function putUp(w: Work, { host, signedIn }: CommandContext, { papers, ...order }: PapersOfAct) {
  const { dossierId, act } = order;
  const first = w.paperCopies.ofDossier(dossierId).length;
  const put = papers.map((paper, index) => {
    const id = host.identity.newId(PaperCopyId);
    const by = signedIn().userId;
    w.paperCopies.insert({ id, position: first + index, ...order, ...paper, by, at: w.now });
    return id;
  });
  const figures = papers.map(({ pages, copies }, index) => ({
    paperCopyId: put[index] ?? '',
    pages,
    copies,
  }));
  w.record({
    subject: { kind: 'dossier', id: dossierId },
    ...(act === 'copy'
      ? { type: 'copy.paper-compared', payload: { originals: figures } }
      : { type: 'copy.act-put-up', payload: { act, papers: figures } }),
    personal: Object.fromEntries(papers.map(({ title }, index) => [`title.${index}`, title])),
  });
  w.announce('certify');
  return put.flatMap((id) => w.paperCopies.find(id) ?? []).map(viewPaperCopy);
}
