import { contract } from '../../../shared/contract/index.ts';
import type { StoreEntry } from '../../../shared/contract/store.ts';
import { holderOf, lackingOf, type PaperFacts } from '../../../shared/domain/digitisation/paper-facts.ts';
import type { StoreSource } from '../../../shared/domain/digitisation/person-store.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { readGivenFile } from '../scan/add-file.ts';
import { putDigitalCopy } from '../scan/put-digital-copy.ts';
import { findSlot } from '../scan/slot.ts';
import { entryFor } from './store-entries.ts';

/** Uses a paper of the dossier's people again: no page is scanned, the file of the other dossier becomes the digital copy of the component. */
export const reusePaper = commandHandler(
  contract.store.reuse,
  async ({ dossierId, componentId, source }, context) => {
    const { tx, readers, clock } = context;
    const slot = findSlot(readers, dossierId, componentId);
    if (!slot.ok) return slot;
    const entry = entryFor(readers, dossierId, source, officeDay(clock.now()));
    const pages = await pagesOf(context, entry);
    if (!pages.ok) return pages;
    return tx.immediate((w) => {
      const still = findSlot(w, dossierId, componentId);
      if (!still.ok) return still;
      const place = { dossierId, componentId, code: still.value.dossier.code };
      return putReused(w, context, place, { source, pages: pages.value });
    });
  },
);

/** How many pages an entry has: of a digital copy it is known, the file of a result is looked into. */
export async function pagesOf(context: CommandContext, entry: StoreEntry | undefined) {
  if (entry === undefined) return refuse('STORE_ENTRY_UNKNOWN', {});
  if (entry.purgedAt !== null) return refuse('STORE_ENTRY_UNFIT', { standing: 'no-file' as const });
  if (entry.pages !== null || entry.sha256 === null) return ok(entry.pages ?? 0);
  const read = await readGivenFile(context, entry.sha256);
  if (!read.ok) return read;
  return read.value.kind === 'pdf'
    ? ok(read.value.pages)
    : refuse('STORE_ENTRY_UNFIT', { standing: 'no-file' as const });
}

/** Makes an entry that holds today the digital copy of a component, with what is known of it. Refused when it no longer holds, or is of nobody here. */
function putReused(
  w: Work,
  context: CommandContext,
  place: ReusePlace,
  { source, pages }: { source: StoreSource; pages: number },
) {
  const entry = entryFor(w, place.dossierId, source, w.today);
  if (entry === undefined) return refuse('STORE_ENTRY_UNKNOWN', {});
  const { standing, sha256 } = entry;
  if (standing !== 'holds' || sha256 === null) return refuse('STORE_ENTRY_UNFIT', { standing });
  return ok({ sha256, pages, packetSeq: putEntry(w, context, place, entry, { sha256, pages }).seq });
}

/** The component of a dossier that a paper is used for again, and the code that the dossier has. */
export interface ReusePlace {
  dossierId: DossierId;
  componentId: string;
  code: string;
}

/** The file of an entry becomes the digital copy of a component, with what is known of its paper; the caller knows that it may. */
export function putEntry(
  w: Work,
  context: Pick<CommandContext, 'host' | 'signedIn'>,
  place: ReusePlace,
  entry: StoreEntry,
  { sha256, pages }: { sha256: string; pages: number },
) {
  const { source } = entry;
  const file = w.blobs.find(sha256);
  if (file === undefined) throw new Error(`store entry names ${sha256}, which is gone`);
  if (w.paperFacts.find(place.dossierId, place.componentId) === undefined) {
    const facts = factsOf(w, entry);
    w.paperFacts.say({
      dossierId: place.dossierId,
      componentId: place.componentId,
      facts,
      suggested: [],
      lacking: lackingOf(facts),
      at: w.now,
      by: context.signedIn().userId,
    });
  }
  const from = {
    fromDossier: source.dossierId,
    fromComponent: source.kind === 'component' ? source.componentId : null,
    resultCode: entry.resultCode,
  };
  const stored = { ...file, mediaType: 'application/pdf', originalName: null };
  // It is the same file, so what was done to its pages is what was done there.
  const there = w.pages.digitalCopies(source.dossierId).find((copy) => copy.sha256 === sha256);
  const made = { pages, reEncoded: there?.reEncoded ?? [], largerThan: there?.largerThan ?? null };
  return putDigitalCopy(w, context, place, stored, made, from);
}

/** What a reused paper says: of a component what was said there, of a result what the result says. */
function factsOf(w: Work, { source, kind, number, issuedOn, issuer, validity }: StoreEntry): PaperFacts {
  if (source.kind === 'component') {
    const said = w.paperFacts.find(source.dossierId, source.componentId);
    if (said !== undefined) return said.facts;
  }
  const owner = w.dossiers.parties(source.dossierId).find(({ role }) => role === 'owner')?.party;
  const holder = owner === undefined ? null : holderOf(owner);
  const signer = w.results.find(source.dossierId)?.facts.signer ?? null;
  return { kind, number, issuedOn, issuer, signer, holder, validity, copyType: 'original' };
}
