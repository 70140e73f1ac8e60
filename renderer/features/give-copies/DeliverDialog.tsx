import { Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconCloudUp, IconMail, IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyView, Deliverable } from '../../../shared/contract/certify.ts';
import { LARGEST_MAIL_BYTES } from '../../../shared/domain/certification/copy-delivery.ts';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { OpenFile } from '../../ui/FileLink.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { mailDraft } from './mail-draft.ts';
import { type FileToWrite, FolderError, sha256Of, type WriteTrouble, writeInto } from './write-folder.ts';

type Copy = Deliverable['copies'][number];
type PicksFolder = { showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle> };

/** Gives the electronic copies of a dossier to the citizen, and shows what was given before. */
export function DeliverDialog(props: {
  dossierId: CopyView['dossierId'];
  dossierCode: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { dossierId, dossierCode, onClose } = props;
  const asked = useAsk(['certify', 'deliverable'], { dossierId }, () =>
    client.certify.deliverable({ dossierId }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deliver.title', { code: dossierCode })}
      size="xl"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Asked query={asked}>
        {(deliverable) => (
          <Stack gap="md">
            <Copies copies={deliverable.copies} />
            <Ways deliverable={deliverable} dossierId={dossierId} />
            <Given given={deliverable.given} />
          </Stack>
        )}
      </Asked>
    </Modal>
  );
}

function Copies({ copies }: { copies: readonly Copy[] }) {
  const { t } = useWords();
  return (
    <Table>
      <Table.Tbody>
        {copies.map(({ copyId, title, number, book, fileName, held, sha256, purgedAt }) => (
          <Table.Tr key={copyId}>
            <Table.Td>
              {title}
              <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {fileName}
              </Text>
            </Table.Td>
            <Table.Td w={210}>{t('copy.numberInBook', { number, book })}</Table.Td>
            <Table.Td w={190}>
              {purgedAt !== null ? (
                <OpenFile sha256={sha256} purgedAt={purgedAt} />
              ) : held ? (
                <StateMark state="attention">
                  <span className="qmc-wrap">{t('deliver.held')}</span>
                </StateMark>
              ) : (
                <StateMark state="good">{t('deliver.ready')}</StateMark>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Ways({ deliverable, dossierId }: { deliverable: Deliverable; dossierId: CopyView['dossierId'] }) {
  const { t } = useWords();
  const client = useClient();
  const deliver = useCommand(client.certify.deliver);
  const [to, setTo] = useState(deliverable.person.email);
  const [trouble, setTrouble] = useState<WriteTrouble>();
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState('');
  const { note, person } = deliverable;
  const ready = deliverable.copies.filter(({ held, purgedAt }) => !held && purgedAt === null);
  const size = ready.reduce((sum, copy) => sum + copy.size, 0);
  const mayPick = (window as PicksFolder).showDirectoryPicker !== undefined;
  const record = async (way: 'folder' | 'mail' | 'store', place: string, said: string) => {
    const files = ready.map(({ copyId, sha256 }) => ({ copyId, sha256 }));
    if ((await deliver.run({ dossierId, way, place, files })) !== undefined) setDone(said);
  };
  const begin = async (work: () => Promise<void>) => {
    if (working) return;
    setWorking(true);
    setTrouble(undefined);
    setDone('');
    try {
      await work();
    } catch (error) {
      setTrouble(error instanceof FolderError ? error.trouble : 'other');
    } finally {
      setWorking(false);
    }
  };
  const toFolder = () =>
    begin(async () => {
      const folder = await pickFolder();
      if (folder === undefined) return;
      const text = new TextEncoder().encode(note.text);
      const beside = { name: note.name, bytes: text, sha256: await sha256Of(text) };
      const names = await writeInto(folder, [...(await fetched(ready)), beside]);
      await record('folder', folder.name, t('deliver.written', { count: names.length, folder: folder.name }));
    });
  const toMail = () =>
    begin(async () => {
      const files = await fetched(ready);
      const mail = mailDraft({
        to,
        subject: t('deliver.mailSubject'),
        text: `${t('deliver.mailText', { name: person.name })}\n\n${note.text.replace('\uFEFF', '')}`,
        attachments: files.map(({ name, bytes }) => ({ name, bytes, mediaType: 'application/pdf' })),
        boundary: `qmc-${crypto.randomUUID()}`,
      });
      saveFile(mail, `${ready[0]?.fileName.replace(/\.pdf$/u, '') ?? 'ban-sao'}.eml`);
      await record('mail', to, t('deliver.drafted'));
    });
  const toStore = () => begin(() => record('store', '', t('deliver.asked')));
  const nothing = ready.length === 0;
  const isPurged = deliverable.copies.some(({ purgedAt }) => purgedAt !== null);
  if (nothing && isPurged) return <Text role="status">{t('purged.deliver')}</Text>;
  return (
    <Stack gap="sm">
      {isPurged && <Text fz="sm">{t('purged.deliver')}</Text>}
      <TextInput
        label={t('deliver.to')}
        description={t('deliver.toNote')}
        value={to}
        autoComplete="off"
        maw={420}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Group gap="sm">
        <Button
          leftSection={<IconUsb size={18} />}
          loading={working}
          disabled={nothing || !mayPick}
          onClick={() => void toFolder()}
        >
          {t('deliver.folder')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconMail size={18} />}
          loading={working}
          disabled={nothing || size > LARGEST_MAIL_BYTES}
          onClick={() => void toMail()}
        >
          {t('deliver.mail')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCloudUp size={18} />}
          loading={working}
          disabled={nothing || !person.hasStore}
          onClick={() => void toStore()}
        >
          {t('deliver.store')}
        </Button>
      </Group>
      {!mayPick && <Text fz="sm">{t('deliver.noPicker')}</Text>}
      {size > LARGEST_MAIL_BYTES && (
        <Text fz="sm">
          {t('deliver.tooLarge', { size: megabytes(size), limit: megabytes(LARGEST_MAIL_BYTES) })}
        </Text>
      )}
      {!person.hasStore && <Text fz="sm">{t('refusal.STORE_OWNER_UNKNOWN')}</Text>}
      <RefusalNotice refused={deliver.refused} />
      {trouble !== undefined && (
        <div role="alert">
          <StateMark state="bad">
            <span className="qmc-wrap">{t(`deliver.trouble.${trouble}`)}</span>
          </StateMark>
        </div>
      )}
      {done !== '' && (
        <div role="status">
          <StateMark state="good">
            <span className="qmc-wrap">{done}</span>
          </StateMark>
        </div>
      )}
    </Stack>
  );
}

function Given({ given }: { given: Deliverable['given'] }) {
  const { t } = useWords();
  if (given.length === 0) return null;
  return (
    <section aria-label={t('deliver.given')}>
      <Text fw={600}>{t('deliver.given')}</Text>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {given.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added, and have no name of their own
            <Table.Tr key={index}>
              <Table.Td w={140}>{showInstant(row.givenAt)}</Table.Td>
              <Table.Td>{row.title}</Table.Td>
              <Table.Td>
                {t(`deliver.way.${row.way}`)}
                {row.place !== '' && `: ${row.place}`}
                {row.outdated && (
                  <Text fz="xs" c="dimmed">
                    {t('deliver.outdated')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td w={150}>{row.givenBy}</Table.Td>
              <Table.Td w={150}>{t(`deliver.packet.${row.packet}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The folder that a person picks in the system's own dialog; undefined when they picked none. */
async function pickFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (window as PicksFolder).showDirectoryPicker?.({ mode: 'readwrite', id: 'qmc-deliver' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw new FolderError('read-only', error);
  }
}

/** The bytes of copies as the host keeps them. */
async function fetched(copies: readonly Copy[]): Promise<FileToWrite[]> {
  const files: FileToWrite[] = [];
  for (const { fileName, sha256 } of copies) {
    const answer = await fetch(blobUrl(sha256));
    if (!answer.ok) throw new FolderError('other');
    files.push({ name: fileName, sha256, bytes: new Uint8Array(await answer.arrayBuffer()) });
  }
  return files;
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 100_000) / 10).replace('.', ',');
}
