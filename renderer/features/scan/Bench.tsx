import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconFileTypePdf } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { WaitingPage } from '../../../shared/contract/stack.ts';
import type { TrayFile } from '../../../shared/contract/tray.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { useWords } from '../../lib/context.tsx';
import { OpenFile } from '../../ui/FileLink.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { CameraPanel } from './components/CameraPanel.tsx';
import { CopyFacts } from './components/CopyFacts.tsx';
import { CopySize, megabytes } from './components/CopySize.tsx';
import { CornersDialog } from './components/CornersDialog.tsx';
import { LargeView } from './components/LargeView.tsx';
import { ManualDuplex } from './components/ManualDuplex.tsx';
import { MovePages } from './components/MovePages.tsx';
import { MoveToDossier } from './components/MoveToDossier.tsx';
import { PageView } from './components/Pages.tsx';
import { PageVerdict } from './components/PageVerdict.tsx';
import { PaperFacts } from './components/PaperFacts.tsx';
import { ScannerPanel, useSettings } from './components/ScannerPanel.tsx';
import { SeparatorsButton, useSeparators } from './components/Separators.tsx';
import { Signatures } from './components/Signatures.tsx';
import { Slots } from './components/Slots.tsx';
import { StackButton, WaitingList } from './components/Stack.tsx';
import { Thumbnails } from './components/Thumbnails.tsx';
import { Tray } from './components/Tray.tsx';
import { useBenchActions } from './use-bench-actions.ts';
import { type MakingCopy, useMakingCopy } from './use-making-copy.ts';
import { useManualDuplex } from './use-manual-duplex.ts';
import type { PageWork } from './use-page-work.ts';
import { useScanning } from './use-scan.ts';
import { type SlotView, useSlots } from './use-slots.ts';
import { useStack, useWaitingPages } from './use-stack.ts';
import { useTray } from './use-tray.ts';

