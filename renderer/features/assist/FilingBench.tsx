import { ActionIcon, Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCopy, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { Link } from 'wouter';
import { isBeingPrepared } from '../../../shared/domain/online/assisted-filing.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import {
  PageImage,
  PdfPage,
  type ScanDoors,
  ScannerPanel,
  useScanningInto,
  useSettings,
} from '../scan/index.ts';
import { AssistState } from './AssistState.tsx';
import { FilingEnd } from './FilingEnd.tsx';

export type Filing = Awaited<ReturnType<CounterClient['assist']['get']>>;

/** One filing: papers by component on the left, what is chosen in the middle, scanner, files and words on the right. */
export function FilingBench({ filingId }: { filingId: string }) {
  const client = useClient();
  const asked = useAsk(['online', 'assistedOne'], { filingId }, () => client.assist.get({ filingId }));
  return <Asked query={asked}>{(filing) => <Bench filing={filing} />}</Asked>;
}

function useDoors(): ScanDoors {
  const client = useClient();
  const ids = ({ dossierId: filingId, componentId }: Parameters<ScanDoors['scan']>[0]) => ({
    requestId: uuidv7() as never,
    filingId,
    componentId,
  });
  return {
    scan: (slot, settings, options) => client.assist.scan({ ...ids(slot), ...settings }, options),
    addFile: (slot, { sha256 }, options) =>
      client.assist.addFile({ ...ids(slot), sha256: sha256 as never }, options),
    shownBy: ['online', 'assistedOne'],
  };
}

function Bench({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const client = useClient();
  const scanning = useScanningInto(useDoors());
  const settings = useSettings();
  const prepare = useCommand(client.assist.prepare);
  const [chosen, choose] = useState(filing.components[0]?.componentId ?? '');
  const input = useRef<HTMLInputElement>(null);
  const open = isBeingPrepared(filing.state);
  const place = { dossierId: filing.filingId, componentId: chosen };
  const does = {
    scan: () => {
      if (open && settings.value !== undefined) void scanning.scan(place, settings.value);
    },
    import: () => input.current?.click(),
    prepare: () => {
      if (open && !prepare.running) void prepare.run({ filingId: filing.filingId, restElsewhere: false });
    },
  };
  useBenchKeys(does);
  return (
    <div className="qmc-bench">
      <Components filing={filing} chosen={chosen} onChoose={choose} />
      <Middle filing={filing} chosen={chosen} />
      <Stack gap="sm" className="qmc-aside">
        <div>
          <AssistState state={filing.state} />
          <Text fw={600} mt={4}>
            {filing.personName}
          </Text>
          <Text fz="sm">{filing.procedureName}</Text>
        </div>
        {filing.state !== 'preparing' && <FilingEnd filing={filing} />}
        {open && (
          <>
            <ScannerPanel
              settings={settings}
              scanning={scanning}
              disabled={!open}
              onScan={does.scan}
              onImport={does.import}
            />
            <input
              ref={input}
              type="file"
              hidden
              multiple
              accept="image/jpeg,image/png,image/tiff,application/pdf"
              onChange={(event) => {
                void scanning.addFiles(place, [...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = '';
              }}
            />
            <Button style={{ flex: 'none' }} loading={prepare.running} onClick={does.prepare}>
              {t('assist.prepare')} <kbd className="qmc-on-button">F9</kbd>
            </Button>
            <RefusalNotice refused={prepare.refused} />
            {prepare.refused?.code === 'ONLINE_PAPERS_MISSING' && (
              <Button
                variant="default"
                onClick={() => void prepare.run({ filingId: filing.filingId, restElsewhere: true })}
              >
                {t('assist.restElsewhere')}
              </Button>
            )}
          </>
        )}
        {filing.state === 'preparing' && <FilingEnd filing={filing} />}
      </Stack>
    </div>
  );
}

function useBenchKeys(does: Record<'scan' | 'import' | 'prepare', () => void>): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'assist-prepare',
        label: 'assist.prepare',
        keys: 'F9',
        inBar: true,
        run: () => latest.current.prepare(),
      },
      {
        id: 'assist-scan',
        label: 'action.scanRun',
        keys: 'F3',
        inBar: true,
        run: () => latest.current.scan(),
      },
      {
        id: 'assist-import',
        label: 'scan.import',
        keys: 'Alt+O',
        inBar: true,
        run: () => latest.current.import(),
      },
    ],
    [],
  );
  useRegisteredActions(actions);
}

