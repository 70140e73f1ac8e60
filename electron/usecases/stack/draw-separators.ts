import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { separatorValues } from '../../../shared/forms/own/separator.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { Readers } from '../../host/repositories.ts';
import { markSheet } from '../../host/sheet-proof.ts';
import { storeFile } from '../../host/store-file.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 512 };
const PaperId = z.uuid();

/** Draws the sheets that part a dossier's components in the feeder, all in one file that is kept with the dossier. */
export const drawSeparators = commandHandler(
  contract.stack.drawSeparators,
  async ({ dossierId, paper }, context) => {
    const { readers, clock, host, counter, tx, signedIn, signal } = context;
    const dossier = readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
    const wanted = componentsToScan(readers, dossierId);
    if (wanted.length === 0) return refuse('NOTHING_TO_SCAN', {});
    const now = clock.now();
    const form = readers.forms.on('separator', officeDay(now));
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const parties = readers.dossiers.parties(dossierId);
    const said = {
      office: readers.office.findOn(officeDay(now)) ?? readers.office.getLatest(),
      at: now,
      code: dossier.code,
      owner: (parties.find(({ role }) => role === 'owner') ?? parties[0])?.party.name ?? '',
    };
    const options = { ...LIMITS, ...(signal === undefined ? {} : { signal }) };
    const files: Uint8Array[] = [];
    const lacking = new Set<string>();
    for (const { componentId, name, number, of } of wanted) {
      const mark = markSheet({ kind: 'separator', dossierId, componentId }, readers);
      const values = separatorValues({ ...said, number, of, component: name, mark });
      const drawn = await host.helpers.run(
        helperKinds.drawForm,
        { form, values, paper, copies: 1, watermark: watermarkOf(counter.workspace) },
        options,
      );
      if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
      files.push(drawn.value.pdf);
      for (const letter of drawn.value.lacking) lacking.add(letter);
    }
    const joined = await host.helpers.run(helperKinds.joinPdfs, { files }, options);
    if (!joined.ok) return refuse('PAPER_NOT_DRAWN', { reason: joined.refusal.code });
    const file = await storeFile(counter, joined.value.pdf, 'application/pdf');
    return tx.immediate((w) => {
      const { sha256, size } = file;
      w.blobs.name({ ...file, at: w.now });
      const paperId = host.identity.newId(PaperId);
      const drawnPaper = { formId: form.id, paper, copies: 1, sha256 };
      w.papers.insert({ id: paperId, dossierId, ...drawnPaper, at: w.now, by: signedIn().userId });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.separators-drawn',
        payload: { paperId, ...drawnPaper, componentIds: wanted.map(({ componentId }) => componentId) },
      });
      w.announce('dossier');
      return ok({ paperId, sha256, size, sheets: files.length, lacking: [...lacking].join('') });
    });
  },
);

/** Components that come on paper and have no page yet, with their numbers among those of the dossier. */
function componentsToScan({ dossiers, pages }: Pick<Readers, 'dossiers' | 'pages'>, dossierId: DossierId) {
  const has = new Set(
    [...pages.ofDossier(dossierId), ...pages.digitalCopies(dossierId)].map(({ componentId }) => componentId),
  );
  const all = dossiers.components(dossierId);
  return all.flatMap(({ componentId, name, source }, index) =>
    source !== 'paper' || has.has(componentId)
      ? []
      : [{ componentId, name, number: index + 1, of: all.length }],
  );
}
