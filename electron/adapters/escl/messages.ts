import type { ScanRequest } from '../../host/ports/scanner.ts';
import { childAt, descendants, readXml, type XmlElement, XmlError } from './strict-xml.ts';

/** What one way of feeding paper can do; lengths in 1/300 inch. */
export interface EsclSource {
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly colourModes: readonly string[];
  readonly formats: readonly string[];
  readonly resolutions: readonly number[];
}

export interface EsclCapabilities {
  readonly name: string;
  readonly flatbed: EsclSource | undefined;
  readonly feeder: EsclSource | undefined;
  readonly duplexFeeder: EsclSource | undefined;
}

/** What stops paper, as the status tells it. */
export type EsclTrouble = 'PAPER_JAM' | 'COVER_OPEN' | 'FEEDER_EMPTY';

export interface EsclStatus {
  readonly busy: boolean;
  readonly trouble: EsclTrouble | undefined;
  /** State of each job by the path of its address. */
  readonly jobs: ReadonlyMap<string, string>;
}

/** A4 (ISO 216) in 1/300 inch. */
const A4 = { width: 2480, height: 3508 };
const SCAN = 'http://schemas.hp.com/imaging/escl/2011/05/03';
const PWG = 'http://www.pwg.org/schemas/2010/12/sm';
const TROUBLES: Readonly<Record<string, EsclTrouble>> = {
  ScannerAdfJam: 'PAPER_JAM',
  ScannerAdfMispick: 'PAPER_JAM',
  ScannerAdfMultipickDetected: 'PAPER_JAM',
  ScannerAdfHatchOpen: 'COVER_OPEN',
  // Not in the specification, but devices say it and sane-airscan knows only this one.
  ScannerAdfDoorOpen: 'COVER_OPEN',
  ScannerAdfEmpty: 'FEEDER_EMPTY',
};

/** @throws XmlError when it is no list of capabilities with at least one way to feed paper */
export function readCapabilities(bytes: Uint8Array): EsclCapabilities {
  const root = rootNamed(bytes, 'ScannerCapabilities');
  const capabilities = {
    name: childAt(root, 'MakeAndModel')?.text || 'eSCL',
    flatbed: sourceOf(childAt(root, 'Platen', 'PlatenInputCaps')),
    feeder: sourceOf(childAt(root, 'Adf', 'AdfSimplexInputCaps')),
    duplexFeeder: sourceOf(childAt(root, 'Adf', 'AdfDuplexInputCaps')),
  };
  if (!capabilities.flatbed && !capabilities.feeder && !capabilities.duplexFeeder) {
    throw new XmlError('no way to feed paper is told');
  }
  return capabilities;
}

function sourceOf(caps: XmlElement | undefined): EsclSource | undefined {
  if (caps === undefined) return undefined;
  const texts = (name: string) => descendants(caps, name).map(({ text }) => text);
  return {
    maxWidth: wholeNumber(childAt(caps, 'MaxWidth')),
    maxHeight: wholeNumber(childAt(caps, 'MaxHeight')),
    colourModes: texts('ColorMode'),
    formats: [...texts('DocumentFormat'), ...texts('DocumentFormatExt')],
    resolutions: resolutionsOf(caps),
  };
}

function resolutionsOf(caps: XmlElement): number[] {
  const discrete = descendants(caps, 'DiscreteResolution').map((one) =>
    wholeNumber(childAt(one, 'XResolution')),
  );
  const ranges = descendants(caps, 'XResolutionRange').flatMap((range) => {
    const [least, most] = [wholeNumber(childAt(range, 'Min')), wholeNumber(childAt(range, 'Max'))];
    const usual = [100, 150, 200, 300, 400, 600].filter((dpi) => dpi > least && dpi < most);
    return [least, ...usual, most];
  });
  const all = [...new Set([...discrete, ...ranges])].sort((one, other) => one - other);
  if (all.length === 0) throw new XmlError('no resolution is told');
  return all;
}

function wholeNumber(element: XmlElement | undefined): number {
  if (element === undefined || !/^[1-9]\d{0,6}$/u.test(element.text))
    throw new XmlError('a positive whole number is missing');
  return Number(element.text);
}

