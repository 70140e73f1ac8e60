import { Button, Group, NativeSelect, Stack, Table, Text, Title } from '@mantine/core';
import { IconDownload, IconReplace } from '@tabler/icons-react';
import { useState } from 'react';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate, showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useToday } from '../../lib/use-host-clock.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { GiveForm } from './GiveForm.tsx';

type View = Awaited<ReturnType<CounterClient['forms']['list']>>;
type Kind = View['kinds'][number];

/** The forms that papers are printed by: what is in force, another from a day on, a new one from a file, and who said what. */
export function FormsTab() {
  const client = useClient();
  const asked = useAsk(['office', 'forms'], {}, () => client.forms.list({}));
  return (
    <Asked query={asked}>
      {({ kinds, said }) => (
        <Stack gap="lg">
          <Kinds kinds={kinds} />
          <GiveForm />
          {said.length > 0 && <Said said={said} />}
        </Stack>
      )}
    </Asked>
  );
}

function Kinds({ kinds }: { kinds: readonly Kind[] }) {
  const { t } = useWords();
  const [changed, setChanged] = useState<Kind>();
  return (
    <section>
      <Title order={2} mb="xs">
        {t('forms.inForce')}
      </Title>
      <div className="qmc-table">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={220}>{t('forms.kind')}</Table.Th>
              <Table.Th>{t('forms.title')}</Table.Th>
              <Table.Th w={250}>{t('forms.circular')}</Table.Th>
              <Table.Th w={240} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((entry) => (
              <Table.Tr key={entry.kind}>
                <Table.Td>{t(`forms.kind.${entry.kind}`)}</Table.Td>
                <Table.Td>
                  {entry.inForce?.title ?? t('forms.none')}
                  {entry.next !== null && (
                    <Text fz="xs" c="dimmed">
                      {t('forms.next', { day: showDate(entry.next.from), title: entry.next.title })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {entry.inForce !== null && (
                    <span title={entry.inForce.source.join('\n')}>
                      {t('forms.number', {
                        number: entry.inForce.formNumber,
                        circular: entry.inForce.circular,
                      })}
                    </span>
                  )}
                </Table.Td>
                <Table.Td>
                  <Group gap={8} wrap="nowrap">
                    {entry.inForce !== null && <TemplateFile formId={entry.inForce.formId} />}
                    {entry.choices.length > 1 && (
                      <Button
                        variant="default"
                        size="compact-sm"
                        leftSection={<IconReplace size={16} />}
                        aria-label={t('forms.changeOf', { kind: t(`forms.kind.${entry.kind}`) })}
                        onClick={() => setChanged(entry)}
                      >
                        {t('forms.change')}
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {changed !== undefined && <ChangeForm kind={changed} onClose={() => setChanged(undefined)} />}
    </section>
  );
}

/** A form as a file, made when it is asked for. */
function TemplateFile({ formId }: { formId: string }) {
  const { t } = useWords();
  const client = useClient();
  const template = useCommand(client.forms.template);
  const [made, setMade] = useState<string>();
  if (made !== undefined)
    return (
      // The button that had the focus is gone; its place is here.
      <a
        ref={(link) => link?.focus()}
        className="qmc-link"
        href={blobUrl(made)}
        download={`${formId.replace('/', '-')}.json`}
      >
        {t('forms.fetch')}
      </a>
    );
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconDownload size={16} />}
      aria-label={t('forms.templateOf', { form: formId })}
      loading={template.running}
      onClick={() => void template.run({ formId }).then((file) => setMade(file?.sha256))}
    >
      {t('forms.template')}
    </Button>
  );
}

function ChangeForm({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const use = useCommand(client.forms.use);
  const today = useToday().data?.date ?? '';
  const [formId, setFormId] = useState(kind.inForce?.formId ?? '');
  const [from, setFrom] = useState('');
  const submit = async () => {
    if ((await use.run({ formId, from: from === '' ? today : from })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('forms.changeOf', { kind: t(`forms.kind.${kind.kind}`) })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={use.running}
      refused={use.refused}
    >
      <Stack gap="sm">
        <NativeSelect
          data-autofocus
          label={t('forms.title')}
          value={formId}
          data={kind.choices.map(({ formId: value, title, formNumber, circular }) => ({
            value,
            label: `${t('forms.number', { number: formNumber, circular })}: ${title}`,
          }))}
          onChange={(event) => setFormId(event.currentTarget.value)}
        />
        <DateField label={t('forms.from')} description={t('forms.fromHint')} value={from} onDate={setFrom} />
      </Stack>
    </Dialog>
  );
}

function Said({ said }: { said: View['said'] }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={3} mb={4}>
        {t('forms.said')}
      </Title>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('publish.from')}</Table.Th>
              <Table.Th w={220}>{t('forms.kind')}</Table.Th>
              <Table.Th>{t('forms.title')}</Table.Th>
              <Table.Th w={300}>{t('publish.takenBy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {said.map((row) => (
              <Table.Tr key={row.number}>
                <Table.Td>{showDate(row.validFrom)}</Table.Td>
                <Table.Td>{t(`forms.kind.${row.kind}`)}</Table.Td>
                <Table.Td>
                  {row.title} <span className="qmc-soft-text qmc-mono">{row.formId}</span>
                </Table.Td>
                <Table.Td>
                  {row.takenBy}, {showInstant(row.takenAt)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
