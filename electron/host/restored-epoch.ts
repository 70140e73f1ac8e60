import * as z from 'zod';
import type { WriteDb } from '../../db/open.ts';
import { createInstallationRepository } from '../../db/repositories/installation-repository.ts';
import { immediate } from '../../db/transaction.ts';
import type { Clock } from '../../shared/types/clock.ts';
import { ok } from '../../shared/types/result.ts';
import type { Identity } from './identity.ts';
import { generatePacketKey } from './packet-signer.ts';

const KeyId = z.uuid();

/**
 * Begins a new epoch on records that came back from a backup: what the old machine sent after the backup keeps its numbers in its own epoch,
 * and nothing signed from here on can be taken for it. Does nothing on a folder that was never set up.
 */
export function beginRestoredEpoch(write: WriteDb, clock: Clock, identity: Identity): void {
  const installation = createInstallationRepository(write);
  immediate(write, () => {
    const owner = installation.find();
    if (owner !== undefined)
      installation.beginEpoch(
        owner.epoch + 1,
        'restored',
        generatePacketKey(identity.newId(KeyId)),
        clock.now(),
      );
    return ok(undefined);
  });
}
