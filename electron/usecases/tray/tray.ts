import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { OpenCounter } from '../../host/open-counter.ts';
import type { Readers } from '../../host/repositories.ts';
import { putIn } from '../scan/add-file.ts';
import { findSlot } from '../scan/slot.ts';

/** The watched folder, and whether it is there. */
export const getWatchedFolder = queryHandler(contract.tray.folder, (_input, { readers, counter }) =>
  ok(watchedFolder(readers, counter)),
);

/** What waits in the tray, and whether the folder it comes from is there. */
export const listTray = queryHandler(contract.tray.list, (_input, { readers, counter }) =>
  ok({
    ...watchedFolder(readers, counter),
    files: readers.tray.waiting().map(({ sha256: _, outcome: __, files, ...row }) => ({
      ...row,
      files: files.map(({ sha256 }) => sha256),
    })),
  }),
);

function watchedFolder({ settings }: Pick<Readers, 'settings'>, { tray }: Pick<OpenCounter, 'tray'>) {
  return { folder: settings.get('scanner.watchedFolder'), folderMissing: tray.folderMissing };
}

/** Puts a file of the tray into a component: pictures become pages, a PDF the digital copy as it stands. */
export const fileFromTray = commandHandler(contract.tray.file, ({ trayId, ...place }, context) =>
  context.tx.immediate((w) => {
    const slot = findSlot(w, place.dossierId, place.componentId);
    if (!slot.ok) return slot;
    const row = w.tray.find(trayId);
    if (row === undefined || row.outcome !== null || row.kind === 'refused')
      return refuse('TRAY_FILE_GONE', { trayId });
    const stored = row.files.map(({ sha256, dpi }) => {
      const file = w.blobs.find(sha256);
      if (file === undefined) throw new Error(`tray file ${trayId} names ${sha256}, which is gone`);
      return { file, dpi };
    });
    const from = { ...place, source: 'folder', originalName: row.name };
    const answer = putIn(w, context, from, slot.value.dossier.code, {
      kind: row.kind,
      pages: row.pages,
      stored,
    });
    w.tray.file(trayId, place, context.signedIn().userId, w.now);
    w.announce('tray');
    return ok(answer);
  }),
);

/** Takes a file out of the tray that nobody needs; its row and its bytes stay. */
export const dropFromTray = commandHandler(contract.tray.drop, ({ trayId }, { tx, signedIn }) =>
  tx.immediate((w) => {
    if (w.tray.find(trayId)?.outcome !== null) return refuse('TRAY_FILE_GONE', { trayId });
    w.tray.drop(trayId, signedIn().userId, w.now);
    w.announce('tray');
    return ok({});
  }),
);

/** A file that was dropped waits again. */
export const restoreToTray = commandHandler(contract.tray.restore, ({ trayId }, { tx }) =>
  tx.immediate((w) => {
    if (w.tray.find(trayId)?.outcome !== 'dropped') return refuse('TRAY_FILE_GONE', { trayId });
    w.tray.restore(trayId);
    w.announce('tray');
    return ok({});
  }),
);

/** Chooses the folder that scanners put files into, or none; it is tried before it is chosen. */
export const watchFolder = commandHandler(contract.tray.watch, async ({ folder }, { tx, host, counter }) => {
  const usable = folder === null ? ok(null) : await host.hotFolders.check(folder, counter.folder.path);
  if (!usable.ok)
    return refuse('WATCHED_FOLDER_UNUSABLE', { folder: folder ?? '', reason: usable.refusal.code });
  const chosen = tx.immediate((w) => {
    w.settings.set('scanner.watchedFolder', usable.value, w.now);
    w.record({
      subject: { kind: 'installation', id: w.installation.get().id },
      type: 'scan.folder-chosen',
      payload: { watched: usable.value !== null },
    });
    w.announce('tray');
    return ok({ folder: usable.value });
  });
  return chosen;
});
