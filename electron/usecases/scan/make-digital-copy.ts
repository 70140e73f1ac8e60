import { contract } from '../../../shared/contract/index.ts';
import { keepsPixels } from '../../../shared/domain/digitisation/clean-up.ts';
import { BYTES_OF_MB, largestPages } from '../../../shared/domain/digitisation/copy-size.ts';
import { paperOfSource } from '../../../shared/domain/digitisation/flatten.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { AssembleRequest } from '../../host/ports/page-files.ts';
import type { Readers } from '../../host/repositories.ts';
import type { ScratchPlace } from '../../host/store-file.ts';
import { assembleIntoFile } from './assemble-pages.ts';
import { fitSize, type SizedPage } from './fit-size.ts';
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
  async ({ dossierId, componentId, keepLarger }, context) => {
    const { tx, counter, readers, clock } = context;
    const slot = findSlot(readers, dossierId, componentId);
    if (!slot.ok) return slot;
    const { dossier, component } = slot.value;
    const there = pagesOf(readers, dossierId, componentId);
    if (there.length === 0) return refuse('NO_PAGES', {});
    for (const { sha256 } of there) {
      const purgedAt = readers.blobs.purgedAt(sha256);
      if (purgedAt !== null) return refuse('FILE_PURGED', { on: officeDay(purgedAt) });
    }
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
      const tell = (done: number, total: number) =>
        context.host.feed.publish({ topic: 'copy-progress', dossierId, componentId, done, total });
      const prepared = await prepare(context, pages, place);
      if (!prepared.ok) return prepared;
      const fitting = await assembleFitting(context, place, prepared.value, { facts, keepLarger, tell });
      if (!fitting.ok) return fitting;
      const { file: pdf, anew, largerThan } = fitting.value;
      const stored = await counter.folder.blobs.put(place.read(pdf), { mediaType: 'application/pdf' });
      return ok({ ...stored, anew, largerThan });
    });
    if (!made.ok) return made;
    const { anew, largerThan, ...file } = made.value;
    return tx.immediate((w) => {
      const still = findSlot(w, dossierId, componentId);
      if (!still.ok) return still;
      if (!isSame(pages, pagesOf(w, dossierId, componentId))) return refuse('PAGES_CHANGED', {});
      const place = { dossierId, componentId, code: dossier.code };
      const copy = { pages: pages.length, reEncoded: anew, largerThan };
      const sent = putDigitalCopy(w, context, place, { ...file, originalName: null }, copy);
      return ok({
        sha256: file.sha256 as never,
        pages: pages.length,
        packetSeq: sent.seq,
        size: file.size,
        reEncoded: anew.length,
      });
    });
  },
);

/** A little of the file grows with the numbers in it: where pages lie and how many bytes they have. */
const GROWS = 2000;

/**
 * Makes the PDF. Where it has more bytes than the office's limit, its largest pages are coded anew until it fits; where that would make them unreadable
 * it is refused, unless a person said that it may be larger: then no page is touched.
 */
async function assembleFitting(
  context: QueryContext,
  place: ScratchPlace,
  pages: readonly SizedPage[],
  { facts, keepLarger, tell }: FittingOptions,
) {
  const whole = await assembleIntoFile(
    context,
    place,
    pages.map(({ page }) => page),
    facts,
  );
  if (!whole.ok) return whole;
  const { file, bytes } = whole.value;
  const megabytes = context.readers.settings.get('digitalCopy.megabytes');
  const limit = megabytes === null ? Number.POSITIVE_INFINITY : megabytes * BYTES_OF_MB;
  if (bytes <= limit) return ok({ file, anew: [], largerThan: null });
  if (keepLarger) return ok({ file, anew: [], largerThan: limit });
  const pictures = pages.reduce((sum, page) => sum + page.bytes, 0);
  const fitted = await fitSize(context, place, pages, limit - (bytes - pictures) - GROWS, tell);
  if (!fitted.ok) return fitted;
  if (fitted.value === undefined)
    return refuse('COPY_TOO_LARGE', {
      pages: largestPages(pages.map((page) => page.bytes)).join(', '),
      limit: megabytes ?? 0,
      size: Math.ceil(bytes / BYTES_OF_MB),
    });
  const small = await assembleIntoFile(context, place, fitted.value.pages, facts);
  if (!small.ok) return small;
  return ok({ file: small.value.file, anew: fitted.value.anew, largerThan: null });
}

interface FittingOptions {
  facts: AssembleRequest['facts'];
  keepLarger: boolean;
  tell: (done: number, total: number) => void;
}

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
  const ready: SizedPage[] = [];
  for (const { pageId, sha256, quality, ...page } of pages) {
    const { cleanUp } = quality;
    const dpi = copiedAt(page, quality);
    // No copy waits for its text: what has been read so far lies under the pictures.
    const words = readers.pageTexts.wordsOf(pageId);
    const text = words.length === 0 ? {} : { text: { words, cleanUp } };
    const stored = readers.blobs.find(sha256);
    if (stored === undefined) throw new Error(`page ${sha256} is named by no blob`);
    const file = place.newFile();
    if (keepsPixels(cleanUp)) {
      await place.write(file, blobs.read(stored));
      ready.push({ page: { file, dpi, turn: cleanUp.turn, ...text }, bytes: stored.size });
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
    const bytes = picture.bytes.length;
    if (picture.kind === 'jpeg') ready.push({ page: { file, dpi, turn, ...text }, bytes });
    else {
      const { width, height } = picture;
      ready.push({ page: { file, dpi: picture.dpi, turn, g4: { width, height }, ...text }, bytes });
    }
  }
  return ok(ready);
}

/** Dots in an inch of a page in the copy: of a photograph those that its paper has there, whatever the camera wrote; null is what the picture states. */
function copiedAt(
  { source, dpi }: Pick<JudgedPage, 'source' | 'dpi'>,
  quality: JudgedPage['quality'],
): number | null {
  return paperOfSource(source) === null || quality.dpi === null ? dpi : Math.round(quality.dpi);
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
