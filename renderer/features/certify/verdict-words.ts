import type { CopyView } from '../../../shared/contract/certify.ts';
import { reasonText } from '../../../shared/domain/certification/verdict-words.ts';
import type { Translate } from '../../lib/i18n.ts';
import type { MarkedState } from '../../ui/StateMark.tsx';

type Verdict = NonNullable<CopyView['verdict']>;

/** A verdict as one sentence: valid since whom, or what is wrong. */
export function verdictWords(t: Translate, verdict: Verdict): string {
  const signed = verdict.signatures.filter(({ purpose }) => purpose === 'signature');
  const signers = signed.map(({ signer }) => signer).join(', ');
  if (verdict.verdict === 'valid') {
    const isOlder = signed.some(({ reasons }) => reasons.includes('not-pades'));
    return `${t('verdict.valid', { signers })}${isOlder ? ` (${reasonText(t, 'not-pades')})` : ''}`;
  }
  const reasons = [...verdict.reasons, ...verdict.signatures.flatMap((signature) => signature.reasons)];
  const said = [...new Set(reasons)].map((reason) => reasonText(t, reason)).join('; ');
  return t(verdict.verdict === 'invalid' ? 'verdict.invalid' : 'verdict.unknown', { reasons: said });
}

/** The mark of a verdict: green only for what is proved. */
export function verdictState({ verdict }: Verdict): MarkedState {
  return verdict === 'valid' ? 'good' : verdict === 'invalid' ? 'bad' : 'attention';
}
