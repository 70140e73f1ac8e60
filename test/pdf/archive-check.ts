import { inflateSync } from 'node:zlib';
import { create } from '@cantoo/fontkit';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asStream,
  asString,
  type PdfDict,
  type PdfStream,
  type PdfValue,
  textOf,
} from '../../electron/helpers/verify/pdf/value.ts';

/**
 * What of a file breaks PDF/A-2b, each as the clause of ISO 19005-2:2011 and what is wrong; empty for a file that keeps to it. Checks what a scan
 * can hold (pictures, unseen text, facts) and refuses whatever else it finds, so it is stricter than the standard and no validator of any file. The
 * rules of 2u for text are included: what is unseen is there to be copied.
 */
export function archiveFaults(bytes: Buffer): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, clause: string) => {
    if (!holds) faults.push(clause);
  };
  const head = bytes.subarray(0, 20);
  must(/^%PDF-1\.[0-7]\n%/u.test(head.toString('latin1')), '6.1.2 header');
  must(head.length > 14 && head.subarray(10, 14).every((byte) => byte > 127), '6.1.2 four high bytes');
  must(bytes.toString('latin1', bytes.length - 6) === '%%EOF\n', '6.1.3 nothing behind the end');
  const pdf = openPdf(bytes);
  const id = (asArray(pdf.trailer.entries.get('ID')) ?? []).map((part) => asString(part)?.bytes.length);
  must(id.length === 2 && id.every((length) => (length ?? 0) >= 16), '6.1.3 identifier');
  must(!pdf.trailer.entries.has('Encrypt'), '6.1.3 encryption');
  must(pdf.sections.length === 1 && pdf.sections[0]?.kind === 'table', '6.1.4 cross-references');
  for (const num of pdf.entries.keys()) checkObject(pdf, num, must);
  const profile = checkIntent(pdf, must);
  checkMetadata(pdf, must);
  for (const page of pdf.pages()) checkPage(pdf, asDict(pdf.object(page)?.value), profile, must);
  const free = [
    'OCProperties',
    'AcroForm',
    'Names',
    'OpenAction',
    'AA',
    'Requirements',
    'NeedsRendering',
    'Perms',
  ];
  for (const key of free) must(!pdf.catalog.entries.has(key), `6.4 to 6.11 no ${key}`);
  return [...new Set(faults)];
}

type Must = (holds: boolean, clause: string) => void;

const FILTERS = new Set(['FlateDecode', 'DCTDecode', 'CCITTFaxDecode']);

function checkObject(pdf: PdfDocument, num: number, must: Must): void {
  const entry = pdf.entries.get(num);
  if (entry?.type !== 'offset' || entry.offset === 0) return;
  const written = pdf.bytes.toString('latin1', entry.offset, entry.offset + 24);
  must(written.startsWith(`${num} 0 obj\n`), '6.1.9 spacing of objects');
  const object = pdf.object(num);
  const stream = asStream(object?.value);
  if (stream === undefined || object === undefined) return;
  const filter = asName(stream.dict.entries.get('Filter'));
  must(filter === undefined || FILTERS.has(filter), '6.1.7.2 filter');
  for (const key of ['F', 'FFilter', 'FDecodeParms'])
    must(!stream.dict.entries.has(key), '6.1.7.1 external stream');
  const whole = pdf.bytes.toString('latin1', object.start, object.end);
  must(/stream\r?\n/u.test(whole) && /\nendstream\s+endobj$/u.test(whole), '6.1.7.1 ends of a stream');
}

/** The one output intent; answers the components of its profile. */
function checkIntent(pdf: PdfDocument, must: Must): number {
  const intents = pdf.array(pdf.catalog.entries.get('OutputIntents')) ?? [];
  const intent = pdf.dict(intents[0]);
  must(intents.length === 1 && asName(intent?.entries.get('S')) === 'GTS_PDFA1', '6.2.3 output intent');
  must(
    asString(intent?.entries.get('OutputConditionIdentifier')) !== undefined,
    '6.2.3 name of the condition',
  );
  return checkProfile(pdf, intent?.entries.get('DestOutputProfile'), '6.2.3', must);
}

const SPACES: Record<string, number> = { 'RGB ': 3, CMYK: 4, GRAY: 1 };

