import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { CauseText } from './CauseText.tsx';

/** Why work waits for the province: there is no connection yet, or what the most pressing packet met. */
export function WhyUnsent() {
  const { t } = useWords();
  const client = useClient();
  const status = useAsk(['delivery', 'status'], {}, () => client.delivery.status({}));
  const list = useAsk(['delivery', 'list'], { limit: 1 }, () => client.delivery.list({ limit: 1 }));
  if (status.data?.connection === null) return t('delivery.notConnected');
  return <CauseText cause={list.data?.packets[0]?.cause ?? null} />;
}
