import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { WaitingPage } from '../../../shared/contract/stack.ts';
import type { TrayFile } from '../../../shared/contract/tray.ts';
import { DOSSIER_STATES, isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { DossierPicker, useDossier } from '../dossier/index.ts';
import { PageView, Thumbnails } from './components/Pages.tsx';
import { PageVerdict } from './components/PageVerdict.tsx';
import { PaperFacts } from './components/PaperFacts.tsx';
import { ScannerPanel, useSettings } from './components/ScannerPanel.tsx';
import { SeparatorsButton, useSeparators } from './components/Separators.tsx';
import { Slots } from './components/Slots.tsx';
import { StackButton, WaitingList } from './components/Stack.tsx';
import { Tray } from './components/Tray.tsx';
import { DayStack } from './DayStack.tsx';
import { useScanning } from './use-scan.ts';
import { useStack, useWaitingPages } from './use-stack.ts';
import { useTray } from './use-tray.ts';

type Component = DossierView['components'][number];

/** From paper to the digital copy of each component. */
export function ScanScreen(props: { dossierId: string | undefined; componentId: string | undefined }) {
  const { t } = useWords();
  if (props.dossierId === undefined)
    return (
      <>
        <DossierPicker
          label={t('scan.pick')}
          hint={t('picker.hint')}
          states={DOSSIER_STATES.filter(isOpen)}
          onTake={(id) => navigate(`/scan/${id}`)}
        />
        <DayStack />
      </>
    );
  return <ScanDossier dossierId={props.dossierId} componentId={props.componentId} key={props.dossierId} />;
}

function ScanDossier({ dossierId, componentId }: { dossierId: string; componentId: string | undefined }) {
  const asked = useDossier(dossierId);
  return <Asked query={asked}>{(dossier) => <Bench dossier={dossier} componentId={componentId} />}</Asked>;
}

/** Components whose papers are here: what was looked up in a database has no pages. */
function slotsOf(dossier: DossierView): Component[] {
  return dossier.components.filter(({ source }) => source === 'paper');
}

function Bench({ dossier, componentId }: { dossier: DossierView; componentId: string | undefined }) {
  const { t } = useWords();
  const client = useClient();
  const scanning = useScanning();
  const settings = useSettings();
  const makeCopy = useCommand(client.scan.makeDigitalCopy);
  const aside = useAside();
  const tray = useTray();
  const stack = useStack(dossier.dossierId);
  const waiting = useWaitingPages();
  const slots = slotsOf(dossier);
  const [chosenId, choose] = useState(
    componentId ?? slots.find(({ pages }) => pages.length === 0)?.componentId,
  );
  const slot = slots.find((entry) => entry.componentId === chosenId) ?? slots[0];
  const [pageAt, setPageAt] = useState(0);
  const at = Math.min(pageAt, Math.max(0, (slot?.pages.length ?? 0) - 1));
  const files = useRef<HTMLInputElement>(null);
  const place = { dossierId: dossier.dossierId, componentId: slot?.componentId ?? '' };
  const page = slot?.pages[at];
  const mayAdd = slot !== undefined && isOpen(dossier.state);
  const takeFromTray = async (trayId: string) => {
    const before = slot?.pages.length ?? 0;
    if (mayAdd && (await tray.file(trayId, place))) setPageAt(before);
  };
  const takeWaiting = async (page: WaitingPage | undefined) => {
    const before = slot?.pages.length ?? 0;
    if (page !== undefined && mayAdd && (await waiting.file(page, place))) setPageAt(before);
  };
  const step = (by: 1 | -1) => {
    const next = slots[slots.findIndex(({ componentId: id }) => id === slot?.componentId) + by];
    if (next === undefined) return;
    choose(next.componentId);
    setPageAt(0);
  };
  const does = {
    scan: () => {
      if (slot !== undefined && settings.value !== undefined) void scanning.scan(place, settings.value);
    },
    tray: () => {
      if (tray.next !== undefined) void takeFromTray(tray.next.trayId);
    },
    import: () => files.current?.click(),
    copy: () => {
      if (slot !== undefined && slot.pages.length > 0) void makeCopy.run(place as never);
    },
    setAside: () => {
      if (page !== undefined) void aside.put(page.pageId);
    },
    putBack: () => void aside.takeBack(),
    next: () => setPageAt(Math.min(at + 1, Math.max(0, (slot?.pages.length ?? 1) - 1))),
    back: () => setPageAt(Math.max(0, at - 1)),
    slotDown: () => step(1),
    slotUp: () => step(-1),
    stack: () => {
      if (settings.value !== undefined && mayAdd && scanning.running === undefined)
        void stack.run(settings.value);
    },
    waiting: () => void takeWaiting(waiting.next),
    cancel: () => {
      scanning.cancel();
      stack.cancel();
    },
  };
  const separators = useSeparators(dossier);
  useBenchActions(
    { ...does, separators: separators.print },
    tray.next !== undefined,
    waiting.next !== undefined,
  );
  return (
    <div className="qmc-bench">
      <div className="qmc-slots">
        <Slots
          dossier={dossier}
          slots={slots}
          chosen={slot?.componentId}
          busy={scanning.running?.componentId}
          coming={scanning.coming}
          onChoose={(id) => {
            choose(id);
            setPageAt(0);
          }}
        />
        <SeparatorsButton separators={separators} />
        <WaitingList
          waiting={waiting}
          stack={stack}
          dossier={dossier}
          mayFile={mayAdd}
          onFile={(page) => void takeWaiting(page)}
        />
        <Tray tray={tray} mayFile={mayAdd} onFile={(trayId) => void takeFromTray(trayId)} />
      </div>
      <div className="qmc-page-column">
        {page !== undefined && tray.shown === undefined && waiting.shown === undefined && (
          <PageVerdict
            key={page.pageId}
            page={page}
            number={at + 1}
            mayChange={mayAdd}
            onRescan={() => {
              if (settings.value !== undefined)
                void scanning.scan(place, { ...settings.value, duplex: false, insteadOf: page.pageId });
            }}
          />
        )}
        <PageView
          {...viewed(waiting.shown, tray.shown, slot, at)}
          onFiles={(list) => slot !== undefined && void scanning.addFiles(place, list)}
        />
      </div>
      <Stack gap="sm" className="qmc-aside">
        <ScannerPanel
          settings={settings}
          scanning={scanning}
          disabled={!mayAdd}
          onScan={does.scan}
          onImport={does.import}
        />
        <StackButton
          stack={stack}
          label="stack.run"
          disabled={!mayAdd || settings.value === undefined || scanning.running !== undefined}
          onRun={does.stack}
        />
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept="image/jpeg,image/png,image/tiff,application/pdf"
          onChange={(event) => {
            void scanning.addFiles(place, [...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <Thumbnails
          pages={slot?.pages ?? []}
          chosen={at}
          onChoose={setPageAt}
          onSetAside={(pageId) => void aside.put(pageId)}
        />
        {aside.count > 0 && (
          <Group justify="space-between" wrap="nowrap" gap={8}>
            <Text fz="sm" role="status">
              {t('scan.asideCount', { count: aside.count })}
            </Text>
            <Button size="compact-sm" variant="subtle" title={t('action.putBack')} onClick={does.putBack}>
              {t('scan.putBack')} <kbd className="qmc-on-button">Ctrl+Z</kbd>
            </Button>
          </Group>
        )}
        <Group justify="space-between" wrap="nowrap">
          <Title order={3}>{t('component.digitalCopy')}</Title>
          <Text fz="sm" role="status">
            {slot?.digitalCopy == null
              ? t('scan.copyNone')
              : t('scan.copyMade', { pages: slot.digitalCopy.pages })}
          </Text>
        </Group>
        {slot !== undefined && (
          <PaperFacts
            key={slot.componentId}
            dossierId={dossier.dossierId}
            slot={slot}
            mayChange={isOpen(dossier.state)}
          />
        )}
        <RefusalNotice refused={makeCopy.refused ?? aside.refused} />
        <Button
          loading={makeCopy.running}
          disabled={slot === undefined || slot.pages.length === 0}
          leftSection={<IconFileTypePdf size={18} />}
          onClick={does.copy}
        >
          {t('action.makeCopy')} <kbd className="qmc-on-button">F9</kbd>
        </Button>
        {slot !== undefined && slot.digitalCopy !== null && isOpen(dossier.state) && (
          <Anchor component={Link} fz="sm" href={`/certify/compare/${dossier.dossierId}/${slot.componentId}`}>
            {t('scan.toCompare')}
          </Anchor>
        )}
      </Stack>
    </div>
  );
}

/** What the middle shows: a page that waits or a file of the tray that is looked at, else the chosen page of the slot. */
function viewed(
  waiting: WaitingPage | undefined,
  file: TrayFile | undefined,
  slot: Component | undefined,
  at: number,
) {
  if (waiting !== undefined) return { page: { sha256: waiting.sha256 }, number: 1, of: 1, pdf: undefined };
  const [first] = file?.files ?? [];
  if (file !== undefined && first !== undefined)
    return {
      page: file.kind === 'images' ? { sha256: first } : undefined,
      number: 1,
      of: file.pages,
      pdf: file.kind === 'pdf' ? first : undefined,
    };
  return {
    page: slot?.pages[at],
    number: at + 1,
    of: slot?.pages.length ?? 0,
    pdf: slot?.digitalCopy?.sha256,
  };
}

/** Pages set aside here, the last one first to come back. */
function useAside() {
  const client = useClient();
  const setAside = useCommand(client.scan.setAside);
  const putBack = useCommand(client.scan.putBack);
  const [pages, setPages] = useState<readonly string[]>([]);
  return {
    count: pages.length,
    refused: setAside.refused ?? putBack.refused,
    async put(pageId: string) {
      if (setAside.running) return;
      putBack.reset();
      if ((await setAside.run({ pageId })) !== undefined) setPages((known) => [...known, pageId]);
    },
    async takeBack() {
      const pageId = pages.at(-1);
      if (pageId === undefined || putBack.running) return;
      setAside.reset();
      await putBack.run({ pageId });
      setPages((known) => known.filter((id) => id !== pageId));
    },
  };
}

type Does = Record<
  | 'scan'
  | 'tray'
  | 'import'
  | 'copy'
  | 'setAside'
  | 'putBack'
  | 'next'
  | 'back'
  | 'slotDown'
  | 'slotUp'
  | 'separators'
  | 'stack'
  | 'waiting'
  | 'cancel',
  () => void
>;

function useBenchActions(does: Does, isFileWaiting: boolean, isPageWaiting: boolean): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(() => {
    const run = (name: keyof Does) => () => latest.current[name]();
    return [
      { id: 'scan-run', label: 'action.scanRun', keys: 'F3', inBar: true, run: run('scan') },
      { id: 'scan-import', label: 'action.scanImport', keys: 'Alt+O', inBar: true, run: run('import') },
      { id: 'tray-file', label: 'action.trayFile', keys: 'F4', inBar: isFileWaiting, run: run('tray') },
      { id: 'make-copy', label: 'action.makeCopy', keys: 'F9', inBar: true, run: run('copy') },
      { id: 'set-aside', label: 'action.setAside', keys: 'Delete', inBar: true, run: run('setAside') },
      { id: 'put-back', label: 'action.putBack', keys: 'Ctrl+Z', run: run('putBack') },
      { id: 'page-next', label: 'action.pageNext', keys: 'PageDown', run: run('next') },
      { id: 'page-back', label: 'action.pageBack', keys: 'PageUp', run: run('back') },
      { id: 'slot-next', label: 'action.slotNext', keys: 'Alt+ArrowDown', run: run('slotDown') },
      { id: 'slot-back', label: 'action.slotBack', keys: 'Alt+ArrowUp', run: run('slotUp') },
      { id: 'stack-run', label: 'stack.run', keys: 'Alt+U', inBar: true, run: run('stack') },
      {
        id: 'stack-file',
        label: 'action.stackFile',
        keys: 'Alt+Z',
        inBar: isPageWaiting,
        run: run('waiting'),
      },
      { id: 'separators', label: 'stack.printSeparators', keys: 'Alt+I', run: run('separators') },
      { id: 'scan-cancel', label: 'action.scanCancel', keys: 'Alt+X', run: run('cancel') },
    ];
  }, [isFileWaiting, isPageWaiting]);
  useRegisteredActions(actions);
}
