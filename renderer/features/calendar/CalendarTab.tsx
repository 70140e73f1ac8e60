import {
  Anchor,
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import { OFFICE_DAY_KINDS, type OfficeDay } from '../../../shared/domain/deadline/office-calendar.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { showDate, showInstant } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { DateField } from '../../ui/DateField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

type View = Awaited<ReturnType<ReturnType<typeof useClient>['calendar']['get']>>;

const EMPTY = { date: '', kind: 'holiday' as OfficeDay['kind'], name: '', basis: '', from: '', hours: '' };

/** The working calendar: days that are not what their weekday says, the opening times, and what the office says of both. */
export function CalendarTab({ mayChange }: { mayChange: boolean }) {
  const client = useClient();
  const asked = useAsk(['office', 'calendar'], {}, () => client.calendar.get({}));
  return (
    <Asked query={asked}>
      {(view) => (
        <SimpleGrid cols={2} spacing="lg">
          <Days view={view} />
          <Stack gap="lg">
            <Hours view={view} />
            {mayChange && <ChangeForm view={view} />}
            <Versions view={view} />
          </Stack>
        </SimpleGrid>
      )}
    </Asked>
  );
}

function Days({ view }: { view: View }) {
  const { t } = useWords();
  return (
    <section className="qmc-panel">
      <Title order={2} mb="sm">
        {t('calendar.days')}
      </Title>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {view.days.map(({ date, kind, name, legal, verified, ours }) => (
            <Table.Tr key={date}>
              <Table.Td w={100}>{showDate(date)}</Table.Td>
              <Table.Td w={120}>{t(`calendar.kind.${kind}`)}</Table.Td>
              <Table.Td>
                {name}
                <Text fz="xs" c="dimmed">
                  {[legal, ours ? t('calendar.ours') : !verified && t('calendar.unverified')]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const windowsText = (windows: readonly { opens: string; closes: string }[]) =>
  windows.map(({ opens, closes }) => `${opens}-${closes}`).join(', ');

function Hours({ view }: { view: View }) {
  const { t } = useWords();
  return (
    <section className="qmc-panel">
      <Title order={2} mb="sm">
        {t('calendar.hours')}
      </Title>
      {view.officeHours.map(({ from, windows }) => (
        <Text key={`${from}${windowsText(windows)}`} fz="sm">
          {t('calendar.hoursFrom', { day: showDate(from), hours: windowsText(windows) })}
        </Text>
      ))}
    </section>
  );
}

function ChangeForm({ view }: { view: View }) {
  const { t } = useWords();
  const client = useClient();
  const change = useCommand(client.calendar.change);
  const [typed, setTyped] = useDraft('calendar.change', EMPTY);
  const forget = useDrafts((state) => state.forget);
  const [affected, setAffected] = useState<number>();
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, change.refused);
  const problems = fieldProblems(t, change.refused);
  const set = (changed: Partial<typeof EMPTY>) => setTyped({ ...typed, ...changed });
  const submit = async (days: readonly OfficeDay[], officeHours: readonly unknown[]) => {
    setAffected(undefined);
    const done = await change.run({
      after: view.versions[0]?.number ?? 0,
      content: { days, officeHours },
      basis: typed.basis,
    } as never);
    if (done === undefined) return;
    setAffected(done.affected);
    forget('calendar.change');
  };
  const addDay = (event: FormEvent) => {
    event.preventDefault();
    const { date, kind, name, basis } = typed;
    const day = date === '' ? [] : [{ date, kind, name, legal: basis }];
    const hours =
      typed.from === ''
        ? []
        : [{ from: typed.from, to: null, windows: typed.hours.split(',').map((part) => toWindow(part)) }];
    const others = view.own.days.filter((own) => own.date !== date);
    void submit([...others, ...day], [...view.own.officeHours, ...hours]);
  };
  return (
    <section className="qmc-panel">
      <form ref={form} onSubmit={addDay} noValidate>
        <Stack gap="sm">
          <Title order={2}>{t('calendar.change')}</Title>
          <Text fz="sm" c="dimmed">
            {t('calendar.changeNote')}
          </Text>
          <Group grow align="flex-start">
            <DateField
              label={t('calendar.date')}
              value={typed.date}
              error={dayProblem(problems, 'date')}
              onDate={(date) => set({ date })}
            />
            <NativeSelect
              label={t('calendar.kind')}
              value={typed.kind}
              data={OFFICE_DAY_KINDS.map((kind) => ({ value: kind, label: t(`calendar.kind.${kind}`) }))}
              onChange={(event) => set({ kind: event.currentTarget.value as OfficeDay['kind'] })}
            />
          </Group>
          <TextInput
            label={t('calendar.name')}
            value={typed.name}
            error={dayProblem(problems, 'name')}
            autoComplete="off"
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Group grow align="flex-start">
            <DateField
              label={t('calendar.hoursDay')}
              value={typed.from}
              error={undefined}
              onDate={(from) => set({ from })}
            />
            <TextInput
              label={t('calendar.hoursText')}
              placeholder="07:00-11:30, 13:30-17:00"
              value={typed.hours}
              autoComplete="off"
              onChange={(event) => set({ hours: event.currentTarget.value })}
            />
          </Group>
          <TextInput
            label={t('calendar.basis')}
            value={typed.basis}
            error={problems['basis']}
            autoComplete="off"
            onChange={(event) => set({ basis: event.currentTarget.value })}
          />
          <RefusalNotice refused={change.refused} />
          <Group justify="space-between">
            {affected === undefined ? (
              <span />
            ) : (
              <StateMark state={affected === 0 ? 'good' : 'attention'}>
                {affected === 0 ? (
                  t('calendar.noneAffected')
                ) : (
                  <Anchor component={Link} href="/ho-so/list/promises">
                    {t('calendar.affected', { count: affected })}
                  </Anchor>
                )}
              </StateMark>
            )}
            <Button type="submit" loading={change.running}>
              {t('calendar.save')}
            </Button>
          </Group>
          {view.own.days.length > 0 && (
            <Table verticalSpacing={4} aria-label={t('calendar.ours')}>
              <Table.Tbody>
                {view.own.days.map((day) => (
                  <Table.Tr key={day.date}>
                    <Table.Td>
                      {showDate(day.date)} · {t(`calendar.kind.${day.kind}`)} · {day.name}
                    </Table.Td>
                    <Table.Td w={90}>
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={t('calendar.dropOf', { day: showDate(day.date) })}
                        onClick={() =>
                          void submit(
                            view.own.days.filter(({ date }) => date !== day.date),
                            view.own.officeHours,
                          )
                        }
                      >
                        {t('calendar.drop')}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Stack>
      </form>
    </section>
  );
}

/** The words for a field of the day that was added: it is the last of the content's days. */
function dayProblem(problems: Record<string, string>, field: 'date' | 'name'): string | undefined {
  return Object.entries(problems).find(
    ([path]) => path.startsWith('content.days') && path.endsWith(field),
  )?.[1];
}

function toWindow(text: string) {
  const [opens = '', closes = ''] = text.split('-').map((part) => part.trim());
  return { opens, closes };
}

function Versions({ view }: { view: View }) {
  const { t } = useWords();
  if (view.versions.length === 0) return null;
  return (
    <section className="qmc-panel">
      <Title order={2} mb="sm">
        {t('calendar.versions')}
      </Title>
      {view.versions.map(({ number, basis, enteredAt, enteredBy }) => (
        <Text key={number} fz="sm">
          {number}. {basis} · {showInstant(enteredAt)} · {enteredBy}
        </Text>
      ))}
    </section>
  );
}
