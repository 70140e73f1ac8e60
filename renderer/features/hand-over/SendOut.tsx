import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconMailCheck, IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DateField } from '../../ui/DateField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { NO_REASON, PaperOnlyField, type PaperOnlyForm, toPaperOnly } from './PaperOnly.tsx';

/** Sends the result in the way that was registered: by post with its carrier and number, or electronically with the place it went to. */
export function SendOut({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const client = useClient();
  const send = useCommand(client.dossier.sendOut);
  const { delivery, dossierId } = dossier;
  const draft = `hand-over.send.${dossierId}`;
  const [form, setForm] = useDraft(draft, { carrier: t('sendOut.defaultCarrier'), tracking: '' });
  const [onPaper, setOnPaper] = useDraft<PaperOnlyForm>(`${draft}.on-paper`, NO_REASON);
  const forget = useDrafts((state) => state.forget);
  if (delivery.method === 'counter') return null;
  const way = delivery.method;
  const submit = async () => {
    const carrier = way === 'post' && form.carrier.trim() !== '' ? form.carrier : null;
    const paperOnly = dossier.needsPaperReason ? toPaperOnly(onPaper) : null;
    const done = await send.run({ dossierId, way, carrier, tracking: form.tracking, paperOnly });
    if (done !== undefined) forget(draft);
  };
  const problems = fieldProblems(t, send.refused);
  return (
    <form
      className="qmc-section"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <Stack gap="sm">
        <Title order={3}>{t(`sendOut.${way}`)}</Title>
        {delivery.method === 'post' && <Text>{delivery.address}</Text>}
        {way === 'post' && (
          <TextInput
            label={t('sendOut.carrier')}
            value={form.carrier}
            error={problems['carrier']}
            autoComplete="off"
            onChange={(event) => setForm({ ...form, carrier: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t(`sendOut.tracking.${way}`)}
          value={form.tracking}
          error={problems['tracking']}
          autoComplete="off"
          onChange={(event) => setForm({ ...form, tracking: event.currentTarget.value })}
        />
        {dossier.needsPaperReason && <PaperOnlyField value={onPaper} onChange={setOnPaper} />}
        <RefusalNotice refused={send.refused} />
        <Button type="submit" loading={send.running} leftSection={<IconMailForward size={18} />}>
          {t('sendOut.now')}
        </Button>
      </Stack>
    </form>
  );
}

/** What is known of a result that was sent, and the field for its acknowledgement while there is none. */
export function SentOut(props: {
  dossierId: DossierView['dossierId'];
  handOver: NonNullable<DossierView['handOver']>;
}) {
  const { t } = useWords();
  const client = useClient();
  const acknowledge = useCommand(client.dossier.acknowledge);
  const { handOver, dossierId } = props;
  const [on, setOn] = useState('');
  const [acknowledgement, setAcknowledgement] = useState('');
  if (handOver.way === 'window') return null;
  const problems = fieldProblems(t, acknowledge.refused);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void acknowledge.run({ dossierId, on, acknowledgement });
      }}
      noValidate
    >
      <Stack gap="sm">
        <Text>
          {handOver.carrier !== null && `${handOver.carrier} · `}
          {handOver.tracking}
        </Text>
        {handOver.acknowledgement !== null && handOver.acknowledgedOn !== null ? (
          <Text>
            {t('sendOut.acknowledged', { on: handOver.acknowledgedOn, what: handOver.acknowledgement })}
          </Text>
        ) : (
          <>
            <DateField label={t('sendOut.on')} value={on} error={problems['on']} onDate={setOn} />
            <TextInput
              label={t('sendOut.acknowledgement')}
              placeholder={t('sendOut.acknowledgementHint')}
              value={acknowledgement}
              error={problems['acknowledgement']}
              autoComplete="off"
              onChange={(event) => setAcknowledgement(event.currentTarget.value)}
            />
            <RefusalNotice refused={acknowledge.refused} />
            <Button
              type="submit"
              variant="default"
              loading={acknowledge.running}
              leftSection={<IconMailCheck size={18} />}
            >
              {t('sendOut.acknowledge')}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