function checkProfile(pdf: PdfDocument, value: PdfValue | undefined, clause: string, must: Must): number {
  const stream = asStream(pdf.resolve(value));
  const icc = stream === undefined ? Buffer.alloc(0) : content(stream);
  const sound =
    icc.length > 128 && icc.readUInt32BE(0) === icc.length && icc.toString('latin1', 36, 40) === 'acsp';
  const count = asInteger(stream?.dict.entries.get('N')) ?? 0;
  must(sound, `${clause} profile`);
  must(
    sound && (icc[8] ?? 9) <= 4 && ['mntr', 'prtr', 'scnr', 'spac'].includes(icc.toString('latin1', 12, 16)),
    `${clause} class of profile`,
  );
  must(sound && SPACES[icc.toString('latin1', 16, 20)] === count, `${clause} components of profile`);
  return count;
}

function checkMetadata(pdf: PdfDocument, must: Must): void {
  const stream = asStream(pdf.resolve(pdf.catalog.entries.get('Metadata')));
  must(asName(stream?.dict.entries.get('Subtype')) === 'XML', '6.6.2.1 metadata');
  must(stream?.dict.entries.has('Filter') !== true, '6.6.2.1 metadata readable as it stands');
  const xmp = stream === undefined ? '' : stream.raw.toString('utf8');
  const opened = /^<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>/u.test(xmp);
  must(opened && xmp.endsWith('<?xpacket end="r"?>'), '6.6.2.1 packet');
  must(
    /<pdfaid:part>2<\/pdfaid:part>/u.test(xmp) && /<pdfaid:conformance>B<\/pdfaid:conformance>/u.test(xmp),
    '6.6.4 identification',
  );
  must(xmp.includes('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'), '6.6.4 namespace');
  const info = pdf.dict(pdf.trailer.entries.get('Info'));
  const of = (key: string) => {
    const text = asString(info?.entries.get(key));
    return text === undefined ? undefined : textOf(text);
  };
  const said = (pattern: RegExp) =>
    pattern.exec(xmp)?.[1]?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const dateOf = (text: string | undefined) => text?.replace(/\D/gu, '').slice(0, 14);
  must(of('Title') === said(/<dc:title>.*?<rdf:li xml:lang="x-default">(.*?)<\/rdf:li>/u), '6.6.3 title');
  must(of('Author') === said(/<dc:creator><rdf:Seq><rdf:li>(.*?)<\/rdf:li>/u), '6.6.3 author');
  must(of('Producer') === said(/<pdf:Producer>(.*?)<\/pdf:Producer>/u), '6.6.3 producer');
  must(of('Creator') === said(/<xmp:CreatorTool>(.*?)<\/xmp:CreatorTool>/u), '6.6.3 creator');
  must(
    dateOf(of('CreationDate')) === dateOf(said(/<xmp:CreateDate>(.*?)<\/xmp:CreateDate>/u)),
    '6.6.3 dates',
  );
  must(dateOf(of('ModDate')) === dateOf(said(/<xmp:ModifyDate>(.*?)<\/xmp:ModifyDate>/u)), '6.6.3 dates');
}

function checkPage(pdf: PdfDocument, page: PdfDict | undefined, profile: number, must: Must): void {
  const box = (pdf.array(page?.entries.get('MediaBox')) ?? []).map((side) =>
    typeof side === 'number' ? side : 0,
  );
  const sides = [(box[2] ?? 0) - (box[0] ?? 0), (box[3] ?? 0) - (box[1] ?? 0)];
  must(
    sides.every((side) => side >= 3 && side <= 14_400),
    '6.1.13 page size',
  );
  for (const key of ['Annots', 'AA', 'Group', 'PresSteps'])
    must(page?.entries.has(key) !== true, `6.2.10, 6.3, 6.5 no ${key}`);
  const resources = pdf.dict(page?.entries.get('Resources'));
  must(resources !== undefined, '6.2.2 resources of the page');
  for (const key of resources?.entries.keys() ?? [])
    must(['XObject', 'Font'].includes(key), `6.2.2 no ${key}`);
  for (const image of pdf.dict(resources?.entries.get('XObject'))?.entries.values() ?? [])
    checkImage(pdf, asStream(pdf.resolve(image)), profile, must);
  const drawn = asStream(pdf.resolve(page?.entries.get('Contents')));
  for (const [name, font] of pdf.dict(resources?.entries.get('Font'))?.entries ?? [])
    checkFont(pdf, pdf.dict(font), usedNumbers(drawn, name), must);
}

