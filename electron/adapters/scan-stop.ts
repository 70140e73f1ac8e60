import { type Refused, refuse } from '../../shared/types/result.ts';
import type { ScannerRefusal } from '../host/ports/scanner.ts';

type StopCode = ScannerRefusal['code'];

/** Ends a scan from anywhere inside it; becomes a refusal at its edge. */
export class ScanStop extends Error {
  readonly code: StopCode;
  readonly detail: string;
  constructor(code: StopCode, detail = '') {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** The refusal of a stopped scan. */
export function refusalOfStop(
  { code, detail }: ScanStop,
  scannerId: string,
  pages: number,
): Refused<ScannerRefusal> {
  switch (code) {
    case 'SCANNER_FAILED':
      return refuse(code, { detail, pages });
    case 'SCANNER_UNKNOWN':
    case 'SCANNER_UNREACHABLE':
    case 'SCANNER_BUSY':
    case 'FEEDER_EMPTY':
      return refuse(code, { scannerId });
    case 'PAPER_JAM':
    case 'COVER_OPEN':
    case 'SCANNER_GONE':
    case 'SCAN_CANCELLED':
    case 'SCANNER_ANSWER_UNREADABLE':
      return refuse(code, { pages });
    default:
      return code satisfies never;
  }
}
