import * as z from 'zod';
import { DELIVERY_WAYS, type DeliveryWay } from '../../shared/domain/certification/copy-delivery.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { CertifiedCopyId, type DossierId, Sha256 } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const DeliveryRow = z.object({
  copyId: CertifiedCopyId,
  title: z.string(),
  sha256: Sha256,
  way: z.enum(DELIVERY_WAYS),
  place: z.string(),
  packetEpoch: z.number().int(),
  packetSeq: z.number().int(),
  givenAt: z.string(),
  givenBy: z.string(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

/** Reading what electronic copies were given to whom. */
export function createCopyDeliveryReader(db: ReadDb) {
  const ofDossier = db.prepare(`
    SELECT y.copy_id AS copyId, c.title, y.sha256, y.way, y.place, y.packet_epoch AS packetEpoch, y.packet_seq AS packetSeq, y.given_at AS givenAt,
      u.display_name AS givenBy
    FROM copy_delivery y JOIN certified_copy c ON c.id = y.copy_id JOIN app_user u ON u.id = y.given_by
    WHERE c.dossier_id = ? ORDER BY y.given_at DESC, y.id DESC LIMIT 200`);
  return {
    /** The latest first. */
    ofDossier: (id: DossierId): DeliveryRow[] => ofDossier.all(id).map((row) => DeliveryRow.parse(row)),
  };
}

/** A copy that was given. */
export interface NewDelivery {
  id: string;
  copyId: CertifiedCopyId;
  sha256: string;
  way: DeliveryWay;
  place: string;
  packetEpoch: number;
  packetSeq: number;
  at: Instant;
  by: string;
}

/** Deliveries of electronic copies; part of a command's transaction. */
export function createCopyDeliveryRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO copy_delivery (id, copy_id, sha256, way, place, packet_epoch, packet_seq, given_at, given_by)
    VALUES (@id, @copyId, @sha256, @way, @place, @packetEpoch, @packetSeq, @at, @by)`);
  return {
    ...createCopyDeliveryReader(db),
    insert(delivery: NewDelivery): void {
      insert.run(delivery);
    },
  };
}
