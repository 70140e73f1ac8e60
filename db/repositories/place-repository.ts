import * as z from 'zod';
import type { PlainDate } from '../../shared/types/clock.ts';
import { PlaceId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const PlaceRow = z.object({
  id: PlaceId,
  kind: z.enum(['province', 'commune']),
  type: z.string(),
  name: z.string(),
  parentId: PlaceId.nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  verified: z.number().transform((value) => value === 1),
  source: z.string(),
});
/** A place in one vintage of the map. */
export type PlaceRow = z.infer<typeof PlaceRow>;

/** Reading places. */
export function createPlaceReader(db: ReadDb) {
  const byId = db.prepare(
    'SELECT id, kind, type, name, parent_id AS parentId, valid_from AS validFrom, valid_to AS validTo, verified, source FROM place WHERE id = ?',
  );
  return {
    find(id: PlaceId): PlaceRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : PlaceRow.parse(row);
    },
  };
}

/** Writing places; part of a command's transaction. */
export function createPlaceRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO place (id, kind, type, name, parent_id, valid_from, valid_to, verified, source)
    VALUES (@id, @kind, @type, @name, @parentId, @validFrom, @validTo, @verified, @source)
    ON CONFLICT (id) DO NOTHING`);
  const insertSuccession = db.prepare(`
    INSERT INTO place_succession (predecessor_id, successor_id, predecessor_name, effective_on)
    VALUES (@predecessorId, @successorId, @predecessorName, @effectiveOn) ON CONFLICT DO NOTHING`);
  return {
    ...createPlaceReader(db),
    insert(place: PlaceRow): void {
      insert.run({ ...place, verified: place.verified ? 1 : 0 });
    },
    insertSuccession(row: {
      predecessorId: string;
      successorId: PlaceId;
      predecessorName: string;
      effectiveOn: PlainDate;
    }): void {
      insertSuccession.run(row);
    },
  };
}
