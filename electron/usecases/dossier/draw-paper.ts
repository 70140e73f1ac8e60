import * as z from 'zod';
import type { PaperSize } from '../../../shared/domain/print/paper-size.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import type { FormValues } from '../../../shared/forms/form-values.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { type StoredFile, storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';

const LIMITS = { timeoutMs: 30_000, memoryLimitMb: 512 };
const PaperId = z.uuid();

/** A form filled in. */
interface FileOrder {
  form: FormDefinition;
  values: FormValues;
  paper: PaperSize;
  copies: 1 | 2 | 3;
}

/** A form filled in for a dossier. */
interface PaperOrder extends FileOrder {
  /** What the event log calls it. */
  event:
    | 'dossier.slip-drawn'
    | 'dossier.notice-drawn'
    | 'dossier.transfer-drawn'
    | 'dossier.explanation-drawn'
    | 'dossier.apology-drafted'
    | 'dossier.control-drawn'
    | 'dossier.process-drawn'
    | 'dossier.receipt-drawn'
    | 'dossier.results-listed'
    | 'dossier.fee-receipt-drawn'
    | 'dossier.refusal-drawn'
    | 'dossier.copy-papers-drawn';
  /** What else belongs to it, in the same transaction. */
  also?: (w: Work, paperId: string) => void;
}

/** A drawn paper as its dossiers keep it. */
type KeptPaper = Pick<PaperOrder, 'event' | 'also' | 'paper' | 'copies'> & { formId: string };

/**
 * Draws a paper in a helper process and stores it; in practice it says so on every page. A record must name the file in the next transaction. With it
 * come the letters that stand on it as empty boxes.
 */
export async function drawFile(
  { host, counter, signal }: CommandContext,
  { form, values, paper, copies }: FileOrder,
) {
  const drawn = await host.helpers.run(
    helperKinds.drawForm,
    { form, values, paper, copies, watermark: watermarkOf(counter.workspace) },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
  const file = await storeFile(counter, drawn.value.pdf, 'application/pdf');
  return ok({ file, lacking: drawn.value.lacking });
}

/**
 * Draws a paper as {@link drawFile} and keeps it with the dossier. A dossier made void gets none. One paper of
 * several dossiers is kept with each of them; the answer names it as the first one's, with the letters that stand on it as empty boxes.
 */
export async function drawPaper(
  context: CommandContext,
  dossiers: DossierId | [DossierId, ...DossierId[]],
  { event, also, ...order }: PaperOrder,
) {
  const { form, paper, copies } = order;
  const drawn = await drawFile(context, order);
  if (!drawn.ok) return drawn;
  const { file, lacking } = drawn.value;
  const all: [DossierId, ...DossierId[]] = typeof dossiers === 'string' ? [dossiers] : dossiers;
  const kept = keepPaper(context, all, file, {
    formId: form.id,
    paper,
    copies,
    event,
    ...(also === undefined ? {} : { also }),
  });
  return kept.ok ? ok({ ...kept.value, lacking }) : kept;
}

/** Keeps a stored file as a paper of dossiers, in one transaction; a dossier made void gets none. The answer names it as the first one's. */
export function keepPaper(
  { tx, host, signedIn }: CommandContext,
  [first, ...others]: [DossierId, ...DossierId[]],
  file: StoredFile,
  { event, also, ...drawn }: KeptPaper,
) {
  return tx.immediate((w) => {
    const { sha256, size } = file;
    w.blobs.name({ ...file, at: w.now });
    const keepWith = (dossierId: DossierId): string => {
      const paperId = host.identity.newId(PaperId);
      const drawnPaper = { ...drawn, sha256 };
      w.papers.insert({ id: paperId, dossierId, ...drawnPaper, at: w.now, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: event,
        payload: { paperId, ...drawnPaper },
      });
      return paperId;
    };
    if ([first, ...others].some((id) => w.dossiers.find(id)?.state === 'voided'))
      return refuse('DOSSIER_VOIDED', {});
    const paperId = keepWith(first);
    also?.(w, paperId);
    for (const dossierId of others) keepWith(dossierId);
    w.announce('dossier');
    return ok({ paperId, sha256, size });
  });
}
