import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch, IconSignRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { GuidanceView } from '../../../shared/contract/guidance.ts';
import { officeDay, secondsAfter } from '../../../shared/domain/time/office-time.ts';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { fieldProblems, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { DateField } from '../../ui/DateField.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { useGuidancePrint } from '../print/index.ts';

const MONTH_SECONDS = 30 * 86_400;
const PAGE = 100;

/** Who was told what was missing, the newest first: found by days and words, the paper printed again. */
export function GuidanceList() {
  const { t } = useWords();
  const client = useClient();
  const now = new Date(useHostClock()).toISOString();
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({});
  const [text, setText] = useState('');
  const [skip, setSkip] = useState(0);
  const printing = useGuidancePrint();
  const { from = officeDay(secondsAfter(now, -MONTH_SECONDS)), to = officeDay(now) } = chosen;
  const asked = useAsk(
    ['dossier', 'guidance'],
    { from, to, text, skip },
    () => client.guidance.list({ from, to, text, skip }),
    isDay(from) && isDay(to),
  );
  const problems = fieldProblems(t, asked.isError ? toRefused(asked.error) : undefined);
  const find = (days: { from?: string; to?: string }) => {
    setChosen({ ...chosen, ...days });
    setSkip(0);
  };
  return (
    <>
      <Group align="flex-start" gap="sm">
        <TextInput
          flex={1}
          label={t('guidance.find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setSkip(0);
          }}
        />
        <DateField
          label={t('guidance.from')}
          value={from}
          error={problems['from']}
          onDate={(day) => find({ from: day })}
          w={150}
        />
        <DateField
          label={t('guidance.to')}
          value={to}
          error={problems['to']}
          onDate={(day) => find({ to: day })}
          w={150}
        />
      </Group>
      <RefusalNotice refused={printing.refused} />
      <Asked query={asked}>
        {({ visits, total }) => (
          <>
            <Pages shown={visits.length} total={total} skip={skip} onSkip={setSkip} />
            <Visits visits={visits} onPrint={(visitId) => void printing.print(visitId)} />
          </>
        )}
      </Asked>
    </>
  );
}

function Visits(props: { visits: readonly GuidanceView[]; onPrint: (visitId: string) => void }) {
  const { t } = useWords();
  return (
    <ListTable
      rows={props.visits}
      keyOf={({ visitId }) => visitId}
      empty={
        <Empty
          icon={<IconSignRight size={48} stroke={1.3} aria-hidden />}
          title={t('guidance.none')}
          note={t('guidance.noneNote')}
        />
      }
      columns={[
        {
          title: t('guidance.reference'),
          width: 150,
          cell: ({ reference, sha256 }) => (
            <Anchor href={blobUrl(sha256)} target="_blank" rel="noreferrer" className="qmc-mono" fz="sm">
              {reference}
            </Anchor>
          ),
        },
        {
          title: t('dossier.procedure'),
          cell: ({ procedureName, items }) => (
            <>
              <Text fz="sm" lineClamp={1} title={procedureName}>
                {procedureName}
              </Text>
              <Text fz="xs" c="dimmed" lineClamp={2} title={items.map(({ name }) => name).join('; ')}>
                {t('guidance.told', {
                  count: items.length,
                  names: items.map(({ name }) => name).join('; '),
                })}
              </Text>
            </>
          ),
        },
        {
          title: t('guidance.person'),
          width: 210,
          cell: ({ personName, phone }) => (
            <>
              {personName || t('guidance.nobody')}
              <Text fz="xs" c="dimmed">
                {phone}
              </Text>
            </>
          ),
        },
        {
          title: t('guidance.at'),
          width: 210,
          cell: ({ visitedAt, visitedBy }) => (
            <>
              {showInstant(visitedAt)}
              <Text fz="xs" c="dimmed">
                {visitedBy}
              </Text>
            </>
          ),
        },
        {
          title: t('receipt.printAgain'),
          spoken: true,
          width: 110,
          cell: ({ visitId, reference }) => (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPrinter size={16} />}
              aria-label={t('guidance.printAgain', { reference })}
              onClick={() => props.onPrint(visitId)}
            >
              {t('receipt.printAgain')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** How many there are, and the way to the others when a page does not hold them. */
function Pages(props: { shown: number; total: number; skip: number; onSkip: (skip: number) => void }) {
  const { t } = useWords();
  const { shown, total, skip, onSkip } = props;
  return (
    <Group justify="space-between">
      <Text fz="sm" role="status">
        {t('guidance.count', { count: total })}
      </Text>
      {total > PAGE && (
        <Group gap={8}>
          <Text fz="sm">{t('guidance.page', { first: skip + 1, last: skip + shown, total })}</Text>
          <Button
            size="compact-sm"
            variant="default"
            disabled={skip === 0}
            onClick={() => onSkip(Math.max(0, skip - PAGE))}
          >
            {t('guidance.newer')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={skip + shown >= total}
            onClick={() => onSkip(skip + PAGE)}
          >
            {t('guidance.older')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

// A half-typed day is no day.
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}
