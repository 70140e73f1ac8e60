import * as z from 'zod';
import type { PlainDate } from '../../shared/types/clock.ts';
import { OfficeId, PlaceId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const OfficeVersionRow = z.object({
  officeId: OfficeId,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  name: z.string(),
  superiorName: z.string(),
  agencyCode: z.string(),
  placeId: PlaceId,
  placeName: z.string(),
  provinceName: z.string(),
  address: z.string(),
  phone: z.string(),
});
/** An office as it stands in one period, with the names of its place. */
export type OfficeVersionRow = z.infer<typeof OfficeVersionRow>;

/** What is written of an office's period. */
export type NewOfficeVersion = Omit<OfficeVersionRow, 'placeName' | 'provinceName'>;

const SELECT = `
  SELECT v.office_id AS officeId, v.valid_from AS validFrom, v.valid_to AS validTo, v.name, v.superior_name AS superiorName,
    v.agency_code AS agencyCode, v.place_id AS placeId, p.type || ' ' || p.name AS placeName,
    coalesce(province.type || ' ' || province.name, '') AS provinceName, v.address, v.phone
  FROM office_version v
  JOIN place p ON p.id = v.place_id
  LEFT JOIN place province ON province.id = p.parent_id`;

/** Reading the office and its periods. */
export function createOfficeReader(db: ReadDb) {
  const onDay = db.prepare(
    `${SELECT} WHERE v.valid_from <= @day AND (v.valid_to IS NULL OR v.valid_to >= @day) ORDER BY v.valid_from DESC LIMIT 1`,
  );
  const latest = db.prepare(`${SELECT} ORDER BY v.valid_from DESC LIMIT 1`);
  const all = db.prepare(`${SELECT} ORDER BY v.valid_from DESC`);
  return {
    /** The version in force on a day; the earliest planned one when the office starts later. */
    findOn(day: PlainDate): OfficeVersionRow | undefined {
      const row = onDay.get({ day }) ?? latest.get();
      return row === undefined ? undefined : OfficeVersionRow.parse(row);
    },
    /** The version with the latest start, in force or planned. */
    getLatest(): OfficeVersionRow {
      return OfficeVersionRow.parse(latest.get());
    },
    /** Every version, newest first. */
    history(): OfficeVersionRow[] {
      return all.all().map((row) => OfficeVersionRow.parse(row));
    },
  };
}

/** Writing the office; part of a command's transaction. */
export function createOfficeRepository(db: WriteDb) {
  const insertOffice = db.prepare('INSERT INTO office (id, created_at) VALUES (@id, @at)');
  const upsertVersion = db.prepare(`
    INSERT INTO office_version (office_id, valid_from, valid_to, name, superior_name, agency_code, place_id, address, phone)
    VALUES (@officeId, @validFrom, @validTo, @name, @superiorName, @agencyCode, @placeId, @address, @phone)
    ON CONFLICT (office_id, valid_from) DO UPDATE SET name = excluded.name, superior_name = excluded.superior_name,
      agency_code = excluded.agency_code, place_id = excluded.place_id, address = excluded.address, phone = excluded.phone`);
  const endVersion = db.prepare(
    'UPDATE office_version SET valid_to = @validTo WHERE office_id = @officeId AND valid_from = @validFrom',
  );
  return {
    ...createOfficeReader(db),
    insert(id: OfficeId, at: string): void {
      insertOffice.run({ id, at });
    },
    /** Records a period; a second change that starts on the same day replaces the first (both stay in the event log). */
    putVersion(version: NewOfficeVersion): void {
      upsertVersion.run(version);
    },
    endVersion(officeId: OfficeId, validFrom: PlainDate, validTo: PlainDate): void {
      endVersion.run({ officeId, validFrom, validTo });
    },
  };
}
