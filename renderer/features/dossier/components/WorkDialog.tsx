import { NativeSelect, Text, Textarea } from '@mantine/core';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { mayHandOn, processorBefore } from '../../../../shared/domain/dossier/work-course.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

/** What may be done with the turn of a dossier. */
export type WorkAction = 'assign' | 'take-back' | 'hand-on' | 'approve' | 'send-back';

type Work = DossierView['work'];

/** A step by its published name, or by what is done at it. */
export function stepName(
  t: Translate,
  { name, role }: { name: string | null; role: 'processor' | 'signer' },
): string {
  return name ?? t(`work.role.${role}`);
}

/** Assigns, hands on, approves, sends back or takes back, with a word for the next person and the records. */
export function WorkDialog(props: { dossier: DossierView; action: WorkAction; onClose: () => void }) {
  const { t } = useWords();
  const { dossier, action } = props;
  const { work } = dossier;
  const client = useClient();
  const people = useAsk(['dossier', 'work', 'people'], {}, () => client.work.people({}));
  const steps = stepsFor(action, work);
  const after = work.turns.at(-1)?.number ?? 0;
  const draft = `dossier.work.${dossier.dossierId}.${after}.${action}`;
  const [said, setSaid] = useDraft(draft, { position: firstStep(action, work), holderId: '', note: '' });
  const forget = useDrafts((state) => state.forget);
  const command = useWorkCommand(action);
  const able = (people.data?.people ?? []).filter(({ roles }) => {
    const role = work.course[said.position]?.role;
    return role !== undefined && roles.includes(role);
  });
  const holderId = able.some(({ userId }) => userId === said.holderId)
    ? said.holderId
    : (suggested(action, work, able) ?? '');
  const needsReason = action === 'take-back' || action === 'send-back';
  const submit = async () => {
    const done = await command.run({
      dossierId: dossier.dossierId,
      after,
      ...(needsReason ? { reason: said.note } : { note: said.note }),
      ...(steps.length === 0 ? {} : { holderId }),
      ...(action === 'assign' || action === 'hand-on' ? { position: said.position } : {}),
    } as never);
    if (done === undefined) return;
    forget(draft);
    props.onClose();
  };
  const problems = fieldProblems(t, command.refused);
  return (
    <Dialog
      title={t(`work.${action}`)}
      opened
      size="lg"
      onClose={() => {
        command.reset();
        props.onClose();
      }}
      onSubmit={() => void submit()}
      submitLabel={t(`work.${action}`)}
      running={command.running}
      refused={command.refused}
    >
      <Text fz="sm" c="dimmed">
        {t(`work.${action}Note`)}
      </Text>
      {steps.length > 0 && (
        <>
          <NativeSelect
            label={t('work.step')}
            value={String(said.position)}
            data={steps.map((position) => ({
              value: String(position),
              label: `${position + 1}. ${stepName(t, work.course[position] ?? { name: null, role: 'processor' })}`,
            }))}
            onChange={(event) => setSaid({ ...said, position: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={t('work.person')}
            data-autofocus
            value={holderId}
            error={holderId === '' && people.data !== undefined ? t('work.nobodyAble') : problems['holderId']}
            data={able.map(({ userId, name, jobTitle, holds }) => ({
              value: userId,
              label: t('work.personLine', { name, title: jobTitle, count: holds }),
            }))}
            onChange={(event) => setSaid({ ...said, holderId: event.currentTarget.value })}
          />
        </>
      )}
      <Textarea
        label={t(needsReason ? 'step.reason' : 'work.note')}
        value={said.note}
        error={problems[needsReason ? 'reason' : 'note']}
        autosize
        minRows={2}
        data-autofocus={steps.length === 0 ? true : undefined}
        onChange={(event) => setSaid({ ...said, note: event.currentTarget.value.replace(/\n/gu, ' ') })}
      />
    </Dialog>
  );
}

function useWorkCommand(action: WorkAction) {
  const { work } = useClient();
  const commands = {
    assign: work.assign,
    'take-back': work.takeBack,
    'hand-on': work.handOn,
    approve: work.approve,
    'send-back': work.sendBack,
  };
  return useCommand(commands[action] as typeof work.assign);
}

/** The steps that a person is chosen for. */
function stepsFor(action: WorkAction, { course, turns }: Work): number[] {
  const last = turns.at(-1);
  const all = course.map((_step, position) => position);
  if (action === 'assign') return all;
  if (action === 'hand-on' && last !== undefined)
    return all.filter((position) =>
      mayHandOn(
        course.map((step) => ({ ...step, clock: null })),
        last,
        position,
      ),
    );
  return action === 'send-back' ? [firstStep(action, { course, turns, here: true, next: null })] : [];
}

function firstStep(action: WorkAction, { course, turns, next }: Work): number {
  const last = turns.at(-1);
  if (action === 'assign') return next ?? 0;
  if (last === undefined) return 0;
  if (action === 'send-back')
    return processorBefore(
      course.map((step) => ({ ...step, clock: null })),
      last.position,
    );
  return last.position + 1 < course.length && last.role === 'processor' ? last.position + 1 : last.position;
}

/** Who had that step before, else who holds least. */
function suggested(
  action: WorkAction,
  { turns }: Work,
  able: readonly { userId: string; holds: number }[],
): string | undefined {
  const before =
    action === 'send-back' ? turns.findLast(({ role }) => role === 'processor')?.holderId : undefined;
  const known = able.find(({ userId }) => userId === before);
  return (known ?? [...able].sort((a, b) => a.holds - b.holds)[0])?.userId;
}
