import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** Keeps what is being typed; a draft belongs to the person who types it and is no dossier yet. */
export const saveDraft = commandHandler(contract.dossier.saveDraft, ({ draftId, value }, { tx, signedIn }) =>
  tx.immediate(({ drafts, now }) => {
    const { userId } = signedIn();
    const existing = drafts.find(draftId);
    if (existing !== undefined && existing.userId !== userId) return refuse('DRAFT_OF_ANOTHER', {});
    drafts.put({ draftId, userId, value: JSON.stringify(value), savedAt: now });
    return ok({ savedAt: now });
  }),
);

/** Throws one's own draft away. */
export const discardDraft = commandHandler(contract.dossier.discardDraft, ({ draftId }, { tx, signedIn }) =>
  tx.immediate(({ drafts }) => {
    drafts.discard(draftId, signedIn().userId);
    return ok({});
  }),
);

/** The drafts of the caller, newest first. */
export const listDrafts = queryHandler(contract.dossier.drafts, (_input, { readers, signedIn }) =>
  ok({
    drafts: readers.drafts.ofUser(signedIn().userId).map(({ draftId, savedAt, value }) => ({
      draftId,
      savedAt,
      value: JSON.parse(value),
    })),
  }),
);
