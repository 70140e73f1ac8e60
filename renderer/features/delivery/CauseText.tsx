import { Text } from '@mantine/core';
import type { DeliveryCause } from '../../../shared/contract/delivery.ts';
import { useWords } from '../../lib/context.tsx';
import { isMessageKey } from '../../lib/i18n.ts';
import { shownData } from '../../lib/refusal.ts';

/** Why something was not delivered and what to do, in words. */
export function CauseText({ cause }: { cause: DeliveryCause | null }) {
  const { t } = useWords();
  if (cause === null) return null;
  const key = `delivery.cause.${cause.code}`;
  return (
    <Text fz="sm">
      {isMessageKey(key) ? t(key, shownData(t, cause.data)) : t('delivery.cause.DELIVERY_FAILED')}
    </Text>
  );
}
