import { contract } from '../../../shared/contract/index.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { ScanRequest } from '../../host/ports/scanner.ts';
import { addPages, readPageFile, type StoredPage, storePages } from './page-intake.ts';
import { findReplaced, findSlot } from './slot.ts';

/**
 * Scans sheets into a component. Each page is on disk before the next is asked for; when the scanner stops in the middle, the whole pages
 * are kept and the answer says what stopped it.
 */
export const scanPages = commandHandler(contract.scan.run, async (input, context) => {
  const { tx, readers } = context;
  const { dossierId, componentId, insteadOf, requestId: _requestId, ...asked } = input;
  const slot = findSlot(readers, dossierId, componentId);
  if (!slot.ok) return slot;
  const replaced = findReplaced(readers, insteadOf, { dossierId, componentId });
  if (!replaced.ok) return replaced;
  const scanned = await takeSheets(context, { dossierId, componentId }, asked);
  if (!scanned.ok) return scanned;
  const { stored, stopped } = scanned.value;
  return tx.immediate((w) => {
    const still = findSlot(w, dossierId, componentId);
    if (!still.ok) return still;
    const place = { dossierId, componentId, source: asked.scannerId };
    // Somebody may have set it aside meanwhile: then the pages come behind the others, and none is lost.
    const old = findReplaced(w, insteadOf, place);
    const pages = addPages(w, context, place, stored, old.ok ? old.value : null);
    return ok({ pages, stopped, digitalCopy: null });
  });
});

/** Asks a scanner for sheets; each page is stored when it comes, none is named by a record yet. `of` says for whom the pages are counted. */
export async function takeSheets(
  { host, counter, signal }: CommandContext,
  of: { dossierId: DossierId; componentId: string },
  { deviceId, scannerId, source, duplex, colour, dpi }: ScanRequest,
) {
  const agent = host.deviceAgents.of(deviceId);
  if (!agent.ok) return agent;
  const stored: StoredPage[] = [];
  const scanned = await agent.value
    .scan(
      { deviceId, scannerId, source, duplex, colour, dpi },
      {
        async onPage(page) {
          const read = await readPageFile({ helpers: host.helpers, signal }, page.bytes);
          if (!read.ok) throw new UnreadablePage();
          if (read.value.kind === 'images')
            stored.push(...(await storePages(counter, read.value.pages, page.dpi)));
          host.feed.publish({ topic: 'scan-progress', ...of, pages: stored.length });
        },
      },
      signal ?? new AbortController().signal,
    )
    .catch((error: unknown) => {
      if (error instanceof UnreadablePage)
        return refuse('SCANNER_ANSWER_UNREADABLE', { pages: stored.length });
      throw error;
    });
  const stopped = scanned.ok ? null : { code: scanned.refusal.code, data: { ...scanned.refusal.data } };
  if (stored.length === 0) return refuse('SCAN_GAVE_NOTHING', stopped ?? { code: 'FEEDER_EMPTY', data: {} });
  return ok({ stored, stopped });
}

/** A page of the scanner is no whole picture: it ends the scan, the pages before it are kept. */
class UnreadablePage extends Error {}