/** @throws XmlError */
export function readStatus(bytes: Uint8Array): EsclStatus {
  const root = rootNamed(bytes, 'ScannerStatus');
  const state = childAt(root, 'State')?.text;
  if (state === undefined) throw new XmlError('no state is told');
  const jobs = descendants(root, 'JobInfo').flatMap((job): [string, string][] => {
    const [address, jobState] = [childAt(job, 'JobUri')?.text, childAt(job, 'JobState')?.text];
    return address === undefined || jobState === undefined ? [] : [[pathOf(address), jobState]];
  });
  return {
    busy: state === 'Processing' || state === 'Testing',
    trouble: TROUBLES[childAt(root, 'AdfState')?.text ?? ''],
    jobs: new Map(jobs),
  };
}

/** Path without a slash at its end, of an address that may be whole or relative. */
export function pathOf(address: string): string {
  const base = 'http://device.invalid';
  return URL.canParse(address, base) ? new URL(address, base).pathname.replace(/\/+$/u, '') : '';
}

function rootNamed(bytes: Uint8Array, name: string): XmlElement {
  const root = readXml(bytes);
  if (root.name !== name) throw new XmlError(`<${root.name}> instead of <${name}>`);
  return root;
}

/** The chosen ways to make one scan. */
export interface EsclChoice {
  readonly source: EsclSource;
  readonly dpi: number;
  readonly colourMode: 'RGB24' | 'Grayscale8';
}

/** What fits a request, or the code of what the device lacks. */
export function chooseFor(request: ScanRequest, capabilities: EsclCapabilities): EsclChoice | string {
  const source = sourceFor(request, capabilities);
  if (source === undefined) return request.duplex ? 'DUPLEX_MISSING' : 'SOURCE_MISSING';
  if (!source.formats.includes('image/jpeg')) return 'JPEG_MISSING';
  // A device without gray gives colour, which shows no less; the reverse would lose the red of a seal.
  const wanted = request.colour === 'gray' ? ['Grayscale8', 'RGB24'] : ['RGB24'];
  const colourMode = wanted.find((mode) => source.colourModes.includes(mode));
  if (colourMode === undefined) return 'COLOUR_MISSING';
  const dpi = source.resolutions.find((one) => one >= request.dpi) ?? source.resolutions.at(-1);
  return { source, dpi: dpi ?? request.dpi, colourMode: colourMode as EsclChoice['colourMode'] };
}

function sourceFor({ source, duplex }: ScanRequest, capabilities: EsclCapabilities): EsclSource | undefined {
  if (source === 'flatbed') return duplex ? undefined : capabilities.flatbed;
  return duplex ? capabilities.duplexFeeder : (capabilities.feeder ?? capabilities.duplexFeeder);
}

/** The body of a new job: A4, or as much of it as the device has. */
export function scanSettings(request: ScanRequest, { source, dpi, colourMode }: EsclChoice): string {
  const width = Math.min(A4.width, source.maxWidth);
  const height = Math.min(A4.height, source.maxHeight);
  const duplex = request.source === 'feeder' ? `<scan:Duplex>${request.duplex}</scan:Duplex>` : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><scan:ScanSettings xmlns:scan="${SCAN}" xmlns:pwg="${PWG}">` +
    '<pwg:Version>2.0</pwg:Version><scan:Intent>Document</scan:Intent><pwg:ScanRegions><pwg:ScanRegion>' +
    `<pwg:Height>${height}</pwg:Height><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>` +
    `<pwg:Width>${width}</pwg:Width><pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset></pwg:ScanRegion></pwg:ScanRegions>` +
    `<pwg:InputSource>${request.source === 'feeder' ? 'Feeder' : 'Platen'}</pwg:InputSource>` +
    `<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>` +
    `<scan:ColorMode>${colourMode}</scan:ColorMode><scan:XResolution>${dpi}</scan:XResolution>` +
    `<scan:YResolution>${dpi}</scan:YResolution>${duplex}</scan:ScanSettings>`
  );
}
