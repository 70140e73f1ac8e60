import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import type { MessageKey } from '../../../shared/messages/vi.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { AdministratorStep } from './AdministratorStep.tsx';
import { BooksStep } from './BooksStep.tsx';
import { problemsOfStep, stepOfRefusal } from './check-step.ts';
import { toSetupInput, useSetupDraft } from './draft.ts';
import { InstallationStep } from './InstallationStep.tsx';
import { ModeStep } from './ModeStep.tsx';
import { OfficeStep } from './OfficeStep.tsx';
import { RECOVERY_OFFER } from './RecoveryDialog.tsx';
import { ReviewStep } from './ReviewStep.tsx';

const TITLES: readonly MessageKey[] = [
  'setup.mode.title',
  'setup.office.title',
  'setup.installation.title',
  'setup.books.title',
  'setup.admin.title',
  'setup.review.title',
];

const REVIEW = 5;

/** First run: six short steps, each one form, Enter goes on. */
export function SetupWizard({ status }: { status: SetupStatus }) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [checks, setChecks] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const step = password === '' ? Math.min(draft.step, 4) : draft.step;
  const goTo = (next: number) => {
    setChecks(0);
    draft.set({ step: next });
  };
  const finish = useFinish(status, password, (refusedAt) => {
    draft.set({ step: refusedAt });
    setChecks(1);
  });
  const found = problemsOfStep(t, step, draft, { password, repeated });
  const problems = checks === 0 ? {} : { ...fieldProblems(t, finish.refused), ...found };
  useFocusFirstField(form, step);
  useFocusWrong(form, checks);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step === REVIEW) return void finish.run();
    if (Object.keys(found).length > 0) return setChecks(checks + 1);
    finish.reset();
    goTo(step + 1);
  };
  const stepProps = { problems, status };
  const steps: readonly ReactNode[] = [
    <ModeStep key="mode" status={status} onChosen={() => goTo(1)} />,
    <OfficeStep key="office" {...stepProps} />,
    <InstallationStep key="installation" {...stepProps} />,
    <BooksStep key="books" />,
    <AdministratorStep
      key="admin"
      {...stepProps}
      password={password}
      repeated={repeated}
      onPassword={setPassword}
      onRepeated={setRepeated}
    />,
    <ReviewStep key="review" onEdit={goTo} />,
  ];
  return (
    <main className="qmc-panel" style={{ maxWidth: 760, margin: 'auto', padding: 24 }}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>
            <Text fz="sm" c="dimmed">
              {t('setup.title')} · {t('setup.step', { step: step + 1, steps: TITLES.length })}
            </Text>
            <Progress
              value={((step + 1) / TITLES.length) * 100}
              size={4}
              my={8}
              aria-label={t('setup.step', { step: step + 1, steps: TITLES.length })}
            />
            <Title order={1}>{t(TITLES[step] ?? 'setup.title')}</Title>
          </div>
          {steps[step]}
          <RefusalNotice refused={finish.refused} />
          {step > 0 && (
            <Group justify="space-between">
              <Button variant="default" onClick={() => goTo(step - 1)}>
                {t('app.back')}
              </Button>
              <Button type="submit" data-first={step === REVIEW || undefined} loading={finish.running}>
                {step === REVIEW ? t('setup.finish') : t('app.next')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </main>
  );
}

/** Writes the first run, signs the administrator in and offers recovery shares; a refusal leads back to the step it is about. */
function useFinish(status: SetupStatus, password: string, onRefused: (step: number) => void) {
  const client = useClient();
  const start = useCommand(client.setup.start);
  const signIn = useCommand(client.session.signIn);
  const draft = useSetupDraft();
  const put = useDrafts((state) => state.put);
  const { refused } = start;
  const back = useRef(onRefused);
  back.current = onRefused;
  useEffect(() => {
    const step = refused === undefined ? undefined : stepOfRefusal(refused);
    if (step !== undefined) back.current(step);
  }, [refused]);
  return {
    async run(): Promise<void> {
      if ((await start.run(toSetupInput(draft, password))) === undefined) return;
      put(RECOVERY_OFFER, status.workspace === 'official');
      await signIn.run({ login: draft.login, password });
      draft.clear();
    },
    running: start.running || signIn.running,
    refused: refused ?? signIn.refused,
    reset: start.reset,
  };
}

function useFocusFirstField(form: { current: HTMLFormElement | null }, step: number): void {
  useEffect(() => {
    if (step < 0) return;
    const field = form.current?.querySelector<HTMLElement>('input:not([type="hidden"]), button[data-first]');
    field?.focus();
  }, [form, step]);
}
