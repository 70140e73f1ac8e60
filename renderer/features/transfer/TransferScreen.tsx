import {
  ActionIcon,
  Anchor,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconArrowBarRight, IconCheck, IconPrinter, IconQrcode, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { Link } from 'wouter';
import type { TransferView } from '../../../shared/contract/transfer.ts';
import type { TransferSide } from '../../../shared/domain/dossier/transfer.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSession } from '../../lib/use-session.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { usePrint } from '../print/index.ts';
import { Papers, Progress } from './TransferList.tsx';

/** One record of transfer: its files, its paper, and the field that reads each file's code on the giving and on the taking side. */
export function TransferScreen({ transferId }: { transferId: string }) {
  const client = useClient();
  const asked = useAsk(['dossier', 'transfer', 'get'], { transferId }, () =>
    client.transfer.get({ transferId }),
  );
  return <Asked query={asked}>{(record) => <Opened record={record} key={record.transferId} />}</Asked>;
}

function Opened({ record }: { record: TransferView }) {
  const { t } = useWords();
  const roles = useSession().data?.user?.roles ?? [];
  const mayPrepare = isPermitted('dossier:receive', roles);
  const mayConfirm = isPermitted('dossier:process', roles);
  return (
    <Stack gap="md">
      <header>
        <Group justify="space-between" align="flex-start">
          <div>
            <Text className="qmc-code-large">{record.reference}</Text>
            <Title order={2}>{t('transfer.to', { unit: record.unit })}</Title>
            <Text fz="sm" c="dimmed">
              {showInstant(record.preparedAt)} · {record.preparedBy} · <Progress line={record} />
            </Text>
          </div>
          <Group gap={8}>
            {mayPrepare && record.files > 0 && <PrintButton transferId={record.transferId} />}
            <Anchor component={Link} href="/ho-so/list/to-transfer">
              {t('transfer.back')}
            </Anchor>
          </Group>
        </Group>
      </header>
      {mayConfirm && record.taken < record.files && <ReadCodes record={record} />}
      <Items record={record} mayLeaveOut={mayPrepare} />
    </Stack>
  );
}

function PrintButton({ transferId }: { transferId: string }) {
  const { t } = useWords();
  const client = useClient();
  const draw = useCommand(client.transfer.draw);
  const printing = usePrint();
  const run = async () => {
    const drawn = await draw.run({ transferId });
    if (drawn !== undefined) await printing.printDrawn(drawn);
  };
  return (
    <div>
      <Button leftSection={<IconPrinter size={18} />} loading={draw.running} onClick={() => void run()}>
        {t('transfer.print')}
      </Button>
      <RefusalNotice refused={draw.refused ?? printing.refused} />
    </div>
  );
}

/** The field that a reader types into; it keeps the focus, so that file after file is read without touching the mouse. */
function ReadCodes({ record }: { record: TransferView }) {
  const { t } = useWords();
  const client = useClient();
  const confirm = useCommand(client.transfer.confirm);
  const draft = `transfer.${record.transferId}`;
  // The side is the person's to change: a record whose last file was just given must not turn to taking by itself.
  const [first] = useState<TransferSide>(record.given < record.files ? 'give' : 'take');
  const [side, setSide] = useDraft(`${draft}.side`, first);
  const [taker, setTaker] = useDraft(`${draft}.taker`, '');
  const [code, setCode] = useState('');
  const [last, setLast] = useState<{ side: TransferSide; code: string }>();
  const read = async () => {
    const who = side === 'take' && taker.trim() !== '' ? taker : null;
    const done = await confirm.run({ transferId: record.transferId, side, code, taker: who });
    setCode('');
    setLast(done && { side, code: done.code });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || code.trim() === '') return;
    event.preventDefault();
    void read();
  };
  return (
    <section className="qmc-panel" aria-label={t('transfer.progress')}>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t('transfer.side')}
          value={side}
          data={[
            { value: 'give', label: t('transfer.side.give') },
            { value: 'take', label: t('transfer.side.take') },
          ]}
          onChange={(value) => setSide(value as TransferSide)}
        />
        {side === 'take' && (
          <TextInput
            w={240}
            label={t('transfer.taker')}
            value={taker}
            autoComplete="off"
            onChange={(event) => setTaker(event.currentTarget.value)}
          />
        )}
        <TextInput
          w={320}
          label={t('transfer.read')}
          leftSection={<IconQrcode size={18} aria-hidden />}
          value={code}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setCode(event.currentTarget.value);
            confirm.reset();
          }}
          onKeyDown={onKeyDown}
        />
        <div aria-live="polite">
          {last !== undefined && (
            <StateMark state="good">{t(`transfer.done.${last.side}`, { code: last.code })}</StateMark>
          )}
        </div>
      </Group>
      <RefusalNotice refused={confirm.refused} />
    </section>
  );
}

function Items({ record, mayLeaveOut }: { record: TransferView; mayLeaveOut: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const leaveOut = useCommand(client.transfer.leaveOut);
  return (
    <>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={190}>{t('dossier.code')}</Table.Th>
              <Table.Th>{t('dossier.procedure')}</Table.Th>
              <Table.Th w={180}>{t('party.owner')}</Table.Th>
              <Table.Th w={150}>{t('transfer.papers')}</Table.Th>
              <Table.Th w={190}>{t('transfer.given')}</Table.Th>
              <Table.Th w={190}>{t('transfer.taken')}</Table.Th>
              <Table.Th w={50} aria-label={t('transfer.leaveOut')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {record.items.map((item) => (
              <Table.Tr key={item.dossierId}>
                <Table.Td>
                  <Anchor component={Link} href={`/ho-so/${item.dossierId}`} className="qmc-mono" fz="sm">
                    {item.code}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <Text fz="sm" lineClamp={1} title={item.procedureName}>
                    {item.procedureName}
                  </Text>
                </Table.Td>
                <Table.Td>{item.ownerName}</Table.Td>
                <Table.Td>
                  <Papers {...item.counts} />
                </Table.Td>
                <Table.Td>
                  {item.leftOut ? t('transfer.leftOut') : <Side at={item.givenAt} by={item.givenBy} />}
                </Table.Td>
                <Table.Td>{!item.leftOut && <Side at={item.takenAt} by={item.taker} />}</Table.Td>
                <Table.Td>
                  {mayLeaveOut && !item.leftOut && item.givenAt === null && (
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('transfer.leaveOutOf', { code: item.code })}
                      title={t('transfer.leaveOut')}
                      onClick={() =>
                        void leaveOut.run({ transferId: record.transferId, dossierId: item.dossierId })
                      }
                    >
                      <IconX size={18} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <RefusalNotice refused={leaveOut.refused} />
    </>
  );
}

function Side({ at, by }: { at: string | null; by: string | null }) {
  const { t } = useWords();
  if (at === null)
    return (
      <span className="qmc-state qmc-soft-text">
        <IconArrowBarRight size={16} aria-hidden />
        <span>{t('transfer.notYet')}</span>
      </span>
    );
  return (
    <span className="qmc-state qmc-good">
      <IconCheck size={16} aria-hidden />
      <span>
        {by} · {showInstant(at)}
      </span>
    </span>
  );
}
