import type { ProvinceConnection } from '../../../shared/domain/delivery/connection.ts';
import type { SignedSlipKeys } from '../../../shared/domain/slip/slip-keys.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import { readSlipKeys, type SlipKeysRefusal } from '../../host/slip-proof.ts';
import type { Work } from '../../host/unit-of-work.ts';

/** Keeps the province's list of keys; what it did not sign, what is of another mode or older than what is at hand is not taken. */
export function keepSlipKeys(
  { settings, installation, record, now }: Work,
  { receiptKey, mode }: ProvinceConnection,
  signed: SignedSlipKeys,
): Result<{ provinceName: string; issuedAt: Instant; keys: number }, SlipKeysRefusal> {
  const fresh = readSlipKeys(signed, receiptKey);
  if (!fresh.ok) return fresh;
  if (fresh.value.mode !== mode) return refuse('SLIP_KEYS_UNUSABLE', { part: 'mode' });
  const kept = settings.get('slip.keys');
  const old = kept === null ? undefined : readSlipKeys(kept, receiptKey);
  if (old?.ok === true && old.value.issuedAt > fresh.value.issuedAt)
    return refuse('SLIP_KEYS_UNUSABLE', { part: 'older' });
  settings.set('slip.keys', signed, now);
  const { provinceName, issuedAt, keys } = fresh.value;
  const taken = { provinceName, issuedAt, keys: keys.length };
  record({
    subject: { kind: 'installation', id: installation.get().id },
    type: 'slip.keys-fetched',
    payload: taken,
  });
  return ok(taken);
}
