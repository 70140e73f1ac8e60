import { Anchor, Text } from '@mantine/core';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { StateMark } from '../../ui/StateMark.tsx';

/** What the person at the window was told before about this procedure, with the paper; nothing for who comes the first time. */
export function EarlierGuidance(props: {
  procedureCode: string;
  number: string;
  /** The visit that is shown already. */
  but: string | undefined;
}) {
  const { t } = useWords();
  const client = useClient();
  const { procedureCode, number, but } = props;
  const enabled = procedureCode !== '' && number !== '';
  const asked = useAsk(
    ['dossier', 'guidance', 'earlier'],
    { procedureCode, number },
    () => client.guidance.earlier({ procedureCode, number }),
    enabled,
  );
  const visits = (asked.data?.visits ?? []).filter(({ visitId }) => visitId !== but);
  if (!enabled || asked.isPlaceholderData || visits.length === 0) return null;
  return (
    <section className="qmc-warning" aria-label={t('guidance.earlier')}>
      <StateMark state="attention">
        <span className="qmc-wrap">{t('guidance.earlier')}</span>
      </StateMark>
      {visits.map(({ visitId, reference, visitedAt, visitedBy, items, sha256 }) => (
        <div key={visitId}>
          <Anchor href={blobUrl(sha256)} target="_blank" rel="noreferrer" className="qmc-mono" fz="sm">
            {reference}
          </Anchor>
          <Text fz="xs" c="dimmed">
            {showInstant(visitedAt)}, {visitedBy}
          </Text>
          <Text fz="xs">{items.map(({ name }) => name).join('; ')}</Text>
        </div>
      ))}
    </section>
  );
}
