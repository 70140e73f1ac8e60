import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import type { DigitalCopyRow } from '../../../db/repositories/page-repository.ts';
import type { ReuseRow } from '../../../db/repositories/store-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import { lateness } from '../../../shared/domain/deadline/lateness.ts';
import { kindOfComponent } from '../../../shared/domain/digitisation/document-kind.ts';
import { firstFacts, lackingOf, likelyHolder } from '../../../shared/domain/digitisation/paper-facts.ts';
import { actionsAt, NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { decidePaperOnly } from '../../../shared/domain/dossier/electronic-result.ts';
import { choiceOfLine, type FeeLine } from '../../../shared/domain/dossier/fees.ts';
import { childState, isChildLate } from '../../../shared/domain/dossier/linked-children.ts';
import { isProvisionalNumber } from '../../../shared/domain/dossier/provisional-number.ts';
import { NOTICE_OF } from '../../../shared/forms/tt-03-2025/notice-values.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { type DossierId, type Sha256, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { followUpCode } from '../../host/follow-up-code.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';
import { originalView } from '../custody/keep-originals.ts';
import { checkView } from '../identity/identity-checks.ts';
import { saidOf } from '../progress/settle-progress.ts';
import { judgedPages } from '../scan/page-verdict.ts';
import { ofNationalStore } from '../store/national-store.ts';
import { workView } from '../work/list-work.ts';
import { workOf } from '../work/work-turns.ts';
import { historyOf } from './dossier-history.ts';
import { electronicResult } from './electronic-result.ts';
import { isHandedToBoth } from './handed-to-both.ts';

/** One dossier with everything that belongs to it, and what may be done with it now. */
export const getDossier = queryHandler(contract.dossier.get, ({ dossierId }, { readers, clock }) => {
  const dossier = readers.dossiers.find(dossierId);
  if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
  const { state, terms } = dossier;
  return ok({
    dossierId,
    code: dossier.code,
    followUpCode: followUpCode(dossierId),
    otherCodes: readers.codes.ofDossier(dossierId),
    codeSystem: isProvisionalNumber(dossier.code) ? (terms.codeSystem ?? null) : null,
    procedureCode: dossier.procedureCode,
    procedureName: dossier.procedureName,
    caseName: dossier.caseName,
    state,
    nationalStatus: NATIONAL_STATUS[state],
    channel: dossier.channel,
    receivedAt: dossier.receivedAt,
    receivedBy: receiverOf(readers, dossier),
    competent: competentOf(readers, dossierId),
    due: dossier.due,
    dueAt: dossier.dueAt,
    ...latenessOf(readers, dossier, clock.now()),
    explanation: dossier.explanation as never,
    request: terms.request,
    sets: terms.sets,
    delivery: terms.delivery,
    totalVnd: terms.fees.totalVnd,
    fees: feesOf(readers, dossier),
    parties: readers.dossiers.parties(dossierId),
    identityChecks: readers.identities.ofDossier(dossierId).map(checkView),
    repeats: readers.identities.repeatsOf(dossierId),
    sameFiles: readers.pages.sameFiles(dossierId),
    components: componentsOf(readers, dossierId),
    papers: readers.papers
      .ofDossier(dossierId)
      .map((paper) => ({ ...paper, title: readers.forms.byId(paper.formId)?.title ?? paper.formId })),
    signedPapers: readers.stacks.signedOf(dossierId),
    copies: readers.copies.ofDossier(dossierId).map((copy) => ({
      copyId: copy.id,
      title: copy.title,
      state: copy.state,
      number: copy.number === null ? null : String(copy.number).padStart(2, '0'),
      book: copy.book,
      scanSha256: copy.scanSha256,
      ...fileOf(readers, readers.proofs.find(copy.id)?.sha256 ?? copy.certifiedSha256),
      returnReason: copy.returnReason,
    })),
    paperCopies: readers.paperCopies
      .ofDossier(dossierId)
      .map(({ id, title, pages, copies, state, number, book, returnReason }) => ({
        paperCopyId: id,
        title,
        pages,
        copies,
        state,
        number: number === null ? null : String(number).padStart(2, '0'),
        book,
        returnReason,
      })),
    result: resultOf(readers, dossierId),
    resultTypes: resultTypesOf(readers, dossier),
    needsPaperReason: !decidePaperOnly(electronicResult(readers, dossier), null).ok,
    handOver: handOverOf(readers, dossierId),
    originals: readers.custody.ofDossier(dossierId).map(originalView),
    handedToBoth: isHandedToBoth(readers, dossier),
    linked: linkedOf(readers, dossier, clock.now()),
    steps: stepsOf(readers, dossierId),
    timeline: readers.journal.ofSubject('dossier', dossierId),
    progress: readers.progress.ofDossier(dossierId).flatMap((row) => {
      const said = saidOf(row);
      return said === null ? [] : [{ ...said, outcome: row.outcome, arrivedAt: row.arrivedAt }];
    }),
    work: workView(readers, dossier, clock.now()),
    actions: actionsAt(state, workOf(readers, dossier).stage),
  });
});

function latenessOf(readers: Readers, dossier: DossierRow, now: Instant) {
  // No appointment counts before the competent office has it: the one on the slip is provisional.
  const competent = readers.competent.find(dossier.id);
  if (competent?.clock === 'arrival' && competent.receivedAt === null) return { late: false, portal: null };
  const { legal, portal, cause } = lateness(historyOf(readers, dossier), now);
  const late = legal.standing === 'late';
  return { late, portal: cause === null ? null : { late: portal.standing === 'late', cause } };
}

function competentOf({ competent }: Readers, id: DossierId) {
  const found = competent.find(id);
  if (found === undefined) return null;
  const { placeId: _, ...rest } = found;
  return rest;
}

function feesOf({ catalogues }: Readers, { catalogueVersion, procedureCode, caseId, terms }: DossierRow) {
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  const tariff = procedure === undefined ? undefined : findCase(procedure, caseId)?.fees;
  return (terms.fees.lines as unknown as FeeLine[]).map((line) => ({
    choice: choiceOfLine(line),
    name: line.name,
    amountVnd: line.amountVnd,
    waivedFor: line.waivedFor,
    exemptions: tariff?.find(({ id }) => id === line.feeId)?.exemptions ?? [],
  }));
}

function linkedOf(readers: Readers, dossier: DossierRow, now: string) {
  const { id, state: dossierState } = dossier;
  // While the whole dossier stands still, so do its procedures: none becomes late meanwhile.
  const standsSince = historyOf(readers, dossier).pauses.find(({ to }) => to === null)?.from;
  const seen = readers.linked
    .ofDossier(id)
    .map((child) => ({ ...child, state: childState(child.state, dossierState) }));
  return seen.map((child) => ({
    childId: child.id,
    code: child.code,
    name: child.name,
    agency: child.agency,
    state: child.state,
    startedAt: child.startedAt,
    dueAt: child.dueAt,
    late: isChildLate(child, standsSince ?? now),
    endedAt: child.endedAt,
    endedBy: child.endedBy === null ? null : nameOf(readers, child.endedBy),
    outcome: child.outcome,
  }));
}

function stepsOf(readers: Readers, id: DossierId) {
  return readers.steps
    .ofDossier(id)
    .map(({ id: stepId, details, begunAt, begunBy, agency, dueBefore, endedAt, brought, dueAfter }) => ({
      stepId,
      details,
      begunAt,
      begunBy: takerName(readers, begunBy, agency),
      dueBefore,
      endedAt,
      brought,
      dueAfter,
      hasPaper: NOTICE_OF[details.kind] !== null,
    }));
}

function componentsOf(readers: Readers, id: DossierId) {
  const pages = judgedPages(readers, id);
  const papers = readers.pageQuality.papers(id);
  const copies = readers.pages.digitalCopies(id);
  const thumbnails = readers.thumbnails.ofDossier(id);
  const said = readers.paperFacts.ofDossier(id);
  const reuses = readers.store.reusesOf(id);
  const national = ofNationalStore(readers, id);
  const holder = likelyHolder(readers.dossiers.parties(id));
  return readers.dossiers
    .components(id)
    .map(({ original, certified, photocopy, paperReason: _, ...rest }) => {
      const copy = copies.find(({ componentId }) => componentId === rest.componentId);
      const paper = papers.find(({ componentId }) => componentId === rest.componentId);
      const facts = said.find(({ componentId }) => componentId === rest.componentId);
      const counts = { original, certified, photocopy };
      return {
        ...rest,
        facts: facts?.facts ?? null,
        first: firstFacts({ kind: kindOfComponent(rest.componentId), holder, counts }),
        suggested: facts?.suggested ?? [],
        lacking: lackingOf(facts?.facts ?? null),
        declaredPages: paper?.declaredPages ?? null,
        leftOut: paper?.leftOut ?? null,
        counts,
        pages: pages
          .filter(({ componentId }) => componentId === rest.componentId)
          .map(({ dossierId: _dossier, componentId: _component, position: _position, ...page }) => ({
            ...page,
            thumbnail: thumbnails.get(page.pageId) ?? null,
            purgedAt: readers.blobs.purgedAt(page.sha256),
          })),
        digitalCopy: copyView(readers, copy),
        fromNationalStore: national.has(rest.componentId),
        reuse: reuseView(reuses.find(({ componentId }) => componentId === rest.componentId)),
      };
    });
}

/** A file and, where the office keeps it no longer, since when. */
function fileOf({ blobs }: Readers, sha256: Sha256 | null) {
  return { sha256, purgedAt: sha256 === null ? null : blobs.purgedAt(sha256) };
}

function copyView({ fileSignatures, blobs }: Readers, copy: DigitalCopyRow | undefined) {
  if (copy === undefined) return null;
  const { componentId: _, ...view } = copy;
  return {
    ...view,
    purgedAt: blobs.purgedAt(copy.sha256),
    signedHere: fileSignatures.unsignedOf(copy.sha256) !== undefined,
  };
}

function reuseView(reuse: ReuseRow | undefined) {
  if (reuse === undefined) return null;
  const { fromDossier: dossierId, fromCode: code, fromComponent, resultCode } = reuse;
  return { dossierId, code, isResult: fromComponent === null, resultCode };
}

function resultOf(readers: Readers, id: DossierId) {
  const result = readers.results.find(id);
  if (result === undefined) return null;
  const { agency, recordedBy, ...rest } = result;
  return { ...rest, ...fileOf(readers, result.sha256), recordedBy: takerName(readers, recordedBy, agency) };
}

function resultTypesOf({ catalogues }: Readers, { catalogueVersion, procedureCode }: DossierRow) {
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  return (procedure?.results ?? []).map(({ name, code = null }) => ({ name, code }));
}

function handOverOf(readers: Readers, id: DossierId) {
  const handOver = readers.results.findHandOver(id);
  if (handOver === undefined) return null;
  const { receiver, together, handedBy, ...rest } = handOver;
  return {
    ...rest,
    name: receiver.name,
    together: together?.name ?? null,
    handedBy: nameOf(readers, handedBy),
  };
}

// Who received a dossier of another system is not known here: it is named instead.
function receiverOf(readers: Readers, { id, receivedBy }: DossierRow): string {
  const imported = readers.imports.ofDossier(id);
  return imported?.kind === 'open' ? imported.source : nameOf(readers, receivedBy);
}

/** Who took a step: a person here, or the agency of which the province told. */
function takerName(readers: Readers, userId: string | null, agency: string | null): string {
  return userId === null ? (agency ?? '') : nameOf(readers, userId);
}

function nameOf(readers: Readers, userId: string): string {
  return readers.users.find(UserId.parse(userId))?.displayName ?? '';
}
