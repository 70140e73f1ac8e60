import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { enterNext } from '../../lib/enter-next.ts';
import { showDate, showInstant } from '../../lib/format.ts';
import type { Refused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { DateField } from '../../ui/DateField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import {
  CardField,
  type CaseChoice,
  ChooseCase,
  emptyParty,
  fromCard,
  PartyFields,
  type PartyForm,
  toPerson,
} from '../dossier/index.ts';
import { AssistState } from './AssistState.tsx';
import { FilingBench } from './FilingBench.tsx';

type List = Awaited<ReturnType<CounterClient['assist']['list']>>;
const NO_CASE: CaseChoice = { code: '', caseId: '' };

/** Help with online filings: whom the office helps, and one of them. */
export function AssistScreen({ filingId }: { filingId: string | undefined }) {
  return filingId === undefined ? <Filings /> : <FilingBench filingId={filingId} key={filingId} />;
}

function Filings() {
  const { t } = useWords();
  const client = useClient();
  const now = new Date(useHostClock()).toISOString();
  const today = officeDay(now);
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const asked = useAsk(['online', 'assisted'], { from, to }, () => client.assist.list({ from, to }));
  return (
    <Stack gap="md">
      <Text maw={960}>{t('assist.lead')}</Text>
      <NewFiling />
      <Group align="flex-end" gap="sm">
        <Title order={3} style={{ flex: 1 }}>
          {t('assist.list')}
        </Title>
        <DateField label={t('assist.from')} value={from} onDate={(day) => day !== '' && setFrom(day)} />
        <DateField label={t('assist.to')} value={to} onDate={(day) => day !== '' && setTo(day)} />
      </Group>
      <Asked query={asked}>{(list) => <Found list={list} from={from} to={to} />}</Asked>
    </Stack>
  );
}

function NewFiling() {
  const { t } = useWords();
  const client = useClient();
  const open = useCommand(client.assist.open);
  const [choice, setChoice] = useDraft<CaseChoice>('assist.case', NO_CASE);
  const [person, setPerson] = useDraft<PartyForm>('assist.person', emptyParty());
  const [request, setRequest] = useDraft('assist.request', '');
  const run = async () => {
    const { code: procedureCode, caseId } = choice;
    const done = await open.run({ procedureCode, caseId, person: toPerson(person), request });
    if (done === undefined) return;
    setPerson(emptyParty());
    setRequest('');
    setChoice(NO_CASE);
    navigate(`/receive/assisted/${done.filingId}`);
  };
  useOpenKey(() => void (open.running || choice.code === '' || run()));
  return (
    <form
      className="qmc-assist-new"
      onKeyDown={(event) => enterNext(event as never)}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <Stack gap="sm">
        <CardField
          label={t('assist.card')}
          isFilled={person.number !== ''}
          onRead={(read) => setPerson(fromCard(read.person, person))}
        />
        <PartyFields
          place="submitter"
          value={person}
          marks={marksOf(open.refused)}
          mayBeOrganisation={false}
          onChange={setPerson}
        />
      </Stack>
      <Stack gap="sm">
        <ChooseCase choice={choice} onChoose={setChoice} />
        <TextInput
          label={t('assist.field.request')}
          value={request}
          autoComplete="off"
          onChange={(event) => setRequest(event.currentTarget.value)}
        />
        <RefusalNotice refused={open.refused} />
        <Group>
          <Button loading={open.running} disabled={choice.code === ''} onClick={() => void run()}>
            {t('assist.open')} <kbd className="qmc-on-button">F9</kbd>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Which fields a refusal is about. */
function marksOf(refused: Refused | undefined): Record<string, string> {
  if (refused?.code === 'IDENTITY_MISSING') return { 'submitter.number': '' };
  if (refused?.code === 'BORN_AFTER_TODAY') return { 'submitter.birthDate': '' };
  if (refused?.code !== 'INVALID_INPUT') return {};
  const issues = refused.data['issues'] as { path: string; code: string }[];
  return Object.fromEntries(
    issues.map(({ path, code }) => [
      path.replace(/^person\./u, 'submitter.').replace(/identity.*$/u, 'number'),
      code,
    ]),
  );
}

function useOpenKey(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'assist-open', label: 'assist.open', keys: 'F9', inBar: true, run: () => latest.current() }],
    [],
  );
  useRegisteredActions(actions);
}

function Found({ list, from, to }: { list: List; from: string; to: string }) {
  const { t } = useWords();
  const { byState, byPerson } = list.figures;
  const opened = Object.values(byState).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Text fz="sm" role="status">
        {t('assist.figures', {
          from: showDate(from),
          to: showDate(to),
          opened,
          filed: byState.filed,
          givenUp: byState['given-up'],
        })}{' '}
        {byPerson
          .map(({ name, opened: many, filed }) => t('assist.byPerson', { name, opened: many, filed }))
          .join(' ')}
      </Text>
      {list.filings.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('assist.none')}
        </Text>
      ) : (
        <div className="qmc-table">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={210}>{t('assist.person')}</Table.Th>
                <Table.Th>{t('goingLive.procedure')}</Table.Th>
                <Table.Th w={170}>{t('goingLive.state')}</Table.Th>
                <Table.Th w={200}>{t('assist.code')}</Table.Th>
                <Table.Th w={140}>{t('goingLive.takenAt')}</Table.Th>
                <Table.Th w={180}>{t('assist.helper')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.filings.map((hit) => (
                <Table.Tr key={hit.filingId}>
                  <Table.Td>
                    <Anchor component={Link} href={`/receive/assisted/${hit.filingId}`} fz="sm">
                      {hit.personName}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <Text fz="sm" lineClamp={2}>
                      {hit.procedureName}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <AssistState state={hit.state} />
                  </Table.Td>
                  <Table.Td className={hit.candidates > 0 ? '' : 'qmc-mono'}>
                    {hit.candidates > 0 ? (
                      <StateMark state="attention">
                        <span className="qmc-wrap">{t('assist.came', { count: hit.candidates })}</span>
                      </StateMark>
                    ) : (
                      (hit.filedCode ?? '–')
                    )}
                  </Table.Td>
                  <Table.Td>{showInstant(hit.openedAt)}</Table.Td>
                  <Table.Td>{hit.openedBy}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}
