import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { putDigitalCopy } from './make-digital-copy.ts';
import { addPages, readPageFile, storePages } from './page-intake.ts';
import { findSlot } from './slot.ts';

/** Takes a file that was given to the host: pictures become pages, a PDF becomes the digital copy as it stands. */
export const addFile = commandHandler(contract.scan.addFile, async (input, context) => {
  const { tx, counter, readers } = context;
  const { dossierId, componentId, sha256 } = input;
  const slot = findSlot(readers, dossierId, componentId);
  if (!slot.ok) return slot;
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  const read = await readPageFile(context, await counter.folder.blobs.readAll(file));
  if (!read.ok) return read;
  if (read.value.kind === 'pdf') {
    const pages = read.value.pages;
    const pdf = { ...file, mediaType: 'application/pdf' };
    return tx.immediate((w) => {
      const still = findSlot(w, dossierId, componentId);
      if (!still.ok) return still;
      putDigitalCopy(w, context, { dossierId, componentId, code: still.value.dossier.code }, pdf, pages);
      return ok({ pages: [], stopped: null, digitalCopy: { sha256, pages } });
    });
  }
  const stored = await storePages(context, read.value.pages, null);
  return tx.immediate((w) => {
    const still = findSlot(w, dossierId, componentId);
    if (!still.ok) return still;
    const pages = addPages(w, context, { dossierId, componentId, source: 'file' }, stored);
    return ok({ pages: pages.value as never, stopped: null, digitalCopy: null });
  });
});
