import { Text, Title } from '@mantine/core';
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';

/** What happened, the newest first, each with who did it and whether the province's receipt proves that it arrived there. */
export function Timeline({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const events = [...dossier.timeline].reverse();
  return (
    <section>
      <Title order={3} mb={4}>
        {t('dossier.timeline')}
      </Title>
      <ol className="qmc-timeline">
        {events.map(({ at, type, by, receipted }) => (
          <li key={`${at} ${type}`}>
            <Text fz="sm" fw={500}>
              {eventWords(t, type)}
            </Text>
            <Text fz="xs" c="dimmed">
              {showInstant(at)}
              {by !== null && ` · ${by}`}
            </Text>
            {receipted !== null && <Delivery receipted={receipted} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Delivery({ receipted }: { receipted: boolean }) {
  const { t } = useWords();
  const Icon = receipted ? IconCloudCheck : IconCloudUp;
  return (
    <span className={`qmc-state qmc-small ${receipted ? 'qmc-good' : ''}`}>
      <Icon size={15} aria-hidden />
      {t(receipted ? 'event.receipted' : 'event.waiting')}
    </span>
  );
}

function eventWords(t: Translate, type: string): string {
  const key = `event.${type}`;
  return isMessageKey(key) ? t(key) : type;
}
