import { type CSSProperties, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { PageQuality } from '../../../../shared/contract/dossier.ts';
import { keepsPixels } from '../../../../shared/domain/digitisation/clean-up.ts';
import { type Flatten, flattening } from '../../../../shared/domain/digitisation/flatten.ts';
import { WHOLE } from '../../../../shared/domain/digitisation/page-measures.ts';
import { blobUrl } from '../../../lib/blob-url.ts';

/**
 * A page as its clean-up leaves it, drawn from the picture as it was scanned: what is seen is what the digital copy will hold, and a step taken
 * back costs nothing.
 */
export function CleanedImage(props: {
  sha256: string;
  alt: string;
  quality: PageQuality | undefined;
  className?: string;
  lazy?: boolean;
  /** At its own size instead of the width that is there. */
  large?: boolean;
  onError?: () => void;
  /** Told the size of the picture in pixels once it is known. */
  onSize?: (size: { width: number; height: number }) => void;
}) {
  const { sha256, alt, quality, className, lazy = false, large = false, onError, onSize } = props;
  const picture = {
    src: blobUrl(sha256),
    draggable: false,
    // Decoding a whole scan takes longer than a frame: the window goes on meanwhile.
    decoding: 'async' as const,
    ...(onSize === undefined
      ? {}
      : {
          onLoad: ({ currentTarget: { naturalWidth, naturalHeight } }: SyntheticEvent<HTMLImageElement>) =>
            onSize({ width: naturalWidth, height: naturalHeight }),
        }),
    ...(lazy ? { loading: 'lazy' as const } : {}),
    ...(onError === undefined ? {} : { onError }),
  };
  if (quality?.size == null || isAsScanned(quality))
    return <img className={className} alt={alt} {...picture} />;
  const { frame, image, filter } = placed(quality.size, quality.cleanUp);
  return (
    <span
      className={`qmc-cleaned ${className ?? ''}`}
      style={{ aspectRatio: `${frame.width} / ${frame.height}`, ...(large ? { width: frame.width } : {}) }}
    >
      {quality.cleanUp.tones === 'black-white' && <BlackWhiteFilter />}
      {quality.cleanUp.flatten === null ? (
        <img alt={alt} {...picture} style={{ ...image, filter }} />
      ) : (
        <FlatImage
          alt={alt}
          picture={picture}
          flatten={quality.cleanUp.flatten}
          style={{ ...image, filter }}
        />
      )}
    </span>
  );
}

/** A photograph is laid out twice as large as its paper is shown, and no larger than this: the browser draws it from there through the projection. */
const LAID_OUT = { times: 2, most: 2000 };

/** A photograph through the projection that makes its paper flat, cut where the paper ends. */
function FlatImage(props: { alt: string; picture: object; flatten: Flatten; style: CSSProperties }) {
  const frame = useRef<HTMLSpanElement>(null);
  const [box, setBox] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setBox({ width: element.offsetWidth, height: element.offsetHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const laidOut = Math.max(1, Math.min(LAID_OUT.most, box.width * LAID_OUT.times));
  return (
    <span ref={frame} className="qmc-flat" style={props.style}>
      <img
        alt={props.alt}
        {...props.picture}
        style={{ width: laidOut, height: laidOut, transform: throughProjection(props.flatten, box, laidOut) }}
      />
    </span>
  );
}

/** The projection for a picture that is laid out as a square, onto a box, column by column as CSS has it. */
function throughProjection(
  flatten: Flatten,
  { width, height }: { width: number; height: number },
  laidOut: number,
): string {
  const [a, b, c, d, e, f, g, h, i] = flattening(flatten);
  const [x, y] = [width / laidOut, height / laidOut];
  const [deep, deeper] = [g / laidOut, h / laidOut];
  const columns = [a * x, d * y, 0, deep, b * x, e * y, 0, deeper, 0, 0, 1, 0, c * width, f * height, 0, i];
  return `matrix3d(${columns.join(',')})`;
}

/**
 * Black and white nearly as the copy will hold it: what is a tenth darker than its surroundings is ink. The tone is divided by the blurred one,
 * which is what dodging by its inverse does.
 */
function BlackWhiteFilter() {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <filter id={BLACK_WHITE} colorInterpolationFilters="sRGB" x="0" y="0" width="1" height="1">
        <feColorMatrix type="saturate" values="0" result="grey" />
        <feGaussianBlur stdDeviation="10" />
        <feComponentTransfer result="surroundings">
          <feFuncR type="table" tableValues="1 0" />
          <feFuncG type="table" tableValues="1 0" />
          <feFuncB type="table" tableValues="1 0" />
        </feComponentTransfer>
        <feBlend in="surroundings" in2="grey" mode="color-dodge" />
        <feComponentTransfer>
          <feFuncR type="discrete" tableValues="0 0 0 0 0 0 0 0 0 1" />
          <feFuncG type="discrete" tableValues="0 0 0 0 0 0 0 0 0 1" />
          <feFuncB type="discrete" tableValues="0 0 0 0 0 0 0 0 0 1" />
        </feComponentTransfer>
      </filter>
    </svg>
  );
}

const BLACK_WHITE = 'qmc-black-white';
/** By the tones of a page. */
const TONE_FILTERS = { colour: '', grey: 'grayscale(1)', 'black-white': `url(#${BLACK_WHITE})` } as const;

/** Pixels of the page as its clean-up leaves it; undefined until it was measured. */
export function shownSize(quality: PageQuality): { width: number; height: number } | undefined {
  return quality.size === null ? undefined : placed(quality.size, quality.cleanUp).frame;
}

function isAsScanned({ cleanUp }: PageQuality): boolean {
  return keepsPixels(cleanUp) && cleanUp.turn === 0;
}

/** Where the picture stands in the frame of what is kept: straightened about its own middle, then all of it turned by quarters. */
function placed(
  { width, height }: { width: number; height: number },
  { straighten, crop, whiten, turn, tones }: PageQuality['cleanUp'],
) {
  const part = (side: keyof NonNullable<typeof crop>, all: number) =>
    crop === null ? all : crop[side] / WHOLE;
  const [left, top, right, bottom] = [part('left', 0), part('top', 0), part('right', 1), part('bottom', 1)];
  const kept = { width: (right - left) * width, height: (bottom - top) * height };
  const onSide = turn === 90 || turn === 270;
  const frame = onSide ? { width: kept.height, height: kept.width } : kept;
  // From the middle of what is kept to the middle of the picture, turned with the rest.
  const away = { x: (0.5 - (left + right) / 2) * width, y: (0.5 - (top + bottom) / 2) * height };
  const [cos, sin] = [
    Math.round(Math.cos((turn * Math.PI) / 180)),
    Math.round(Math.sin((turn * Math.PI) / 180)),
  ];
  const middle = { x: away.x * cos - away.y * sin, y: away.x * sin + away.y * cos };
  const percent = (value: number) => `${value * 100}%`;
  return {
    frame,
    image: {
      width: percent(width / frame.width),
      height: percent(height / frame.height),
      left: percent(0.5 + middle.x / frame.width),
      top: percent(0.5 + middle.y / frame.height),
      transform: `translate(-50%, -50%) rotate(${turn - straighten / 100}deg)`,
    },
    filter: `${whiten === 100 ? '' : `brightness(${whiten}%)`} ${TONE_FILTERS[tones]}`.trim() || 'none',
  };
}
