import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { maySignWith } from '../../../shared/domain/certification/key-holder.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';

/** The key, where it is there and the caller may sign with it. */
export function keyForUse({ readers, signedIn }: QueryContext, keyId: string) {
  const key = readers.signingKeys.find(keyId);
  if (key === undefined) return refuse('KEY_MISSING', {});
  const may = maySignWith({ role: key.role, holder: holderOf(key) }, signedIn().userId);
  return may.ok ? ok(key) : may;
}

function holderOf({ holderId, holderName }: KeyRow) {
  return holderId === null ? null : { userId: holderId, name: holderName ?? '' };
}
