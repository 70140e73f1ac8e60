import { Button, FileButton, Group, Table, Text, Textarea, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

type Trusted = Awaited<ReturnType<ReturnType<typeof useClient>['certify']['trustAnchors']>>;

/** The roots whose signatures are believed: where each came from, and every import and removal. */
export function TrustAnchors() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'trustAnchors'], {}, () => client.certify.trustAnchors({}));
  const remove = useCommand(client.certify.removeTrustAnchor);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Trusted['anchors'][number]>();
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2}>{t('signing.anchors')}</Title>
          <Text fz="sm" c="dimmed">
            {t('signing.anchorsNote')}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconShieldCheck size={18} />} onClick={() => setAdding(true)}>
          {t('signing.addAnchor')}
        </Button>
      </Group>
      <Asked query={asked}>
        {({ anchors, history }) => (
          <>
            {anchors.length === 0 ? (
              <Text fz="sm">{t('signing.noAnchors')}</Text>
            ) : (
              <Anchors anchors={anchors} onRemove={setLeaving} />
            )}
            {history.length > 0 && <History history={history} />}
          </>
        )}
      </Asked>
      {adding && <AddAnchorDialog onClose={() => setAdding(false)} />}
      {leaving !== undefined && (
        <ReasonDialog
          heading={t('signing.removeAnchor', { subject: leaving.subject })}
          label={t('signing.removeReason')}
          note={t('signing.removeNote')}
          submitLabel={t('signing.remove')}
          command={remove}
          give={async (reason) =>
            (await remove.run({ fingerprint: leaving.fingerprint, reason })) !== undefined
          }
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

function Anchors(props: {
  anchors: Trusted['anchors'];
  onRemove: (anchor: Trusted['anchors'][number]) => void;
}) {
  const { t } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('signing.subject')}</Table.Th>
            <Table.Th>{t('signing.fingerprint')}</Table.Th>
            <Table.Th w={210}>{t('signing.addedBy')}</Table.Th>
            <Table.Th w={150}>{t('signing.notAfter')}</Table.Th>
            <Table.Th w={120} aria-label={t('users.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.anchors.map((anchor) => (
            <Table.Tr key={anchor.fingerprint}>
              <Table.Td fw={500}>
                {anchor.subject}
                {anchor.isDemo && <StateMark state="bad">{t('signing.demoRoot')}</StateMark>}
              </Table.Td>
              <Table.Td className="qmc-mono qmc-small">
                {anchor.fingerprint.replace(/(.{8})(?=.)/gu, '$1 ')}
              </Table.Td>
              <Table.Td>
                {anchor.addedBy ?? t('check.rootByUnknown')}
                <Text fz="xs" c="dimmed">
                  {showInstant(anchor.addedAt)}
                  {anchor.fileName !== '' && ` · ${t('signing.fromFile', { file: anchor.fileName })}`}
                </Text>
              </Table.Td>
              <Table.Td>{showInstant(anchor.notAfter)}</Table.Td>
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('signing.removeAnchor', { subject: anchor.subject })}
                  onClick={() => props.onRemove(anchor)}
                >
                  {t('signing.remove')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function History({ history }: { history: Trusted['history'] }) {
  const { t } = useWords();
  return (
    <details className="qmc-details">
      <summary>{t('signing.trustHistory')}</summary>
      <ul className="qmc-list">
        {history.map(({ fingerprint, subject, act, fileName, reason, at, by }) => (
          <li key={`${fingerprint} ${at} ${act}`}>
            <Text fz="sm">
              {showInstant(at)} · {t(`signing.act.${act}`)} · {subject} ·{' '}
              <span className="qmc-mono qmc-small">{fingerprint.slice(0, 16)}</span> ·{' '}
              {by ?? t('check.rootByUnknown')}
              {fileName !== '' && ` · ${t('signing.fromFile', { file: fileName })}`}
              {act === 'removed' && ` · ${reason}`}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}

function AddAnchorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const add = useCommand(client.certify.addTrustAnchor);
  const [pem, setPem] = useState('');
  const [fileName, setFileName] = useState('');
  const take = async (file: File | null) => {
    if (file === null) return;
    setPem(asPem(new Uint8Array(await file.slice(0, LARGEST).arrayBuffer())));
    setFileName(file.name.slice(0, 200));
  };
  const submit = async () => {
    if ((await add.run({ pem, fileName })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('signing.addAnchor')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={add.running}
      refused={add.refused}
      size="lg"
    >
      <Group gap="md">
        <FileButton accept=".crt,.cer,.pem,.der" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" data-autofocus>
              {t('signing.chooseAnchor')}
            </Button>
          )}
        </FileButton>
        <Text fz="sm">{fileName === '' ? t('signing.anchorFile') : fileName}</Text>
      </Group>
      <Textarea
        label={t('signing.pem')}
        description={t('signing.pemHint')}
        autosize
        minRows={6}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: 'qmc-mono' }}
        error={add.refused?.code === 'CERTIFICATE_UNREADABLE'}
        value={pem}
        onChange={(event) => {
          setPem(event.currentTarget.value);
          setFileName('');
        }}
      />
    </Dialog>
  );
}

/** No certificate is larger. */
const LARGEST = 14_000;

/** A certificate as text: PEM as it is, DER written as PEM. */
function asPem(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes);
  if (text.includes('-----BEGIN')) return text;
  return `-----BEGIN CERTIFICATE-----\n${btoa(text).replace(/(.{64})(?=.)/gu, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
