import { Checkbox, ScrollArea, Table, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { WaitingResult } from '../../../../shared/contract/results.ts';
import { MOST_LISTED } from '../../../../shared/contract/results.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Asked } from '../../../ui/ScreenStates.tsx';
import { usePrint } from '../../print/index.ts';

/** Chooses results that are brought to the counter, those on no list yet before all, and prints the list that goes with them. */
export function ResultListDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'results'], {}, () => client.results.waiting({}));
  const draw = useCommand(client.results.drawList);
  const printing = usePrint();
  const [chosen, setChosen] = useState<readonly string[]>();
  const results = asked.data?.results ?? [];
  const fresh = results.filter(({ listedAt }) => listedAt === null).slice(0, MOST_LISTED);
  const taken = (chosen ?? fresh.map(({ dossierId }) => dossierId)).filter((id) =>
    results.some(({ dossierId }) => dossierId === id),
  );
  const submit = async () => {
    const drawn = await draw.run({ dossierIds: [...taken] as never });
    if (drawn === undefined) return;
    // A paper that is held is told beside the list, not under a dialog.
    if (drawn.lacking !== '') onClose();
    await printing.printDrawn(drawn);
    onClose();
  };
  return (
    <Dialog
      title={t('results.title')}
      size="72rem"
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('results.print', { count: taken.length })}
      running={draw.running || printing.running}
      refused={draw.refused ?? printing.refused}
    >
      <Text fz="sm">{t('results.note')}</Text>
      <Asked query={asked}>
        {() =>
          results.length === 0 ? (
            <Text c="dimmed">{t('results.none')}</Text>
          ) : (
            <ScrollArea.Autosize mah="52vh" offsetScrollbars>
              <Rows results={results} taken={taken} onTaken={setChosen} />
            </ScrollArea.Autosize>
          )
        }
      </Asked>
    </Dialog>
  );
}

function Rows(props: {
  results: readonly WaitingResult[];
  taken: readonly string[];
  onTaken: (taken: readonly string[]) => void;
}) {
  const { t } = useWords();
  const { results, taken, onTaken } = props;
  const chooseAll = useRef<HTMLInputElement>(null);
  // The rows come after the dialog has opened.
  useEffect(() => chooseAll.current?.focus(), []);
  const most = results.slice(0, MOST_LISTED).map(({ dossierId }) => dossierId);
  const all = most.every((id) => taken.includes(id));
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>
            <Checkbox
              ref={chooseAll}
              data-autofocus
              aria-label={t('results.chooseAll')}
              checked={all}
              indeterminate={taken.length > 0 && !all}
              onChange={() => onTaken(all ? [] : most)}
            />
          </Table.Th>
          <Table.Th w={180}>{t('dossier.code')}</Table.Th>
          <Table.Th>{t('results.result')}</Table.Th>
          <Table.Th w={170}>{t('party.owner')}</Table.Th>
          <Table.Th w={190}>{t('results.recorded')}</Table.Th>
          <Table.Th w={150}>{t('results.listed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {results.map((row) => (
          <Table.Tr key={row.dossierId}>
            <Table.Td>
              <Checkbox
                aria-label={t('results.choose', { code: row.code })}
                checked={taken.includes(row.dossierId)}
                disabled={!taken.includes(row.dossierId) && taken.length >= MOST_LISTED}
                onChange={(event) =>
                  onTaken(
                    event.currentTarget.checked
                      ? [...taken, row.dossierId]
                      : taken.filter((id) => id !== row.dossierId),
                  )
                }
              />
            </Table.Td>
            <Table.Td className="qmc-mono" fz="sm">
              {row.code}
            </Table.Td>
            <Table.Td>
              <Text fz="sm" lineClamp={2} title={row.description}>
                {row.description}
              </Text>
              <Text fz="xs" c="dimmed" lineClamp={1} title={row.procedureName}>
                {row.procedureName}
              </Text>
            </Table.Td>
            <Table.Td fz="sm">{row.ownerName}</Table.Td>
            <Table.Td fz="sm">
              {showInstant(row.recordedAt)}
              <Text fz="xs" c="dimmed">
                {row.byPost ? t('results.byPost', { name: row.recordedBy }) : row.recordedBy}
              </Text>
            </Table.Td>
            <Table.Td fz="sm">
              {row.listedAt === null ? t('results.notListed') : showInstant(row.listedAt)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
