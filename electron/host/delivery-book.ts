import type { WriteDb } from '../../db/open.ts';
import type { InstallationRow } from '../../db/repositories/installation-repository.ts';
import type { PacketPlace, SendablePacket } from '../../db/repositories/outbox-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import type { RegisterRequest } from '../../shared/domain/delivery/province-wire.ts';
import { LONGEST_SECONDS } from '../../shared/domain/delivery/retry-delay.ts';
import { secondsAfter } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { Readers, Repositories } from './repositories.ts';

/** Why a packet was not receipted: a code of the messages and what the message shows. */
export interface Cause {
  code: string;
  data: Record<string, string | number>;
}

/**
 * The records of delivery as the worker keeps them: each method is one transaction. No method deletes; whatever happens to a packet, its row
 * stays and says what happened.
 */
export function createDeliveryBook(write: WriteDb, repositories: Repositories, clock: Clock) {
  const { delivery } = repositories.outbox;
  const inTransaction = <T>(work: (now: Instant) => T): T => {
    const done = immediate(write, () => ok(work(clock.now())));
    return done.value;
  };
  return {
    connection: () => repositories.settings.get('province.connection'),
    installation: () => repositories.installation.find(),
    due(limit: number, withFiles: boolean) {
      const now = clock.now();
      return delivery.due(now, secondsAfter(now, LONGEST_SECONDS + 1), limit, withFiles);
    },
    nextAttemptAt: () => delivery.nextAttemptAt(clock.now()),
    load: (place: PacketPlace): SendablePacket | undefined => delivery.load(place),
    take: (place: PacketPlace) => inTransaction((now) => delivery.take(place, now)),
    receipted: (place: PacketPlace, receipt: Uint8Array) =>
      inTransaction((now) => delivery.markReceipted(place, receipt, now)),
    refused: (place: PacketPlace, cause: Cause) =>
      inTransaction((now) => delivery.markRefused(place, { ...cause, at: now }, now)),
    putOff: (place: PacketPlace, cause: Cause, seconds: number) =>
      inTransaction((now) =>
        delivery.putOff(place, { ...cause, at: now }, secondsAfter(now, Math.ceil(seconds)), now),
      ),
    recover: () => inTransaction((now) => delivery.recover(now)),
    /** Notes which epochs the province knows; nothing when the connection was replaced meanwhile. */
    registered: (connection: ProvinceConnection, change: { token: string; epochs: number[] }) =>
      inTransaction((now) => {
        const current = repositories.settings.get('province.connection');
        if (current?.token === connection.token)
          repositories.settings.set('province.connection', { ...current, ...change }, now);
      }),
    registration: (epoch: number) => registrationOf(repositories, repositories.installation.get(), epoch),
  };
}
export type DeliveryBook = ReturnType<typeof createDeliveryBook>;

/** What the province is told about one epoch of this installation. */
export function registrationOf(
  readers: Pick<Readers, 'installation' | 'office'>,
  owner: InstallationRow,
  epoch: number,
): RegisterRequest {
  const key = readers.installation.epochs().find((known) => known.epoch === epoch);
  if (key === undefined) throw new Error(`epoch ${epoch} has no key`);
  return {
    installationId: owner.id,
    epoch,
    keyId: key.keyId,
    publicKey: Buffer.from(key.publicKey).toString('base64'),
    agencyCode: readers.office.getLatest().agencyCode,
    name: owner.name,
    mode: owner.mode,
  };
}
