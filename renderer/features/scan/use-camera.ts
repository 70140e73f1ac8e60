import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { findPaper, photographOf } from '../../../shared/domain/digitisation/find-paper.ts';
import type { PaperSize, Point } from '../../../shared/domain/digitisation/flatten.ts';
import type { Refused } from '../../lib/refusal.ts';

interface CameraChoice {
  /** Browsers give a camera another id at another address of the host, its name stays. */
  deviceId: string;
  label: string;
  paper: PaperSize;
}

/** The camera and the paper chosen last on this machine; kept by the browser profile. */
export const useCameraChoice = create<CameraChoice & { set(patch: Partial<CameraChoice>): void }>()(
  persist((set) => ({ deviceId: '', label: '', paper: 'A4', set: (patch) => set(patch) }), {
    name: 'qmc.camera',
    storage: createJSONStorage(() => localStorage),
  }),
);

/** More than any camera has: it gives the most it can. */
const MOST = { width: { ideal: 8192 }, height: { ideal: 6144 } };

/** Why there is no picture, in words that say what to do. */
function cameraProblem(error: unknown): Refused {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const code =
    {
      NotAllowedError: 'CAMERA_DENIED',
      SecurityError: 'CAMERA_DENIED',
      NotFoundError: 'CAMERA_NONE',
      OverconstrainedError: 'CAMERA_NONE',
      NotReadableError: 'CAMERA_BUSY',
      AbortError: 'CAMERA_BUSY',
    }[name] ?? 'CAMERA_FAILED';
  return { code, data: {} };
}

/** The live picture of the chosen camera while `isOpen`, at the highest resolution that it has. */
export function useCamera(isOpen: boolean, video: RefObject<HTMLVideoElement | null>) {
  const { deviceId, label, set } = useCameraChoice();
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  const track = useRef<MediaStreamTrack>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name only finds a camera again whose id has changed; another try opens it anew
  useEffect(() => {
    if (!isOpen) return;
    let isLeft = false;
    const stop = () => {
      track.current?.stop();
      track.current = undefined;
    };
    setRefused(undefined);
    setSize(undefined);
    open(deviceId, label)
      .then(async ({ stream, found }) => {
        const [live] = stream.getVideoTracks();
        if (isLeft || live === undefined) return end(stream);
        track.current = live;
        live.addEventListener('ended', () => setRefused({ code: 'CAMERA_GONE', data: {} }));
        setCameras(found);
        const element = video.current;
        if (element === null) return;
        element.srcObject = stream;
        await element.play();
        setSize({ width: element.videoWidth, height: element.videoHeight });
      })
      .catch((error: unknown) => {
        if (!isLeft) setRefused(cameraProblem(error));
      });
    return () => {
      isLeft = true;
      stop();
    };
  }, [isOpen, deviceId, tries, video]);
  return {
    cameras,
    chosen: cameras.find((camera) => isIt(camera, deviceId, label))?.deviceId ?? cameras[0]?.deviceId ?? '',
    choose: (id: string) =>
      set({ deviceId: id, label: cameras.find((camera) => camera.deviceId === id)?.label ?? '' }),
    /** Pixels of the live picture; undefined until there is one. */
    size: refused === undefined ? size : undefined,
    refused,
    again: () => setTries((count) => count + 1),
    /** One still picture as JPEG. */
    take: useCallback(async () => await still(track.current, video.current), [video]),
  };
}

function isIt(camera: MediaDeviceInfo, deviceId: string, label: string): boolean {
  return camera.deviceId === deviceId || (label !== '' && camera.label === label);
}

/** The chosen camera, or any where it is not there; cameras have names only once one of them may be used. */
async function open(deviceId: string, label: string) {
  const media = navigator.mediaDevices;
  if (media === undefined) throw new DOMException('no secure page', 'NotFoundError');
  let stream = await media.getUserMedia({ video: { ...MOST, deviceId: { ideal: deviceId } } });
  const found = (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const wanted = found.find((camera) => isIt(camera, deviceId, label));
  const [live] = stream.getVideoTracks();
  if (wanted !== undefined && live?.getSettings().deviceId !== wanted.deviceId) {
    end(stream);
    stream = await media.getUserMedia({ video: { ...MOST, deviceId: { exact: wanted.deviceId } } });
  }
  return { stream, found };
}

function end(stream: MediaStream): void {
  for (const each of stream.getTracks()) each.stop();
}

/** Some drivers never answer when they are asked for a photograph. */
const PHOTO_MS = 5000;
const QUALITY = 0.95;

/** The camera's own photograph where it gives one that is as large as its live picture; else that picture. */
async function still(
  track: MediaStreamTrack | undefined,
  video: HTMLVideoElement | null,
): Promise<Blob | undefined> {
  if (track === undefined || track.readyState !== 'live' || video === null || video.videoWidth === 0)
    return undefined;
  const own = await ownPhoto(track).catch(() => undefined);
  if (own !== undefined && own.type === 'image/jpeg' && (await widthOf(own)) >= video.videoWidth) return own;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return await new Promise<Blob | undefined>((resolve) =>
    canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY),
  );
}

async function ownPhoto(track: MediaStreamTrack): Promise<Blob | undefined> {
  if (!('ImageCapture' in window)) return undefined;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PHOTO_MS));
  return await Promise.race([new ImageCapture(track).takePhoto(), late]);
}

async function widthOf(picture: Blob): Promise<number> {
  const bitmap = await createImageBitmap(picture);
  const { width } = bitmap;
  bitmap.close();
  return width;
}

/** Pixels of the longer side in which the paper is looked for while the picture lives: a look takes some hundredths of a second. */
const LOOKED_AT = 240;
const LOOK_EVERY_MS = 300;

/** Where the paper lies in the live picture, in shares of it; undefined while none is seen. */
export function useLiveOutline(
  video: RefObject<HTMLVideoElement | null>,
  isLive: boolean,
  paper: PaperSize,
): readonly Point[] | undefined {
  const [corners, setCorners] = useState<readonly Point[]>();
  useEffect(() => {
    setCorners(undefined);
    if (!isLive) return;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const began = performance.now();
      const element = video.current;
      if (element !== null && context !== null && element.videoWidth > 0) {
        const scale = LOOKED_AT / Math.max(element.videoWidth, element.videoHeight);
        const [width, height] = [
          Math.round(element.videoWidth * scale),
          Math.round(element.videoHeight * scale),
        ];
        [canvas.width, canvas.height] = [width, height];
        context.drawImage(element, 0, 0, width, height);
        const seen = photographOf(context.getImageData(0, 0, width, height).data, { width, height }, 4);
        const found = findPaper(seen, paper);
        setCorners(found?.quad.map(({ x, y }) => ({ x: x / width, y: y / height })));
      }
      // On a slow machine it looks less often, so that keys are never late.
      timer = setTimeout(look, Math.max(LOOK_EVERY_MS, 4 * (performance.now() - began)));
    };
    look();
    return () => clearTimeout(timer);
  }, [video, isLive, paper]);
  return corners;
}
