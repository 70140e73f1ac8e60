import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { DossierId, Sha256 } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { readGivenFile } from '../scan/add-file.ts';
import type { StoredPage } from '../scan/page-intake.ts';
import { takeSheets } from '../scan/scan-pages.ts';
import { findOpen, note } from './open-filing.ts';

const FileId = z.uuid();

/** Scans sheets for a component of an online filing. */
export const scanForFiling = commandHandler(contract.assist.scan, async (input, context) => {
  const { filingId, componentId, requestId: _requestId, ...order } = input;
  const open = findOpen(context.readers, filingId);
  if (!open.ok) return open;
  // The window counts the coming pages by the id of what they are for.
  const scanned = await takeSheets(context, { dossierId: DossierId.parse(filingId), componentId }, order);
  if (!scanned.ok) return scanned;
  const { stored, stopped } = scanned.value;
  const kept = keep(context, { filingId, componentId, kind: 'page' }, stored, 1);
  return kept.ok ? ok({ ...kept.value, stopped }) : kept;
});

/** Takes a file that was given to the host for a component of an online filing. */
export const addFileToFiling = commandHandler(
  contract.assist.addFile,
  async ({ filingId, componentId, sha256 }, context) => {
    const open = findOpen(context.readers, filingId);
    if (!open.ok) return open;
    const read = await readGivenFile(context, sha256);
    if (!read.ok) return read;
    const { kind, pages, stored } = read.value;
    const place = { filingId, componentId, kind: kind === 'pdf' ? ('pdf' as const) : ('page' as const) };
    return keep(context, place, stored, kind === 'pdf' ? pages : 1);
  },
);

/** Puts a file aside; it is destroyed with the others when the filing has ended. */
export const removeFileFromFiling = commandHandler(
  contract.assist.removeFile,
  ({ filingId, fileId }, { tx }) =>
    tx.immediate((w) => {
      const open = findOpen(w, filingId);
      if (!open.ok) return open;
      const file = w.assisted.files(filingId).find((each) => each.fileId === fileId && each.name === null);
      if (file === undefined) return refuse('ASSISTED_FILE_GONE', {});
      w.assisted.removeFile(fileId, w.now);
      w.assisted.removePrepared(filingId, w.now);
      w.assisted.reopen(filingId);
      note(w, filingId, 'assisted.file-removed', { sha256: file.sha256 });
      return ok({});
    }),
);

function keep(
  { tx, host }: CommandContext,
  place: { filingId: string; componentId: string; kind: 'page' | 'pdf' },
  stored: readonly StoredPage[],
  pages: number,
) {
  return tx.immediate((w) => {
    const open = findOpen(w, place.filingId);
    if (!open.ok) return open;
    const kept = stored.map(({ file, dpi }) => {
      const fileId = host.identity.newId(FileId);
      const { sha256, size } = file;
      w.blobs.name({ ...file, at: w.now });
      const rounded = dpi === null ? null : Math.round(dpi);
      w.assisted.addFile({ fileId, ...place, name: null, sha256, size, pages, dpi: rounded, at: w.now });
      return { pageId: fileId, sha256: Sha256.parse(sha256) };
    });
    w.assisted.removePrepared(place.filingId, w.now);
    w.assisted.reopen(place.filingId);
    const { componentId, kind } = place;
    const files = kept.map(({ sha256 }) => sha256);
    note(w, place.filingId, 'assisted.files-added', { componentId, kind, files });
    const [first] = kept;
    const copy = kind === 'pdf' && first !== undefined ? { sha256: first.sha256, pages } : null;
    return ok({ pages: kind === 'pdf' ? [] : kept, stopped: null, digitalCopy: copy });
  });
}
