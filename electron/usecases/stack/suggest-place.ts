import { contract } from '../../../shared/contract/index.ts';
import { suggestFacts } from '../../../shared/domain/digitisation/suggest-facts.ts';
import { suggestComponent } from '../../../shared/domain/sheet/suggest-component.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { findSlot } from '../scan/slot.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };

/** Reads the title of a page that waits, and which component of a dossier it seems to be; a page that cannot be read has no title. */
export const suggestPlace = queryHandler(
  contract.stack.suggestPlace,
  async ({ stackPageId, dossierId }, { host, counter, readers, clock, signal }) => {
    const page = readers.stacks.findPage(stackPageId);
    const file = page?.place === 'undecided' ? readers.blobs.find(page.sha256) : undefined;
    if (page === undefined || file === undefined) return refuse('STACK_PAGE_GONE', {});
    if (readers.dossiers.find(dossierId) === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const jpeg = await counter.folder.blobs.readAll(file);
    const read = await host.helpers.run(
      helperKinds.recogniseText,
      { jpeg, dpi: page.dpi },
      { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
    );
    const title = read.ok ? suggestFacts([read.value.words], officeDay(clock.now())).title : null;
    const slots = readers.dossiers
      .components(dossierId)
      .filter(({ componentId }) => findSlot(readers, dossierId, componentId).ok);
    const component = title === null ? undefined : suggestComponent(title.value, slots);
    return ok({ title: title?.value ?? null, componentId: component?.componentId ?? null });
  },
);
