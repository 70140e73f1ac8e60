import type {
  ProcedureCase,
  ProcedureFee,
  StepClock,
} from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { showVnd } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

/** What a step of the work takes, in words. */
export function clockText(t: Translate, clock: StepClock): string {
  if (clock.kind === 'working-hours') return t('catalogue.clock.working-hours', { count: clock.hours });
  const agency = clock.kind === 'agency' ? clock.agency : '';
  return t(`catalogue.clock.${clock.kind}.${clock.unit}`, { count: clock.days, agency });
}

/** A limit in words. */
export function limitText(
  t: Translate,
  { limit }: { limit: Pick<ProcedureCase['limit'], 'unit' | 'value'> },
): string {
  return limit.value === null ? t('limit.unset') : t(`limit.${limit.unit}`, { value: limit.value });
}

/** A line of the tariff in words. */
export function feeText(t: Translate, { tariff }: Pick<ProcedureFee, 'tariff'>): string {
  switch (tariff.kind) {
    case 'fixed':
      return t('catalogue.fee.fixed', { amount: showVnd(tariff.amountVnd), per: tariff.per });
    case 'certified-copy':
      return t('catalogue.fee.certified-copy', {
        first: showVnd(tariff.firstPageVnd),
        pages: tariff.firstPages,
        later: showVnd(tariff.laterPageVnd),
        cap: showVnd(tariff.capPerCopyVnd),
      });
    default:
      return t(`catalogue.fee.${tariff.kind}`);
  }
}
