import * as z from 'zod';
import type { ScanRequest } from '../../host/ports/scanner.ts';
import { ScanStop } from '../scan-stop.ts';

/** What the script is told, a line each. `select` and `intent` are numbers of wiadef.h. */
export type WiaOrder =
  | { do: 'list' }
  | { do: 'open'; device: string }
  | { do: 'set'; select: number; intent: number; dpi: number }
  | { do: 'page'; file: string };

const Dpi = z.int().min(1).max(10_000);
/** What the script answers, a line each. */
export const WiaAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scanner'),
    id: z.string().min(1).max(250),
    name: z.string().trim().min(1).max(200),
  }),
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('unknown') }),
  z.object({
    kind: z.literal('opened'),
    feeder: z.boolean(),
    flatbed: z.boolean(),
    duplex: z.boolean(),
    resolutions: z.array(Dpi).max(1000),
  }),
  z.object({ kind: z.literal('set') }),
  z.object({ kind: z.literal('page'), format: z.enum(['jpeg', 'png']) }),
  z.object({ kind: z.literal('failed'), hresult: z.string().regex(/^0x[0-9A-F]{8}$/u) }),
]);
export type WiaAnswer = z.infer<typeof WiaAnswer>;
type Opened = Extract<WiaAnswer, { kind: 'opened' }>;

/** WIA_DPS_DOCUMENT_HANDLING_SELECT (3088): where paper is taken from. */
const SELECT = { feeder: 1, flatbed: 2, duplex: 4 };
/** WIA_IPS_CUR_INTENT (6146). */
const INTENT = { colour: 1, gray: 2 };

/** How a request is put to a device with these abilities, or the code of what the device lacks. */
export function settingsFor(request: ScanRequest, device: Opened): Extract<WiaOrder, { do: 'set' }> | string {
  const { source, duplex, colour, dpi } = request;
  if (duplex && (source === 'flatbed' || !device.duplex)) return 'DUPLEX_MISSING';
  if (!device[source]) return 'SOURCE_MISSING';
  const sorted = device.resolutions.toSorted((one, other) => one - other);
  return {
    do: 'set',
    select: SELECT[source] + (duplex ? SELECT.duplex : 0),
    intent: INTENT[colour],
    dpi: sorted.find((one) => one >= dpi) ?? sorted.at(-1) ?? dpi,
  };
}

/** The last sheet went through: how a feeder ends well after at least one page. */
export const WIA_PAPER_EMPTY = '0x80210003';

/** Why a device failed, by its HRESULT (WIA error codes of wiadef.h) and how many pages came before. */
export function stopOf(hresult: string, pages: number): ScanStop {
  const isBegun = pages > 0;
  switch (hresult) {
    // Jam, paper problem, several sheets at once.
    case '0x80210002':
    case '0x80210004':
    case '0x80210020':
      return new ScanStop('PAPER_JAM');
    case WIA_PAPER_EMPTY:
      return new ScanStop('FEEDER_EMPTY');
    // Offline, no communication, no device.
    case '0x80210005':
    case '0x8021000A':
    case '0x80210015':
      return new ScanStop(isBegun ? 'SCANNER_GONE' : 'SCANNER_UNREACHABLE');
    // Busy, warming up, locked by another program.
    case '0x80210006':
    case '0x80210007':
    case '0x8021000D':
      return isBegun ? failed(hresult) : new ScanStop('SCANNER_BUSY');
    case '0x80210016':
      return new ScanStop('COVER_OPEN');
    default:
      return failed(hresult);
  }
}

function failed(hresult: string): ScanStop {
  return new ScanStop('SCANNER_FAILED', `WIA_${hresult.slice(2)}`);
}
