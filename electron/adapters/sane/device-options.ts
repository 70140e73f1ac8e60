import type { ScanRequest } from '../../host/ports/scanner.ts';

/** What `scanimage --all-options` lists, by name without dashes: the words after it, such as `Gray|Color` or `0..200mm`. */
export type DeviceOptions = ReadonlyMap<string, string>;

/** A4 (ISO 216) in millimetres. */
const A4 = { x: 210, y: 297 };

/** Options that can be set now; inactive ones are left out. */
export function readDeviceOptions(printed: string): DeviceOptions {
  const options = new Map<string, string>();
  for (const line of printed.split('\n')) {
    const found = /^ {4}--?(?<name>[\w-]+)(?<choices>\[=\([^)]*\)\]| .*?)?(?: \[(?<now>[^[\]]*)\])?$/u.exec(
      line,
    );
    const { name, choices = '', now } = found?.groups ?? {};
    if (name !== undefined && now !== 'inactive' && now !== 'read-only') options.set(name, choices.trim());
  }
  return options;
}

/** Arguments of `scanimage` for a request and the resolution they mean, or the code of what the device lacks. */
export function argumentsFor(
  request: ScanRequest,
  options: DeviceOptions,
): { args: string[]; dpi: number } | string {
  const source = sourceArguments(request, options);
  if (typeof source === 'string') return source;
  const modes = choicesOf(options, 'mode');
  const mode = modes.find((one) =>
    (request.colour === 'gray' ? /^(true )?gr[ae]y/iu : /colou?r/iu).test(one),
  );
  if (mode === undefined && modes.length > 0) return 'COLOUR_MISSING';
  const dpi = resolutionFor(request.dpi, options.get('resolution'));
  return {
    args: [
      ...source,
      ...(mode === undefined ? [] : [`--mode=${mode}`]),
      ...(options.has('resolution') ? [`--resolution=${dpi}`] : []),
      ...areaArguments(options),
    ],
    dpi,
  };
}

/** Drivers name their feeders freely; a few tell both sides by an option of its own. */
function sourceArguments({ source, duplex }: ScanRequest, options: DeviceOptions): string[] | string {
  if (source === 'flatbed' && duplex) return 'DUPLEX_MISSING';
  const sources = choicesOf(options, 'source');
  const feeders = sources.filter((one) => /adf|feeder/iu.test(one));
  const [single] = feeders.filter((one) => !/duplex|back/iu.test(one));
  const both = sources.find((one) => /duplex/iu.test(one));
  const chosen = (name: string) => [`--source=${name}`];
  // Without a choice there is one way to feed paper, and the driver knows it.
  if (sources.length === 0) return duplex ? (duplexArguments(options) ?? 'DUPLEX_MISSING') : [];
  if (source === 'flatbed') {
    const flatbed = sources.find((one) => /flatbed|platen|normal/iu.test(one));
    return flatbed === undefined ? 'SOURCE_MISSING' : chosen(flatbed);
  }
  if (!duplex) return single === undefined ? 'SOURCE_MISSING' : chosen(single);
  if (both !== undefined) return chosen(both);
  const option = duplexArguments(options);
  return single === undefined || option === undefined ? 'DUPLEX_MISSING' : [...chosen(single), ...option];
}

function duplexArguments(options: DeviceOptions): string[] | undefined {
  const mode = choicesOf(options, 'adf-mode').find((one) => /duplex/iu.test(one));
  if (mode !== undefined) return [`--adf-mode=${mode}`];
  return options.has('duplex') ? ['--duplex=yes'] : undefined;
}

/** The next finer resolution of a range or a list, else the finest. */
function resolutionFor(asked: number, told: string | undefined): number {
  if (told === undefined) return asked;
  const range = /^(?<least>\d+)\.\.(?<most>\d+)dpi/u.exec(told)?.groups;
  if (range !== undefined) return Math.min(Math.max(asked, Number(range['least'])), Number(range['most']));
  const listed = [...told.matchAll(/\d+/gu)].map(([one]) => Number(one)).sort((one, other) => one - other);
  return listed.find((one) => one >= asked) ?? listed.at(-1) ?? asked;
}

/** A4 or as much of it as the device has: a larger area would be cut with no more than a warning. */
function areaArguments(options: DeviceOptions): string[] {
  return (['x', 'y'] as const).flatMap((side) => {
    const most = /\.\.(?<most>[\d.]+)mm/u.exec(options.get(side) ?? '')?.groups?.['most'];
    return most === undefined ? [] : [`-${side}`, String(Math.min(A4[side], Number(most)))];
  });
}

function choicesOf(options: DeviceOptions, name: string): string[] {
  return (options.get(name) ?? '').split('|').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}