function Components(props: { filing: Filing; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useWords();
  const { filing, chosen } = props;
  return (
    <nav className="qmc-slots" aria-label={t('assist.components')}>
      <Anchor component={Link} href="/receive/assisted" fz="sm" display="block" pb={8}>
        {t('assist.back')}
      </Anchor>
      <ol className="qmc-list">
        {filing.components.map(({ componentId, name, demanded }) => {
          const count = broughtFor(filing, componentId).length;
          const Icon = count > 0 ? IconCircleCheck : IconCircle;
          return (
            <li key={componentId}>
              <button
                type="button"
                className="qmc-choice qmc-text-row"
                aria-current={componentId === chosen ? 'true' : undefined}
                onClick={() => props.onChoose(componentId)}
              >
                <span className={`qmc-state ${count > 0 ? 'qmc-good' : demanded ? 'qmc-attention' : ''}`}>
                  <Icon size={16} aria-hidden />
                  <span className="qmc-wrap">{name}</span>
                </span>
                <Text fz="xs" c="dimmed">
                  {count > 0
                    ? t('assist.pages', { count })
                    : t(demanded ? 'assist.needed' : 'assist.optional')}
                </Text>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function broughtFor({ files }: Filing, componentId: string) {
  return files.filter((file) => file.componentId === componentId && file.name === null);
}

function Middle({ filing, chosen }: { filing: Filing; chosen: string }) {
  const { t } = useWords();
  const prepared = filing.files.filter(({ kind }) => kind === 'prepared');
  return (
    <Stack gap="md" className="qmc-slots">
      {prepared.length > 0 && <Prepared filing={filing} />}
      <Fields filing={filing} />
      <Title order={3}>{filing.components.find(({ componentId }) => componentId === chosen)?.name}</Title>
      <Brought filing={filing} chosen={chosen} />
      {filing.purgedAt !== null && <Text fz="sm">{t('assist.purged')}</Text>}
    </Stack>
  );
}

/** What was brought for a component, page by page; each can be put aside. */
function Brought({ filing, chosen }: { filing: Filing; chosen: string }) {
  const { t } = useWords();
  const client = useClient();
  const remove = useCommand(client.assist.removeFile);
  const files = broughtFor(filing, chosen);
  if (filing.purgedAt !== null) return null;
  if (files.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        {t('assist.nothing')}
      </Text>
    );
  return (
    <>
      <RefusalNotice refused={remove.refused} />
      <div className="qmc-assist-pages">
        {files.map(({ fileId, kind, sha256, pages }, index) => {
          const title = t('assist.page', { number: index + 1, count: pages });
          return (
            <figure key={fileId}>
              {kind === 'pdf' ? (
                <PdfPage sha256={sha256} page={1} title={title} />
              ) : (
                <PageImage sha256={sha256} alt={title} />
              )}
              <Group component="figcaption" justify="space-between" wrap="nowrap">
                <Text fz="xs">{title}</Text>
                {isBeingPrepared(filing.state) && (
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('assist.remove', { number: index + 1 })}
                    onClick={() => void remove.run({ filingId: filing.filingId, fileId })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
            </figure>
          );
        })}
      </div>
    </>
  );
}

/** The files as the portal takes them, one by one and all in one. */
function Prepared({ filing }: { filing: Filing }) {
  const { t } = useWords();
  if (filing.purgedAt !== null) return null;
  const bundle = filing.files.find(({ kind }) => kind === 'bundle');
  return (
    <section aria-label={t('assist.prepared')}>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('assist.prepared')}</Title>
        {bundle !== undefined && (
          <Button
            component="a"
            size="compact-md"
            variant="default"
            href={blobUrl(bundle.sha256)}
            download={bundle.name}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('assist.bundle')}
          </Button>
        )}
      </Group>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('publish.file')}</Table.Th>
              <Table.Th w={80}>{t('assist.pageCount')}</Table.Th>
              <Table.Th w={110}>{t('assist.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {filing.files
              .filter(({ kind }) => kind === 'prepared')
              .map(({ fileId, name, sha256, pages, size }) => (
                <Table.Tr key={fileId}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <a className="qmc-link" href={blobUrl(sha256)} download={name}>
                      {name}
                    </a>
                  </Table.Td>
                  <Table.Td>{pages}</Table.Td>
                  <Table.Td>{t('assist.kilobytes', { count: Math.ceil(size / 1024) })}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

/** The words to copy into the portal's form, each with a button. */
function Fields({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const [copied, setCopied] = useState('');
  const copy = (field: string, text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(field),
      () => setCopied(''),
    );
  return (
    <section aria-label={t('assist.fields')}>
      <Title order={3} mb={4}>
        {t('assist.fields')}
      </Title>
      <dl className="qmc-assist-fields">
        {filing.fields.map(({ field, value }) => {
          const shown = field === 'sex' ? t(value === 'male' ? 'party.sex.male' : 'party.sex.female') : value;
          const name = t(`assist.field.${field}`);
          return (
            <div key={field}>
              <Text component="dt" fz="xs" c="dimmed">
                {name}
              </Text>
              <Group component="dd" gap={4} m={0} wrap="nowrap">
                <Text fz="sm">{shown}</Text>
                <ActionIcon
                  variant="subtle"
                  size="sm"
                  aria-label={t('assist.copy', { field: name })}
                  onClick={() => copy(field, shown)}
                >
                  <IconCopy size={14} />
                </ActionIcon>
                {copied === field && (
                  <Text fz="xs" role="status">
                    {t('assist.copied')}
                  </Text>
                )}
              </Group>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
