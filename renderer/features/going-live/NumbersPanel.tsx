import { Button, NumberInput, SimpleGrid, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SeriesOfNumbers } from '../../../shared/contract/going-live.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate, showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** Every range and book with its next number; each can be set once. */
export function NumbersPanel() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['office', 'numbers'], {}, () => client.goingLive.numbers({}));
  const [open, setOpen] = useState<SeriesOfNumbers>();
  const [done, setDone] = useState<number>();
  return (
    <Stack gap="md">
      <Text maw={820}>{t('numbers.lead')}</Text>
      <div role="status">{done !== undefined && t('numbers.done', { next: done })}</div>
      <Asked query={asked}>
        {({ series }) => (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('numbers.series')}</Table.Th>
                  <Table.Th w={120}>{t('numbers.period')}</Table.Th>
                  <Table.Th w={130}>{t('numbers.next')}</Table.Th>
                  <Table.Th w={130}>{t('numbers.openedOn')}</Table.Th>
                  <Table.Th w="32%">{t('numbers.standing')}</Table.Th>
                  <Table.Th w={130} aria-label={t('numbers.set')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {series.map((entry) => (
                  <Table.Tr key={entry.seriesId}>
                    <Table.Td>{nameOf(t, entry)}</Table.Td>
                    <Table.Td>{showDate(entry.period)}</Table.Td>
                    <Table.Td className="qmc-mono">{entry.next}</Table.Td>
                    <Table.Td>{showDate(entry.openedOn)}</Table.Td>
                    <Table.Td>
                      {entry.start === null
                        ? t('numbers.notSet')
                        : t('numbers.setBy', {
                            by: entry.start.setBy,
                            at: showInstant(entry.start.setAt),
                            reason: entry.start.reason,
                          })}
                    </Table.Td>
                    <Table.Td>
                      {entry.start === null && (
                        <Button variant="default" size="compact-md" onClick={() => setOpen(entry)}>
                          {t('numbers.set')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Asked>
      {open !== undefined && (
        <StartDialog
          series={open}
          onClose={() => setOpen(undefined)}
          onDone={(next) => {
            setDone(next);
            setOpen(undefined);
          }}
        />
      )}
    </Stack>
  );
}

function nameOf(t: Translate, { kind, symbol, first, last }: SeriesOfNumbers): string {
  return t(`numbers.${kind}`, { symbol, first, last: last ?? '' });
}

function StartDialog(props: {
  series: SeriesOfNumbers;
  onClose: () => void;
  onDone: (next: number) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { series } = props;
  const start = useCommand(client.goingLive.startNumbers);
  const [next, setNext] = useState<number | string>(series.next);
  const [openedOn, setOpenedOn] = useState(series.openedOn);
  const [reason, setReason] = useState('');
  const problems = fieldProblems(t, start.refused);
  const submit = async () => {
    const { seriesId } = series;
    const done = await start.run({ seriesId, next: Number(next), openedOn, reason });
    if (done !== undefined) props.onDone(done.next);
  };
  return (
    <Dialog
      title={t('numbers.setTitle', { name: nameOf(t, series) })}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('numbers.set')}
      running={start.running}
      refused={start.refused}
      size={620}
    >
      <Text fz="sm">{t('numbers.once')}</Text>
      <SimpleGrid cols={2}>
        <NumberInput
          data-autofocus
          label={t('numbers.next')}
          description={t('numbers.nextHint', { lowest: series.lowest })}
          min={1}
          allowDecimal={false}
          hideControls
          value={next}
          onChange={setNext}
          error={problems['next']}
          withAsterisk
        />
        <DateField
          label={t('numbers.openedOn')}
          description={t('date.pattern')}
          value={openedOn}
          onDate={setOpenedOn}
          error={problems['openedOn']}
          withAsterisk
        />
      </SimpleGrid>
      <Textarea
        label={t('numbers.reason')}
        description={t('numbers.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={problems['reason']}
        autosize
        minRows={2}
        withAsterisk
      />
    </Dialog>
  );
}
