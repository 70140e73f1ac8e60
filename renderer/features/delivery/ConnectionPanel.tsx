import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems, shownData } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';

interface Connection {
  url: string;
  provinceName: string;
  connectedAt: string;
}

/** Which province this machine delivers to, with the keys to try now and to connect. */
export function ConnectionPanel(props: {
  connection: Connection | null;
  mayConnect: boolean;
  onSendNow: (() => void) | undefined;
  sending: boolean;
}) {
  const { t } = useWords();
  const { connection, mayConnect, onSendNow } = props;
  const [opened, setOpened] = useState(false);
  return (
    <section className="qmc-panel" aria-label={t('delivery.connection')}>
      <Group justify="space-between" wrap="nowrap" align="center">
        <div>
          <Title order={2}>{t('delivery.connection')}</Title>
          <Text>
            {connection === null
              ? t('delivery.notConnected')
              : t('delivery.connectedTo', shownData(t, { ...connection }))}
          </Text>
          {connection === null && !mayConnect && <Text c="dimmed">{t('delivery.askAdministrator')}</Text>}
        </div>
        <Group wrap="nowrap">
          {mayConnect && (
            <Button variant={connection === null ? 'filled' : 'default'} onClick={() => setOpened(true)}>
              {connection === null ? t('delivery.connect') : t('delivery.reconnect')}
            </Button>
          )}
          {onSendNow !== undefined && (
            <Button onClick={onSendNow} loading={props.sending}>
              {t('delivery.sendNow')}
            </Button>
          )}
        </Group>
      </Group>
      {opened && <ConnectDialog url={connection?.url ?? ''} onClose={() => setOpened(false)} />}
    </section>
  );
}

function ConnectDialog({ url: current, onClose }: { url: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const connect = useCommand(client.delivery.connect);
  const [url, setUrl] = useDraft('delivery.url', current);
  // The code is a secret on paper: it is not kept as a draft.
  const [enrolmentCode, setCode] = useState('');
  const forget = useDrafts((state) => state.forget);
  const close = () => {
    forget('delivery.');
    onClose();
  };
  const submit = async () => {
    if ((await connect.run({ url, enrolmentCode })) !== undefined) close();
  };
  const problems = fieldProblems(t, connect.refused);
  return (
    <Dialog
      title={t('delivery.connect')}
      opened
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={t('delivery.connect')}
      running={connect.running}
      refused={connect.refused}
    >
      <Text fz="sm">{t('delivery.connectNote')}</Text>
      <TextInput
        data-autofocus
        label={t('delivery.url')}
        description={t('delivery.urlHint')}
        value={url}
        inputMode="url"
        autoComplete="off"
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={problems['url']}
      />
      <TextInput
        label={t('delivery.enrolmentCode')}
        value={enrolmentCode}
        autoComplete="off"
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problems['enrolmentCode']}
      />
    </Dialog>
  );
}
