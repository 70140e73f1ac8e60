import type { SignatureVerdict } from '../../../shared/domain/certification/verdict.ts';
import {
  nameOf,
  reasonText,
  stateOfSignature,
  whenOf,
} from '../../../shared/domain/certification/verdict-words.ts';
import { showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import type { MarkedState } from '../../ui/StateMark.tsx';

/** A signature of a given file as a clerk reads it: its state, whose it is and when, and why where it is not simply valid. */
export function signatureWords(
  t: Translate,
  signature: SignatureVerdict,
): { state: MarkedState; words: string; when: string; why: string } {
  const { reasons } = signature;
  const state = stateOfSignature(signature);
  const when = whenOf(t, signature, showInstant);
  const MARKS = { valid: 'good', changed: 'bad', invalid: 'bad', unknown: 'attention' } as const;
  return {
    state: MARKS[state],
    words: t(`signature.${state}`, { signer: nameOf(t, signature) }),
    when,
    why: reasons
      .filter((reason) => state !== 'valid' || reason === 'not-pades')
      .map((reason) => reasonText(t, reason))
      .join('; '),
  };
}
