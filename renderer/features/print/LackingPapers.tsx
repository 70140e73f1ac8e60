import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { blobUrl } from '../../lib/blob-url.ts';
import { useWords } from '../../lib/context.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useLacking } from './lacking.ts';

/** Papers with letters that cannot be printed: which letters, what to do, and the paper to look at before it is printed all the same. */
export function LackingPapers() {
  const { t } = useWords();
  const { papers, settle } = useLacking();
  return papers.map(({ id, letters, sha256, print }) => (
    <div key={id} className="qmc-panel qmc-print" role="alert">
      <StateMark state="attention">{t('print.lacking')}</StateMark>
      <Text fz="sm">{t('print.lackingNote', { letters })}</Text>
      <Group gap={8} mt={4}>
        <Button size="compact-sm" onClick={() => settle(id)}>
          {t('print.lackingClose')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => {
            settle(id);
            void print();
          }}
        >
          {t('print.lackingPrint')}
        </Button>
        <Anchor href={blobUrl(sha256)} target="_blank" rel="noreferrer" fz="sm">
          {t('print.lackingOpen')}
        </Anchor>
      </Group>
    </div>
  ));
}
