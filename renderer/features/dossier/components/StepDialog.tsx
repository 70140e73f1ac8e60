import { Button, Group, NativeSelect, NumberInput, Text, Textarea, TextInput } from '@mantine/core';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { certificationExtensions } from '../../../../shared/forms/nd-23-2015/extension-grounds.ts';
import { NOTICE_OF } from '../../../../shared/forms/tt-03-2025/notice-values.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EMPTY_STEP, type StepForm, type TypedStep, toStepInput } from '../step-form.ts';
import { useNotice } from '../use-notice.ts';
import { useSlip } from '../use-receive.ts';
import { SupplementItems } from './SupplementItems.tsx';

const EXTENSION_UNITS = ['working-day', 'day', 'working-hour', 'hour'] as const;

interface Fields {
  form: StepForm;
  set: (changed: Partial<StepForm>) => void;
  problems: Record<string, string>;
  dossier: DossierView;
}

/** One step that interrupts or ends a dossier, in words; its paper is opened for printing afterwards. */
export function StepDialog(props: {
  dossier: DossierView;
  kind: TypedStep;
  /** What is known beforehand. */
  start?: Partial<StepForm>;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  const { dossier, kind } = props;
  const name = `dossier.step.${kind}.${dossier.dossierId}`;
  const [form, setForm] = useDraft(name, { ...EMPTY_STEP, ...props.start });
  const forget = useDrafts((state) => state.forget);
  const command = useStepCommand(kind);
  const notice = useNotice();
  const slip = useSlip();
  const submit = async () => {
    const done = await command.run({ dossierId: dossier.dossierId, ...toStepInput(kind, form) } as never);
    if (done === undefined) return;
    forget(name);
    props.onClose();
    if (NOTICE_OF[kind] !== null) await notice.draw(done.stepId);
    else if (kind === 'extension') await slip.draw(dossier.dossierId);
  };
  const fields: Fields = {
    form,
    set: (changed) => setForm({ ...form, ...changed }),
    problems: fieldProblems(t, command.refused),
    dossier,
  };
  return (
    <Dialog
      title={t(`step.${kind}`)}
      opened={props.opened}
      size="lg"
      onClose={() => {
        command.reset();
        props.onClose();
      }}
      onSubmit={() => void submit()}
      submitLabel={t(submitOf(kind))}
      running={command.running || notice.running}
      refused={command.refused ?? notice.refused}
    >
      <Text fz="sm" c="dimmed">
        {t(`step.${kind}Note`)}
      </Text>
      <StepFields kind={kind} {...fields} />
    </Dialog>
  );
}

/** What gives the citizen another slip, with both times. */
const MOVES_DUE: ReadonlySet<TypedStep> = new Set(['extension', 'arrival']);

function submitOf(kind: TypedStep) {
  if (MOVES_DUE.has(kind)) return 'step.resumeAndPrint';
  return NOTICE_OF[kind] === null ? 'app.save' : 'step.saveAndPrint';
}

function useStepCommand(kind: TypedStep) {
  const { life } = useClient();
  const commands = {
    supplement: life.askSupplement,
    payment: life.askPayment,
    stop: life.stop,
    withdrawal: life.withdraw,
    refusal: life.refuse,
    reappointment: life.reappoint,
    extension: life.extend,
    'result-sent-back': life.sendResultBack,
    'slip-lost': life.reportLostSlip,
    arrival: life.confirmArrival,
  };
  return useCommand(commands[kind] as typeof life.refuse);
}

/** Grounds that the law of certification names: one of them fills the fields. */
function UsualGrounds({ dossier, set }: Fields) {
  const { t } = useWords();
  const grounds = certificationExtensions(dossier.procedureCode);
  if (grounds.length === 0) return null;
  return (
    <Group gap="xs">
      {grounds.map(({ id, article, days, reason }) => (
        <Button
          key={id}
          size="compact-sm"
          variant="default"
          onClick={() => set({ article, value: String(days), unit: 'working-day', reason })}
        >
          {t(`step.extension.${id}`, { days })}
        </Button>
      ))}
    </Group>
  );
}

function StepFields({ kind, ...fields }: Fields & { kind: TypedStep }) {
  const { t } = useWords();
  const { form, set, problems } = fields;
  switch (kind) {
    case 'supplement':
      return (
        <>
          <SupplementItems dossier={fields.dossier} items={form.items} onChange={(items) => set({ items })} />
          <Reason {...fields} />
          <DateField
            label={t('step.answerBy')}
            value={form.answerBy}
            error={problems['answerBy']}
            onDate={(answerBy) => set({ answerBy })}
          />
          {fields.dossier.steps.some(({ details }) => details.kind === 'supplement') && (
            <Line {...fields} name="ground" label={t('step.ground')} hint={t('step.groundHint')} />
          )}
        </>
      );
    case 'payment':
      return (
        <>
          <Line
            {...fields}
            name="noticeNumber"
            label={t('step.noticeNumber')}
            hint={t('step.noticeHint')}
            first
          />
          <Line {...fields} name="issuer" label={t('step.issuer')} hint={t('step.issuerHint')} />
          <NumberInput
            label={t('step.amount')}
            value={form.amount}
            error={problems['amountVnd']}
            thousandSeparator="."
            decimalSeparator=","
            allowNegative={false}
            allowDecimal={false}
            hideControls
            onChange={(amount) => set({ amount: String(amount) })}
          />
          <DateField
            label={t('step.payBy')}
            value={form.payBy}
            error={problems['payBy']}
            onDate={(payBy) => set({ payBy })}
          />
        </>
      );
    case 'stop':
      return (
        <>
          <Reason {...fields} first />
          <Line {...fields} name="article" label={t('step.article')} hint={t('step.articleHint')} />
        </>
      );
    case 'withdrawal':
      return (
        <>
          <Reason {...fields} first />
          <Line {...fields} name="givenBack" label={t('step.givenBack')} hint={t('step.givenBackHint')} />
        </>
      );
    case 'refusal':
    case 'result-sent-back':
      return <Reason {...fields} first />;
    case 'slip-lost':
      return (
        <>
          <Line {...fields} name="statedBy" label={t('step.statedBy')} hint={t('step.statedByHint')} first />
          <Reason {...fields} />
        </>
      );
    case 'extension':
      return (
        <>
          <UsualGrounds {...fields} />
          <Line {...fields} name="article" label={t('step.article')} hint={t('step.extensionHint')} first />
          <Group gap="md" align="flex-start">
            <TextInput
              label={t('step.extendBy')}
              w={130}
              value={form.value}
              error={problems['value']}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => set({ value: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('step.extendUnit')}
              value={form.unit}
              data={EXTENSION_UNITS.map((unit) => ({ value: unit, label: t(`step.unit.${unit}`) }))}
              onChange={(event) => set({ unit: event.currentTarget.value as StepForm['unit'] })}
            />
          </Group>
          <Reason {...fields} />
        </>
      );
    case 'arrival':
      return (
        <>
          <Group gap="md" align="flex-start">
            <DateField
              data-autofocus
              label={t('step.arrivalDay')}
              value={form.arrivalDay}
              error={problems['receivedAt']}
              onDate={(arrivalDay) => set({ arrivalDay })}
            />
            <TextInput
              label={t('step.arrivalTime')}
              w={110}
              placeholder="08:00"
              value={form.arrivalTime}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => set({ arrivalTime: event.currentTarget.value })}
            />
          </Group>
          <Line {...fields} name="document" label={t('step.document')} hint={t('step.documentHint')} />
          <Line {...fields} name="receiver" label={t('step.receiver')} hint={t('step.receiverHint')} />
        </>
      );
    case 'reappointment':
      return (
        <>
          <Reason {...fields} first />
          <Group gap="md" align="flex-start">
            <DateField
              label={t('step.returnDay')}
              value={form.returnDay}
              error={problems['returnAt']}
              onDate={(returnDay) => set({ returnDay })}
            />
            <TextInput
              label={t('step.returnTime')}
              w={110}
              value={form.returnTime}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => set({ returnTime: event.currentTarget.value })}
            />
          </Group>
        </>
      );
  }
}

function Reason({ form, set, problems, first = false }: Fields & { first?: boolean }) {
  const { t } = useWords();
  return (
    <Textarea
      label={t('step.reason')}
      value={form.reason}
      error={problems['reason']}
      autosize
      minRows={2}
      data-autofocus={first ? true : undefined}
      onChange={(event) => set({ reason: event.currentTarget.value.replace(/\n/gu, ' ') })}
    />
  );
}

function Line(
  props: Fields & {
    name:
      | 'statedBy'
      | 'ground'
      | 'noticeNumber'
      | 'issuer'
      | 'article'
      | 'givenBack'
      | 'document'
      | 'receiver';
    label: string;
    hint: string;
    first?: boolean;
  },
) {
  const { form, set, problems, name, label, hint, first = false } = props;
  return (
    <TextInput
      label={label}
      placeholder={hint}
      value={form[name]}
      error={problems[name]}
      autoComplete="off"
      data-autofocus={first ? true : undefined}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
}