function checkImage(pdf: PdfDocument, image: PdfStream | undefined, profile: number, must: Must): void {
  const entries = image?.dict.entries;
  must(asName(entries?.get('Subtype')) === 'Image', '6.2.9 only images');
  for (const key of ['SMask', 'Mask', 'SMaskInData']) must(entries?.has(key) !== true, '6.2.10 transparency');
  for (const key of ['Alternates', 'OPI']) must(entries?.has(key) !== true, '6.2.8 alternates');
  must(entries?.get('Interpolate') !== true, '6.2.8 interpolation');
  if (asName(entries?.get('Filter')) === 'CCITTFaxDecode') {
    const parameters = pdf.dict(entries?.get('DecodeParms'))?.entries;
    must(asInteger(entries?.get('BitsPerComponent')) === 1, '6.1.7.2 one bit of CCITT');
    must(asInteger(parameters?.get('K')) === -1, '6.1.7.2 group 4');
    for (const [said, size] of [
      ['Columns', 'Width'],
      ['Rows', 'Height'],
    ] as const)
      must(asInteger(parameters?.get(said)) === asInteger(entries?.get(size)), '6.1.7.2 size of CCITT');
  }
  const space = pdf.resolve(entries?.get('ColorSpace'));
  const name = asName(space);
  const based = asArray(space);
  if (name !== undefined)
    must(name === 'DeviceGray' || (name === 'DeviceRGB' && profile === 3), '6.2.4.3 device colour');
  else {
    must(asName(based?.[0]) === 'ICCBased', '6.2.4.2 colour space');
    checkProfile(pdf, based?.[1], '6.2.4.2', must);
  }
}

function checkFont(pdf: PdfDocument, font: PdfDict | undefined, used: ReadonlySet<number>, must: Must): void {
  const descendant = pdf.dict(pdf.array(font?.entries.get('DescendantFonts'))?.[0]);
  const descriptor = pdf.dict(descendant?.entries.get('FontDescriptor'));
  must(asName(font?.entries.get('Encoding')) === 'Identity-H', '6.2.11.3.3 CMap');
  must(asName(pdf.resolve(descendant?.entries.get('CIDToGIDMap'))) === 'Identity', '6.2.11.3.2 CIDToGIDMap');
  const program = asStream(pdf.resolve(descriptor?.entries.get('FontFile2')));
  if (program === undefined) return must(false, '6.2.11.4.1 font program');
  const file = content(program);
  must(asInteger(program.dict.entries.get('Length1')) === file.length, '6.2.11.4.1 length of the program');
  must(/^[A-Z]{6}\+/u.test(asName(font?.entries.get('BaseFont')) ?? ''), '6.2.11.4.2 name of a subset');
  const parsed = create(file) as {
    numGlyphs: number;
    unitsPerEm: number;
    getGlyph(id: number): { advanceWidth: number };
  };
  const set = asStream(pdf.resolve(descriptor?.entries.get('CIDSet')));
  if (set !== undefined) {
    const bits = content(set);
    const all = Array.from(
      { length: parsed.numGlyphs },
      (_, at) => (((bits[at >> 3] ?? 0) << (at & 7)) & 0x80) !== 0,
    );
    must(all.every(Boolean), '6.2.11.4.2 CIDSet');
  }
  const widths = widthsOf(pdf.array(descendant?.entries.get('W')) ?? []);
  const map = asStream(pdf.resolve(font?.entries.get('ToUnicode')));
  const known = new Set(
    [
      ...(map === undefined ? '' : content(map).toString('latin1')).matchAll(
        /^<([0-9a-f]{4})> <(?:[0-9a-f]{4})+>$/gmu,
      ),
    ].map(([, number]) => Number.parseInt(number ?? '', 16)),
  );
  for (const number of used) {
    must(number !== 0 && number < parsed.numGlyphs, '6.2.11.8 no .notdef');
    const real = (parsed.getGlyph(number).advanceWidth * 1000) / parsed.unitsPerEm;
    must(Math.abs((widths.get(number) ?? 1000) - real) <= 1, '6.2.11.5 widths');
    must(known.has(number), '6.2.11.7.2 Unicode of every letter');
  }
}

function widthsOf(list: readonly PdfValue[]): Map<number, number> {
  const widths = new Map<number, number>();
  for (let at = 0; at + 1 < list.length; at += 2)
    for (const [step, width] of (asArray(list[at + 1]) ?? []).entries())
      widths.set((asInteger(list[at]) ?? 0) + step, typeof width === 'number' ? width : Number.NaN);
  return widths;
}

function usedNumbers(drawn: PdfStream | undefined, font: string): Set<number> {
  const text = drawn === undefined ? '' : content(drawn).toString('latin1');
  if (!text.includes(`/${font} `)) return new Set();
  return new Set(
    [...text.matchAll(/<([0-9a-f]+)> Tj/gu)].flatMap(([, run]) =>
      (run?.match(/.{4}/gu) ?? []).map((number) => Number.parseInt(number, 16)),
    ),
  );
}

function content({ dict, raw }: PdfStream): Buffer {
  return asName(dict.entries.get('Filter')) === 'FlateDecode' ? inflateSync(raw) : raw;
}
