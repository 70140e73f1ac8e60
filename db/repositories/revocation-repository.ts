import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const RevocationRow = z.object({
  kind: z.enum(['crl', 'ocsp']),
  issuer: z.string(),
  asOf: z.string(),
  nextUpdate: z.string().nullable(),
  source: z.string().nullable(),
  fetchedAt: z.string(),
});

/** Reading the revocation data at hand. */
export function createRevocationReader(db: ReadDb) {
  const data = db.prepare('SELECT data FROM revocation_data ORDER BY fetched_at DESC LIMIT 500').pluck();
  const all = db.prepare(`
    SELECT kind, issuer, as_of AS asOf, next_update AS nextUpdate, source, fetched_at AS fetchedAt FROM revocation_data ORDER BY fetched_at DESC LIMIT 500`);
  return {
    /** Revocation lists and OCSP responses, DER. */
    data: (): Uint8Array[] => z.array(z.instanceof(Uint8Array)).parse(data.all()),
    list: () => all.all().map((row) => RevocationRow.parse(row)),
  };
}

/** Revocation data; part of a transaction. */
export function createRevocationRepository(db: WriteDb) {
  const keep = db.prepare(`
    INSERT INTO revocation_data (about, kind, issuer, as_of, next_update, source, data, fetched_at)
    VALUES (@about, @kind, @issuer, @asOf, @nextUpdate, @source, @data, @at)
    ON CONFLICT (about, kind) DO UPDATE SET as_of = excluded.as_of, next_update = excluded.next_update, source = excluded.source,
      data = excluded.data, fetched_at = excluded.fetched_at WHERE excluded.as_of >= revocation_data.as_of`);
  return {
    ...createRevocationReader(db),
    /** Keeps data whose signature was checked; older data never replaces newer. `about`: SHA-256 of the certificate that is spoken about or of the list's issuer. */
    keep(row: {
      about: string;
      kind: 'crl' | 'ocsp';
      issuer: string;
      asOf: Instant;
      nextUpdate: Instant | null;
      source: string | null;
      data: Uint8Array;
      at: Instant;
    }): void {
      keep.run({ ...row, data: Buffer.from(row.data) });
    },
  };
}
