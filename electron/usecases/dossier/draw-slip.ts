import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { slipFormOn } from '../../../shared/forms/forms.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { slipValues } from '../../../shared/forms/tt-03-2025/slip-values.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { storeFile } from '../../host/store-file.ts';

const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 512 };
const PaperId = z.uuid();

/** Draws the slip of reception (Mẫu số 01) under the form of the day of reception, and keeps it: the same dossier gives the same bytes. */
export const drawSlip = commandHandler(
  contract.dossier.drawSlip,
  async ({ dossierId, paper, copies }, context) => {
    const { tx, host, counter, readers, signedIn, signal } = context;
    const dossier = readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const form = slipFormOn(officeDay(dossier.receivedAt));
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const watermark = watermarkOf(counter.workspace);
    const drawn = await host.helpers.run(
      helperKinds.drawForm,
      { formId: form.id, values: slipValues(form, slipFacts(context, dossier)), paper, copies, watermark },
      { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
    );
    if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
    const file = await storeFile(counter, drawn.value.pdf, 'application/pdf');
    return tx.immediate((w) => {
      const paperId = host.identity.newId(PaperId);
      w.blobs.name({ ...file, at: w.now });
      w.papers.insert({
        id: paperId,
        dossierId,
        formId: form.id,
        paper,
        copies,
        sha256: file.sha256,
        at: w.now,
        by: signedIn().userId,
      });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.slip-drawn',
        payload: { paperId, formId: form.id, paper, copies, sha256: file.sha256 },
      });
      w.announce('dossier');
      return ok({ paperId, sha256: file.sha256, size: file.size });
    });
  },
);

function slipFacts({ readers }: QueryContext, dossier: DossierRow) {
  const parties = readers.dossiers.parties(dossier.id);
  const partyOf = (role: string) => parties.find((entry) => entry.role === role)?.party;
  const submitter = partyOf('submitter');
  if (submitter === undefined) throw new Error(`dossier ${dossier.id} has no submitter`);
  const { terms } = dossier;
  return {
    office: readers.office.findOn(officeDay(dossier.receivedAt)) ?? readers.office.getLatest(),
    code: dossier.code,
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    limit: terms.limit as never,
    request: terms.request,
    sets: terms.sets,
    delivery: terms.delivery,
    submitter,
    authoriser: partyOf('authoriser') ?? null,
    authorisationPaper: authorisationPaperOf(terms.authority),
    components: readers.dossiers.components(dossier.id).map((component) => ({
      name: component.name,
      originals: component.original,
      certifiedCopies: component.certified,
      photocopies: component.photocopy,
    })),
    receiverName: readers.users.find(UserId.parse(dossier.receivedBy))?.displayName ?? '',
  };
}

function authorisationPaperOf(authority: unknown): string | null {
  const parsed = z.object({ paper: z.string().nullable() }).safeParse(authority);
  return parsed.success ? parsed.data.paper : null;
}
