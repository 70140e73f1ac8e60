import { ActionIcon, Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { IconArchive, IconFiles, IconPhotoQuestion } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { WaitingPage } from '../../../../shared/contract/stack.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import type { StackRun, WaitingPages } from '../use-stack.ts';
import { SuggestedPlace } from './SuggestedPlace.tsx';

/** The one button for a whole stack, how far it is, and what became of the last one. */
export function StackButton(props: {
  stack: StackRun;
  label: 'stack.run' | 'stack.runMany';
  disabled: boolean;
  onRun: () => void;
}) {
  const { t } = useWords();
  const { stack } = props;
  return (
    <>
      {stack.running ? (
        <Group justify="space-between" wrap="nowrap" gap={6}>
          <StateMark state="checking">
            {t('stack.progress', { pages: stack.pages, read: stack.read })}
          </StateMark>
          <Button
            variant="default"
            style={{ flex: 'none' }}
            px={10}
            onClick={stack.cancel}
            title={t('scan.cancelNote')}
          >
            {t('scan.stop')} <kbd className="qmc-on-button">Alt+X</kbd>
          </Button>
        </Group>
      ) : (
        <Button
          variant="default"
          size="compact-md"
          disabled={props.disabled}
          leftSection={<IconFiles size={16} />}
          onClick={props.onRun}
        >
          {t(props.label)} <kbd className="qmc-on-button">Alt+U</kbd>
        </Button>
      )}
      <Outcome stack={stack} />
      <RefusalNotice refused={stack.refused} />
    </>
  );
}

function Outcome({ stack: { sorted } }: { stack: StackRun }) {
  const { t } = useWords();
  if (sorted === undefined) return null;
  const { filed, signed, setAside, undecided } = sorted;
  const sum = (groups: readonly { pages: number }[]) => groups.reduce((all, { pages }) => all + pages, 0);
  return (
    <div role="status">
      <Text fz="sm" c="var(--qmc-green)">
        {t('stack.filed', { pages: sum(filed), slots: filed.length })}
      </Text>
      {signed.length > 0 && (
        <Text fz="sm" c="var(--qmc-green)">
          {t('stack.signed', { papers: signed.length })}
        </Text>
      )}
      {setAside > 0 && <Text fz="sm">{t('stack.setAsideCount', { pages: setAside })}</Text>}
      {undecided > 0 && (
        <Text fz="sm" c="var(--qmc-amber)">
          {t('stack.undecided', { pages: undecided })}
        </Text>
      )}
    </div>
  );
}

/** Pages that no sheet sent anywhere; in a dossier each goes into the chosen component by one key. */
export function WaitingList(props: {
  waiting: WaitingPages;
  stack: StackRun;
  /** The dossier that is open; undefined where none is. */
  dossier: DossierView | undefined;
  mayFile: boolean;
  /** Files a page into the chosen component, or into another one. */
  onFile?: (page: WaitingPage, componentId?: string) => void;
}) {
  const { t } = useWords();
  const { waiting } = props;
  if (waiting.pages.length === 0 && waiting.interrupted.length === 0 && waiting.aside === undefined)
    return null;
  return (
    <section className="qmc-tray" aria-label={t('stack.waiting')}>
      <Title order={3}>{t('stack.waitingCount', { count: waiting.pages.length })}</Title>
      {waiting.interrupted.map(({ runId, pages, begunAt }) => (
        <Group key={runId} justify="space-between" wrap="nowrap" gap={8} role="status">
          <Text fz="xs">{t('stack.interrupted', { pages, at: showInstant(begunAt) })}</Text>
          <Button
            size="compact-xs"
            style={{ flex: 'none' }}
            disabled={props.stack.running}
            onClick={() => void props.stack.sort(runId)}
          >
            {t('stack.sort')}
          </Button>
        </Group>
      ))}
      <ul className="qmc-list">
        {waiting.pages.map((page) => (
          <li key={page.stackPageId}>
            <Entry {...props} page={page} />
          </li>
        ))}
      </ul>
      {waiting.aside !== undefined && (
        <Group justify="space-between" wrap="nowrap" gap={8} role="status">
          <Text fz="xs">{t('stack.setAsideDone', { number: waiting.aside.number })}</Text>
          <Button size="compact-xs" variant="subtle" onClick={() => void waiting.takeBack()}>
            {t('scan.putBack')}
          </Button>
        </Group>
      )}
      <RefusalNotice refused={waiting.refused} />
    </section>
  );
}

function Entry(props: Parameters<typeof WaitingList>[0] & { page: WaitingPage }) {
  const { t } = useWords();
  const { waiting, page, dossier } = props;
  const isShown = waiting.shown?.stackPageId === page.stackPageId;
  const kind = dossier !== undefined && dossier.handOver !== null ? 'hand-over-receipt' : 'slip';
  return (
    <div className="qmc-tray-file" data-shown={isShown || undefined}>
      <UnstyledButton
        className="qmc-tray-name"
        aria-current={isShown ? 'true' : undefined}
        onClick={() => waiting.show(isShown ? undefined : page.stackPageId)}
      >
        <Text fz="sm" truncate title={showInstant(page.arrivedAt)}>
          {t('stack.pageNumber', { number: page.number })}
        </Text>
      </UnstyledButton>
      <Group gap={2} wrap="nowrap">
        {dossier !== undefined && (
          <>
            <Button
              size="compact-xs"
              variant="default"
              disabled={!props.mayFile}
              aria-label={t('stack.fileOf', { number: page.number })}
              onClick={() => props.onFile?.(page)}
            >
              {t('tray.file')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              title={t(`stack.signedAs.${kind}`)}
              aria-label={`${t('stack.isSigned')}: ${t('stack.pageNumber', { number: page.number })}`}
              onClick={() => void waiting.fileSigned(page, dossier.dossierId, kind)}
            >
              {t('stack.isSigned')}
            </Button>
          </>
        )}
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          title={t('scan.setAsideNote')}
          aria-label={t('stack.setAsideOf', { number: page.number })}
          onClick={() => void waiting.setAside(page)}
        >
          <IconArchive size={15} />
        </ActionIcon>
      </Group>
      <span className="qmc-state qmc-small qmc-attention">
        <IconPhotoQuestion size={15} aria-hidden style={{ flex: 'none' }} />
        <span className="qmc-wrap">{t(`stack.reason.${page.reason}`)}</span>
      </span>
      {dossier !== undefined && props.mayFile && waiting.next?.stackPageId === page.stackPageId && (
        <SuggestedPlace
          key={page.stackPageId}
          page={page}
          dossier={dossier}
          onFile={(componentId) => props.onFile?.(page, componentId)}
        />
      )}
    </div>
  );
}
