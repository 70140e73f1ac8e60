import { Button, Checkbox, MultiSelect, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { DOSSIER_STATES } from '../../../../shared/domain/dossier/dossier-state.ts';
import type { ListFilter } from '../../../../shared/domain/dossier/list-view.ts';
import { PROCESSING_OWNERS } from '../../../../shared/domain/dossier/receipt.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDate } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { conditionsOf } from '../dossier-lists.ts';

const OFFERED = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Somebody who may have received a dossier. */
interface Clerk {
  userId: string;
  name: string;
}

interface FilterProps {
  filter: ListFilter;
  clerks: readonly Clerk[];
  onChange: (filter: ListFilter) => void;
}

/** What a list can be narrowed by, besides words. */
export function FilterPanel({ filter, clerks, onChange }: FilterProps) {
  const { t } = useWords();
  const change = (part: { [K in keyof ListFilter]: ListFilter[K] | null }) => {
    const parts = Object.entries({ ...filter, ...part });
    onChange(
      Object.fromEntries(
        parts.filter(([, value]) => value !== null && value !== false && value !== undefined && value !== ''),
      ) as ListFilter,
    );
  };
  return (
    <fieldset className="qmc-filters" id="qmc-filters">
      <legend className="qmc-skip">{t('filter.title')}</legend>
      <MultiSelect
        label={t('dossier.stateTitle')}
        placeholder={filter.states === undefined ? t('filter.any') : ''}
        data={DOSSIER_STATES.map((state) => ({ value: state, label: t(`dossier.state.${state}`) }))}
        value={filter.states ?? []}
        searchable
        clearable
        // Whoever opens the filter is in it; its list opens with the first arrow.
        autoFocus
        openOnFocus={false}
        onChange={(states) =>
          change({ states: states.length === 0 ? null : (states as ListFilter['states'] & object) })
        }
      />
      <ProcedureSelect code={filter.procedureCode} onChange={(procedureCode) => change({ procedureCode })} />
      <Select
        label={t('filter.receivedBy')}
        placeholder={t('filter.any')}
        data={clerks.map(({ userId, name }) => ({ value: userId, label: name }))}
        value={filter.receivedBy ?? null}
        searchable
        clearable
        onChange={(receivedBy) => change({ receivedBy })}
      />
      <Select
        label={t('list.column.processingOwner')}
        placeholder={t('filter.any')}
        data={PROCESSING_OWNERS.map((owner) => ({ value: owner, label: t(`processingOwner.${owner}`) }))}
        value={filter.processingOwner ?? null}
        clearable
        onChange={(owner) => change({ processingOwner: owner as ListFilter['processingOwner'] | null })}
      />
      <DayField label={t('filter.from')} day={filter.from} onDay={(from) => change({ from })} />
      <DayField label={t('filter.to')} day={filter.to} onDay={(to) => change({ to })} />
      <Checkbox
        mt={30}
        label={t('dossiers.list.overdue')}
        checked={filter.late === true}
        onChange={(event) => change({ late: event.currentTarget.checked, dueToday: null })}
      />
      <Checkbox
        mt={30}
        label={t('dossiers.list.due-today')}
        checked={filter.dueToday === true}
        onChange={(event) => change({ dueToday: event.currentTarget.checked, late: null })}
      />
    </fieldset>
  );
}

/** A day that narrows the list once it is whole; a half-typed one narrows nothing. */
function DayField(props: { label: string; day: string | undefined; onDay: (day: string | null) => void }) {
  return (
    <DateField
      label={props.label}
      value={props.day ?? ''}
      onDate={(day) => {
        if (day === '' || DAY.test(day)) props.onDay(day === '' ? null : day);
      }}
    />
  );
}

function ProcedureSelect(props: { code: string | undefined; onChange: (code: string | null) => void }) {
  const { t } = useWords();
  const client = useClient();
  const [typed, setTyped] = useState('');
  const name = useProcedureName(props.code);
  // The field holds the name of what was chosen: looked for is only what somebody typed since.
  const text = useDeferredValue(typed === name ? '' : typed);
  const found = useAsk(['catalogue', 'search'], { text, limit: OFFERED }, () =>
    client.catalogue.search({ text, limit: OFFERED }),
  );
  const hits = found.data?.hits ?? [];
  const chosen = props.code === undefined ? [] : [{ code: props.code, shortName: name }];
  const offered = [...chosen, ...hits.filter(({ code }) => code !== props.code)];
  return (
    <Select
      label={t('dossier.procedure')}
      placeholder={t('filter.any')}
      data={offered.map(({ code, shortName }) => ({ value: code, label: shortName }))}
      value={props.code ?? null}
      searchable
      clearable
      filter={({ options }) => options}
      nothingFoundMessage={t('catalogue.none')}
      maxDropdownHeight={320}
      onSearchChange={setTyped}
      onChange={props.onChange}
    />
  );
}

/** The short name of a procedure; its code where the catalogue has no such procedure any more. */
function useProcedureName(code: string | undefined): string {
  const client = useClient();
  const found = useAsk(
    ['catalogue', 'search'],
    { text: code ?? '', limit: 1 },
    () => client.catalogue.search({ text: code ?? '', limit: 1 }),
    code !== undefined,
  );
  return found.data?.hits.find((hit) => hit.code === code)?.shortName ?? code ?? '';
}

/** The conditions that narrow the list, each with a button that takes it away. */
export function FilterChips({ filter, clerks, onChange }: FilterProps) {
  const { t } = useWords();
  const procedure = useProcedureName(filter.procedureCode);
  const conditions = conditionsOf(filter, {
    t,
    showDate,
    procedure: () => procedure,
    clerk: (userId) => clerks.find((clerk) => clerk.userId === userId)?.name ?? userId,
  });
  return (
    <>
      {conditions.map(({ id, words, without }) => (
        <Button
          key={id}
          size="compact-sm"
          variant="light"
          fw={500}
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('filter.without', { words })}
          onClick={() => onChange(without)}
        >
          {words}
        </Button>
      ))}
      {conditions.length > 1 && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({})}>
          {t('filter.clear')}
        </Button>
      )}
    </>
  );
}
