import * as z from 'zod';
import type { WriteDb } from '../../db/open.ts';
import { createInstallationRepository } from '../../db/repositories/installation-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { Identity } from './identity.ts';
import { generatePacketKey } from './packet-signer.ts';

const KeyId = z.uuid();

const EPOCHS_COUNT_FROM = Date.parse('2025-01-01T00:00:00.000Z');

/**
 * Begins a new epoch on records that came back from a backup: what the old machine sent after the backup keeps its numbers in its own epoch,
 * and nothing signed from here on can be taken for it. The number of the epoch is taken from the clock (seconds since 2025), because one
 * backup may be restored more than once and a count would give each of them the same. Does nothing on a folder that was never set up.
 */
export function beginRestoredEpoch(write: WriteDb, clock: Clock, identity: Identity): void {
  const installation = createInstallationRepository(write);
  const now = clock.now();
  immediate(write, () => {
    const owner = installation.find();
    if (owner !== undefined)
      installation.beginEpoch(
        Math.max(owner.epoch + 1, Math.floor((Date.parse(now) - EPOCHS_COUNT_FROM) / 1000)),
        'restored',
        generatePacketKey(identity.newId(KeyId)),
        now,
      );
    return ok(undefined);
  });
}
