import { contract } from '../../../shared/contract/index.ts';
import { cameraSource } from '../../../shared/domain/digitisation/flatten.ts';
import { type DossierId, Sha256 } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { addPages, readPageFile, type StoredPage, storePages } from './page-intake.ts';
import { putDigitalCopy } from './put-digital-copy.ts';
import { findReplaced, findSlot } from './slot.ts';

/** Takes a file that was given to the host, or a photograph: pictures become pages, a PDF becomes the digital copy as it stands. */
export const addFile = commandHandler(contract.scan.addFile, async (input, context) => {
  const { tx, readers } = context;
  const { dossierId, componentId, sha256, insteadOf, name, paper } = input;
  const slot = findSlot(readers, dossierId, componentId);
  if (!slot.ok) return slot;
  const replaced = findReplaced(readers, insteadOf, { dossierId, componentId });
  if (!replaced.ok) return replaced;
  const content = await readGivenFile(context, sha256);
  if (!content.ok) return content;
  return tx.immediate((w) => {
    const still = findSlot(w, dossierId, componentId);
    if (!still.ok) return still;
    const source = paper === null ? 'file' : cameraSource(paper);
    const place = { dossierId, componentId, source, originalName: name };
    const old = findReplaced(w, insteadOf, place);
    return ok(putIn(w, context, place, still.value.dossier.code, content.value, old.ok ? old.value : null));
  });
});

/** A file that was looked into and stored: its pages as pictures, or the one PDF with as many pages as it has. */
interface ReadFile {
  kind: 'images' | 'pdf';
  pages: number;
  stored: readonly StoredPage[];
}

/** Looks into a file that was given to the host: the pages of pictures are stored, a PDF stays as it is. */
export async function readGivenFile({ host, counter, readers, signal }: QueryContext, sha256: string) {
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  const read = await readPageFile(
    { helpers: host.helpers, signal },
    await counter.folder.blobs.readAll(file),
  );
  if (!read.ok) return read;
  const content: ReadFile =
    read.value.kind === 'pdf'
      ? { ...read.value, stored: [{ file: { ...file, mediaType: 'application/pdf' }, dpi: null }] }
      : { kind: 'images', pages: 0, stored: await storePages(counter, read.value.pages, null) };
  return ok(content);
}

/** Puts a file into a component of an open dossier: pages behind the ones that are there, or the digital copy. */
export function putIn(
  w: Work,
  context: QueryContext,
  slot: { dossierId: DossierId; componentId: string; source: string; originalName: string | null },
  code: string,
  { kind, pages, stored }: ReadFile,
  insteadOf: string | null = null,
) {
  const [first] = stored;
  if (kind === 'images' || first === undefined)
    return { pages: addPages(w, context, slot, stored, insteadOf), stopped: null, digitalCopy: null };
  const { dossierId, componentId, originalName } = slot;
  putDigitalCopy(w, context, { dossierId, componentId, code }, { ...first.file, originalName }, { pages });
  return { pages: [], stopped: null, digitalCopy: { sha256: Sha256.parse(first.file.sha256), pages } };
}
