import { Anchor, Text } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { officeDay } from '../../shared/domain/time/office-time.ts';
import { blobUrl } from '../lib/blob-url.ts';
import { useWords } from '../lib/context.tsx';
import { showDate } from '../lib/format.ts';

/** A stored file, opened beside the program; `name` is what it is called when it is saved. One that was destroyed is no link and says so. */
export function FileLink(props: {
  sha256: string;
  name?: string;
  purgedAt?: string | null | undefined;
  children: ReactNode;
}) {
  if (props.purgedAt != null)
    return (
      <>
        <Text component="span" fz="sm">
          {props.children}
        </Text>
        <PurgedFile sha256={props.sha256} purgedAt={props.purgedAt} />
      </>
    );
  return (
    <Anchor href={blobUrl(props.sha256, props.name)} target="_blank" rel="noreferrer" fz="sm">
      {props.children}
    </Anchor>
  );
}

/** The link of a paper that has its name elsewhere; nothing where it has no file. */
export function OpenFile({ sha256, purgedAt }: { sha256: string | null; purgedAt: string | null }) {
  const { t } = useWords();
  if (sha256 === null) return null;
  if (purgedAt !== null) return <PurgedFile sha256={sha256} purgedAt={purgedAt} />;
  return <FileLink sha256={sha256}>{t('dossier.openFile')}</FileLink>;
}

/** That a file was destroyed, when, and by which hash it is still known. */
function PurgedFile({ sha256, purgedAt }: { sha256: string; purgedAt: string }) {
  const { t } = useWords();
  return (
    <Text component="span" display="block" fz="xs" c="dimmed">
      <IconFileOff size={13} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
      {t('purged.on', { day: showDate(officeDay(purgedAt)) })}{' '}
      <span className="qmc-mono" title={sha256}>
        {sha256.slice(0, 8)}…
      </span>
    </Text>
  );
}
