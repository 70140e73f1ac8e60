import * as z from 'zod';
import type { Instant } from '../../shared/types/clock.ts';
import { InstallationId, OfficeId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const InstallationRow = z.object({
  id: InstallationId,
  mode: z.enum(['official', 'practice']),
  name: z.string(),
  officeId: OfficeId,
  epoch: z.number().int(),
});
export type InstallationRow = z.infer<typeof InstallationRow>;

const PacketKeyRow = z.object({
  id: z.string(),
  publicKey: z.instanceof(Uint8Array),
  privateKey: z.instanceof(Uint8Array),
});
/** The Ed25519 key that signs the packets of the current epoch: SPKI and PKCS#8 in DER. */
export type PacketKeyRow = z.infer<typeof PacketKeyRow>;

/** Reading who this installation is. */
export function createInstallationReader(db: ReadDb) {
  const one = db.prepare('SELECT id, mode, name, office_id AS officeId, epoch FROM installation');
  const key = db.prepare(`
    SELECT k.id, k.public_key AS publicKey, k.private_key AS privateKey
    FROM installation_epoch e JOIN packet_key k ON k.id = e.key_id ORDER BY e.epoch DESC LIMIT 1`);
  const epochs = db.prepare(`
    SELECT e.epoch, k.id AS keyId, k.public_key AS publicKey FROM installation_epoch e JOIN packet_key k ON k.id = e.key_id ORDER BY e.epoch`);
  return {
    /** Every epoch with the public half of its key (SPKI in DER), oldest first. */
    epochs(): { epoch: number; keyId: string; publicKey: Uint8Array }[] {
      return epochs.all() as { epoch: number; keyId: string; publicKey: Uint8Array }[];
    },
    find(): InstallationRow | undefined {
      const row = one.get();
      return row === undefined ? undefined : InstallationRow.parse(row);
    },
    get(): InstallationRow {
      return InstallationRow.parse(one.get());
    },
    getPacketKey(): PacketKeyRow {
      return PacketKeyRow.parse(key.get());
    },
  };
}

/** Writing the installation; part of a command's transaction. */
export function createInstallationRepository(db: WriteDb) {
  const insert = db.prepare(
    'INSERT INTO installation (id, mode, name, office_id, epoch, created_at) VALUES (@id, @mode, @name, @officeId, @epoch, @at)',
  );
  const insertKey = db.prepare(
    'INSERT INTO packet_key (id, public_key, private_key, created_at) VALUES (@id, @publicKey, @privateKey, @at)',
  );
  const retireKeys = db.prepare(
    'UPDATE packet_key SET retired_at = @at, private_key = NULL WHERE retired_at IS NULL',
  );
  const insertEpoch = db.prepare(
    'INSERT INTO installation_epoch (epoch, reason, started_at, key_id) VALUES (@epoch, @reason, @at, @keyId)',
  );
  const setEpoch = db.prepare('UPDATE installation SET epoch = @epoch');
  return {
    ...createInstallationReader(db),
    insert(installation: InstallationRow, at: Instant): void {
      insert.run({ ...installation, at });
    },
    /** Begins an epoch with a new signing key; private keys of earlier epochs are destroyed. */
    beginEpoch(epoch: number, reason: 'created' | 'restored', key: PacketKeyRow, at: Instant): void {
      retireKeys.run({ at });
      insertKey.run({ ...key, at });
      insertEpoch.run({ epoch, reason, keyId: key.id, at });
      if (reason === 'restored') setEpoch.run({ epoch });
    },
  };
}
