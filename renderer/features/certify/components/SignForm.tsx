import { Anchor, Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import type { Refused } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Asked } from '../../../ui/ScreenStates.tsx';
import { SecretInput } from '../../../ui/SecretInput.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { ExpiryNotices } from './ExpiryNotices.tsx';

/** What the chosen copies are signed with; the PIN is kept nowhere. */
export interface SignWith {
  keyId: string;
  pin: string;
  useLastTry: boolean;
}

/** Certified copies by the officer and by the agency; digital copies by an official, results by the agency. */
type SignStep = 'sign' | 'seal' | 'component' | 'result';

interface SignFormProps {
  step: SignStep;
  count: number;
  running: boolean;
  /** Of a queue that is being signed. */
  progress: { done: number; total: number } | undefined;
  /** The last run was stopped here. */
  stopped: boolean;
  refused: Refused | undefined;
  onStop: () => void;
  onSign: (using: SignWith) => Promise<boolean>;
}

/** One key and one PIN for all chosen copies. */
export function SignForm(props: SignFormProps) {
  const { t } = useWords();
  const client = useClient();
  const role = props.step === 'sign' || props.step === 'component' ? 'officer' : 'agency';
  const asked = useAsk(['certify', 'keys'], {}, () => client.certify.keys({}));
  const me = useSession().data?.user?.id;
  return (
    <section className="qmc-aside">
      <Title order={3} mb={8}>
        {t(`certify.${props.step}Title`)}
      </Title>
      <Asked query={asked}>
        {({ keys }) => {
          const ofRole = keys.filter((key) => key.role === role);
          const usable = ofRole.filter(({ holder }) => role === 'agency' || holder?.userId === me);
          if (usable.length > 0) return <WithKeys {...props} keys={usable} />;
          return (
            <Stack gap={4}>
              <Text fz="sm">{t(`certify.noKey.${role}`)}</Text>
              {role === 'officer' && ofRole.some(({ holder }) => holder === null) && (
                <Text fz="sm">{t('certify.keyUnbound')}</Text>
              )}
              <Anchor component={Link} href="/administration/signing" fz="sm">
                {t('certify.toKeys')}
              </Anchor>
            </Stack>
          );
        }}
      </Asked>
      <div className="qmc-aside-note">
        <ExpiryNotices />
      </div>
    </section>
  );
}

function WithKeys(
  props: SignFormProps & {
    keys: { keyId: string; label: string; notAfter: string; subject: string; kind: string }[];
  },
) {
  const { t } = useWords();
  const { step, count, refused } = props;
  const [keyId, setKeyId] = useState(props.keys[0]?.keyId ?? '');
  const [pin, setPin] = useState('');
  const [useLastTry, setUseLastTry] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const key = props.keys.find((entry) => entry.keyId === keyId) ?? props.keys[0];
  const asksItself = key?.kind === 'service';
  useEffect(() => {
    if (refused !== undefined) field.current?.focus();
  }, [refused]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (key === undefined || count === 0 || props.running) return;
    await props.onSign({ keyId: key.keyId, pin, useLastTry });
    setPin('');
    setUseLastTry(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <NativeSelect
          label={t('certify.key')}
          value={key?.keyId}
          data={props.keys.map((entry) => ({ value: entry.keyId, label: entry.label }))}
          onChange={(event) => setKeyId(event.currentTarget.value)}
        />
        {key !== undefined && (
          <Text fz="xs" c="dimmed">
            {t('certify.keyOf', { subject: key.subject, until: showInstant(key.notAfter) })}
          </Text>
        )}
        {asksItself ? (
          <Text fz="sm">{t('certify.pinElsewhere')}</Text>
        ) : (
          <SecretInput
            ref={field}
            autoFocus
            label={t('certify.pin')}
            value={pin}
            error={refused?.code === 'WRONG_PIN'}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
        )}
        <RefusalNotice refused={refused} />
        {(refused?.code === 'PIN_LAST_TRY' || useLastTry) && (
          <Checkbox
            label={t('certify.useLastTry')}
            checked={useLastTry}
            onChange={(event) => setUseLastTry(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" loading={props.running} disabled={count === 0 || (pin === '' && !asksItself)}>
          {t(`certify.${step}Do`, { count })}
        </Button>
        {props.running && <Running progress={props.progress} onStop={props.onStop} />}
        {props.stopped && !props.running && (
          <Text fz="sm" role="status">
            {t('certify.stopped')}
          </Text>
        )}
        <Text fz="xs" c="dimmed">
          {t(`certify.${step}Note`)}
        </Text>
      </Stack>
    </form>
  );
}

/** How far the queue is, and the key that stops it. */
function Running({ progress, onStop }: Pick<SignFormProps, 'progress' | 'onStop'>) {
  const { t } = useWords();
  const latest = useRef(onStop);
  latest.current = onStop;
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'signing-stop', label: 'certify.stop', keys: 'Alt+X', run: () => latest.current() }],
    [],
  );
  useRegisteredActions(actions);
  return (
    <Group justify="space-between" wrap="nowrap" gap={6}>
      <StateMark state="checking">
        {t('certify.signing', { done: progress?.done ?? 0, total: progress?.total ?? 0 })}
      </StateMark>
      <Button
        variant="default"
        style={{ flex: 'none' }}
        px={10}
        onClick={onStop}
        title={t('certify.stopNote')}
      >
        {t('certify.stop')} <kbd className="qmc-on-button">Alt+X</kbd>
      </Button>
    </Group>
  );
}
