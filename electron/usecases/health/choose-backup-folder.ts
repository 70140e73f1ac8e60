import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Chooses where backups go: an absolute folder on this machine's disks that can be written and is not the data folder itself. */
export const chooseBackupFolder = commandHandler(
  contract.health.chooseBackupFolder,
  async (input, { tx, counter }) => {
    const usable = await counter.folder.checkBackupFolder(input.directory);
    if (!usable.ok)
      return refuse('BACKUP_FOLDER_UNUSABLE', { directory: input.directory, reason: usable.refusal.code });
    return tx.immediate((w) => {
      w.settings.set('backup.directory', usable.value, w.now);
      w.record({
        subject: { kind: 'installation', id: w.installation.get().id },
        type: 'backup.folder-chosen',
        payload: {},
      });
      w.announce('health');
      return ok({ directory: usable.value });
    });
  },
);
