import type { SignerRight } from '../../domain/certification/signer.ts';

/**
 * Power and office of a signer, one printed line each (Điều 13 Nghị định 30/2020/NĐ-CP): a deputy signs in the chairman's place, who is authorised by the
 * chairman's authorisation.
 */
export function signerLines({ kind, office }: Pick<SignerRight, 'kind' | 'office'>): string[] {
  if (kind === 'chairman') return ['CHỦ TỊCH'];
  if (kind === 'deputy') return ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'];
  return ['TUQ. CHỦ TỊCH', office.toLocaleUpperCase('vi')];
}
