import { Button, Menu, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCalendarPlus,
  IconCash,
  IconChevronDown,
  IconClockShare,
  IconFileX,
  IconHandStop,
  IconLink,
  IconLogout2,
  IconPencil,
  IconReceiptOff,
  IconTrashX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { type DossierAction, isOpen } from '../../../../shared/domain/dossier/dossier-state.ts';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { TypedStep } from '../step-form.ts';
import { useSlip } from '../use-receive.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { OtherCodeDialog } from './OtherCodeDialog.tsx';
import { StepDialog } from './StepDialog.tsx';
import { VoidDialog } from './VoidDialog.tsx';

/** In the order in which a counter needs them; what ends the dossier comes last. */
const STEPS: readonly { action: DossierAction; kind: TypedStep; Icon: TablerIcon }[] = [
  { action: 'ask-supplement', kind: 'supplement', Icon: IconAlertTriangle },
  { action: 'ask-payment', kind: 'payment', Icon: IconCash },
  { action: 'reappoint', kind: 'reappointment', Icon: IconClockShare },
  { action: 'extend', kind: 'extension', Icon: IconCalendarPlus },
  { action: 'send-result-back', kind: 'result-sent-back', Icon: IconArrowBackUp },
  { action: 'report-lost-slip', kind: 'slip-lost', Icon: IconReceiptOff },
  { action: 'stop', kind: 'stop', Icon: IconHandStop },
  { action: 'withdraw', kind: 'withdrawal', Icon: IconLogout2 },
  { action: 'refuse', kind: 'refusal', Icon: IconFileX },
];

/** What interrupts, ends or corrects a dossier, behind one button; nothing when its state and the person's roles allow none of it. */
export function StepActions(props: {
  dossier: DossierView;
  mayProcess: boolean;
  mayCorrect: boolean;
  isHead: boolean;
}) {
  const { t } = useWords();
  const { dossier } = props;
  const now = useHostClock();
  const [kind, setKind] = useState<TypedStep | 'correction' | 'void' | 'other-code'>();
  const may = (kind: TypedStep) => (kind === 'slip-lost' ? props.mayCorrect : props.mayProcess);
  const offered = STEPS.filter(({ action, kind }) => may(kind) && dossier.actions.includes(action));
  const correctable = props.mayCorrect && isOpen(dossier.state);
  const voidable =
    props.mayCorrect &&
    dossier.actions.includes('void') &&
    officeDay(dossier.receivedAt) === officeDay(new Date(now).toISOString());
  if (offered.length === 0 && !correctable) return null;
  const close = () => setKind(undefined);
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} />}>
            {t('step.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map(({ kind: offeredKind, Icon }) => (
            <Menu.Item
              key={offeredKind}
              leftSection={<Icon size={18} aria-hidden />}
              onClick={() => setKind(offeredKind)}
            >
              {t(`step.${offeredKind}`)}
            </Menu.Item>
          ))}
          {correctable && (
            <Menu.Item
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setKind('correction')}
            >
              {t('step.correct')}
            </Menu.Item>
          )}
          {props.mayCorrect && (
            <Menu.Item leftSection={<IconLink size={18} aria-hidden />} onClick={() => setKind('other-code')}>
              {t('dossier.linkCode')}
            </Menu.Item>
          )}
          {voidable && (
            <Menu.Item leftSection={<IconTrashX size={18} aria-hidden />} onClick={() => setKind('void')}>
              {t('step.void')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {kind === 'correction' && <CorrectDialog dossier={dossier} opened onClose={close} />}
      {kind === 'other-code' && <OtherCodeDialog dossier={dossier} opened onClose={close} />}
      {kind === 'void' && <VoidDialog dossier={dossier} isHead={props.isHead} opened onClose={close} />}
      {kind !== undefined && kind !== 'correction' && kind !== 'void' && kind !== 'other-code' && (
        <StepDialog dossier={dossier} kind={kind} opened onClose={close} />
      )}
    </>
  );
}

/** What was waited for is there: the clock goes on, and a slip with both times is opened for printing. */
export function ResumeDialog(props: { dossierId: string; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const resume = useCommand(client.life.resume);
  const slip = useSlip();
  const name = `dossier.resume.${props.dossierId}`;
  const [brought, setBrought] = useDraft(name, '');
  const forget = useDrafts((state) => state.forget);
  const submit = async () => {
    const done = await resume.run({ dossierId: props.dossierId as never, brought });
    if (done === undefined) return;
    forget(name);
    props.onClose();
    await slip.draw(props.dossierId as never);
  };
  return (
    <Dialog
      title={t('action.resume')}
      opened={props.opened}
      onClose={() => {
        resume.reset();
        props.onClose();
      }}
      onSubmit={() => void submit()}
      submitLabel={t('step.resumeAndPrint')}
      running={resume.running}
      refused={resume.refused}
    >
      <TextInput
        data-autofocus
        label={t('step.brought')}
        placeholder={t('step.broughtHint')}
        value={brought}
        error={fieldProblems(t, resume.refused)['brought']}
        autoComplete="off"
        onChange={(event) => setBrought(event.currentTarget.value)}
      />
    </Dialog>
  );
}
