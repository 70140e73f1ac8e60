import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { FeeLine } from '../../../shared/domain/dossier/fees.ts';
import { isProvisionalNumber } from '../../../shared/domain/dossier/provisional-number.ts';
import { instantOf, officeDay } from '../../../shared/domain/time/office-time.ts';
import { isSlip } from '../../../shared/forms/form-definition.ts';
import { slipValues } from '../../../shared/forms/tt-03-2025/slip-values.ts';
import { residenceSlipValues } from '../../../shared/forms/tt-116-2026.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { followUpCode } from '../../host/follow-up-code.ts';
import { commandHandler } from '../../host/handlers.ts';
import { proveSlip } from '../../host/slip-proof.ts';
import { drawPaper } from './draw-paper.ts';
import { isOfResidence } from './of-residence.ts';

/** Draws the slip of reception (Mẫu số 01) under the form of the day of reception, and keeps it: the same dossier gives the same bytes. */
export const drawSlip = commandHandler(
  contract.dossier.drawSlip,
  async ({ dossierId, paper, copies }, context) => {
    const dossier = context.readers.dossiers.find(dossierId);
    if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const { readers } = context;
    const day = officeDay(dossier.receivedAt);
    const residence = isOfResidence(readers, dossier) ? readers.forms.on('residence-slip', day) : undefined;
    const form = residence ?? readers.forms.on('slip', day);
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const said = slipValues(form, slipFacts(context, dossier));
    const { method } = dossier.terms.delivery;
    const values = {
      ...(residence === undefined ? said : residenceSlipValues(said, method)),
      proof: proofOf(context, dossier),
    };
    return await drawPaper(context, dossierId, { form, values, paper, copies, event: 'dossier.slip-drawn' });
  },
);

/** The record that the slip's second QR code carries: what it says of this dossier, signed by this installation. */
function proofOf({ readers }: QueryContext, { code, receivedAt, dueAt }: DossierRow): string {
  const { agencyCode } = readers.office.findOn(officeDay(receivedAt)) ?? readers.office.getLatest();
  const { mode } = readers.installation.get();
  return proveSlip({ mode, agencyCode, code, receivedAt, dueAt }, readers.installation.getPacketKey());
}

function slipFacts({ readers }: QueryContext, dossier: DossierRow) {
  const parties = readers.dossiers.parties(dossier.id);
  const partyOf = (role: string) => parties.find((entry) => entry.role === role)?.party;
  const submitter = partyOf('submitter');
  if (submitter === undefined) throw new Error(`dossier ${dossier.id} has no submitter`);
  const { terms } = dossier;
  return {
    office: readers.office.findOn(officeDay(dossier.receivedAt)) ?? readers.office.getLatest(),
    code: dossier.code,
    followUpCode: followUpCode(dossier.id),
    otherCodes: readers.codes.ofDossier(dossier.id),
    codeSystem: isProvisionalNumber(dossier.code) ? (terms.codeSystem ?? null) : null,
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    competent: readers.competent.find(dossier.id) ?? null,
    dueBeforeAt: dueBeforeOf(readers, dossier),
    replacesDrawnAt: replacedBy(readers, dossier),
    limit: terms.limit,
    request: terms.request,
    sets: terms.sets,
    exemptions: (terms.fees.lines as unknown as FeeLine[]).flatMap(({ name: fee, exemption }) =>
      exemption === undefined ? [] : [{ fee, ...exemption }],
    ),
    delivery: terms.delivery,
    submitter,
    submitterSigns: dossier.channel !== 'online',
    authoriser: partyOf('authoriser') ?? null,
    authorisationPaper: authorisationPaperOf(terms.authority),
    components: readers.dossiers.components(dossier.id).map((component) => ({
      name: component.name,
      originals: component.original,
      certifiedCopies: component.certified,
      photocopies: component.photocopy,
      source: component.source,
    })),
    linked: readers.linked.ofDossier(dossier.id).map(({ name, agency, code, dueAt, state }) => ({
      name,
      agency,
      code,
      dueAt,
      waits: state === 'waiting',
    })),
    receiverName: receiverOf(readers, dossier),
  };
}

// A slip drawn again for a dossier of another system leaves the line open: whoever received it is not known here.
function receiverOf(
  { imports, users }: QueryContext['readers'],
  { id, receivedBy }: DossierRow,
): string | null {
  if (imports.ofDossier(id)?.kind === 'open') return null;
  return users.find(UserId.parse(receivedBy))?.displayName ?? '';
}

/** When the slip was drawn that the last correction, the competent office's reception or another code made wrong; null when none was drawn before it. */
function replacedBy(readers: QueryContext['readers'], { id }: DossierRow) {
  const corrected = readers.corrections.ofDossier(id).at(-1)?.correctedAt;
  const arrived = readers.journal.ofSubject('dossier', id).find(({ type }) => type === 'dossier.arrived')?.at;
  const renamed = readers.codes
    .ofDossier(id)
    .filter(({ kind }) => kind === 'provisional' || kind === 'mistaken')
    .map(({ linkedAt }) => linkedAt);
  const wrongSince = [corrected, arrived, ...renamed]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  if (wrongSince === undefined) return null;
  const wrong = readers.papers
    .ofDossier(id)
    .filter(({ formId, drawnAt }) => isSlip(readers.forms.byId(formId)?.kind) && drawnAt <= wrongSince);
  return (
    wrong
      .map(({ drawnAt }) => drawnAt)
      .sort()
      .at(-1) ?? null
  );
}

/** The return time that the current one took the place of, after a pause or an apology. */
function dueBeforeOf(readers: QueryContext['readers'], { id, due }: DossierRow) {
  const moved = readers.steps.ofDossier(id).findLast(({ dueAfter }) => dueAfter === due);
  return moved === undefined ? null : instantOf(moved.dueBefore);
}

function authorisationPaperOf(authority: unknown): string | null {
  const parsed = z.object({ paper: z.string().nullable() }).safeParse(authority);
  return parsed.success ? parsed.data.paper : null;
}
