import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { DeviceId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const DeviceRow = z.object({
  id: DeviceId,
  kind: z.enum(['host', 'station']),
  name: z.string(),
  registeredAt: z.string(),
  revokedAt: z.string().nullable(),
});
export type DeviceRow = z.infer<typeof DeviceRow>;

const SELECT = 'SELECT id, kind, name, registered_at AS registeredAt, revoked_at AS revokedAt FROM device';

/** Reading the machines of the office. */
export function createDeviceReader(db: ReadDb) {
  const byId = db.prepare(`${SELECT} WHERE id = ?`);
  const host = db.prepare(
    `${SELECT} WHERE kind = 'host' AND revoked_at IS NULL ORDER BY registered_at LIMIT 1`,
  );
  const all = db.prepare(`${SELECT} ORDER BY registered_at`);
  return {
    find(id: DeviceId): DeviceRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : DeviceRow.parse(row);
    },
    /** The machine that owns the files. */
    findHost(): DeviceRow | undefined {
      const row = host.get();
      return row === undefined ? undefined : DeviceRow.parse(row);
    },
    list(): DeviceRow[] {
      return all.all().map((row) => DeviceRow.parse(row));
    },
  };
}

/** Writing machines; part of a command's transaction. */
export function createDeviceRepository(db: WriteDb) {
  const insert = db.prepare(
    'INSERT INTO device (id, kind, name, registered_at) VALUES (@id, @kind, @name, @at)',
  );
  const rename = db.prepare('UPDATE device SET name = @name WHERE id = @id');
  return {
    ...createDeviceReader(db),
    insert(device: { id: DeviceId; kind: 'host' | 'station'; name: string; at: Instant }): void {
      insert.run(device);
    },
    rename(id: DeviceId, name: string): void {
      rename.run({ id, name });
    },
  };
}
