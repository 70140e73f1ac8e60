import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type DocumentFacts, PRODUCER } from './document-facts.ts';
import { colourProfile } from './scan/colour-profiles.ts';
import { JpegError, type JpegHeader, readJpegHeader } from './scan/jpeg-header.ts';
import { type PageTurn, type PictureSize, pageGeometry } from './scan/page-geometry.ts';
import {
  createTextLayer,
  descendantDictionary,
  fontDictionary,
  type PageText,
  type TextLayer,
} from './scan/text-layer.ts';
import { xmpPacket } from './xmp.ts';

/** Takes the next bytes of the file; the writer waits for it, so memory stays bounded by one chunk. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void> | void;

/** The bytes of a picture, whole or in pieces. */
export type PictureBytes = Uint8Array | AsyncIterable<Uint8Array>;

export interface ScanPdfWriter {
  /**
   * Adds a page. The JPEG bytes go into the file untouched; EXIF orientation is honoured by the page. `dpi` is what the scanner was asked for, `turn` how far
   * the page is turned clockwise besides, `text` what was read on it: it lies unseen under the picture, to be searched and copied.
   * @throws JpegError when the bytes are no complete readable JPEG; the file is then useless and must be thrown away
   */
  addPage(jpeg: PictureBytes, options?: { dpi?: number; turn?: PageTurn; text?: PageText }): Promise<void>;
  /** Adds a page of one bit a pixel, coded by CCITT group 4 (ITU-T T.6) with ink as its black; `dpi` is what its picture has. */
  addBlackWhitePage(
    g4: PictureBytes,
    picture: { width: number; height: number; dpi: number },
    options?: { turn?: PageTurn; text?: PageText },
  ): Promise<void>;
  /** Ends the file and answers its SHA-256, 64 hexadecimal digits. @throws Error when it has no page */
  finish(): Promise<{ pages: number; bytes: number; sha256: string }>;
}

/** Header segments longer than this belong to no scan. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** Some devices pad the file after its end marker. */
const TAIL_BYTES = 4096;

/** The version, and a comment of high bytes that marks the file as binary (ISO 32000-1, 7.5.2). */
const HEADER = Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from('e2e3cfd30a', 'hex')]);

const CATALOG = 1;
const PAGE_TREE = 2;
const INFO = 3;
const METADATA = 4;
const TEXT_FONT = 5;
const SRGB = 6;
const CMYK = 7;
const FIRST_FREE = 8;

/**
 * Writes pages of JPEG, or of one bit a pixel, as a PDF/A-2b file (ISO 19005-2) while they arrive, on PDF 1.7 with a plain cross-reference table. Its identifiers are made from
 * its content: the same pages and facts give the same bytes.
 */
export function createScanPdfWriter(write: WriteBytes, facts: DocumentFacts): ScanPdfWriter {
  const file = createObjectFile(write);
  const layer = createTextLayer();
  const pages: number[] = [];
  let hasCmyk = false;
  let state: 'open' | 'failed' | 'finished' = 'open';
  const opened = file.raw(HEADER);

  /** Writes a page around the picture that `image` writes. */
  async function add(
    image: (number: number, length: number) => Promise<{ header: PictureSize; bytes: number }>,
    { dpi, turn, text }: { dpi?: number; turn?: PageTurn; text?: PageText },
  ): Promise<void> {
    if (state !== 'open') throw new Error(`the file is ${state}`);
    await opened;
    state = 'failed';
    const [picture, length, content, page] = [file.next(), file.next(), file.next(), file.next()];
    const { header, bytes } = await image(picture, length);
    await file.object(length, String(bytes));
    const { width, height, matrix } = pageGeometry(header, dpi, turn);
    const words = text && layer.drawing(text, { width, height });
    await writeContent(file, content, `q ${matrix.join(' ')} cm /Im Do Q`, words);
    const font = words === undefined ? '' : ` /Font << /${layer.fontName} ${TEXT_FONT} 0 R >>`;
    await file.object(
      page,
      `<< /Type /Page /Parent ${PAGE_TREE} 0 R /MediaBox [0 0 ${width} ${height}] ` +
        `/Resources << /XObject << /Im ${picture} 0 R >>${font} >> /Contents ${content} 0 R >>`,
    );
    pages.push(page);
    state = 'open';
  }

  return {
    addPage: (jpeg, options = {}) =>
      add(async (image, length) => {
        const written = await writeImage(file, jpeg, image, length);
        hasCmyk ||= written.header.components === 4;
        return written;
      }, options),
    addBlackWhitePage: (g4, { dpi, ...size }, options = {}) =>
      add(
        async (image, length) => ({
          header: { ...size, orientation: 1, dpi: undefined },
          bytes: await writeG4(file, g4, size, image, length),
        }),
        { ...options, dpi },
      ),
    async finish() {
      if (state !== 'open') throw new Error(`the file is ${state}`);
      if (pages.length === 0) throw new Error('a scan has at least one page');
      state = 'finished';
      await writeFont(file, layer);
      await writeProfiles(file, hasCmyk);
      await writeEnd(file, pages, facts);
      return { pages: pages.length, bytes: file.bytes(), sha256: file.digest() };
    },
  };
}

