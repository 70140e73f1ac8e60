import type { SubmissionRow } from '../../../db/repositories/online-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type DossierState, NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { OTHER_PAPER } from '../../../shared/domain/dossier/receipt.ts';
import { receiptOfSubmission } from '../../../shared/domain/online/submitted-receipt.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { receive } from '../dossier/receive-dossier.ts';
import { putIn } from '../scan/add-file.ts';
import { beforeDecision, procedureOf } from './submissions.ts';

/**
 * Accepts a submission whose every file was looked at: it becomes a dossier with a code of ours, whose clock starts now (Điều 17 Nghị định
 * 118/2025/NĐ-CP), and its files become the pages or the digital copy of their components.
 */
export const acceptSubmission = commandHandler(
  contract.online.accept,
  ({ submissionId, revision, fees, reviewed }, context) =>
    context.tx.immediate((w) => {
      const before = beforeDecision(w, { submissionId, revision }, 'accept');
      if (!before.ok) return before;
      const { row } = before.value;
      const seen = new Set<string>(reviewed);
      const names = row.files.flatMap(({ sha256 }, index) =>
        seen.has(sha256) ? [] : [row.content.files[index]?.name ?? ''],
      );
      if (names.length > 0) return refuse('FILES_NOT_REVIEWED', { names });
      const found = procedureOf(w, row, w.today);
      if (found === undefined) return refuse('CASE_UNKNOWN', { caseId: row.content.caseId });
      const { verifiedByVneid } = row.content;
      const filed = { submissionId, submissionCode: row.code, verifiedByVneid };
      const received = receive(w, context, receiptOfSubmission(row.content, found.entry, fees), {
        submission: filed,
      });
      if (!received.ok) return received;
      const { dossierId, code } = received.value;
      const by = context.signedIn().userId;
      w.online.accept(submissionId, dossierId, by, w.now);
      w.codes.link(row.code, dossierId, 'portal', by, w.now);
      w.record({
        subject: { kind: 'submission', id: submissionId },
        type: 'online.accepted',
        payload: { submissionCode: row.code, revision, dossierId, code },
      });
      w.announce('online');
      return ok({ ...received.value, unplaced: placeFiles(w, context, row, { dossierId, code }) });
    }),
);

// A component has one digital copy: of several PDFs none is chosen by the program, they stay with the submission for the clerk to join.
function placeFiles(
  w: Work,
  context: CommandContext,
  { content, files }: SubmissionRow,
  { dossierId, code }: { dossierId: DossierId; code: string },
): string[] {
  const slots = new Set(w.dossiers.components(dossierId).map(({ componentId }) => componentId));
  let others = 0;
  const filed = files.flatMap((file, index) => {
    const named = content.files[index];
    if (named === undefined) return [];
    const { name, componentId } = named;
    // What the procedure does not name was received as the other papers, in the same order.
    const slot = componentId !== null && slots.has(componentId) ? componentId : `${OTHER_PAPER}${++others}`;
    return [{ ...file, name, componentId: slot }];
  });
  const unplaced: string[] = [];
  for (const file of filed) {
    const { componentId, kind, name } = file;
    const beside = filed.filter((other) => other.componentId === componentId);
    if (!slots.has(componentId) || (kind === 'pdf' && beside.length > 1)) {
      unplaced.push(name);
      continue;
    }
    const pages = kind === 'pdf' ? [{ sha256: file.sha256, dpi: null }] : file.pages;
    const stored = pages.map(({ sha256, dpi }) => {
      const blob = w.blobs.find(sha256);
      if (blob === undefined) throw new Error(`submission names ${sha256}, which is gone`);
      return { file: blob, dpi };
    });
    const slot = { dossierId, componentId, source: 'online', originalName: name };
    putIn(w, context, slot, code, { kind, pages: file.pageCount, stored });
  }
  return unplaced;
}

/** Sends a submission back to be completed: once, with everything that is missing (Điều 11, Điều 17 khoản 2 Nghị định 118/2025/NĐ-CP). */
export const askCompletion = commandHandler(
  contract.online.askCompletion,
  ({ submissionId, revision, items, instruction }, context) =>
    context.tx.immediate((w) => {
      const before = beforeDecision(w, { submissionId, revision }, 'ask-completion');
      if (!before.ok) return before;
      const { row, next } = before.value;
      if (row.completionAskedAt !== null)
        return refuse('COMPLETION_ASKED_BEFORE', { askedAt: row.completionAskedAt });
      const completion = { items, instruction };
      w.online.askCompletion(submissionId, completion, context.signedIn().userId, w.now);
      return ok(tell(w, row, next, { type: 'online.completion-asked', words: completion }));
    }),
);

/** Refuses a submission with the reason the citizen is told. */
export const refuseSubmission = commandHandler(
  contract.online.refuse,
  ({ submissionId, revision, reason }, context) =>
    context.tx.immediate((w) => {
      const before = beforeDecision(w, { submissionId, revision }, 'refuse');
      if (!before.ok) return before;
      const { row, next } = before.value;
      w.online.refuse(submissionId, reason, context.signedIn().userId, w.now);
      return ok(tell(w, row, next, { type: 'online.refused', words: { reason } }));
    }),
);

/** The event, without a personal word, and the packet by which the citizen gets the answer through the province. */
function tell(
  w: Work,
  { id, code, revision }: SubmissionRow,
  state: DossierState,
  { type, words }: { type: 'online.completion-asked' | 'online.refused'; words: object },
) {
  const event = w.record({
    subject: { kind: 'submission', id },
    type,
    payload: { submissionCode: code, revision },
    personal: { words: JSON.stringify(words) },
  });
  const sent = w.send(event, {
    kind: type,
    snapshot: {
      submissionId: id,
      submissionCode: code,
      revision,
      status: NATIONAL_STATUS[state],
      ...words,
      at: w.now,
    },
    files: [],
  });
  w.announce('online');
  return { state, packetSeq: sent.seq };
}
