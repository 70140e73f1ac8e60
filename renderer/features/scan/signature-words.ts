import type { SignatureVerdict } from '../../../shared/domain/certification/verdict.ts';
import { showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { reasonWords } from '../../lib/verdict-reason.ts';
import type { MarkedState } from '../../ui/StateMark.tsx';

/** A signature of a given file as a clerk reads it: its state, whose it is and when, and why where it is not simply valid. */
export function signatureWords(
  t: Translate,
  signature: SignatureVerdict,
): { state: MarkedState; words: string; when: string; why: string } {
  const { signer, timestamp, claimedAt, reasons } = signature;
  const state = stateOf(signature);
  const when =
    timestamp !== null
      ? t('signature.proved', { time: showInstant(timestamp) })
      : claimedAt !== null
        ? t('signature.claimed', { time: showInstant(claimedAt) })
        : t('signature.noTime');
  const MARKS = { valid: 'good', changed: 'bad', invalid: 'bad', unknown: 'attention' } as const;
  return {
    state: MARKS[state],
    words: t(`signature.${state}`, { signer: signer === '' ? t('signature.nobody') : signer }),
    when,
    why: reasons
      .filter((reason) => state !== 'valid' || reason === 'not-pades')
      .map((reason) => reasonWords(t, reason))
      .join('; '),
  };
}

function stateOf({ intact, modifiedAfter, trust, reasons }: SignatureVerdict) {
  if (!intact) return reasons.includes('unsupported-format') ? 'unknown' : 'invalid';
  if (modifiedAfter === 'forbidden') return 'changed';
  if (trust === 'revoked' || reasons.includes('wrong-key-usage')) return 'invalid';
  return trust === 'trusted' && !reasons.includes('weak-digest') ? 'valid' : 'unknown';
}
