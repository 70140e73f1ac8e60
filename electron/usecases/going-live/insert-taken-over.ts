import * as z from 'zod';
import type { PartyRow } from '../../../db/repositories/dossier-repository.ts';
import { NOTHING_SAID } from '../../../shared/domain/digitisation/result-facts.ts';
import type { TakenOverDossier } from '../../../shared/domain/dossier/taken-over.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { IMPORTED_FEE } from '../../../shared/forms/tables/open-dossier-sheets.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { QueryContext } from '../../host/call-context.ts';
import type { Identity } from '../../host/identity.ts';
import type { Work } from '../../host/unit-of-work.ts';

const StepId = z.uuid();

/** By which file, row and person a dossier comes in. */
export interface ImportedBy {
  id: DossierId;
  number: number;
  by: string;
  rowSha256: string;
}

/** The catalogue that knew a procedure on a day, else the newest: an office may have published its procedures after the dossier was received. */
export function catalogueOf(
  { catalogues }: Pick<QueryContext['readers'], 'catalogues'>,
  code: string,
  day: PlainDate,
) {
  const then = catalogues.on(day);
  return then.recordedProcedure(code) === undefined ? catalogues.newest() : then;
}

/** The rule of codes that were given elsewhere. */
const FOREIGN_CODE_RULE = 'imported';

/** Writes a dossier of another system with everything its row says: people, papers, pauses and result, at the times when they were. */
export function insertTakenOver(
  w: Work,
  identity: Identity,
  dossier: TakenOverDossier,
  { id, number, by, rowSha256 }: ImportedBy,
): void {
  const { procedure, case: entry, deadline, owner, submitter, authority } = dossier;
  const paid = {
    feeId: FOREIGN_CODE_RULE,
    name: IMPORTED_FEE,
    settlement: 'now',
    amountVnd: dossier.paidVnd,
  };
  const lines = dossier.paidVnd === 0 ? [] : [{ ...paid, quantity: 1, originals: [], waivedFor: null }];
  w.dossiers.insert({
    id,
    code: dossier.code,
    codeRule: FOREIGN_CODE_RULE,
    procedureCode: procedure.code,
    procedureName: procedure.name,
    caseId: entry.id,
    caseName: entry.name,
    catalogueVersion: catalogueOf(w, procedure.code, officeDay(dossier.receivedAt)).version,
    processingOwner: procedure.processingOwner,
    state: dossier.state,
    channel: dossier.channel,
    receivedAt: dossier.receivedAt,
    receivedBy: by,
    startsAt: deadline.startsAt,
    due: deadline.due,
    dueAt: deadline.dueAt,
    deadlineEngine: deadline.engine,
    explanation: deadline.explanation,
    terms: {
      request: dossier.request,
      sets: dossier.sets,
      delivery: dossier.delivery,
      limit: entry.limit,
      fees: { lines, totalVnd: dossier.paidVnd },
      authority: JSON.parse(JSON.stringify(authority)),
      receiverPaper: null,
    },
  });
  const authoriser = authority?.basis === 'authorisation' ? owner : null;
  const parties = { owner, submitter, authoriser, receiver: submitter };
  for (const [role, party] of Object.entries(parties))
    if (party !== null) w.dossiers.insertParty(id, role as PartyRow['role'], party);
  dossier.papers.forEach(({ componentId, name, counts }, position) => {
    const given = { onlyShown: false, paperReason: null, lookupPending: false };
    w.dossiers.insertComponent(id, position, { componentId, name, source: 'paper', ...counts, ...given });
  });
  dossier.pauses.forEach(({ details, from, to }, index) => {
    const stepId = identity.newId(StepId);
    const dueBefore = index === 0 ? dossier.firstDue : deadline.due;
    w.steps.begin({ id: stepId, dossierId: id, details, at: from, by, dueBefore, dueAfter: null });
    if (to !== null) w.steps.end(stepId, { at: to, by, brought: '', dueAfter: deadline.due });
  });
  if (dossier.result !== null)
    w.results.insert({ dossierId: id, ...dossier.result, sha256: null, facts: NOTHING_SAID, by });
  w.imports.insertDossier({ dossierId: id, number, row: dossier.row, rowSha256 });
}