/** A dossier under the scanner: its components, the chosen page, and what comes in. */
export function Bench({ dossier, componentId }: { dossier: DossierView; componentId: string | undefined }) {
  const scanning = useScanning();
  const settings = useSettings();
  const tray = useTray();
  const stack = useStack(dossier.dossierId);
  const waiting = useWaitingPages();
  const mayChange = isOpen(dossier.state);
  const bench = useSlots(dossier, componentId, mayChange);
  const { slots, slot, pages, chosen, work } = bench;
  const { page, at } = chosen;
  const [moving, setMoving] = useState(false);
  const [movingOut, setMovingOut] = useState(false);
  const [large, setLarge] = useState(false);
  const [camera, setCamera] = useState(false);
  const [corners, setCorners] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const place = { dossierId: dossier.dossierId, componentId: slot?.componentId ?? '' };
  const makeCopy = useMakingCopy(place);
  const mayAdd = slot !== undefined && mayChange;
  const duplex = useManualDuplex({ place, pages, scanning, settings: settings.value, work });
  const takeFromTray = async (trayId: string) => {
    if (mayAdd && (await tray.file(trayId, place))) chosen.choose(pages.length);
  };
  const takeWaiting = async (page: WaitingPage | undefined, into = place.componentId) => {
    const before = slots.find((entry) => entry.componentId === into)?.pages.length ?? 0;
    if (page === undefined || !mayAdd || !(await waiting.file(page, { ...place, componentId: into }))) return;
    bench.choose(into);
    chosen.choose(before);
  };
  const does = {
    scan: () => {
      if (slot !== undefined && settings.value !== undefined) void scanning.scan(place, settings.value);
    },
    tray: () => {
      if (tray.next !== undefined) void takeFromTray(tray.next.trayId);
    },
    import: () => files.current?.click(),
    camera: () => setCamera(mayAdd),
    corners: () => setCorners(mayAdd && page?.quality.picture != null),
    copy: () => {
      if (pages.length > 0) makeCopy.make(place);
    },
    setAside: bench.setAside,
    undo: () => void work.undo(),
    next: () => chosen.step(1),
    back: () => chosen.step(-1),
    extendNext: () => chosen.extendTo(at + 1),
    extendBack: () => chosen.extendTo(at - 1),
    later: bench.later,
    earlier: bench.earlier,
    move: () => setMoving(mayChange && pages.length > 0),
    moveOut: () => setMovingOut(mayChange && pages.length > 0),
    note: bench.markNote,
    large: () => setLarge(pages.length > 0),
    slotDown: () => bench.step(1),
    slotUp: () => bench.step(-1),
    stack: () => {
      if (settings.value !== undefined && mayAdd && scanning.running === undefined)
        void stack.run(settings.value);
    },
    waiting: () => void takeWaiting(waiting.next),
    cancel: () => {
      scanning.cancel();
      stack.cancel();
      makeCopy.cancel();
    },
  };
  const separators = useSeparators(dossier);
  useBenchActions(
    { ...does, separators: separators.print },
    { isFileWaiting: tray.next !== undefined, isPageWaiting: waiting.next !== undefined },
    work.whenFree,
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
          onChoose={bench.choose}
          onPages={bench.moveInto}
        />
        {slot !== undefined && <CopyFacts key={`facts ${slot.componentId}`} dossier={dossier} slot={slot} />}
        <SeparatorsButton separators={separators} />
        <WaitingList
          waiting={waiting}
          stack={stack}
          dossier={dossier}
          mayFile={mayAdd}
          onFile={(page, into) => void takeWaiting(page, into)}
        />
        <Tray tray={tray} mayFile={mayAdd} onFile={(trayId) => void takeFromTray(trayId)} />
      </div>
      <div className="qmc-page-column">
        {page?.purgedAt === null && tray.shown === undefined && waiting.shown === undefined && (
          <PageVerdict
            key={page.pageId}
            page={page}
            number={at + 1}
            range={chosen.range}
            mayChange={mayAdd}
            work={work}
            onNote={does.note}
            onCorners={does.corners}
            onRescan={() => {
              if (settings.value !== undefined)
                void scanning.scan(place, { ...settings.value, duplex: false, insteadOf: page.pageId });
            }}
          />
        )}
        <PageView
          {...viewed(waiting.shown, tray.shown, slot, at)}
          onLarge={page === undefined ? undefined : does.large}
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
          onCamera={does.camera}
        />
        <ManualDuplex
          duplex={duplex}
          whenFree={work.whenFree}
          disabled={!mayAdd || settings.value === undefined || stack.running}
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
          pages={pages}
          chosen={at}
          from={chosen.from}
          to={chosen.to}
          mayChange={mayChange}
          choose={chosen.choose}
          extendTo={chosen.extendTo}
          chooseAll={chosen.chooseAll}
          setAside={bench.setOneAside}
          moveTo={bench.moveTo}
          open={does.large}
        />
        <LastWork work={work} onMove={does.move} count={chosen.range.length} mayMove={slots.length > 1} />
        <DigitalCopy dossier={dossier} slot={slot} makeCopy={makeCopy} onMake={does.copy} />
      </Stack>
      {slot !== undefined && (
        <CameraPanel
          opened={camera}
          onClose={() => setCamera(false)}
          place={place}
          name={slot.name}
          scanning={scanning}
          onPage={() => chosen.choose(pages.length)}
        />
      )}
      {page !== undefined && (
        <CornersDialog
          key={`corners ${page.pageId} ${corners}`}
          opened={corners && page.purgedAt === null}
          onClose={() => setCorners(false)}
          page={page}
          number={at + 1}
          work={work}
        />
      )}
      {slot !== undefined && (
        <LargeView
          opened={large && page?.purgedAt === null}
          onClose={() => setLarge(false)}
          name={slot.name}
          pages={pages}
          chosen={chosen}
          work={work}
          mayChange={mayChange}
        />
      )}
      {slot !== undefined && (
        <MovePages
          key={`${slot.componentId} ${moving}`}
          opened={moving}
          onClose={() => setMoving(false)}
          from={slot}
          slots={slots}
          chosen={chosen}
          work={work}
          onMoved={() => setMoving(false)}
          onOther={() => {
            setMoving(false);
            setMovingOut(true);
          }}
        />
      )}
      {slot !== undefined && movingOut && (
        <MoveToDossier
          onClose={() => setMovingOut(false)}
          dossier={dossier}
          from={slot}
          chosen={chosen}
          work={work}
        />
      )}
    </div>
  );
}

