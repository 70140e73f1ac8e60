import type { StoredPaperRow, StoredResultRow } from '../../../db/repositories/store-repository.ts';
import type { StoreEntry } from '../../../shared/contract/store.ts';
import { kindOfResult } from '../../../shared/domain/digitisation/document-kind.ts';
import { type StoreSource, standingsOf } from '../../../shared/domain/digitisation/person-store.ts';
import { oldNumberOf, type Party, partyNumber } from '../../../shared/domain/dossier/party.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { Readers } from '../../host/repositories.ts';

/** By which numbers a holder is known: the one of today and the one before. */
interface Numbers {
  number: string;
  old: string | null;
}

/** What belongs to a holder, the newest first, each with its standing today. */
export function entriesOf(
  { store, blobs }: Pick<Readers, 'store' | 'blobs'>,
  { number, old }: Numbers,
  today: PlainDate,
): StoreEntry[] {
  const entries = [...store.papers(number, old).map(ofPaper), ...store.results(number, old).map(ofResult)]
    .map((entry) => ({ ...entry, purgedAt: entry.sha256 === null ? null : blobs.purgedAt(entry.sha256) }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const standings = standingsOf(
    entries.map((entry) => ({
      ...entry,
      revoked: entry.revokedFor !== null,
      hasFile: entry.sha256 !== null && entry.purgedAt === null,
    })),
    today,
  );
  return entries.map((entry, place) => ({ ...entry, standing: standings[place] ?? 'not-reusable' }));
}

/** The entry that a source names, in the stores of the people of a dossier: what belongs to nobody of them is not used for it. */
export function entryFor(
  readers: Pick<Readers, 'store' | 'blobs' | 'dossiers'>,
  dossierId: DossierId,
  source: StoreSource,
  today: PlainDate,
): StoreEntry | undefined {
  const parties = readers.dossiers.parties(dossierId).map(({ party }) => party);
  return entryAmong(readers, parties, source, today);
}

/** The entry that a source names, in the stores of some people. */
export function entryAmong(
  readers: Pick<Readers, 'store' | 'blobs'>,
  people: readonly Party[],
  source: StoreSource,
  today: PlainDate,
): StoreEntry | undefined {
  return people
    .flatMap(numbersOf)
    .flatMap((numbers) => entriesOf(readers, numbers, today))
    .find((entry) => isSameSource(entry.source, source));
}

/** The numbers of a party; none of somebody who has none. */
export function numbersOf(party: Party): Numbers[] {
  const number = partyNumber(party);
  return number === null ? [] : [{ number, old: oldNumberOf(party) }];
}

function isSameSource(one: StoreSource, other: StoreSource): boolean {
  if (one.dossierId !== other.dossierId || one.kind !== other.kind) return false;
  return one.kind === 'result' || (other.kind === 'component' && one.componentId === other.componentId);
}

function ofPaper({
  dossierId,
  componentId,
  facts,
  ...row
}: StoredPaperRow): Omit<StoreEntry, 'standing' | 'purgedAt'> {
  const { kind, number, issuedOn, issuer, validity } = facts;
  const source = { kind: 'component', dossierId, componentId } as const;
  return { ...row, source, kind, number, issuedOn, issuer, validity, link: null, resultCode: null };
}

function ofResult({
  dossierId,
  facts,
  mediaType: _,
  ...row
}: StoredResultRow): Omit<StoreEntry, 'standing' | 'purgedAt'> {
  const { code: resultCode, number, issuedOn, issuer, validity, link } = facts;
  const kind = kindOfResult(resultCode);
  const source = { kind: 'result', dossierId } as const;
  return { ...row, source, kind, number, issuedOn, issuer, validity, link, resultCode, pages: null };
}
