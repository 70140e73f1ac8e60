import { Button, Group, Modal, Text } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowRight,
  IconColumns2,
  IconMaximize,
  IconPalette,
  IconPhoto,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { AS_SCANNED, nextTones, turned } from '../../../../shared/domain/digitisation/clean-up.ts';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useWords } from '../../../lib/context.tsx';
import { useFocusBack } from '../../../lib/use-focus-back.ts';
import type { ChosenPages } from '../use-chosen-pages.ts';
import type { PageWork } from '../use-page-work.ts';
import type { SlotView } from '../use-slots.ts';
import { useZoom } from '../use-zoom.ts';
import { CleanedImage, shownSize } from './CleanedImage.tsx';

type Page = SlotView['pages'][number];

/** What is seen of a page: as it goes into the digital copy, as it was scanned, or both beside each other. */
const SIDES = ['cleaned', 'scanned', 'both'] as const;
type Sides = (typeof SIDES)[number];

/** A page over the whole window, from all of it down to single dots: by keys, wheel and mouse. Closes with Esc. */
export function LargeView(props: {
  opened: boolean;
  onClose: () => void;
  name: string;
  pages: readonly Page[];
  chosen: ChosenPages;
  work: PageWork;
  mayChange: boolean;
}) {
  const { t } = useWords();
  const { opened, chosen, pages } = props;
  useFocusBack(opened);
  const page = pages[chosen.at];
  return (
    <Modal
      opened={opened && page !== undefined}
      onClose={props.onClose}
      fullScreen
      title={`${t('scan.pageOf', { page: chosen.at + 1, pages: pages.length })} · ${props.name}`}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      classNames={{ content: 'qmc-large', body: 'qmc-large-body' }}
    >
      {page !== undefined && <LargePage {...props} page={page} />}
    </Modal>
  );
}

function LargePage(props: {
  page: Page;
  chosen: ChosenPages;
  pages: readonly Page[];
  work: PageWork;
  mayChange: boolean;
}) {
  const { t } = useWords();
  const { page, chosen, pages, work } = props;
  const [sides, setSides] = useState<Sides>('cleaned');
  const view = useRef<HTMLDivElement>(null);
  const other = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<{ sha256: string; width: number; height: number }>();
  const natural = found?.sha256 === page.sha256 ? found : undefined;
  const measured = shownSize(page.quality);
  const scanned = page.quality.picture ?? natural;
  const main = sides === 'scanned' ? scanned : (measured ?? natural);
  const picture = useSame(main);
  const zoom = useZoom(view, picture);
  const mayTurn = props.mayChange && page.quality.state === 'measured';
  const turn = () => {
    if (mayTurn)
      void work.cleanUp([{ pageId: page.pageId, quality: page.quality, next: turned(page.quality.cleanUp) }]);
  };
  const next = (side: Sides) => setSides(sides === side ? 'cleaned' : side);
  const does = {
    zoomIn: () => zoom.zoomIn(),
    zoomOut: () => zoom.zoomOut(),
    fit: zoom.fit,
    actual: zoom.actual,
    scanned: () => next('scanned'),
    both: () => next('both'),
  };
  useLargeActions(does);
  useWheelZoom(view, zoom);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useLayoutEffect(() => {
    for (const { current } of [view, other]) current?.scrollTo(0, 0);
  }, [page.pageId]);
  const number = { page: chosen.at + 1 };
  const side = (which: 'cleaned' | 'scanned', ref: RefObject<HTMLDivElement | null>) => (
    <PageSide
      key={which}
      view={ref}
      label={t(`large.${which}`, number)}
      page={page}
      asScanned={which === 'scanned'}
      width={widthOf(which === 'scanned' ? scanned : (measured ?? natural), zoom.scale)}
      follows={sides === 'both' ? (ref === view ? other : view) : undefined}
      onSize={(size) => setFound({ sha256: page.sha256, ...size })}
    />
  );
  return (
    <>
      <Group gap={4} className="qmc-large-tools" role="toolbar" aria-label={t('large.tools')}>
        <Tool icon={IconZoomOut} label={t('large.zoomOut')} keys="-" brief onClick={does.zoomOut} />
        <Text fz="sm" w={52} ta="center" role="status" aria-label={t('large.scale')}>
          {zoom.scale === undefined ? '' : `${Math.round(zoom.scale * 100)} %`}
        </Text>
        <Tool icon={IconZoomIn} label={t('large.zoomIn')} keys="+" brief onClick={does.zoomIn} />
        <Tool icon={IconMaximize} label={t('large.fit')} keys="0" pressed={zoom.isWhole} onClick={does.fit} />
        <Tool icon={IconZoomIn} label={t('large.actual')} keys="1" onClick={does.actual} />
        <Tool
          icon={IconPhoto}
          label={t('large.asScanned')}
          keys="Alt+A"
          pressed={sides === 'scanned'}
          onClick={does.scanned}
        />
        <Tool
          icon={IconColumns2}
          label={t('large.both')}
          keys="Alt+S"
          pressed={sides === 'both'}
          onClick={does.both}
        />
        {mayTurn && (
          <Tool icon={IconRotateClockwise} label={t('action.turnPage')} keys="Alt+R" onClick={turn} />
        )}
        {mayTurn && (
          <Tool
            icon={IconPalette}
            label={t(`tones.${page.quality.cleanUp.tones}`)}
            keys="Alt+M"
            onClick={() =>
              void work.chooseTones(
                pages.slice(chosen.from, chosen.to + 1),
                nextTones(page.quality.cleanUp.tones),
              )
            }
          />
        )}
        <Tool
          icon={IconArrowLeft}
          label={t('action.pageBack')}
          keys="PageUp"
          brief
          disabled={chosen.at === 0}
          onClick={() => chosen.step(-1)}
        />
        <Tool
          icon={IconArrowRight}
          label={t('action.pageNext')}
          keys="PageDown"
          brief
          disabled={chosen.at >= pages.length - 1}
          onClick={() => chosen.step(1)}
        />
      </Group>
      <div className="qmc-large-sides">
        {side(sides === 'scanned' ? 'scanned' : 'cleaned', view)}
        {sides === 'both' && side('scanned', other)}
      </div>
    </>
  );
}

