import { faultOfStored } from '../../../shared/domain/digitisation/person-store.ts';
import type { ReceiptInput, StoredPaperSeen } from '../../../shared/domain/dossier/receipt-input.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { pagesOf, putEntry, type ReusePlace } from './reuse-paper.ts';
import { entryAmong, entryFor } from './store-entries.ts';

/** How many pages the papers have that a reception takes out of its people's stores, by component. */
export type StoredPages = ReadonlyMap<string, number>;

/** Looks at those papers before the transaction, because the file of a result must be opened to know its pages. What is not there is left out. */
export async function pagesOfStored(context: CommandContext, receipt: ReceiptInput): Promise<StoredPages> {
  const { readers, clock } = context;
  const submitter = receipt.submitter.kind === 'other' ? receipt.submitter.party : null;
  const people = [receipt.owner, submitter].filter((party) => party !== null);
  const found = new Map<string, number>();
  for (const { componentId, stored } of receipt.components) {
    if (stored === undefined) continue;
    const pages = await pagesOf(context, entryAmong(readers, people, stored.source, officeDay(clock.now())));
    if (pages.ok) found.set(componentId, pages.value);
  }
  return found;
}

/** Takes a paper out of the store for a component of the dossier that is being received, if it is still what the clerk looked at. */
export function takeStored(
  w: Work,
  context: Pick<CommandContext, 'host' | 'signedIn'>,
  place: ReusePlace & { name: string },
  stored: StoredPaperSeen,
  pages: number | undefined,
) {
  const { name, ...where } = place;
  const entry = entryFor(w, place.dossierId, stored.source, w.today);
  const unfit = { componentId: place.componentId, name };
  const fault = faultOfStored({ id: place.componentId, name }, stored, entry);
  if (fault !== null) return refuse('STORED_PAPER_UNFIT', { ...unfit, standing: fault });
  if (entry === undefined || pages === undefined)
    return refuse('STORED_PAPER_UNFIT', { ...unfit, standing: 'no-file' as const });
  return ok(putEntry(w, context, where, entry, { sha256: stored.sha256, pages }));
}
