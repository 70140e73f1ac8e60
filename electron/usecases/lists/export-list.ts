import type { HitRow } from '../../../db/repositories/dossier-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { CanonicalValue } from '../../../shared/domain/canonical-json.ts';
import type { ListColumn } from '../../../shared/domain/dossier/list-view.ts';
import { officeDay, secondsAfter } from '../../../shared/domain/time/office-time.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import type { CounterHost } from '../../host/counter-host.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import type { OpenCounter } from '../../host/open-counter.ts';
import type { TableCell, TableFormat, TableHead } from '../../host/ports/table-file.ts';
import { dossierSearch } from '../dossier/find-dossiers.ts';

/** How long an exported file can be fetched: it holds what many citizens gave, and is there to be taken at once. */
export const EXPORT_KEEP_SECONDS = 24 * 3600;

/** What of the typed words a search looks at. */
const LONGEST_SEARCHED = 400;

const MEDIA_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** How wide each column is in the file, in characters, and what it says of a dossier. */
const COLUMNS: Record<ListColumn, { width: number; moments?: true; cell(hit: HitRow): TableCell }> = {
  code: { width: 22, cell: ({ code }) => code },
  procedure: { width: 50, cell: ({ procedureName }) => procedureName },
  procedureCode: { width: 14, cell: ({ procedureCode }) => procedureCode },
  owner: { width: 28, cell: ({ ownerName }) => ownerName },
  submitter: { width: 28, cell: ({ submitterName }) => submitterName },
  phone: { width: 16, cell: ({ phone }) => phone },
  address: { width: 50, cell: ({ address }) => address },
  state: { width: 22, cell: ({ state }) => vi[`dossier.state.${state}`] },
  receivedAt: { width: 18, moments: true, cell: ({ receivedAt }) => moment(receivedAt) },
  due: { width: 18, moments: true, cell: ({ dueAt }) => moment(dueAt) },
  receivedBy: { width: 26, cell: ({ receivedByName }) => receivedByName },
  channel: { width: 14, cell: ({ channel }) => vi[`channel.${channel}`] },
  processingOwner: { width: 18, cell: ({ processingOwner }) => vi[`processingOwner.${processingOwner}`] },
};

// The office's zone has been seven hours before UTC since 1975 and has no summer time: reckoned here, because a calendar takes longer than the row.
const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
/** The days from Excel's first one to 1970. */
const EXCEL_1970 = 25_569;

function moment(instant: string): TableCell {
  const local = Date.parse(instant) + ZONE_MS;
  const [, year, month, day, time] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/u.exec(new Date(local).toISOString()) ?? [];
  return { text: `${day}/${month}/${year} ${time}`, serial: local / DAY_MS + EXCEL_1970 };
}

/**
 * Writes what a list shows into a file: read page by page by a connection of its own as everything was at one moment, written as it is read, stored
 * encrypted, named only when it is whole. The audit log keeps who took how many dossiers and by which filter.
 */
export const exportList = commandHandler(contract.lists.export, (input, context) =>
  runExport(context, input.exportId, (signal) => write(input, context, signal)),
);

/** Runs the one export that may run at a time, until it is whole or somebody stops it; `exportId` is the caller's own. */
export async function runExport<Done>(
  { counter, signedIn, signal }: CommandContext,
  exportId: string,
  work: (signal: AbortSignal) => Promise<Done>,
) {
  const { userId } = signedIn();
  if (counter.exports.size > 0) return refuse('EXPORT_RUNNING', {});
  const stop = new AbortController();
  const cancel = () => stop.abort();
  signal?.addEventListener('abort', cancel);
  counter.exports.set(exportId, { userId, cancel });
  try {
    return await work(stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return refuse('EXPORT_CANCELLED', {});
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    counter.exports.delete(exportId);
  }
}

type Input = InputOf<typeof contract.lists.export>;
type Search = ReturnType<typeof dossierSearch>;

async function write(
  { exportId, format, text, filter, columns }: Input,
  { counter, host, clock, tx, signedIn }: CommandContext,
  signal: AbortSignal,
) {
  const { stored, rows } = await storeList(
    { folder: counter.folder, tableFiles: host.tableFiles },
    { format, columns, search: dossierSearch({ text, ...filter }, clock.now()) },
    {
      signal,
      onProgress: (done, total) => host.feed.publish({ topic: 'export-progress', exportId, done, total }),
    },
  );
  // Nothing names the empty file: it goes with the next sweep.
  if (rows === 0) return refuse('NOTHING_TO_EXPORT', {});
  return tx.immediate((w) => {
    const keepUntil = secondsAfter(w.now, EXPORT_KEEP_SECONDS);
    const { sha256, size } = stored;
    w.blobs.name({ ...stored, at: w.now });
    w.listViews.exported({ exportId, format, rows, sha256, at: w.now, by: signedIn().userId, keepUntil });
    const worded = text.trim() !== '';
    w.record({
      subject: { kind: 'list-export', id: exportId },
      type: 'list.exported',
      payload: {
        format,
        rows,
        sha256,
        columns,
        filter: JSON.parse(JSON.stringify(filter)) as CanonicalValue,
        worded,
        keepUntil,
      },
      ...(worded ? { personal: { text: text.slice(0, LONGEST_SEARCHED) } } : {}),
    });
    return ok({
      sha256,
      size,
      rows,
      keepUntil,
      fileName: `${vi['export.fileName']}-${officeDay(w.now)}.${format}`,
    });
  });
}

/** Writes the dossiers of a search into a stored file that nothing names yet, in bounded memory whatever their number. */
export async function storeList(
  { folder, tableFiles }: Pick<OpenCounter, 'folder'> & Pick<CounterHost, 'tableFiles'>,
  { format, columns, search }: { format: TableFormat; columns: readonly ListColumn[]; search: Search },
  options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
) {
  let rows = 0;
  async function* cells() {
    for await (const hits of folder.readerPool.stream('listedDossiers', { search }, options)) {
      rows += hits.length;
      yield hits.map((hit) => columns.map((column) => COLUMNS[column].cell(hit)));
    }
  }
  const head: TableHead = {
    format,
    sheet: vi['export.sheet'],
    columns: columns.map((column) => ({
      title: vi[`list.column.${column}`],
      width: COLUMNS[column].width,
      moments: COLUMNS[column].moments === true,
    })),
  };
  const stored = await folder.blobs.put(tableFiles.write(head, cells()), { mediaType: MEDIA_TYPES[format] });
  options.signal?.throwIfAborted();
  return { stored, rows };
}

/** Stops an export that the caller began; nothing of it stays. */
export const cancelExport = commandHandler(
  contract.lists.cancelExport,
  ({ exportId }, { counter, tx, signedIn }) =>
    tx.immediate(() => {
      const running = counter.exports.get(exportId);
      if (running?.userId === signedIn().userId) running.cancel();
      return ok({});
    }),
);
