import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { Party } from '../../../../shared/domain/dossier/party.ts';
import { groupDigits, showDate } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';

/** How a party is known, in words: the paper and its number, or why there is none. */
function identityWords(t: Translate, party: Party): string {
  if (party.kind === 'organisation')
    return party.taxCode === null ? t('party.organisation') : `${t('party.taxCode')} ${party.taxCode}`;
  const { identity } = party;
  if (identity.kind === 'none') return t(`party.reason.${identity.reason}`);
  return `${t(`party.identity.${identity.kind}`)} ${groupDigits(identity.number)}`;
}

/** The rest of what is known of a party, parted by dots. */
export function partyDetails(t: Translate, party: Party): string {
  const personal =
    party.kind === 'person'
      ? [
          party.birthDate === null ? '' : showDate(party.birthDate),
          party.sex === null ? '' : t(`party.sex.${party.sex}`),
        ]
      : [];
  return [identityWords(t, party), ...personal, party.address, party.phone, party.email]
    .filter((text) => text !== '')
    .join(' · ');
}

type Parties = DossierView['parties'];
type Role = Parties[number]['role'];

const ROLES: readonly Role[] = ['owner', 'submitter', 'authoriser', 'receiver'];

/** Each party once, with every role it has: most people bring their own dossier and take its result themselves. */
export function peopleOf(parties: Parties): { roles: Role[]; party: Party }[] {
  const people = new Map<string, { roles: Role[]; party: Party }>();
  const inOrder = [...parties].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  for (const { role, party } of inOrder) {
    const key = JSON.stringify(party);
    const known = people.get(key);
    if (known === undefined) people.set(key, { roles: [role], party });
    else known.roles.push(role);
  }
  return [...people.values()];
}

/** Roles as one phrase: the first as it stands, the others in small letters. */
export function rolesInWords(t: Translate, roles: readonly Role[]): string {
  const words = roles.map((role) => t(`party.${role}`));
  return words.map((word, index) => (index === 0 ? word : word.toLowerCase())).join(', ');
}
