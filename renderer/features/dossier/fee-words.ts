import type { FeeChoice } from '../../../shared/domain/dossier/fees.ts';
import { showVnd } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

/** What is taken now in a line of words; where nothing is, why: nothing is owed, all is waived, or it is taken later. */
export function feesInWords(
  t: Translate,
  { totalVnd, settlements }: { totalVnd: number; settlements: readonly FeeChoice['settlement'][] },
): string {
  if (totalVnd > 0) return t('fee.total', { amount: showVnd(totalVnd) });
  if (settlements.includes('later')) return t('fee.allLater');
  return settlements.includes('waived') ? t('fee.allWaived') : t('fee.none');
}
