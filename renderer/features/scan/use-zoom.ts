import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** A step of the zoom; four of them are about two times. */
const STEP = 1.2;
const LEAST = 0.05;
/** Dots of the picture are then four by four on the screen: more shows no letter better. */
const MOST = 4;

interface Size {
  width: number;
  height: number;
}

/** Where in the picture, as shares of it, and where in the view that stays when the size changes. */
interface Anchor {
  share: { x: number; y: number };
  at: { x: number; y: number };
}

/**
 * How large a picture is shown in a view that scrolls: as a whole, or so many pixels of the screen for one of the picture. What lies in the
 * middle of the view, or under the mouse, stays there.
 */
export function useZoom(view: RefObject<HTMLElement | null>, picture: Size | undefined) {
  const [chosen, choose] = useState<number>();
  const [room, setRoom] = useState<Size>();
  const anchor = useRef<Anchor>(undefined);
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  const whole =
    room === undefined || picture === undefined
      ? undefined
      : Math.min(room.width / picture.width, room.height / picture.height);
  const scale = chosen ?? whole;
  /** What is free on the left of a picture that is narrower than the view. */
  const besideOf = (element: HTMLElement, at: number) =>
    Math.max(0, (element.clientWidth - (picture?.width ?? 0) * at) / 2);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is free beside the picture follows from its size
  useLayoutEffect(() => {
    const [element, kept] = [view.current, anchor.current];
    anchor.current = undefined;
    if (element === null || kept === undefined || picture === undefined || scale === undefined) return;
    element.scrollLeft = kept.share.x * picture.width * scale + besideOf(element, scale) - kept.at.x;
    element.scrollTop = kept.share.y * picture.height * scale - kept.at.y;
  }, [view, picture, scale]);

  /** `at`: in the view; its middle when left out. */
  function put(next: number, at?: { x: number; y: number }): void {
    const element = view.current;
    if (element === null || picture === undefined || scale === undefined) return;
    const point = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    anchor.current = {
      share: {
        x: (element.scrollLeft + point.x - besideOf(element, scale)) / (picture.width * scale),
        y: (element.scrollTop + point.y) / (picture.height * scale),
      },
      at: point,
    };
    choose(Math.min(MOST, Math.max(LEAST, next)));
  }
  return {
    /** Pixels of the screen for one of the picture; undefined until both are known. */
    scale,
    isWhole: chosen === undefined,
    zoomIn: (at?: { x: number; y: number }) => put((scale ?? 1) * STEP, at),
    zoomOut: (at?: { x: number; y: number }) => put((scale ?? 1) / STEP, at),
    fit: () => choose(undefined),
    /** One pixel of the screen for each of the picture: as sharp as it is. */
    actual: () => put(1),
  };
}
