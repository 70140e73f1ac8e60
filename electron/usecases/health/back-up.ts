import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Writes a verified backup into the chosen folder while the counter goes on working; progress is pushed. */
export const backUp = commandHandler(
  contract.health.backUp,
  async (_input, { tx, counter, readers, host, clock, signal }) => {
    const directory = readers.settings.get('backup.directory');
    if (directory === null) return refuse('BACKUP_FOLDER_NOT_CHOSEN', {});
    if (counter.running.has('backup')) return refuse('BACKUP_RUNNING', {});
    counter.running.add('backup');
    try {
      const onProgress = (progress: { done: number; total: number }) =>
        host.feed.publish({ topic: 'backup-progress', ...progress });
      const written = await counter.folder.backupTo(
        directory,
        signal === undefined ? { onProgress } : { onProgress, signal },
      );
      if (!written.ok) return refuse('BACKUP_FAILED', { reason: written.refusal.code });
      const { name, bytes, files } = written.value;
      const report = { name, bytes, files, finishedAt: clock.now() };
      return tx.immediate((w) => {
        w.settings.set('backup.last', report, w.now);
        w.record({
          subject: { kind: 'installation', id: w.installation.get().id },
          type: 'backup.written',
          payload: { name, bytes, files },
        });
        w.announce('health');
        return ok(report);
      });
    } finally {
      counter.running.delete('backup');
    }
  },
);
