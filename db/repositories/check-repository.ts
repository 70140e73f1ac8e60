import * as z from 'zod';
import { CertifiedCopyId, DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb } from '../open.ts';

const CopyOfFile = z.object({ copyId: CertifiedCopyId, sha256: Sha256.nullable() });
const PlaceRow = z.object({ dossierId: DossierId, dossierCode: z.string(), name: z.string() });

/** Looking for a file that somebody brings among those that this office issued or keeps. */
export function createCheckReader(db: ReadDb) {
  const version = db.prepare(`
    SELECT v.copy_id AS copyId, p.sha256 FROM copy_version v JOIN copy_proof p ON p.copy_id = v.copy_id WHERE v.sha256 = ? LIMIT 1`);
  const half = db.prepare(
    'SELECT id AS copyId, certified_sha256 AS sha256 FROM certified_copy WHERE officer_signed_sha256 = ? LIMIT 1',
  );
  const places = db.prepare(`
    SELECT d.id AS dossierId, d.code AS dossierCode, k.name FROM digital_copy c JOIN dossier d ON d.id = c.dossier_id
      JOIN dossier_component k ON k.dossier_id = c.dossier_id AND k.component_id = c.component_id WHERE c.sha256 = @sha256
    UNION SELECT d.id, d.code, r.description FROM dossier_result r JOIN dossier d ON d.id = r.dossier_id WHERE r.sha256 = @sha256
    LIMIT 5`);
  return {
    /** The certified copy of which these bytes are a version, with its newest one. */
    versionOf(sha256: string) {
      const row = version.get(sha256);
      return row === undefined ? undefined : CopyOfFile.parse(row);
    },
    /** The certified copy to which the officer's signature was put in these bytes, and nothing after it. */
    halfOf(sha256: string) {
      const row = half.get(sha256);
      return row === undefined ? undefined : CopyOfFile.parse(row);
    },
    /** Dossiers that keep these bytes as a component's copy or as a result. */
    placesOf: (sha256: string) => places.all({ sha256 }).map((row) => PlaceRow.parse(row)),
  };
}
