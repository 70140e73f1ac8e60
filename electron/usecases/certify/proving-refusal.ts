import { contract } from '../../../shared/contract/index.ts';
import type { Refused } from '../../../shared/types/result.ts';
import type { RefusalOf } from '../../host/handlers.ts';
import type { ProvingRefusal } from '../../host/prove.ts';

type TrialRefusal = RefusalOf<typeof contract.certify.tryTimeAuthority>;

const KNOWN = new Set(Object.keys(contract.certify.tryTimeAuthority['~orpc'].errorMap));

/** A refusal of a proof in the words of the contract; what the contract does not list becomes PROOF_FAILED with its code. */
export function provingRefusal(refusal: ProvingRefusal): Refused<TrialRefusal> {
  const told = KNOWN.has(refusal.code) ? refusal : { code: 'PROOF_FAILED', data: { reason: refusal.code } };
  return { ok: false, refusal: told as TrialRefusal };
}
