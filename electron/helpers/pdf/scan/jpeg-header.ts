/** Which side of the stored image is the paper's top, 1 to 8 (EXIF 2.32, tag 0x0112). */
export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a PDF page needs to know of a JPEG file, read without decoding it. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 gray, 3 colour, 4 CMYK. */
  readonly components: 1 | 3 | 4;
  /** Dots per inch as the file states them, for the stored width and height; undefined when it does not. */
  readonly dpi: { readonly x: number; readonly y: number } | undefined;
  readonly orientation: ExifOrientation;
  /** An Adobe segment is there: CMYK is stored inverted (Adobe Technical Note 5116). */
  readonly adobe: boolean;
  /** Three components are red, green, blue by their names, not luma and chroma. */
  readonly namedRgb: boolean;
}

/** Why bytes cannot become a page as they are. */
type JpegProblem = 'JPEG_EMPTY' | 'NOT_A_JPEG' | 'JPEG_DAMAGED' | 'JPEG_UNSUPPORTED' | 'JPEG_TRUNCATED';

/** Bytes that cannot become a page; `code` names the refusal. */
export class JpegError extends Error {
  readonly code: JpegProblem;
  constructor(code: JpegProblem, detail: string) {
    super(detail);
    this.code = code;
  }
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
/** Frames a PDF reader must decode (ISO 32000-1, 7.4.8): baseline, extended and progressive Huffman. */
const READABLE_FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/**
 * Reads the header of a JPEG file (ITU-T T.81) up to its frame.
 * @returns undefined while `bytes` end before the frame: read on and try again
 * @throws JpegError NOT_A_JPEG, JPEG_DAMAGED, JPEG_UNSUPPORTED
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 2) return undefined;
  if (view[0] !== 0xff || view[1] !== SOI)
    throw new JpegError('NOT_A_JPEG', 'the file does not start as a JPEG file');
  const told: Told = { jfif: undefined, exif: {}, adobe: false };
  let at = 2;
  for (;;) {
    while (view[at] === 0xff && view[at + 1] === 0xff) at++;
    if (at + 4 > view.length) return undefined;
    const marker = view[at + 1] as number;
    if (view[at] !== 0xff || marker === EOI || marker === SOS || marker === 0) {
      throw new JpegError('JPEG_DAMAGED', 'the file has no frame before its scan');
    }
    const length = view.readUInt16BE(at + 2);
    if (length < 2) throw new JpegError('JPEG_DAMAGED', 'a segment has no length');
    if (at + 2 + length > view.length) return undefined;
    const segment = view.subarray(at + 4, at + 2 + length);
    if (OTHER_FRAMES.includes(marker))
      throw new JpegError('JPEG_UNSUPPORTED', 'lossless or arithmetic coding');
    if (READABLE_FRAMES.includes(marker)) return fromFrame(segment, told);
    readSegment(marker, segment, told);
    at += 2 + length;
  }
}

interface Told {
  jfif: { x: number; y: number } | undefined;
  exif: { orientation?: ExifOrientation; dpi?: { x: number; y: number } };
  adobe: boolean;
}

function readSegment(marker: number, segment: Buffer, told: Told): void {
  if (marker === APP0 && startsWith(segment, 'JFIF\0')) told.jfif ??= jfifDpi(segment);
  if (marker === APP1 && startsWith(segment, 'Exif\0\0')) told.exif = readExif(segment.subarray(6));
  if (marker === APP14 && startsWith(segment, 'Adobe') && segment.length >= 12) told.adobe = true;
}

function fromFrame(frame: Buffer, { jfif, exif, adobe }: Told): JpegHeader {
  const components = frame[5];
  if (frame.length < 6 || components === undefined || frame.length < 6 + 3 * components) {
    throw new JpegError('JPEG_DAMAGED', 'the frame is too short');
  }
  const [precision, height, width] = [frame[0], frame.readUInt16BE(1), frame.readUInt16BE(3)];
  if (precision !== 8) throw new JpegError('JPEG_UNSUPPORTED', `${precision} bits per sample`);
  if (width === 0 || height === 0)
    throw new JpegError('JPEG_UNSUPPORTED', 'the frame does not state its size');
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new JpegError('JPEG_UNSUPPORTED', `${components} colour components`);
  }
  const names = String.fromCharCode(...[0, 1, 2].map((index) => frame[6 + 3 * index] ?? 0));
  return {
    width,
    height,
    components,
    dpi: exif.dpi ?? jfif,
    orientation: exif.orientation ?? 1,
    adobe,
    namedRgb: components === 3 && !adobe && names === 'RGB',
  };
}

function startsWith(segment: Buffer, text: string): boolean {
  return segment.subarray(0, text.length).toString('latin1') === text;
}

/** JFIF 1.02: unit 1 is dots per inch, 2 dots per centimetre, 0 only a ratio. */
function jfifDpi(segment: Buffer): { x: number; y: number } | undefined {
  if (segment.length < 12) return undefined;
  const factor = [undefined, 1, 2.54][segment[7] ?? 0];
  const [x, y] = [segment.readUInt16BE(8), segment.readUInt16BE(10)];
  return factor === undefined || x === 0 || y === 0 ? undefined : { x: x * factor, y: y * factor };
}

/** Orientation and resolution of the first directory (TIFF 6.0); whatever is not readable is taken as not stated. */
function readExif(tiff: Buffer): Told['exif'] {
  if (tiff.length < 8) return {};
  const little = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > tiff.length) return {};
  const entries = new Map<number, number>();
  for (let index = 0; index < short(directory); index++) {
    const at = directory + 2 + 12 * index;
    if (at + 12 > tiff.length) break;
    entries.set(short(at), at + 8);
  }
  const shortOf = (tag: number) => {
    const at = entries.get(tag);
    return at === undefined ? undefined : short(at);
  };
  const ratioOf = (tag: number) => {
    const at = entries.get(tag);
    const from = at === undefined ? tiff.length : long(at);
    return from + 8 > tiff.length || long(from + 4) === 0 ? undefined : long(from) / long(from + 4);
  };
  const orientation = shortOf(0x0112);
  const factor = { 2: 1, 3: 2.54 }[shortOf(0x0128) ?? 2];
  const [x, y] = [ratioOf(0x011a), ratioOf(0x011b)];
  return {
    ...(orientation !== undefined && orientation >= 1 && orientation <= 8
      ? { orientation: orientation as ExifOrientation }
      : {}),
    ...(x && y && factor ? { dpi: { x: x * factor, y: y * factor } } : {}),
  };
}
