import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** Pages by what stands on them, as far as they have been read: scanned ones, and those of PDFs that were taken as they are; what was read last first. */
export const findText = queryHandler(contract.scan.findText, ({ text, limit }, { readers }) => {
  const given = readers.fileTexts.find(text, limit).map((page) => ({ ...page, pageId: null }));
  const found = [...readers.pageTexts.find(text, limit), ...given];
  return ok({
    pages: found
      .toSorted((a, b) => (a.readAt < b.readAt ? 1 : a.readAt > b.readAt ? -1 : 0))
      .slice(0, limit)
      .map(({ readAt: _, ...page }) => page),
  });
});
