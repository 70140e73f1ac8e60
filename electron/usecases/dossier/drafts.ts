import { contract } from '../../../shared/contract/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/**
 * Keeps what is being typed; a draft belongs to the person who types it and is no dossier yet. The window that saves it has it open, no other
 * one may save it then.
 */
export const saveDraft = commandHandler(contract.dossier.saveDraft, ({ draftId, value }, context) => {
  const { tx, signedIn, counter, client } = context;
  const mine = isMine(context, draftId);
  if (!mine.ok) return mine;
  const kept = tx.immediate(({ drafts, now }) => {
    const { userId } = signedIn();
    const existing = drafts.find(draftId);
    if (existing !== undefined && existing.userId !== userId) return refuse('DRAFT_OF_ANOTHER', {});
    drafts.put({ draftId, userId, value: JSON.stringify(value), savedAt: now });
    return ok({ savedAt: now });
  });
  if (kept.ok) counter.draftHolds.hold(draftId, client.id);
  return kept;
});

/** Opens a draft of one's own on this window, whatever window had it open; answers what was saved last. */
export const takeDraft = commandHandler(contract.dossier.takeDraft, ({ draftId }, context) => {
  const { readers, signedIn, counter, client } = context;
  const code = counter.draftHolds.becameDossier(draftId);
  if (code !== undefined) return refuse('DRAFT_RECEIVED', { code });
  const draft = readers.drafts.find(draftId);
  if (draft === undefined) return refuse('DRAFT_GONE', {});
  if (draft.userId !== signedIn().userId) return refuse('DRAFT_OF_ANOTHER', {});
  counter.draftHolds.hold(draftId, client.id);
  return ok({ savedAt: draft.savedAt, value: JSON.parse(draft.value) });
});

/** Throws one's own draft away. */
export const discardDraft = commandHandler(
  contract.dossier.discardDraft,
  ({ draftId }, { tx, signedIn, counter }) =>
    tx.immediate(({ drafts }) => {
      drafts.discard(draftId, signedIn().userId);
      counter.draftHolds.release(draftId);
      return ok({});
    }),
);

/** The drafts of the caller, newest first, with those that another window has open. */
export const listDrafts = queryHandler(
  contract.dossier.drafts,
  (_input, { readers, signedIn, counter, client }) =>
    ok({
      drafts: readers.drafts.ofUser(signedIn().userId).map(({ draftId, savedAt, value }) => ({
        draftId,
        savedAt,
        heldSince: counter.draftHolds.heldElsewhere(draftId, client.id) ?? null,
        value: JSON.parse(value),
      })),
    }),
);

/** Whether this window may save or receive a draft: no other one has it open, and it is no dossier yet. */
export function isMine(
  { counter, client }: Pick<QueryContext, 'counter' | 'client'>,
  draftId: string,
): Result<
  undefined,
  Refusal<'DRAFT_RECEIVED', { code: string }> | Refusal<'DRAFT_OPEN_ELSEWHERE', { since: string }>
> {
  const code = counter.draftHolds.becameDossier(draftId);
  if (code !== undefined) return refuse('DRAFT_RECEIVED', { code });
  const since = counter.draftHolds.heldElsewhere(draftId, client.id);
  return since === undefined ? ok(undefined) : refuse('DRAFT_OPEN_ELSEWHERE', { since });
}
