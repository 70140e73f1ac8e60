import { contract } from '../../../shared/contract/index.ts';
import type { Refusal, Refused } from '../../../shared/types/result.ts';
import type { RefusalOf } from '../../host/handlers.ts';
import type { HelperRefusal } from '../../host/ports/helper-process.ts';
import type { SignerRefusal } from '../../host/ports/signer.ts';

type KeyRefusal = Exclude<RefusalOf<typeof contract.certify.tokens>, never>;

const KNOWN = new Set(Object.keys(contract.certify.tokens['~orpc'].errorMap));

/** A refusal of the signer in the words of the contract; what the contract does not list becomes SIGNING_FAILED with its code. */
export function signingRefusal(refusal: SignerRefusal | HelperRefusal | Refusal): Refused<KeyRefusal> {
  const told = KNOWN.has(refusal.code) ? refusal : { code: 'SIGNING_FAILED', data: { reason: refusal.code } };
  return { ok: false, refusal: told as KeyRefusal };
}
