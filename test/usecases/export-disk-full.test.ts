import { join } from 'node:path';
import { expect, it } from 'vitest';
import { threadedTableFiles } from '../../electron/adapters/table-writer.ts';
import type { TableFiles } from '../../electron/host/ports/table-file.ts';
import { giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import { startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const disk = mountSmallDisk(48);
const LIST_AGAIN = 300_000;

/** The list of one dossier as if it were so many: what is written and what the disk does to it are real. */
const long: { rows: number } & TableFiles = {
  rows: 0,
  write: (head, rows) =>
    threadedTableFiles.write(
      head,
      (async function* () {
        for await (const slice of rows)
          for (let index = 0; index < long.rows; index += 100)
            yield Array.from({ length: 100 }, (_, row) => [`${index + row}`, ...(slice[0] ?? [])]);
      })(),
    ),
};

it.skipIf(disk === undefined)(
  'an export that fills the disk is refused in the middle, leaves no file, and works when there is room',
  async () => {
    if (disk === undefined) return;
    const running = await startInProcessHost({
      folder: join(disk.path, 'counter'),
      outside: { tableFiles: long },
    });
    const client = running.client();
    const run = () =>
      client.lists.export({
        requestId: requestId(),
        exportId: crypto.randomUUID(),
        format: 'csv',
        text: '',
        filter: {},
        columns: ['code', 'owner', 'procedure'],
      });
    try {
      await setUpAndSignIn(client);
      await giveEveryRole(client);
      await receiveOne(client);
      long.rows = LIST_AGAIN;
      disk.fillUpTo(12 * 1024 * 1024);
      expect(await refusalOf(run())).toEqual({ code: 'DISK_FULL', data: { folder: running.folder } });
      expect(running.rows('SELECT 1 FROM list_export')).toEqual([]);
      expect(running.rows("SELECT 1 FROM blob WHERE media_type LIKE 'text/csv%'")).toEqual([]);
      expect(running.host.active().exports.size).toBe(0);
      disk.free();
      long.rows = 100;
      const { sha256 } = await run();
      const named = running.host.active().readers.blobs.find(sha256);
      expect(named?.size).toBeGreaterThan(1000);
      // The counter went on all the while.
      await receiveOne(client);
    } finally {
      await running.close();
      disk.remove();
    }
  },
  60_000,
);
