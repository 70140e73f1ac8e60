import { Checkbox, NativeSelect, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  type TablerIcon,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type {
  ProcedureCase,
  ProcedureComponent,
} from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useWords } from '../../../lib/context.tsx';
import { type ComponentForm, componentOf, notFromStore, type ReceptionForm } from '../reception-form.ts';
import type { FieldMarks } from '../reception-problems.ts';
import type { StoreOffers } from '../use-store-offers.ts';
import { CountInput } from './CountInput.tsx';
import { KINDS, type RowState, rowState } from './demanded-components.ts';
import { FromStore } from './FromStore.tsx';

const PAPER_REASONS = ['not-in-database', 'lookup-failed', 'data-inexact'] as const;

const ICONS: Record<RowState, TablerIcon> = {
  there: IconCircleCheck,
  missing: IconAlertTriangle,
  optional: IconCircle,
  'not-needed': IconCircleDashed,
};
const TONES = { there: 'qmc-good', missing: 'qmc-attention', optional: '', 'not-needed': '' };

/** The composition of the dossier as the procedure asks for it: three counts a row, look-up, the clerk's judgement of conditions. */
export function ComponentChecklist(props: {
  form: ReceptionForm;
  shown: ProcedureCase;
  marks: FieldMarks;
  offers: StoreOffers;
  onChange: (id: string, entry: ComponentForm) => void;
}) {
  const { t } = useWords();
  return (
    <table className="qmc-checklist" onKeyDown={moveInColumn}>
      <thead>
        <tr>
          <th scope="col">{t('catalogue.components')}</th>
          {KINDS.map((kind) => (
            <th key={kind} scope="col" title={t(`count.${kind}`)}>
              <abbr title={t(`count.${kind}`)}>{t(`count.${kind}.short`)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.shown.components.map((component) => (
          <Row key={component.id} {...props} component={component} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  form: ReceptionForm;
  component: ProcedureComponent;
  marks: FieldMarks;
  offers: StoreOffers;
  onChange: (id: string, entry: ComponentForm) => void;
}) {
  const { t } = useWords();
  const { component, form } = props;
  const entry = componentOf(form, component.id);
  const state = rowState(form, component);
  const Icon = ICONS[state];
  const marked = props.marks[`components.${component.id}`] !== undefined;
  const set = (patch: Partial<ComponentForm>) =>
    props.onChange(component.id, { ...('source' in patch ? notFromStore(entry) : entry), ...patch });
  return (
    <tr data-state={state} data-marked={marked || undefined}>
      <th scope="row">
        <span className={`qmc-row-mark ${TONES[state]}`} title={t(`component.state.${state}`)}>
          <Icon size={17} stroke={2} aria-label={t(`component.state.${state}`)} role="img" />
        </span>
        <div>
          <Text fz="sm" lineClamp={2} title={component.name}>
            {component.name}
            {component.onlyShown && <i className="qmc-soft-text"> ({t('catalogue.shown')})</i>}
          </Text>
          <RowChoices component={component} entry={entry} set={set} />
          <FromStore
            component={component}
            entry={entry}
            offered={props.offers.of(component)}
            onChange={(next) => props.onChange(component.id, next)}
          />
        </div>
      </th>
      {KINDS.map((kind) => (
        <td key={kind}>
          <CountInput
            label={`${t(`count.${kind}`)}: ${component.name}`}
            value={entry.counts[kind]}
            asked={component.counts[kind]}
            invalid={marked}
            disabled={entry.source !== 'paper'}
            onChange={(count) => set({ counts: { ...entry.counts, [kind]: count } })}
          />
        </td>
      ))}
    </tr>
  );
}

function RowChoices(props: {
  component: ProcedureComponent;
  entry: ComponentForm;
  set: (patch: Partial<ComponentForm>) => void;
}) {
  const { t } = useWords();
  const { component, entry, set } = props;
  const { requirement, database, name } = component;
  const hasPaper = KINDS.some((kind) => entry.counts[kind] > 0);
  const asksReason = database !== undefined && !component.onlyShown && entry.source === 'paper' && hasPaper;
  return (
    <div className="qmc-row-choices">
      {requirement.kind === 'judged' && (
        <Checkbox
          size="xs"
          label={t('component.applies', { when: requirement.when })}
          checked={entry.applies}
          onChange={(event) => set({ applies: event.currentTarget.checked })}
        />
      )}
      {(requirement.kind === 'authorised' || requirement.kind === 'looked-up') && (
        <Text fz="xs" c="dimmed" lineClamp={1} title={requirement.when}>
          {requirement.when}
        </Text>
      )}
      {component.replacedBy !== undefined && (
        <Text fz="xs" c="dimmed">
          {t('component.replacedBy', { basis: component.replacedBy })}
        </Text>
      )}
      {database !== undefined && (
        <Checkbox
          size="xs"
          label={t('component.lookedUp')}
          title={database}
          aria-label={`${t('component.lookedUp')}: ${name}`}
          checked={entry.source === 'database'}
          onChange={(event) => set({ source: event.currentTarget.checked ? 'database' : 'paper' })}
        />
      )}
      {asksReason && (
        <NativeSelect
          size="xs"
          aria-label={`${t('component.paperReason')}: ${name}`}
          value={entry.paperReason ?? ''}
          data={[
            { value: '', label: t('component.paperReason') },
            ...PAPER_REASONS.map((reason) => ({
              value: reason,
              label: t(`component.paperReason.${reason}`),
            })),
          ]}
          onChange={(event) =>
            set({ paperReason: (event.currentTarget.value || null) as ComponentForm['paperReason'] })
          }
        />
      )}
    </div>
  );
}

/** Up and down keep to the column of counts. */
function moveInColumn(event: KeyboardEvent<HTMLTableElement>): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !target.classList.contains('qmc-count')) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const cell = target.closest('td');
  if (step === 0 || cell === null) return;
  event.preventDefault();
  const inputs = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>('input.qmc-count:not(:disabled)'),
  ];
  const column = inputs.filter((input) => input.closest('td')?.cellIndex === cell.cellIndex);
  column[column.indexOf(target) + step]?.focus();
}
