import { Checkbox, Group, NativeSelect, ScrollArea, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { LACKS } from '../../../shared/domain/guidance/guidance.ts';
import { useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems, type Refused } from '../../lib/refusal.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import {
  firstGuidance,
  type GuidanceForm,
  type GuidedComponent,
  type GuidedLine,
  lineOf,
  toSaidItems,
} from './guidance-form.ts';
import { OwnWords } from './OwnWords.tsx';
import type { Guiding } from './use-guiding.ts';

const PAPER_REASONS = ['not-in-database', 'lookup-failed', 'data-inexact'] as const;

/** Everything that is missing or wrong in one go, and who is told; Enter gives the paper. */
export function GuidanceDialog(props: {
  guiding: Guiding;
  /** The reception form that this belongs to. */
  draftId: string;
  procedure: { code: string; name: string; caseId: string };
  person: GuidanceForm['person'];
  components: readonly GuidedComponent[];
}) {
  const { t } = useWords();
  const { guiding, draftId, procedure, components } = props;
  const kept = `guidance.${draftId}`;
  const [form, setForm] = useDraft(kept, firstGuidance(props.person, components));
  const forget = useDrafts((state) => state.forget);
  const close = () => {
    forget(kept);
    guiding.close();
  };
  const submit = async () => {
    const { person, reason } = form;
    const { code: procedureCode, caseId } = procedure;
    const items = toSaidItems(form, components);
    if (await guiding.give(draftId, { procedureCode, caseId, person, items, reason })) forget(kept);
  };
  const problems = fieldProblems(t, guiding.refused);
  const setLine = (id: string, line: GuidedLine | undefined) => {
    const { [id]: _before, ...others } = form.lines;
    setForm({ ...form, lines: line === undefined ? others : { ...others, [id]: line } });
  };
  const first = components.find(({ id }) => form.lines[id] !== undefined)?.id;
  return (
    <Dialog
      title={t('guidance.title')}
      size="56rem"
      opened
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={t('guidance.give')}
      running={guiding.running}
      refused={guiding.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('guidance.note', { procedure: procedure.name })}
      </Text>
      <PersonFields form={form} problems={problems} onChange={setForm} />
      <Stack gap={4} component="section" aria-label={t('guidance.components')}>
        <Text fz="sm" fw={600}>
          {t('guidance.components')}
        </Text>
        {problems['items'] !== undefined && (
          <Text fz="sm" c="var(--qmc-red)">
            {t('guidance.nothingChosen')}
          </Text>
        )}
        <ScrollArea.Autosize mah="30vh" offsetScrollbars>
          <Stack gap={6}>
            {components.map((component) => (
              <ComponentLine
                key={component.id}
                component={component}
                line={form.lines[component.id]}
                focused={component.id === first}
                lacksReason={lacksReason(guiding.refused, component, form.lines[component.id])}
                onChange={(line) => setLine(component.id, line)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <OwnWords others={form.others} onChange={(others) => setForm({ ...form, others })} />
      </Stack>
      <TextInput
        size="xs"
        label={t('step.reason')}
        placeholder={t('guidance.usualReason')}
        value={form.reason}
        error={problems['reason']}
        autoComplete="off"
        onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
      />
    </Dialog>
  );
}

function lacksReason(
  refused: Refused | undefined,
  { name }: GuidedComponent,
  line: GuidedLine | undefined,
): boolean {
  return refused?.code === 'PAPER_IN_DATABASE' && refused.data['name'] === name && line?.paperReason === null;
}

const PERSON = [
  ['name', 'party.name'],
  ['phone', 'party.phone'],
  ['address', 'party.address'],
  ['email', 'party.email'],
] as const;

function PersonFields(props: {
  form: GuidanceForm;
  problems: Record<string, string>;
  onChange: (form: GuidanceForm) => void;
}) {
  const { t } = useWords();
  const { form, problems, onChange } = props;
  return (
    <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
      {PERSON.map(([field, label]) => (
        <TextInput
          key={field}
          size="xs"
          label={t(label)}
          value={form.person[field]}
          error={problems[`person.${field}`]}
          autoComplete="off"
          onChange={(event) =>
            onChange({ ...form, person: { ...form.person, [field]: event.currentTarget.value } })
          }
        />
      ))}
    </SimpleGrid>
  );
}

/** A component: chosen or not; when it is, what is wrong with it and what to do. */
function ComponentLine(props: {
  component: GuidedComponent;
  line: GuidedLine | undefined;
  focused: boolean;
  /** It was refused because its data is in a database and no reason stands there. */
  lacksReason: boolean;
  onChange: (line: GuidedLine | undefined) => void;
}) {
  const { t } = useWords();
  const { component, line, focused, onChange } = props;
  const { name, database } = component;
  return (
    <div className="qmc-fee">
      <Checkbox
        size="sm"
        label={name}
        checked={line !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? lineOf(component) : undefined)}
      />
      {line !== undefined && (
        <Group gap={8} wrap="nowrap" align="flex-end">
          <NativeSelect
            size="xs"
            w={170}
            aria-label={t('guidance.lackOf', { name })}
            value={line.lack}
            data={LACKS.map((value) => ({ value, label: t(`guidance.lack.${value}`) }))}
            onChange={(event) => onChange({ ...line, lack: event.currentTarget.value as GuidedLine['lack'] })}
          />
          <TextInput
            size="xs"
            flex={1}
            data-autofocus={focused || undefined}
            aria-label={t('guidance.todoOf', { name })}
            placeholder={t('guidance.todo')}
            value={line.todo}
            autoComplete="off"
            onChange={(event) => onChange({ ...line, todo: event.currentTarget.value })}
          />
        </Group>
      )}
      {line !== undefined && database !== undefined && (
        <NativeSelect
          size="xs"
          label={t('step.item.inDatabase', { database })}
          error={props.lacksReason}
          value={line.paperReason ?? ''}
          data={[
            { value: '', label: t('guidance.paperReason') },
            ...PAPER_REASONS.map((value) => ({ value, label: t(`component.paperReason.${value}`) })),
          ]}
          onChange={(event) =>
            onChange({
              ...line,
              paperReason: (event.currentTarget.value || null) as GuidedLine['paperReason'],
            })
          }
        />
      )}
    </div>
  );
}