function widthOf(size: { width: number } | undefined | null, scale: number | undefined): number | undefined {
  return size == null || scale === undefined ? undefined : size.width * scale;
}

/** The same object for the same size, so that what depends on it runs once. */
function useSame(size: { width: number; height: number } | null | undefined) {
  const { width, height } = size ?? {};
  return useMemo(
    () => (width === undefined || height === undefined ? undefined : { width, height }),
    [width, height],
  );
}

function Tool(props: {
  icon: typeof IconZoomIn;
  label: string;
  keys: string;
  /** Its sign says enough. */
  brief?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      size="compact-sm"
      px={6}
      variant={props.pressed === true ? 'light' : 'subtle'}
      aria-pressed={props.pressed}
      disabled={props.disabled === true}
      leftSection={<props.icon size={16} aria-hidden />}
      title={props.label}
      aria-label={`${props.label} ${props.keys}`}
      onClick={props.onClick}
    >
      {props.brief !== true && props.label} <kbd className="qmc-on-button">{props.keys}</kbd>
    </Button>
  );
}

/** One look at the page: arrows and the mouse move it, and the one beside it goes with it. */
function PageSide(props: {
  view: RefObject<HTMLDivElement | null>;
  label: string;
  page: Page;
  asScanned: boolean;
  /** Pixels of the screen; undefined until the size of the picture is known. */
  width: number | undefined;
  follows: RefObject<HTMLDivElement | null> | undefined;
  onSize: (size: { width: number; height: number }) => void;
}) {
  const { page, view, follows } = props;
  const drag = useDrag();
  return (
    <section
      ref={view}
      className="qmc-large-side"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      data-autofocus
      onScroll={(event) => {
        if (follows?.current) follow(event.currentTarget, follows.current);
      }}
      {...drag}
    >
      <div className="qmc-large-page" style={props.width === undefined ? {} : { width: props.width }}>
        <CleanedImage
          key={page.sha256}
          sha256={page.sha256}
          alt={props.label}
          quality={props.asScanned ? { ...page.quality, cleanUp: AS_SCANNED } : page.quality}
          onSize={props.onSize}
        />
      </div>
    </section>
  );
}

/** Brings the other side to the same share of its length. */
function follow(from: HTMLElement, to: HTMLElement): void {
  const share = (at: number, whole: number, seen: number) => (whole > seen ? at / (whole - seen) : 0);
  const left = share(from.scrollLeft, from.scrollWidth, from.clientWidth) * (to.scrollWidth - to.clientWidth);
  const top =
    share(from.scrollTop, from.scrollHeight, from.clientHeight) * (to.scrollHeight - to.clientHeight);
  // A pixel of rounding would be sent back and forth.
  if (Math.abs(to.scrollLeft - left) > 1.5) to.scrollLeft = left;
  if (Math.abs(to.scrollTop - top) > 1.5) to.scrollTop = top;
}

/** Moves what scrolls with the mouse that holds it. */
function useDrag() {
  const from = useRef<{ x: number; y: number; left: number; top: number }>(undefined);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      const { scrollLeft: left, scrollTop: top } = event.currentTarget;
      from.current = { x: event.clientX, y: event.clientY, left, top };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const held = from.current;
      if (held !== undefined)
        event.currentTarget.scrollTo(held.left + held.x - event.clientX, held.top + held.y - event.clientY);
    },
    onPointerUp() {
      from.current = undefined;
    },
  };
}

/** Ctrl and the wheel change the size under the mouse; the wheel alone moves the page. */
function useWheelZoom(view: RefObject<HTMLElement | null>, zoom: ReturnType<typeof useZoom>): void {
  const latest = useRef(zoom);
  latest.current = zoom;
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      if (event.deltaY < 0) latest.current.zoomIn(at);
      else latest.current.zoomOut(at);
    };
    // React listens passively, and could then not keep the browser from enlarging the whole window.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [view]);
}

type LargeDoes = Record<'zoomIn' | 'zoomOut' | 'fit' | 'actual' | 'scanned' | 'both', () => void>;

/** The keys of the large view; those that change the page or go on stay those of the screen below. */
function useLargeActions(does: LargeDoes): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(() => {
    const run = (name: keyof LargeDoes) => () => latest.current[name]();
    return [
      { id: 'zoom-in', label: 'large.zoomIn', keys: '+', alsoKeys: '=', run: run('zoomIn') },
      { id: 'zoom-out', label: 'large.zoomOut', keys: '-', run: run('zoomOut') },
      { id: 'zoom-fit', label: 'large.fit', keys: '0', run: run('fit') },
      { id: 'zoom-actual', label: 'large.actual', keys: '1', run: run('actual') },
      { id: 'as-scanned', label: 'large.asScanned', keys: 'Alt+A', run: run('scanned') },
      { id: 'both-sides', label: 'large.both', keys: 'Alt+S', run: run('both') },
    ];
  }, []);
  useRegisteredActions(actions);
}
