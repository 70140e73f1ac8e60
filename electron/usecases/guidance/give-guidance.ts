import * as z from 'zod';
import type { NewGuidance } from '../../../db/repositories/guidance-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import {
  decideGuidance,
  guidanceReference,
  guidanceWords,
} from '../../../shared/domain/guidance/guidance.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { guidanceValues } from '../../../shared/forms/tt-03-2025/guidance-values.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { StoredFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { drawFile } from '../dossier/draw-paper.ts';

const VisitId = z.uuid();

/**
 * Tells a citizen everything that is missing, once, on paper: the paper is drawn and stored first, then the visit is recorded with it. The province learns
 * nothing, since nothing was received. The number of the day is printed on the paper: where another visit took it meanwhile, the paper is drawn anew.
 */
export const giveGuidance = commandHandler(
  contract.guidance.give,
  async ({ procedureCode, caseId, person, items: said, reason }, context) => {
    const { readers, clock, host, tx, signedIn } = context;
    const at = clock.now();
    const day = officeDay(at);
    const catalogue = readers.catalogues.on(day);
    const found = catalogue.findProcedure(procedureCode, day);
    if (!found.ok) return found;
    const procedure = found.value;
    const chosen = findCase(procedure, caseId);
    if (chosen === undefined) return refuse('CASE_UNKNOWN', { caseId });
    const decided = decideGuidance(said, chosen);
    if (!decided.ok) return decided;
    const form = readers.forms.on('guidance', day);
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const visit = {
      id: host.identity.newId(VisitId),
      ...{ day, at, by: signedIn().userId, person, items: decided.value, reason, formId: form.id },
      ...{ procedureCode: procedure.code, procedureName: procedure.name },
      ...{ caseId, caseName: chosen.name, catalogueVersion: catalogue.version },
    };
    const ofCase = procedure.cases.length > 1 ? `, ${chosen.name}` : '';
    // Whenever a number was taken meanwhile, another visit was recorded: this comes to an end.
    for (;;) {
      const number = readers.guidance.lastOf(day) + 1;
      const reference = guidanceReference({ day, number });
      const values = guidanceValues({
        office: readers.office.findOn(day) ?? readers.office.getLatest(),
        ...{ person, items: decided.value, reason, reference, at },
        request: `${procedure.name} (${procedure.code})${ofCase}`,
        by: signedIn().displayName,
      });
      const drawn = await drawFile(context, { form, values, paper: 'A4', copies: 1 });
      if (!drawn.ok) return drawn;
      const { file, lacking } = drawn.value;
      const kept = tx.immediate((w) => {
        if (w.guidance.lastOf(day) + 1 !== number) return refuse('NUMBER_TAKEN', {});
        record(w, { ...visit, number, reference }, file);
        const { sha256, size } = file;
        return ok({ visitId: visit.id, reference, sha256: sha256 as never, size, lacking });
      });
      if (kept.ok) return kept;
      if (kept.refusal.code !== 'NUMBER_TAKEN') return refuse(kept.refusal.code, kept.refusal.data);
    }
  },
);

function record(
  w: Work,
  visit: Omit<NewGuidance, 'sha256' | 'words'> & { reference: string },
  file: StoredFile,
): void {
  const { reference, ...facts } = visit;
  const { id, procedureCode, caseId, catalogueVersion, formId, items, person, reason } = facts;
  w.blobs.name({ ...file, at: w.now });
  w.guidance.insert({ ...facts, sha256: file.sha256, words: guidanceWords(visit) });
  w.record({
    subject: { kind: 'guidance', id },
    type: 'guidance.given',
    payload: {
      ...{ reference, procedureCode, caseId, catalogueVersion, formId, sha256: file.sha256 },
      components: items.flatMap(({ componentId, lack, paperReason }) =>
        componentId === null ? [] : [{ componentId, lack, paperReason }],
      ),
    },
    personal: { person: JSON.stringify(person), items: JSON.stringify(items), reason },
  });
  w.announce('dossier');
}
