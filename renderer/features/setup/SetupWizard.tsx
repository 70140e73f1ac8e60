import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import type { MessageKey } from '../../../shared/messages/vi.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { toSetupInput, useSetupDraft } from './draft.ts';
import {
  AdministratorStep,
  BooksStep,
  InstallationStep,
  ModeStep,
  OfficeStep,
  ReviewStep,
} from './steps.tsx';

const TITLES: readonly MessageKey[] = [
  'setup.mode.title',
  'setup.office.title',
  'setup.installation.title',
  'setup.books.title',
  'setup.admin.title',
  'setup.review.title',
];

/** First run: six short steps, each one form, Enter goes on. */
export function SetupWizard({ status }: { status: SetupStatus }) {
  const { t } = useWords();
  const client = useClient();
  const draft = useSetupDraft();
  const start = useCommand(client.setup.start);
  const signIn = useCommand(client.session.signIn);
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const step = password === '' ? Math.min(draft.step, 4) : draft.step;
  const problems = fieldProblems(t, start.refused);
  useFocusFirstField(form, step);

  const finish = async () => {
    const made = await start.run(toSetupInput(draft, password));
    if (made === undefined) return;
    await signIn.run({ login: draft.login, password });
    draft.clear();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (step === 5) void finish();
    else if (missing(step, draft, password, repeated)) wrong?.focus();
    else {
      setChecked(false);
      start.reset();
      draft.set({ step: step + 1 });
    }
  };
  const stepProps = { problems, checked, status };
  const steps: readonly ReactNode[] = [
    <ModeStep key="mode" status={status} onChosen={() => draft.set({ step: 1 })} />,
    <OfficeStep key="office" {...stepProps} />,
    <InstallationStep key="installation" {...stepProps} />,
    <BooksStep key="books" {...stepProps} />,
    <AdministratorStep
      key="admin"
      {...stepProps}
      password={password}
      repeated={repeated}
      onPassword={setPassword}
      onRepeated={setRepeated}
    />,
    <ReviewStep key="review" onEdit={(to) => draft.set({ step: to })} />,
  ];
  return (
    <main className="qmc-panel" style={{ maxWidth: 760, margin: 'auto', padding: 32 }}>
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
          <RefusalNotice refused={start.refused ?? signIn.refused} />
          {step > 0 && (
            <Group justify="space-between">
              <Button variant="default" onClick={() => draft.set({ step: step - 1 })}>
                {t('app.back')}
              </Button>
              <Button type="submit" loading={start.running || signIn.running}>
                {step === 5 ? t('setup.finish') : t('app.next')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </main>
  );
}

/** True when a step lacks something that the person can see; the host checks everything again. */
function missing(
  step: number,
  draft: ReturnType<typeof useSetupDraft.getState>,
  password: string,
  repeated: string,
): boolean {
  const has = (...texts: string[]) => texts.every((text) => text.trim() !== '');
  if (step === 1) {
    const place = draft.typedPlace
      ? has(draft.communeName, draft.provinceName, draft.placeFrom)
      : draft.commune !== null;
    return !(place && has(draft.name, draft.superiorName, draft.agencyCode));
  }
  if (step === 2)
    return !has(draft.installationName, draft.deviceName) || !(draft.first >= 1 && draft.last > draft.first);
  if (step === 4)
    return !has(draft.login, draft.displayName) || password.length < 10 || password !== repeated;
  return false;
}

function useFocusFirstField(form: { current: HTMLFormElement | null }, step: number): void {
  useEffect(() => {
    if (step < 0) return;
    const field = form.current?.querySelector<HTMLElement>('input:not([type="hidden"]), button[data-first]');
    field?.focus();
  }, [form, step]);
}
