import { Button, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { IconCamera, IconRefresh } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { PAPERS, type PaperSize } from '../../../../shared/domain/digitisation/flatten.ts';
import { useWords } from '../../../lib/context.tsx';
import { useFocusBack } from '../../../lib/use-focus-back.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useCamera, useCameraChoice, useLiveOutline } from '../use-camera.ts';
import type { Scanning, Slot } from '../use-scan.ts';

/** Photographs papers on the desk into a component, one after the other: Enter or Space takes one, Esc leaves. */
export function CameraPanel(props: {
  opened: boolean;
  onClose: () => void;
  place: Slot;
  name: string;
  scanning: Scanning;
  onPage: () => void;
}) {
  const { t } = useWords();
  useFocusBack(props.opened);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      fullScreen
      title={`${t('camera.title')} · ${props.name}`}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      classNames={{ content: 'qmc-large', body: 'qmc-large-body' }}
    >
      <Camera {...props} />
    </Modal>
  );
}

function Camera({ place, scanning, onPage }: Parameters<typeof CameraPanel>[0]) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const { paper, set } = useCameraChoice();
  const camera = useCamera(true, video);
  const outline = useLiveOutline(video, camera.size !== undefined, paper);
  const shots = useShots({ place, scanning, onPage, paper, take: camera.take });
  const goOn = camera.refused === undefined ? shots.take : camera.again;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    goOn();
  };
  return (
    <div className="qmc-camera">
      <section
        className="qmc-camera-view"
        aria-label={t('camera.live')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys take the picture
        tabIndex={0}
        data-autofocus
        onKeyDown={onKeyDown}
      >
        <div className="qmc-camera-picture" style={pictureBox(camera.size)}>
          <video ref={video} muted playsInline hidden={camera.size === undefined} />
          {outline !== undefined && (
            <svg className="qmc-outline" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
              <polygon points={outline.map(({ x, y }) => `${x},${y}`).join(' ')} />
            </svg>
          )}
        </div>
      </section>
      <Stack gap="sm" className="qmc-camera-aside">
        <NativeSelect
          label={t('camera.device')}
          value={camera.chosen}
          data={
            camera.cameras.length === 0
              ? [{ value: '', label: t('camera.noDevice') }]
              : camera.cameras.map(({ deviceId, label }, at) => ({
                  value: deviceId,
                  label: label === '' ? t('camera.numbered', { number: at + 1 }) : label,
                }))
          }
          onChange={(event) => camera.choose(event.currentTarget.value)}
        />
        <PaperSelect value={paper} onChange={(value) => set({ paper: value })} />
        {camera.size !== undefined && (
          <>
            <Text fz="sm">{t('camera.size', camera.size)}</Text>
            <StateMark state={outline === undefined ? 'attention' : 'good'}>
              <span className="qmc-wrap">
                {t(outline === undefined ? 'camera.noOutline' : 'camera.outline')}
              </span>
            </StateMark>
          </>
        )}
        <RefusalNotice refused={camera.refused ?? scanning.stopped} />
        {camera.refused === undefined ? (
          <Button
            leftSection={<IconCamera size={18} />}
            loading={shots.running}
            disabled={camera.size === undefined}
            onClick={shots.take}
          >
            {t(shots.isUnsent ? 'camera.sendAgain' : 'camera.take')}{' '}
            <kbd className="qmc-on-button">Enter</kbd>
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconRefresh size={18} />} onClick={camera.again}>
            {t('camera.again')} <kbd className="qmc-on-button">Enter</kbd>
          </Button>
        )}
        {shots.count > 0 && (
          <Text fz="sm" c="var(--qmc-green)" role="status">
            {t('camera.taken', { count: shots.count })}
          </Text>
        )}
        <Text fz="xs" c="dimmed">
          {t('camera.note')}
        </Text>
      </Stack>
    </div>
  );
}

/** As large as the view allows in the proportions of the picture, so that what is drawn over it lies where it is seen. */
export function pictureBox({ width, height } = { width: 4, height: 3 }): CSSProperties {
  return { '--qmc-ratio': width / height, aspectRatio: `${width} / ${height}` } as CSSProperties;
}

/** Which paper lies there: nothing in a photograph says how large it is. */
export function PaperSelect(props: { value: PaperSize; onChange: (paper: PaperSize) => void }) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('camera.paper')}
      value={props.value}
      data={PAPERS.map((value) => ({ value, label: t(`camera.paper.${value}`) }))}
      onChange={(event) => props.onChange(event.currentTarget.value as PaperSize)}
    />
  );
}

/** Pictures on their way into the component, one at a time; one that was not taken in is kept and sent again. */
function useShots(props: {
  place: Slot;
  scanning: Scanning;
  onPage: () => void;
  paper: PaperSize;
  take: () => Promise<Blob | undefined>;
}) {
  const [running, setRunning] = useState(false);
  const [count, setCount] = useState(0);
  const [unsent, setUnsent] = useState<{ photo: Blob; paper: PaperSize }>();
  const isBusy = useRef(false);
  const take = async () => {
    if (isBusy.current || props.scanning.running !== undefined) return;
    isBusy.current = true;
    setRunning(true);
    const photo = unsent?.photo ?? (await props.take());
    const shot = photo && { photo, paper: unsent?.paper ?? props.paper };
    if (shot !== undefined) {
      const isIn = await props.scanning.addPhoto(props.place, shot.photo, shot.paper);
      setUnsent(isIn ? undefined : shot);
      if (isIn) {
        setCount((before) => before + 1);
        props.onPage();
      }
    }
    isBusy.current = false;
    setRunning(false);
  };
  return { take: () => void take(), running, count, isUnsent: unsent !== undefined };
}
