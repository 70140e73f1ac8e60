import * as z from 'zod';
import type { DossierRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type CanonicalValue, plainJson } from '../../../shared/domain/canonical-json.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import {
  type Correctable,
  decideCorrection,
  type PartyRole,
} from '../../../shared/domain/dossier/correction.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { calculateFees, type FeeChoice } from '../../../shared/domain/dossier/fees.ts';
import { isBornAfter, type Party } from '../../../shared/domain/dossier/party.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { standingReceipt } from '../fee/cancel-receipt.ts';

const CorrectionId = z.uuid();

/** Puts right what was typed wrong at the reception; before and after are kept, the province is told, and the next slip says what it replaces. */
export const correctDossier = commandHandler(
  contract.life.correct,
  ({ dossierId, request, party, seen, fees, reason }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const parties: Correctable['parties'] = {};
      for (const known of w.dossiers.parties(dossierId)) parties[known.role] = known.party;
      const reckoned = reckonAgain(w, dossier, fees);
      if (!reckoned.ok) return reckoned;
      const decided = decideCorrection(
        dossier.state,
        { request: dossier.terms.request, parties, fees: dossier.terms.fees as never },
        { request, party, seen, fees: reckoned.value },
      );
      if (!decided.ok) return decided;
      const { before, after, fields } = decided.value;
      const paid = after.fees === undefined ? ok(undefined) : standingReceipt(w, dossierId);
      if (!paid.ok) return paid;
      if (party !== null && isBornAfter(party.party, w.today))
        return refuse('BORN_AFTER_TODAY', { role: party.role });
      for (const [role, corrected] of Object.entries(after.parties) as [PartyRole, Party][])
        w.dossiers.correctParty(dossierId, role, corrected);
      if (after.request !== before.request || after.fees !== undefined)
        w.dossiers.correctTerms(dossierId, {
          ...dossier.terms,
          request: after.request,
          fees: (after.fees ?? dossier.terms.fees) as never,
        });
      const id = host.identity.newId(CorrectionId);
      w.corrections.insert({ id, dossierId, before, after, reason, at: w.now, by: signedIn().userId });
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.corrected',
        payload: { code: dossier.code, fields },
        personal: { before: JSON.stringify(before), after: JSON.stringify(after), reason },
      });
      const sent = w.send(event, {
        kind: 'dossier.corrected',
        snapshot: {
          dossierId,
          dossierCode: dossier.code,
          status: NATIONAL_STATUS[dossier.state],
          fields,
          reason,
          ...(plainJson(after) as Record<string, CanonicalValue>),
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ fields, packetSeq: sent.seq });
    }),
);

/** The fees as chosen now, by the tariff that the dossier was accepted under; null when they are not corrected. */
function reckonAgain(
  { catalogues }: Pick<Work, 'catalogues'>,
  { catalogueVersion, procedureCode, caseId, channel }: DossierRow,
  choices: readonly FeeChoice[] | undefined,
) {
  if (choices === undefined) return ok(null);
  const procedure = catalogues.ofVersion(catalogueVersion).recordedProcedure(procedureCode);
  const entry = procedure === undefined ? undefined : findCase(procedure, caseId);
  return entry === undefined ? refuse('CASE_UNKNOWN', { caseId }) : calculateFees(entry, channel, choices);
}
