import type { Instant } from '../../types/clock.ts';
import type { ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import type { Submission } from '../delivery/submission-wire.ts';
import { checkComponents, type MissingComponent } from '../dossier/components.ts';
import { matchOf, type Party, partyNumber } from '../dossier/party.ts';
import { searchForm } from '../geography/search-text.ts';

/** Help with an online filing: until the files are made, until the citizen has filed, and how it ended. */
export const ASSISTED_STATES = ['preparing', 'prepared', 'filed', 'given-up'] as const;
export type AssistedState = (typeof ASSISTED_STATES)[number];

/** Whether somebody may still work on it. */
export function isBeingPrepared(state: AssistedState): boolean {
  return state === 'preparing' || state === 'prepared';
}

/** What an online filing of a case would lack, given the components that files were brought for; all at once, as the portal's reviewer would ask. */
export function missingOnline(entry: ProcedureCase, brought: readonly string[]): MissingComponent[] {
  const known = new Set(entry.components.map(({ id }) => id));
  const components = [...new Set(brought)]
    .filter((id) => known.has(id))
    .map((componentId) => ({
      componentId,
      source: 'paper' as const,
      counts: { original: 0, certified: 0, photocopy: 1 },
      applies: true,
      paperReason: null,
    }));
  const checked = checkComponents(entry, components, { channel: 'online', agent: null, byFile: true });
  return !checked.ok && checked.refusal.code === 'MISSING_COMPONENT' ? checked.refusal.data.components : [];
}

const LONGEST_NAME = 60;

/** A name that every portal takes: place in the case, then the words of the component without marks. */
export function portalFileName(place: number, name: string, extension: string): string {
  const words = searchForm(name)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, LONGEST_NAME)
    .replace(/-$/u, '');
  return `${String(place).padStart(2, '0')}-${words}.${extension}`;
}

/** Whether an online filing may be the one that was helped with: the same person by number, as owner or submitter. A person confirms it. */
export function mayBeFiledBy(
  person: Party,
  { owner, submitter }: Pick<Submission, 'owner' | 'submitter'>,
): boolean {
  const filers = [owner, submitter.kind === 'other' ? submitter.party : null];
  return filers.some((party) => party !== null && matchOf(person, party) !== null);
}

/**
 * How long the prepared files stay after the filing was confirmed or given up, in days, by day of the end: long enough to send a file again that
 * the portal lost. No text that fixes the number was seen, so it stands here as data.
 */
const KEPT_DAYS: readonly { from: string; days: number }[] = [{ from: '2025-07-01', days: 7 }];

/** For how many days the files of a filing that ended at an instant are kept. */
export function keptDays(endedAt: Instant): number {
  const rule = KEPT_DAYS.findLast(({ from }) => endedAt >= from) ?? KEPT_DAYS[0];
  if (rule === undefined) throw new Error('no keep time of prepared files');
  return rule.days;
}

/** What the citizen copies into the portal's form, in the order that such forms have. */
export const PORTAL_FIELDS = [
  'procedure',
  'name',
  'number',
  'birthDate',
  'sex',
  'address',
  'phone',
  'email',
  'request',
] as const;

/** The values of those fields as they are typed; a field that nobody stated is left out. */
export function portalFields(filing: {
  procedureCode: string;
  procedureName: string;
  person: Party;
  request: string;
}): { field: (typeof PORTAL_FIELDS)[number]; value: string }[] {
  const { person, request, procedureCode, procedureName } = filing;
  const values: Record<(typeof PORTAL_FIELDS)[number], string> = {
    procedure: `${procedureCode} ${procedureName}`,
    name: person.name,
    number: partyNumber(person) ?? '',
    birthDate: person.kind === 'person' ? (person.birthDate ?? '').split('-').reverse().join('/') : '',
    sex: person.kind === 'person' ? (person.sex ?? '') : '',
    address: person.address,
    phone: person.phone,
    email: person.email,
    request,
  };
  return PORTAL_FIELDS.map((field) => ({ field, value: values[field] })).filter(({ value }) => value !== '');
}
