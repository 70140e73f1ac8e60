import { Button, Group, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { OfficeView } from '../../../shared/contract/office.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showDate } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { useSetupStatus } from '../../lib/use-session.ts';
import { DateField } from '../../ui/DateField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { FeeReceiptSetting } from './FeeReceiptSetting.tsx';

/** The office as it stands, its periods, and the renaming. */
export function OfficeTab({ mayRename }: { mayRename: boolean }) {
  const client = useClient();
  const office = useAsk(['office', 'get'], {}, () => client.office.get({}));
  return (
    <Asked query={office}>
      {(view) => (
        <SimpleGrid cols={2} spacing="lg">
          <CurrentOffice view={view} />
          {mayRename && <RenameForm />}
          {mayRename && <FeeReceiptSetting />}
          <History view={view} />
        </SimpleGrid>
      )}
    </Asked>
  );
}

function CurrentOffice({ view }: { view: OfficeView }) {
  const { t } = useWords();
  const { current } = view;
  const rows = [
    [t('office.name'), current.name],
    [t('office.superior'), current.superiorName],
    [t('office.agencyCode'), current.agencyCode],
    [t('office.place'), `${current.placeName}, ${current.provinceName.trim()}`],
    [t('office.address'), current.address],
    [t('office.phone'), current.phone],
  ];
  return (
    <section className="qmc-panel">
      <Title order={2} mb="sm">
        {t('office.current')}
      </Title>
      <Table>
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Td c="dimmed" w={140}>
                {label}
              </Table.Td>
              <Table.Td fw={500}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function RenameForm() {
  const { t } = useWords();
  const client = useClient();
  const today = useSetupStatus().data?.today ?? '';
  const rename = useCommand(client.office.rename);
  const [name, setName] = useDraft('office.rename.name', '');
  const [validFrom, setValidFrom] = useDraft('office.rename.validFrom', today);
  const forget = useDrafts((state) => state.forget);
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, rename.refused);
  const [packetSeq, setPacketSeq] = useState<number>();
  const problems = fieldProblems(t, rename.refused);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPacketSeq(undefined);
    const renamed = await rename.run({ name, validFrom });
    if (renamed === undefined) return;
    setPacketSeq(renamed.packetSeq);
    forget('office.rename.');
  };
  return (
    <section className="qmc-panel">
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          <Title order={2}>{t('office.rename')}</Title>
          <TextInput
            label={t('office.newName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problems['name']}
          />
          <DateField
            label={t('office.validFrom')}
            value={validFrom}
            onDate={(date) => setValidFrom(date)}
            error={problems['validFrom']}
          />
          <Text fz="sm" c="dimmed">
            {t('office.renameNote')}
          </Text>
          <RefusalNotice refused={rename.refused} />
          {packetSeq !== undefined && (
            <Text role="status" c="var(--qmc-green)">
              {t('office.renamed', { packetSeq })}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={rename.running}>
              {t('office.rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

function History({ view }: { view: OfficeView }) {
  const { t } = useWords();
  return (
    <section style={{ gridColumn: '1 / -1' }}>
      <Title order={2} mb="sm">
        {t('office.history')}
      </Title>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('office.period.from')}</Table.Th>
              <Table.Th w={130}>{t('office.period.to')}</Table.Th>
              <Table.Th>{t('office.name')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.history.map(({ validFrom, validTo, name }) => (
              <Table.Tr key={validFrom}>
                <Table.Td>{showDate(validFrom)}</Table.Td>
                <Table.Td>{validTo === null ? t('office.period.open') : showDate(validTo)}</Table.Td>
                <Table.Td>{name}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
