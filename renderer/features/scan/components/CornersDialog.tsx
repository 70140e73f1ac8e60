import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconArrowsExchange, IconCheck, IconPhotoOff, IconSquareDashed, IconWand } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { AS_SCANNED } from '../../../../shared/domain/digitisation/clean-up.ts';
import {
  Corners,
  type Flatten,
  type PaperSize,
  paperOfSource,
  photographedDpi,
  WHOLE_PICTURE,
} from '../../../../shared/domain/digitisation/flatten.ts';
import { WHOLE } from '../../../../shared/domain/digitisation/page-measures.ts';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useWords } from '../../../lib/context.tsx';
import { useFocusBack } from '../../../lib/use-focus-back.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import type { PageWork } from '../use-page-work.ts';
import { PaperSelect, pictureBox } from './CameraPanel.tsx';

type Page = DossierView['components'][number]['pages'][number];
type Corner = Corners[number];

/** A key moves a corner so far, in ten-thousandths of the picture; with Shift ten times. */
const STEP = 10;
/** How much larger the part around a corner is shown. */
const LOUPE = { side: 200, times: 3 };
const NAMES = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const;

/** Places the four corners of the paper in a photograph: by dragging, or with the arrows. Enter makes it flat, Esc leaves it as it was. */
export function CornersDialog(props: {
  opened: boolean;
  onClose: () => void;
  page: Page;
  number: number;
  work: PageWork;
}) {
  const { t } = useWords();
  useFocusBack(props.opened);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      fullScreen
      title={t('corners.title', { page: props.number })}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      classNames={{ content: 'qmc-large', body: 'qmc-large-body' }}
    >
      <Placing {...props} />
    </Modal>
  );
}