/** The picture and, over it and unseen, its words. */
async function writeContent(
  file: ObjectFile,
  content: number,
  drawing: string,
  words?: string,
): Promise<void> {
  if (words === undefined)
    return await file.object(content, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
  await writeStream(file, content, deflateSync(`${drawing}\n${words}`), '/Filter /FlateDecode');
}

async function writeStream(
  file: ObjectFile,
  number: number,
  bytes: Uint8Array,
  entries: string,
): Promise<void> {
  await file.begin(number);
  await file.raw(`<< ${entries} /Length ${bytes.length} >>\nstream\n`);
  await file.raw(bytes);
  await file.raw('\nendstream\nendobj\n');
}

/** What the numbers of the pictures mean as colours; a file without CMYK has an empty object in its place. */
async function writeProfiles(file: ObjectFile, hasCmyk: boolean): Promise<void> {
  await writeStream(
    file,
    SRGB,
    deflateSync(await colourProfile('srgb')),
    '/N 3 /Alternate /DeviceRGB /Filter /FlateDecode',
  );
  if (!hasCmyk) return await file.object(CMYK, 'null');
  const profile = deflateSync(await colourProfile('cmyk'));
  await writeStream(file, CMYK, profile, '/N 4 /Alternate /DeviceCMYK /Filter /FlateDecode');
}

/** The font of the words; a file without any has an empty object in its place. */
async function writeFont(file: ObjectFile, layer: TextLayer): Promise<void> {
  const font = layer.font();
  if (font === undefined) return await file.object(TEXT_FONT, 'null');
  const [descendant, descriptor, program, toUnicode, set] = [
    file.next(),
    file.next(),
    file.next(),
    file.next(),
    file.next(),
  ];
  await file.object(TEXT_FONT, fontDictionary(descendant, toUnicode));
  await file.object(descendant, descendantDictionary(font.widths, descriptor));
  await file.object(descriptor, `<< ${font.descriptor} /FontFile2 ${program} 0 R /CIDSet ${set} 0 R >>`);
  await writeStream(file, program, font.file, `/Filter /FlateDecode /Length1 ${font.fileLength}`);
  await writeStream(file, toUnicode, font.toUnicode, '/Filter /FlateDecode');
  await writeStream(file, set, deflateSync(font.numbers), '/Filter /FlateDecode');
}

interface ObjectFile {
  next(): number;
  raw(bytes: string | Uint8Array): Promise<void>;
  /** Starts an indirect object: remembers its offset. */
  begin(number: number): Promise<void>;
  object(number: number, body: string): Promise<void>;
  bytes(): number;
  /** SHA-256 of all bytes so far, 64 hexadecimal digits. */
  digest(): string;
  offsets(): readonly number[];
}

function createObjectFile(write: WriteBytes): ObjectFile {
  const offsets: number[] = [];
  const hash = createHash('sha256');
  let at = 0;
  let free = FIRST_FREE;
  const raw = async (data: string | Uint8Array) => {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    hash.update(bytes);
    at += bytes.length;
    await write(bytes);
  };
  const begin = async (number: number) => {
    offsets[number] = at;
    await raw(`${number} 0 obj\n`);
  };
  return {
    next: () => free++,
    raw,
    begin,
    async object(number, body) {
      await begin(number);
      await raw(`${body}\nendobj\n`);
    },
    bytes: () => at,
    digest: () => hash.copy().digest('hex'),
    offsets: () => offsets,
  };
}

/** Copies one JPEG into an image object; its length follows in an object of its own, so nothing is held back. */
async function writeImage(
  file: ObjectFile,
  jpeg: PictureBytes,
  image: number,
  length: number,
): Promise<{ header: JpegHeader; bytes: number }> {
  let waiting: Uint8Array = new Uint8Array();
  let header: JpegHeader | undefined;
  let tail: Uint8Array = new Uint8Array();
  let bytes = 0;
  const pass = async (chunk: Uint8Array) => {
    bytes += chunk.length;
    tail = lastBytes(tail, chunk);
    await file.raw(chunk);
  };
  for await (const chunk of jpeg instanceof Uint8Array ? [jpeg] : jpeg) {
    if (header !== undefined) {
      await pass(chunk);
      continue;
    }
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    header = readJpegHeader(waiting);
    if (header === undefined) {
      if (waiting.length > MAX_HEADER_BYTES)
        throw new JpegError('JPEG_DAMAGED', 'no frame in the first 16 MB');
      continue;
    }
    await file.begin(image);
    await file.raw(`${imageDictionary(header, length)}\nstream\n`);
    await pass(waiting);
    waiting = new Uint8Array();
  }
  if (header === undefined) {
    if (waiting.length === 0) throw new JpegError('JPEG_EMPTY', 'the image has no bytes');
    throw new JpegError('JPEG_TRUNCATED', 'the image ends inside its header');
  }
  if (!Buffer.from(tail).includes(Buffer.from([0xff, 0xd9]))) {
    throw new JpegError('JPEG_TRUNCATED', 'the image has no end marker');
  }
  await file.raw('\nendstream\nendobj\n');
  return { header, bytes };
}

/** Copies a picture of CCITT group 4 into an image object; answers its bytes. */
async function writeG4(
  file: ObjectFile,
  g4: PictureBytes,
  { width, height }: { width: number; height: number },
  image: number,
  length: number,
): Promise<number> {
  await file.begin(image);
  await file.raw(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 ` +
      `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >> /Length ${length} 0 R >>\nstream\n`,
  );
  let bytes = 0;
  for await (const chunk of g4 instanceof Uint8Array ? [g4] : g4) {
    bytes += chunk.length;
    await file.raw(chunk);
  }
  await file.raw('\nendstream\nendobj\n');
  return bytes;
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.length >= TAIL_BYTES) return chunk.slice(-TAIL_BYTES);
  return Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
}

function imageDictionary({ width, height, components, adobe, namedRgb }: JpegHeader, length: number): string {
  // Grey and sRGB are what the file's output intent means by them; CMYK has a profile of its own.
  const space = { 1: '/DeviceGray', 3: '/DeviceRGB', 4: `[/ICCBased ${CMYK} 0 R]` }[components];
  const decode = components === 4 && adobe ? ' /Decode [1 0 1 0 1 0 1 0]' : '';
  const parameters = namedRgb ? ' /DecodeParms << /ColorTransform 0 >>' : '';
  return (
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} ` +
    `/BitsPerComponent 8 /Filter /DCTDecode${parameters}${decode} /Length ${length} 0 R >>`
  );
}

async function writeEnd(file: ObjectFile, pages: readonly number[], facts: DocumentFacts): Promise<void> {
  const { title, author, createdAt } = nfc(facts);
  const date = `(D:${createdAt.replace(/\D/gu, '').slice(0, 14)}Z)`;
  const kids = pages.map((page) => `${page} 0 R`).join(' ');
  await file.object(PAGE_TREE, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  const byline = author === undefined ? '' : ` /Author ${utf16(author)}`;
  await file.object(
    INFO,
    `<< /Title ${utf16(title)}${byline} /Creator (${PRODUCER}) /Producer (${PRODUCER}) /CreationDate ${date} /ModDate ${date} >>`,
  );
  const documentId = file.digest().slice(0, 32);
  const seconds = `${createdAt.slice(0, 19)}Z`;
  const xmp = xmpPacket({
    title,
    author,
    createdAt: seconds,
    modifiedAt: seconds,
    producer: PRODUCER,
    documentId,
    pdfa: { part: 2, conformance: 'B' },
  });
  await file.begin(METADATA);
  await file.raw(`<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n`);
  await file.raw(xmp);
  await file.raw('\nendstream\nendobj\n');
  await file.object(
    CATALOG,
    `<< /Type /Catalog /Pages ${PAGE_TREE} 0 R /Metadata ${METADATA} 0 R /Lang (vi-VN) ` +
      `/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${SRGB} 0 R >>] ` +
      '/ViewerPreferences << /DisplayDocTitle true >> >>',
  );
  await writeCrossReferences(file, documentId);
}

/** A plain table of 20-byte entries (ISO 32000-1, 7.5.4) and the trailer. */
async function writeCrossReferences(file: ObjectFile, documentId: string): Promise<void> {
  const start = file.bytes();
  const offsets = file.offsets();
  const entries = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  await file.raw(`xref\n0 ${offsets.length}\n0000000000 65535 f \n${entries.join('')}`);
  await file.raw(
    `trailer\n<< /Size ${offsets.length} /Root ${CATALOG} 0 R /Info ${INFO} 0 R /ID [<${documentId}> <${documentId}>] >>\n` +
      `startxref\n${start}\n%%EOF\n`,
  );
}

function nfc(facts: DocumentFacts): DocumentFacts {
  return { ...facts, title: facts.title.normalize('NFC'), author: facts.author?.normalize('NFC') };
}

/** UTF-16BE with its mark, as a hexadecimal string: every letter, no escaping. */
function utf16(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
}
