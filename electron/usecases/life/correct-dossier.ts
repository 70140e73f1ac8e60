import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import type { CanonicalValue } from '../../../shared/domain/canonical-json.ts';
import {
  type Correctable,
  decideCorrection,
  type PartyRole,
} from '../../../shared/domain/dossier/correction.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { isBornAfter, type Party } from '../../../shared/domain/dossier/party.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

const CorrectionId = z.uuid();

/** Puts right what was typed wrong at the reception; before and after are kept, the province is told, and the next slip says what it replaces. */
export const correctDossier = commandHandler(
  contract.life.correct,
  ({ dossierId, request, party, seen, reason }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const parties: Correctable['parties'] = {};
      for (const known of w.dossiers.parties(dossierId)) parties[known.role] = known.party;
      const decided = decideCorrection(
        dossier.state,
        { request: dossier.terms.request, parties },
        { request, party, seen },
      );
      if (!decided.ok) return decided;
      const { before, after, fields } = decided.value;
      if (party !== null && isBornAfter(party.party, w.today))
        return refuse('BORN_AFTER_TODAY', { role: party.role });
      for (const [role, corrected] of Object.entries(after.parties) as [PartyRole, Party][])
        w.dossiers.correctParty(dossierId, role, corrected);
      if (after.request !== before.request)
        w.dossiers.correctTerms(dossierId, { ...dossier.terms, request: after.request });
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
          ...(JSON.parse(JSON.stringify(after)) as Record<string, CanonicalValue>),
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ fields, packetSeq: sent.seq });
    }),
);
