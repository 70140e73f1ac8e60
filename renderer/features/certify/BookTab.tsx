import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { IconBook2, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { EntryView } from '../../../shared/contract/book.ts';
import { BOOK_SYMBOLS } from '../../../shared/contract/setup.ts';
import { monthOf } from '../../../shared/domain/certification/book.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate, showVnd } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { ListTable } from '../../ui/ListTable.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useRegisterPrint } from '../print/index.ts';
import { CloseBookDialog } from './CloseBookDialog.tsx';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const YEARS_BACK = 4;

/** A book of certifications, month by month, as the paper form has it: every number with its day, what it is of, who signed, and what became of it. */
export function BookTab(rights: { mayVoid: boolean; mayPrint: boolean; mayOpen: boolean }) {
  const { mayVoid, mayPrint, mayOpen } = rights;
  const { t } = useWords();
  const client = useClient();
  const today = officeDay(new Date(useHostClock()).toISOString());
  const [symbol, setSymbol] = useState<(typeof BOOK_SYMBOLS)[number]>('SCT/BS');
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [month, setMonth] = useState(Number(today.slice(5, 7)));
  const [after, setAfter] = useState(0);
  const [voiding, setVoiding] = useState<EntryView>();
  const makeVoid = useCommand(client.book.void);
  const draw = useCommand(client.book.draw, { resend: false });
  const printing = useRegisterPrint();
  const [closing, setClosing] = useState(false);
  const print = async (span = monthOf(year, month)) => {
    const exportId = uuidv7();
    const drawn = await draw.run({ exportId, symbol, ...span } as never);
    if (drawn !== undefined) await printing.printDrawn({ ...drawn, exportId });
  };
  const asking = { symbol, ...monthOf(year, month), after };
  const asked = useAsk(['certify', 'book'], asking, () => client.book.entries(asking));
  const choose =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setAfter(0);
    };
  return (
    <Stack gap="md">
      <Group gap="sm" align="end">
        <NativeSelect
          label={t('book.which')}
          value={symbol}
          w={330}
          data={BOOK_SYMBOLS.map((value) => ({ value, label: `${value} – ${t(`setup.books.${value}`)}` }))}
          onChange={(event) => choose(setSymbol)(event.currentTarget.value as typeof symbol)}
        />
        <NativeSelect
          label={t('book.month')}
          value={String(month)}
          data={MONTHS.map((value) => ({ value: String(value), label: t('book.monthOf', { month: value }) }))}
          onChange={(event) => choose(setMonth)(Number(event.currentTarget.value))}
        />
        <NativeSelect
          label={t('book.year')}
          value={String(year)}
          data={Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(Number(today.slice(0, 4)) - back))}
          onChange={(event) => choose(setYear)(Number(event.currentTarget.value))}
        />
        {mayPrint && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} />}
            loading={draw.running || printing.running}
            onClick={() => void print()}
          >
            {t('book.print')}
          </Button>
        )}
        {mayPrint && (
          <Button
            variant="default"
            loading={draw.running || printing.running}
            onClick={() => void print({ from: `${year}-01-01`, to: `${year}-12-31` })}
          >
            {t('book.printYear')}
          </Button>
        )}
      </Group>
      <RefusalNotice refused={draw.refused ?? printing.refused} />
      <Asked query={asked}>
        {({ book, kept, closing: closed, entries, more, totals }) => (
          <Stack gap="sm">
            {closed !== null && (
              <StateMark state="good">
                <span className="qmc-wrap">
                  {t('book.closed', {
                    ...closed,
                    closedOn: showDate(closed.closedOn),
                    firstNumber: writtenCount(closed.firstNumber),
                    lastNumber: writtenCount(closed.lastNumber),
                    feeVnd: showVnd(closed.feeVnd),
                  })}
                </span>
              </StateMark>
            )}
            {closed === null && mayVoid && totals.entries > 0 && (
              <Group>
                <Button size="compact-sm" variant="default" onClick={() => setClosing(true)}>
                  {t('book.close', { year: String(year) })}
                </Button>
              </Group>
            )}
            {!kept && closed === null && <NotKept key={symbol} symbol={symbol} mayOpen={mayOpen} />}
            <Text fz="sm" role="status">
              {t('book.totals', { book, ...totals, feeVnd: showVnd(totals.feeVnd) })}
            </Text>
            <ListTable
              rows={entries}
              keyOf={({ entryId }) => entryId}
              empty={
                <Empty
                  icon={<IconBook2 size={48} stroke={1.3} aria-hidden />}
                  title={t('book.empty')}
                  note={t('book.emptyNote')}
                />
              }
              columns={[
                { title: t('book.number'), width: 80, cell: ({ number }) => writtenCount(number) },
                { title: t('book.day'), width: 105, cell: ({ certifiedOn }) => showDate(certifiedOn) },
                {
                  title: t('certify.requester'),
                  width: 170,
                  cell: ({ requester, people }) =>
                    people.length === 0
                      ? requester
                      : people.map(({ name, number }) => (
                          <Text key={`${name} ${number}`} fz="sm">
                            {name}
                            {number !== '' && <span className="qmc-soft-text"> {number}</span>}
                          </Text>
                        )),
                },
                {
                  title: t('certify.title'),
                  cell: (entry) => (
                    <>
                      <Text fz="sm">{entry.title}</Text>
                      <DossierLink dossierId={entry.dossierId} code={entry.dossierCode} />
                    </>
                  ),
                },
                { title: t('book.signer'), width: 160, cell: ({ signerName }) => signerName },
                { title: t('book.quantity'), width: 70, cell: ({ quantity }) => quantity },
                {
                  title: t('book.fee'),
                  width: 100,
                  cell: ({ feeVnd }) => (feeVnd === null ? '–' : showVnd(feeVnd)),
                },
                {
                  title: t('book.note'),
                  width: 190,
                  cell: ({ state, voidReason }) => (
                    <StateMark state={state === 'issued' ? 'good' : state === 'void' ? 'bad' : 'attention'}>
                      <span className="qmc-wrap">
                        {state === 'void'
                          ? t('book.voided', { reason: voidReason })
                          : t(state === 'issued' ? 'book.state.issued' : 'book.state.pending')}
                      </span>
                    </StateMark>
                  ),
                },
                mayVoid && {
                  title: t('users.actions'),
                  spoken: true,
                  width: 70,
                  cell: (entry) =>
                    entry.state !== 'void' && (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t('book.voidOf', { number: writtenCount(entry.number) })}
                        onClick={() => setVoiding(entry)}
                      >
                        {t('book.void')}
                      </Button>
                    ),
                },
              ]}
            />
            {(more || after > 0) && (
              <Group gap="sm">
                {after > 0 && (
                  <Button variant="default" onClick={() => setAfter(0)}>
                    {t('book.first')}
                  </Button>
                )}
                {more && (
                  <Button variant="default" onClick={() => setAfter(entries.at(-1)?.number ?? 0)}>
                    {t('book.more')}
                  </Button>
                )}
              </Group>
            )}
          </Stack>
        )}
      </Asked>
      {closing && <CloseBookDialog symbol={symbol} year={String(year)} onClose={() => setClosing(false)} />}
      {voiding !== undefined && (
        <ReasonDialog
          heading={t('book.voidOf', { number: writtenCount(voiding.number) })}
          label={t('paperCopy.reason')}
          note={t('book.voidNote')}
          submitLabel={t('book.voidDo')}
          command={makeVoid}
          give={async (reason) => (await makeVoid.run({ entryId: voiding.entryId, reason })) !== undefined}
          onClose={() => setVoiding(undefined)}
        />
      )}
    </Stack>
  );
}

/** A book that this office does not keep: an administrator opens it, from where a paper book goes on. */
function NotKept({ symbol, mayOpen }: { symbol: (typeof BOOK_SYMBOLS)[number]; mayOpen: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const open = useCommand(client.book.open);
  const [first, setFirst] = useState(1);
  return (
    <Stack gap={6}>
      <StateMark state="attention">
        <span className="qmc-wrap">{t(mayOpen ? 'book.openNote' : 'book.notKept', { symbol })}</span>
      </StateMark>
      {mayOpen && (
        <Group gap="sm" align="end">
          <NumberInput
            label={t('book.openFrom')}
            w={180}
            min={1}
            max={1_000_000}
            value={first}
            onChange={(value) => setFirst(Number(value))}
          />
          <Button
            variant="default"
            loading={open.running}
            onClick={() => void open.run({ symbol, nextNumber: first })}
          >
            {t('book.open')}
          </Button>
        </Group>
      )}
      <RefusalNotice refused={open.refused} />
    </Stack>
  );
}
