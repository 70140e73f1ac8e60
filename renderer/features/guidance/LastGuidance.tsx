import { Anchor, Button, CloseButton, Group, Text } from '@mantine/core';
import { IconClockPause, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { blobUrl } from '../../lib/blob-url.ts';
import { useWords } from '../../lib/context.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Guiding, LastGiven } from './use-guiding.ts';

/** The paper that was just given. The form stays as it is; putting it aside for the next person in the queue is one press away. */
export function LastGuidance(props: { given: LastGiven; guiding: Guiding; onPark: () => void }) {
  const { t } = useWords();
  const { given, guiding, onPark } = props;
  const park = useRef<HTMLButtonElement>(null);
  useEffect(() => park.current?.focus(), []);
  return (
    <section className="qmc-receipt" aria-label={t('guidance.given')}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <StateMark state="good">{t('guidance.given')}</StateMark>
        <CloseButton aria-label={t('app.close')} onClick={guiding.forget} />
      </Group>
      <Text className="qmc-code-large" role="status">
        {given.reference}
      </Text>
      <Text fz="sm">{t('guidance.notReceived')}</Text>
      <RefusalNotice refused={guiding.printRefused} />
      <Text fz="sm" c="dimmed" role="status">
        {t(`guidance.route.${given.route}`)}
      </Text>
      <Group gap={8} mt={6}>
        <Button
          ref={park}
          size="compact-sm"
          leftSection={<IconClockPause size={16} />}
          title="Ctrl+N"
          onClick={onPark}
        >
          {t('action.park')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => void guiding.printAgain()}
        >
          {t('receipt.printAgain')}
        </Button>
        <Anchor href={blobUrl(given.sha256)} target="_blank" rel="noreferrer" fz="sm">
          {t('guidance.open')}
        </Anchor>
      </Group>
    </section>
  );
}
