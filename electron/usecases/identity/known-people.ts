import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { PARTY_ROLES } from '../../../shared/domain/dossier/correction.ts';
import { isIdentified, type Party } from '../../../shared/domain/dossier/party.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

const LinkId = z.uuid();

/** Who has this number in the newest dossier of this office: an offer to the clerk, never a merge. */
export const findKnownParty = queryHandler(contract.identity.known, ({ number }, { readers }) => {
  const known = readers.identities.findKnown(number);
  return ok({ known: known ?? null });
});

/**
 * Links the number that was issued later to a person recorded without one: in every role of the dossier that this same person has. What
 * stood before is kept; also a finished dossier takes it, since a newborn's number often comes with the result.
 */
export const linkNumber = commandHandler(
  contract.identity.linkNumber,
  ({ dossierId, role, identity, paper }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (identity.kind === 'none') return refuse('NUMBER_MISSING', {});
      const parties = w.dossiers.parties(dossierId);
      const before = parties.find((entry) => entry.role === role)?.party;
      if (before === undefined || before.kind !== 'person') return refuse('PARTY_UNKNOWN', { role });
      if (isIdentified(before)) return refuse('NUMBER_KNOWN', { role });
      const after: Party = { ...before, identity };
      const same = JSON.stringify(before);
      const roles = PARTY_ROLES.filter((name) =>
        parties.some((entry) => entry.role === name && JSON.stringify(entry.party) === same),
      );
      for (const name of roles) {
        w.dossiers.correctParty(dossierId, name, after);
        const { kind, number } = identity;
        w.identities.link({
          id: host.identity.newId(LinkId),
          dossierId,
          role: name,
          before,
          kind,
          number,
          paper,
          at: w.now,
          by: signedIn().userId,
        });
      }
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.number-linked',
        payload: { code: dossier.code, roles, kind: identity.kind },
        personal: { number: identity.number, paper },
      });
      const sent = w.send(event, {
        kind: 'dossier.number-linked',
        snapshot: {
          dossierId,
          dossierCode: dossier.code,
          roles,
          kind: identity.kind,
          number: identity.number,
          paper,
          at: w.now,
        },
        files: [],
      });
      w.announce('dossier');
      return ok({ roles, packetSeq: sent.seq });
    }),
);
