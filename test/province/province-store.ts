import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PGlite } from '@electric-sql/pglite';
import { ensureRecords } from './empty-records.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS province (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  name text NOT NULL, mode text NOT NULL, receipt_private_key bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS enrolment_code (code_sha256 text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS installation (
  id uuid PRIMARY KEY, agency_code text NOT NULL, name text NOT NULL, registered_at text NOT NULL
);
CREATE TABLE IF NOT EXISTS installation_token (
  token_sha256 text PRIMARY KEY, installation_id uuid NOT NULL REFERENCES installation
);
CREATE TABLE IF NOT EXISTS installation_epoch (
  installation_id uuid NOT NULL REFERENCES installation, epoch bigint NOT NULL, key_id uuid NOT NULL, public_key bytea NOT NULL,
  PRIMARY KEY (installation_id, epoch)
);
CREATE TABLE IF NOT EXISTS file (sha256 text PRIMARY KEY, size bigint NOT NULL, media_type text NOT NULL);
CREATE TABLE IF NOT EXISTS packet (
  installation_id uuid NOT NULL, epoch bigint NOT NULL, seq bigint NOT NULL, sha256 text NOT NULL, kind text NOT NULL,
  subject_kind text NOT NULL, subject_id text NOT NULL, bytes bytea NOT NULL, created_at text NOT NULL, received_at text NOT NULL,
  receipt text NOT NULL, receipt_signature text NOT NULL, arrival bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (installation_id, epoch, seq)
);
CREATE TABLE IF NOT EXISTS submission (
  id uuid NOT NULL, revision bigint NOT NULL, agency_code text NOT NULL, text text NOT NULL, signature text NOT NULL,
  -- The first installation of the agency that asks gets it, so that two counters never hold the same filing.
  installation_id uuid, acknowledged_epoch bigint NOT NULL DEFAULT 0, outcome text, reason text, arrival bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (id, revision)
);
ALTER TABLE installation_epoch ADD COLUMN IF NOT EXISTS revoked_at text;
CREATE SEQUENCE IF NOT EXISTS progress_cursor;
CREATE TABLE IF NOT EXISTS progress (
  cursor bigint PRIMARY KEY, installation_id uuid NOT NULL, dossier_code text NOT NULL, number bigint NOT NULL, text text NOT NULL, signature text NOT NULL
);
CREATE INDEX IF NOT EXISTS packet_by_creation ON packet (installation_id, created_at);
`;

/** What a reference province keeps: its records in PostgreSQL, the files of packets beside it by hash. */
export interface ProvinceStore {
  db: PGlite;
  files: string;
  /** Streams a file in; answers false, keeping nothing, when the bytes have another hash. */
  putFile(sha256: string, mediaType: string, body: ReadableStream<Uint8Array> | null): Promise<boolean>;
  /** Forgets everything but the database itself: a province that was reset. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the records and files of a province in a folder; without one in a temporary folder that goes when it is closed. */
export async function openProvinceStore(kept?: string): Promise<ProvinceStore> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'qmc-province-')));
  const [files, records] = [join(folder, 'files'), join(folder, 'records')];
  await mkdir(files, { recursive: true });
  await ensureRecords(records);
  const db = await PGlite.create(records);
  await db.exec(SCHEMA);
  return {
    db,
    files,
    putFile: (sha256, mediaType, body) => putFile(db, files, sha256, mediaType, body),
    async reset() {
      await db.exec(
        'ALTER SEQUENCE progress_cursor RESTART; TRUNCATE progress, submission, packet, file, installation_epoch, installation_token, installation, enrolment_code, province',
      );
    },
    async close() {
      await db.close();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function putFile(
  db: PGlite,
  files: string,
  sha256: string,
  mediaType: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<boolean> {
  const hash = createHash('sha256');
  let size = 0;
  const arriving = join(files, `arriving-${randomBytes(8).toString('hex')}`);
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    const source = body === null ? Readable.from([]) : Readable.fromWeb(body as never);
    await pipeline(source, measured, createWriteStream(arriving));
    if (hash.digest('hex') !== sha256) return false;
    await rename(arriving, join(files, sha256));
  } finally {
    await rm(arriving, { force: true });
  }
  await db.query('INSERT INTO file (sha256, size, media_type) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    sha256,
    size,
    mediaType,
  ]);
  return true;
}

/** An Ed25519 pair (RFC 8032) for receipts. */
export function makeReceiptKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ed25519');
}