/** What was done to pages last with its way back, how many are chosen, and the way into another component. */
function LastWork(props: { work: PageWork; count: number; mayMove: boolean; onMove: () => void }) {
  const { t } = useWords();
  const { work, count } = props;
  const { last } = work;
  const isRange = count > 1;
  return (
    <>
      {(isRange || last !== undefined) && (
        <Group justify="space-between" wrap="nowrap" gap={4}>
          <Text fz="sm" role="status">
            {isRange
              ? t('scan.rangeOf', { count })
              : last && t(`scan.did.${last.what}`, { count: last.pages })}
          </Text>
          <Group gap={0} wrap="nowrap" style={{ flex: 'none' }}>
            {isRange && props.mayMove && (
              <Button size="compact-sm" px={4} variant="subtle" onClick={props.onMove}>
                {t('move.open')} <kbd className="qmc-on-button">Alt+K</kbd>
              </Button>
            )}
            {last !== undefined && (
              <Button
                size="compact-sm"
                px={4}
                variant="subtle"
                aria-label={`${t('scan.undo')} Ctrl+Z`}
                title={t('action.pageUndo')}
                onClick={() => void work.undo()}
              >
                <IconArrowBackUp size={16} aria-hidden /> <kbd className="qmc-on-button">Ctrl+Z</kbd>
              </Button>
            )}
          </Group>
        </Group>
      )}
      <RefusalNotice refused={work.refused} />
    </>
  );
}

/** The digital copy of the chosen component: how far it is, what is known of the paper, and the making of it. */
function DigitalCopy(props: {
  dossier: DossierView;
  slot: SlotView | undefined;
  makeCopy: MakingCopy;
  onMake: () => void;
}) {
  const { t } = useWords();
  const { dossier, slot, makeCopy } = props;
  const copy = slot?.digitalCopy ?? null;
  return (
    <div className="qmc-copy">
      <Group justify="space-between" wrap="nowrap">
        <Title order={3}>{t('component.digitalCopy')}</Title>
        <Text fz="sm" role="status">
          {copy === null
            ? t('scan.copyNone')
            : t(copy.upToDate ? 'scan.copyMade' : 'scan.copyStale', {
                pages: copy.pages,
                size: megabytes(copy.size),
              })}
        </Text>
      </Group>
      {copy?.upToDate === true && <CopySize copy={copy} />}
      {copy?.upToDate === true && copy.textCameLater && isOpen(dossier.state) && (
        <StateMark state="attention">
          <span className="qmc-wrap">{t('scan.textCameLater')}</span>
        </StateMark>
      )}
      {copy !== null && copy.purgedAt === null && (
        <Signatures key={copy.sha256} sha256={copy.sha256} name={slot?.name ?? ''} />
      )}
      {copy !== null && copy.purgedAt !== null && <OpenFile sha256={copy.sha256} purgedAt={copy.purgedAt} />}
      {slot !== undefined && (
        <PaperFacts
          key={slot.componentId}
          dossierId={dossier.dossierId}
          slot={slot}
          mayChange={isOpen(dossier.state)}
        />
      )}
      <RefusalNotice refused={makeCopy.refused} />
      {makeCopy.mayKeepLarger && (
        <Button variant="light" onClick={makeCopy.keepLarger}>
          {t('action.keepLarger')} <kbd className="qmc-on-button">Alt+D</kbd>
        </Button>
      )}
      {makeCopy.progress !== undefined && (
        <Group justify="space-between" wrap="nowrap">
          <Text fz="sm" role="status">
            {t('scan.copyProgress', makeCopy.progress)}
          </Text>
          <Button size="compact-sm" variant="subtle" style={{ flex: 'none' }} onClick={makeCopy.cancel}>
            {t('scan.copyCancel')} <kbd className="qmc-on-button">Alt+X</kbd>
          </Button>
        </Group>
      )}
      <Button
        loading={makeCopy.running}
        disabled={slot === undefined || slot.pages.length === 0}
        leftSection={<IconFileTypePdf size={18} />}
        onClick={props.onMake}
      >
        {t('action.makeCopy')} <kbd className="qmc-on-button">F9</kbd>
      </Button>
      {slot !== undefined && copy !== null && isOpen(dossier.state) && (
        <Anchor component={Link} fz="sm" href={`/certify/compare/${dossier.dossierId}/${slot.componentId}`}>
          {t('scan.toCompare')}
        </Anchor>
      )}
    </div>
  );
}

/** What the middle shows: a page that waits or a file of the tray that is looked at, else the chosen page of the slot. */
function viewed(
  waiting: WaitingPage | undefined,
  file: TrayFile | undefined,
  slot: SlotView | undefined,
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
    pdf: slot?.digitalCopy?.purgedAt === null ? slot.digitalCopy.sha256 : undefined,
  };
}