function Placing({ page, work, onClose }: Parameters<typeof CornersDialog>[0]) {
  const { t } = useWords();
  const { quality } = page;
  const placed = useFlatten(page);
  const { flatten } = placed;
  const isPaper = Corners.safeParse(flatten.corners).success;
  const put = (next: Flatten | null) => {
    const { turn, tones } = quality.cleanUp;
    const cleanUp = { ...AS_SCANNED, flatten: next, turn, tones };
    void work.cleanUp([{ pageId: page.pageId, quality, next: cleanUp }]);
    onClose();
  };
  const apply = () => {
    if (isPaper) put(flatten);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys are those of the corners in it
    <div
      className="qmc-camera"
      onKeyDown={(event) => {
        const isCorner = event.target instanceof HTMLElement && event.target.dataset['corner'] !== undefined;
        if (event.key !== 'Enter' || !isCorner) return;
        event.preventDefault();
        apply();
      }}
    >
      <Photograph page={page} placed={placed} isPaper={isPaper} />
      <Stack gap="sm" className="qmc-camera-aside">
        <Loupe page={page} corner={flatten.corners[placed.at] as Corner} />
        <PaperSelect value={flatten.paper} onChange={placed.setPaper} />
        {isPaper && quality.picture !== null ? (
          <Text fz="sm" role="status">
            {t('corners.dpi', { dpi: Math.round(photographedDpi(flatten, quality.picture)) })}
          </Text>
        ) : (
          <StateMark state="bad">{t('corners.crossed')}</StateMark>
        )}
        <Button variant="default" leftSection={<IconArrowsExchange size={18} />} onClick={placed.turn}>
          {t(flatten.lying ? 'corners.upright' : 'corners.lying')}
        </Button>
        {quality.outline !== null && (
          <Button variant="default" leftSection={<IconWand size={18} />} onClick={placed.asFound}>
            {t('corners.asFound')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconSquareDashed size={18} />} onClick={placed.whole}>
          {t('corners.whole')}
        </Button>
        <Button variant="default" leftSection={<IconPhotoOff size={18} />} onClick={() => put(null)}>
          {t('corners.none')}
        </Button>
        <Button disabled={!isPaper} leftSection={<IconCheck size={18} />} onClick={apply}>
          {t('corners.apply')} <kbd className="qmc-on-button">Enter</kbd>
        </Button>
        <Text fz="xs" c="dimmed">
          {t('corners.note')}
        </Text>
      </Stack>
    </div>
  );
}

/** The corners as they are being placed; they begin where the page has them, where the program found them, or at those of the picture. */
function useFlatten({ quality, source }: Page) {
  const { outline, picture, cleanUp } = quality;
  const [flatten, setFlatten] = useState<Flatten>(
    cleanUp.flatten ?? {
      paper: paperOfSource(source) ?? 'A4',
      corners: outline?.corners ?? WHOLE_PICTURE,
      lying: outline?.lying ?? (picture !== null && picture.width > picture.height),
    },
  );
  const [at, choose] = useState(0);
  const change = (patch: Partial<Flatten>) => setFlatten((before) => ({ ...before, ...patch }));
  return {
    flatten,
    at,
    choose,
    move: (corner: number, to: (before: Corner) => Corner) =>
      setFlatten((before) => ({
        ...before,
        corners: before.corners.map((each, index) => (index === corner ? within(to(each)) : each)) as Corners,
      })),
    turn: () => change({ lying: !flatten.lying }),
    setPaper: (paper: PaperSize) => change({ paper }),
    asFound: () => outline !== null && change(outline),
    whole: () => change({ corners: WHOLE_PICTURE }),
  };
}

function within({ x, y }: Corner): Corner {
  const kept = (value: number) => Math.round(Math.min(WHOLE, Math.max(0, value)));
  return { x: kept(x), y: kept(y) };
}

function Photograph(props: { page: Page; placed: ReturnType<typeof useFlatten>; isPaper: boolean }) {
  const { t } = useWords();
  const { page, placed } = props;
  const { corners } = placed.flatten;
  const area = useRef<HTMLDivElement>(null);
  const { width = 4, height = 3 } = page.quality.picture ?? {};
  const drag = (corner: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      placed.choose(corner);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const box = area.current?.getBoundingClientRect();
      if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const x = ((event.clientX - box.left) / box.width) * WHOLE;
      const y = ((event.clientY - box.top) / box.height) * WHOLE;
      placed.move(corner, () => ({ x, y }));
    },
  });
  const onKeyDown = (event: KeyboardEvent, corner: number) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const [x = 0, y = 0] = way.map((step) => step * STEP * (event.shiftKey ? 10 : 1));
    placed.move(corner, (before) => ({ x: before.x + x, y: before.y + y }));
  };
  return (
    <section className="qmc-camera-view" aria-label={t('corners.photograph')}>
      <div
        ref={area}
        className="qmc-camera-picture"
        data-crossed={!props.isPaper || undefined}
        style={pictureBox({ width, height })}
      >
        <img src={blobUrl(page.sha256)} alt={t('corners.photograph')} draggable={false} />
        <svg className="qmc-outline" viewBox={`0 0 ${WHOLE} ${WHOLE}`} preserveAspectRatio="none" aria-hidden>
          <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
        </svg>
        {corners.map(({ x, y }, corner) => (
          <button
            key={NAMES[corner]}
            type="button"
            className="qmc-corner"
            data-corner={corner}
            data-autofocus={corner === 0 || undefined}
            data-chosen={placed.at === corner || undefined}
            aria-label={t(`corners.${NAMES[corner] ?? 'topLeft'}`)}
            style={{ left: `${(x / WHOLE) * 100}%`, top: `${(y / WHOLE) * 100}%` }}
            onFocus={() => placed.choose(corner)}
            onKeyDown={(event) => onKeyDown(event, corner)}
            {...drag(corner)}
          />
        ))}
      </div>
    </section>
  );
}

/** What lies around the corner that is being placed, larger. */
function Loupe({ page, corner }: { page: Page; corner: Corner }) {
  const { width = 4, height = 3 } = page.quality.picture ?? {};
  const shown = {
    width: LOUPE.side * LOUPE.times * 2,
    height: (LOUPE.side * LOUPE.times * 2 * height) / width,
  };
  return (
    <div className="qmc-loupe" aria-hidden>
      <img
        src={blobUrl(page.sha256)}
        alt=""
        draggable={false}
        style={{
          ...shown,
          left: LOUPE.side / 2 - (corner.x / WHOLE) * shown.width,
          top: LOUPE.side / 2 - (corner.y / WHOLE) * shown.height,
        }}
      />
    </div>
  );
}
