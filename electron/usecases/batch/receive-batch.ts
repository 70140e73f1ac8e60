import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';
import { receive } from '../dossier/receive-dossier.ts';
import { readTablesFile } from '../tables/tables-file.ts';
import { isOpenedMeanwhile, judgeBatch } from './judge-batch.ts';

/** Gives a list its number, so that its dossiers can be found together; the same file keeps the number it has. */
export const openBatch = commandHandler(
  contract.batch.open,
  async ({ sha256, fileName, source }, context) => {
    const read = await readTablesFile(context, sha256);
    if (!read.ok) return read;
    const { file, tables } = read.value;
    return context.tx.immediate((w) => {
      const { rows } = judgeBatch(w, w.now, tables);
      const news = rows.filter(({ code }) => code === undefined);
      if (news.length === 0) return refuse('NOTHING_NEW', { there: rows.length });
      const there = w.imports.findBatch(sha256);
      if (there !== undefined) return ok({ number: there.number });
      const number = w.imports.list().length + 1;
      const by = context.signedIn().userId;
      w.blobs.name({ ...file, at: w.now });
      w.imports.insert({ number, kind: 'new', source, sha256, fileName, at: w.now, by });
      w.record({
        subject: { kind: 'import', id: String(number) },
        type: 'dossiers.list-opened',
        payload: { number, sha256, rows: news.length },
        personal: { source },
      });
      w.announce('dossier');
      return ok({ number });
    });
  },
);

/**
 * Receives the next rows of a list as dossiers, each as at the window and in a transaction of its own. What the row says is its identity: a row
 * that was received is passed over, so nothing is doubled by a stop at any point, by the same file, or by a file that was put right.
 */
export const receiveBatch = commandHandler(contract.batch.receive, async ({ number, most }, context) => {
  const batch = context.readers.imports.list().find((each) => each.number === number && each.kind === 'new');
  if (batch === undefined) return refuse('BATCH_UNKNOWN', { number });
  const read = await readTablesFile(context, batch.sha256);
  if (!read.ok) return read;
  const { rows } = judgeBatch(context.readers, context.clock.now(), read.value.tables);
  const waiting = rows.filter(({ code }) => code === undefined);
  let received = 0;
  for (const line of waiting.slice(0, most)) {
    const { row, rowSha256, receipt } = line;
    const done = context.tx.immediate((w) => {
      if (w.imports.findRow(rowSha256) !== undefined || isOpenedMeanwhile(w, line)) return ok(false);
      const dossier = receive(w, context, receipt);
      if (!dossier.ok) return dossier;
      const { dossierId } = dossier.value;
      w.imports.insertDossier({ dossierId, number, row, rowSha256 });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.listed',
        payload: { list: number, row, rowSha256 },
      });
      return ok(true);
    });
    if (!done.ok) return done;
    if (done.value) received += 1;
  }
  return ok({ received, remaining: Math.max(0, waiting.length - most) });
});
