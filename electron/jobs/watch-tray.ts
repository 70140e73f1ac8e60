import { Sha256 } from '../../shared/types/ids.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import type { HotFile, HotFolder, HotFolderEvent } from '../host/ports/hot-folder.ts';
import { storeFile } from '../host/store-file.ts';
import type { Tray, TrayDependencies } from '../host/tray.ts';
import { readPageFile, storePages } from '../usecases/scan/page-intake.ts';

const POLL_MS = 2000;
/** A file that ends the helper so often is taken for the cause of it. */
const TRIES = 3;

/** Looks into the watched folder every two seconds; what can be read as pages or a PDF waits in the tray, the rest is noted with its reason. */
export function watchTray(deps: TrayDependencies): Tray {
  let watched: { folder: string; hot: HotFolder } | undefined;
  let folderMissing = false;
  let looking: Promise<void> | undefined;
  const failures = new Map<string, number>();

  async function lookOnce(): Promise<void> {
    const folder = deps.book.folder();
    if (folder === null) {
      watched = undefined;
      tell(false, []);
      return;
    }
    if (!(await deps.mayRecord())) return;
    if (watched?.folder !== folder)
      watched = { folder, hot: deps.hotFolders.open(folder, { take: (file) => take(deps, failures, file) }) };
    const answer = await watched.hot.look();
    const events = answer.ok ? answer.value : [];
    for (const event of events) if (event.kind === 'refused') noteRefused(deps, event);
    tell(!answer.ok, events);
  }
  function tell(missing: boolean, events: readonly HotFolderEvent[]): void {
    const changed = missing !== folderMissing || events.some(({ kind }) => kind !== 'repeat');
    folderMissing = missing;
    if (changed) deps.feed.publish({ topic: 'tray' });
  }
  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const timer = setInterval(() => {
    if (looking !== undefined) return;
    look().catch((error: unknown) => deps.log.warn({ error: String(error) }, 'watched folder'));
  }, POLL_MS).unref();

  return {
    get folderMissing() {
      return folderMissing;
    },
    look,
    async close() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}

async function take(deps: TrayDependencies, failures: Map<string, number>, { name, bytes, sha256 }: HotFile) {
  // Asked again after a crash between the record and the move of the file.
  if (deps.book.isWaiting(sha256)) return ok({});
  const read = await readPageFile(deps, bytes);
  if (!read.ok) {
    const { code, data } = read.refusal;
    if (code !== 'PAGES_NOT_READ') return refuse(code, data);
    // A helper that died once says nothing about the file: it stays for the next look.
    const failed = (failures.get(sha256) ?? 0) + 1;
    failures.set(sha256, failed);
    if (failed < TRIES) throw new Error(`not read: ${data.reason}`);
    failures.delete(sha256);
    return refuse(code, data);
  }
  const stored =
    read.value.kind === 'images'
      ? await storePages(deps.store, read.value.pages, null)
      : [{ file: await storeFile(deps.store, bytes, 'application/pdf'), dpi: null }];
  deps.book.add(
    {
      trayId: deps.newId(),
      name,
      sha256,
      kind: read.value.kind,
      files: stored.map(({ file, dpi }) => ({ sha256: Sha256.parse(file.sha256), dpi })),
      pages: read.value.kind === 'pdf' ? read.value.pages : stored.length,
      refusal: null,
    },
    stored.map(({ file }) => file),
  );
  return ok({});
}

function noteRefused(
  deps: TrayDependencies,
  { name, code }: Extract<HotFolderEvent, { kind: 'refused' }>,
): void {
  deps.book.add(
    { trayId: deps.newId(), name, sha256: null, kind: 'refused', files: [], pages: 0, refusal: code },
    [],
  );
}
