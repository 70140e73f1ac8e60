import { contract } from '../../../shared/contract/index.ts';
import { keepsPixels } from '../../../shared/domain/digitisation/clean-up.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { Readers } from '../../host/repositories.ts';
import type { ScratchPlace } from '../../host/store-file.ts';
import { assemblePages, type ReadyPage } from './assemble-pages.ts';
import { type JudgedPage, judgedPages, pagesNotGood, sheetCount } from './page-verdict.ts';
import { putDigitalCopy } from './put-digital-copy.ts';
import { findSlot } from './slot.ts';

const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 1024 };

/**
 * Makes the digital copy of a component from its pages: one PDF, sent to the province with its hash. A page to which nothing is done keeps the
 * scanner's own bytes; what was read on it by then lies unseen under it. Nothing is made of pages that are not good enough and that nobody let stand.
 */
export const makeDigitalCopy = commandHandler(
  contract.scan.makeDigitalCopy,
  async ({ dossierId, componentId }, context) => {
    const { tx, counter, readers, clock } = context;
    const slot = findSlot(readers, dossierId, componentId);
    if (!slot.ok) return slot;
    const { dossier, component } = slot.value;
    if (pagesOf(readers, dossierId, componentId).length === 0) return refuse('NO_PAGES', {});
    await counter.pageMeasurer.settle(dossierId, componentId);
    const pages = pagesOf(readers, dossierId, componentId);
    const unfit = whyNot(readers, dossierId, componentId, pages);
    if (unfit !== undefined) return unfit;
    const office = readers.office.findOn(clock.now().slice(0, 10)) ?? readers.office.getLatest();
    const facts = {
      title: `${component.name} (${dossier.code})`,
      author: office.superiorName,
      createdAt: pages.at(-1)?.addedAt ?? clock.now(),
    };
    const made = await counter.folder.scratch.use(async (place) => {
      const prepared = await prepare(context, pages, place);
      if (!prepared.ok) return prepared;
      return await assemblePages(context, place, prepared.value, facts, (pdf) =>
        counter.folder.blobs.put(pdf, { mediaType: 'application/pdf' }),
      );
    });
    if (!made.ok) return made;
    const file = made.value;
    return tx.immediate((w) => {
      const still = findSlot(w, dossierId, componentId);
      if (!still.ok) return still;
      if (!isSame(pages, pagesOf(w, dossierId, componentId))) return refuse('PAGES_CHANGED', {});
      const place = { dossierId, componentId, code: dossier.code };
      const sent = putDigitalCopy(w, context, place, { ...file, originalName: null }, pages.length);
      return ok({ sha256: file.sha256 as never, pages: pages.length, packetSeq: sent.seq });
    });
  },
);

/** Why no copy is made of these pages. */
function whyNot(
  { pageQuality }: Pick<Readers, 'pageQuality'>,
  dossierId: DossierId,
  componentId: string,
  pages: readonly JudgedPage[],
) {
  const paper = pageQuality.papers(dossierId).find((said) => said.componentId === componentId);
  if (paper?.leftOut != null) return refuse('PAPER_LEFT_OUT', {});
  const declared = paper?.declaredPages ?? null;
  const sheets = sheetCount(pages);
  if (declared !== null && declared !== sheets)
    return refuse('PAGE_COUNT_DIFFERS', { declared, pages: sheets });
  const unfit = pagesNotGood(pages);
  return unfit.length === 0 ? undefined : refuse('PAGE_NOT_GOOD', { pages: unfit.join(', ') });
}

/**
 * The pages as they go into the copy, each in a file: cleaned up in a helper where the pixels change, else the stored bytes and how they are turned.
 * One page at most is in memory.
 */
async function prepare(context: QueryContext, pages: readonly JudgedPage[], place: ScratchPlace) {
  const { host, readers, signal, counter } = context;
  const { blobs } = counter.folder;
  const ready: ReadyPage[] = [];
  for (const { pageId, sha256, dpi, quality } of pages) {
    const { cleanUp } = quality;
    // No copy waits for its text: what has been read so far lies under the pictures.
    const words = readers.pageTexts.wordsOf(pageId);
    const text = words.length === 0 ? {} : { text: { words, cleanUp } };
    const stored = readers.blobs.find(sha256);
    if (stored === undefined) throw new Error(`page ${sha256} is named by no blob`);
    const file = place.newFile();
    if (keepsPixels(cleanUp)) {
      await place.write(file, blobs.read(stored));
      ready.push({ file, dpi, turn: cleanUp.turn, ...text });
      continue;
    }
    const jpeg = await blobs.readAll(stored);
    const options = { ...LIMITS, ...(signal === undefined ? {} : { signal }) };
    const cleaned = await host.helpers.run(helperKinds.cleanPage, { jpeg, dpi, cleanUp }, options);
    if (!cleaned.ok) return refuse('PAGES_NOT_READ', { reason: cleaned.refusal.code });
    if (!cleaned.value.ok) return refuse('PAGES_NOT_READ', { reason: cleaned.value.refusal.code });
    const picture = cleaned.value.value;
    await place.write(file, [picture.bytes]);
    const { turn } = cleanUp;
    if (picture.kind === 'jpeg') ready.push({ file, dpi, turn, ...text });
    else {
      const { width, height } = picture;
      ready.push({ file, dpi: picture.dpi, turn, g4: { width, height }, ...text });
    }
  }
  return ok(ready);
}

function pagesOf(readers: Parameters<typeof judgedPages>[0], dossierId: DossierId, componentId: string) {
  return judgedPages(readers, dossierId).filter((page) => page.componentId === componentId);
}

/** Whether the copy shows the pages as they are by now: the same ones, in the same order, cleaned up alike. */
function isSame(made: readonly JudgedPage[], now: readonly JudgedPage[]): boolean {
  const shown = (pages: readonly JudgedPage[]) =>
    JSON.stringify(pages.map(({ pageId, quality: { cleanUp } }) => [pageId, cleanUp]));
  return shown(made) === shown(now);
}
