import type { Refusal, Result } from '../../../shared/types/result.ts';

/** What a clerk asks of a scanner. */
export interface ScanRequest {
  /** The desk whose scanner is meant. */
  readonly deviceId: string;
  /** As the desk's inventory lists it: `escl:<url>`, `sane:<name>` or `wia:<id>`. */
  readonly scannerId: string;
  readonly source: 'feeder' | 'flatbed';
  /** Both sides; only a feeder can. */
  readonly duplex: boolean;
  readonly colour: 'colour' | 'gray';
  /** Dots per inch. A scanner without this resolution takes the next finer one it has, else its finest. */
  readonly dpi: number;
}

/** One side of a sheet, whole. */
export interface ScannedPage {
  /** The file as the scanner or its driver wrote it. */
  readonly bytes: Buffer;
  readonly mediaType: 'image/jpeg' | 'image/tiff' | 'image/png';
  /** What it was really scanned with. */
  readonly dpi: number;
}

/** Takes pages while the scanner runs. */
export interface ScanSink {
  /** Waited for before the next page is asked for. What it throws ends the scan and is thrown on. */
  onPage(page: ScannedPage): Promise<void>;
}

/**
 * Why a scan ended otherwise than by running out of paper. `pages` counts the whole pages that the sink has; they are kept, a torn one never
 * reaches it.
 */
export type ScannerRefusal =
  /** No scanner of this desk has the id. */
  | Refusal<'SCANNER_UNKNOWN', { scannerId: string }>
  | Refusal<'SCANNER_UNREACHABLE', { scannerId: string }>
  | Refusal<'SCANNER_BUSY', { scannerId: string }>
  | Refusal<'FEEDER_EMPTY', { scannerId: string }>
  | Refusal<'PAPER_JAM', { pages: number }>
  | Refusal<'COVER_OPEN', { pages: number }>
  /** It went away after the scan had begun. */
  | Refusal<'SCANNER_GONE', { pages: number }>
  | Refusal<'SCAN_CANCELLED', { pages: number }>
  /** It answered something that is not what its protocol says, or a page that is no whole picture. */
  | Refusal<'SCANNER_ANSWER_UNREADABLE', { pages: number }>
  /** `detail` is a code such as SOURCE_MISSING, HTTP_500 or SANE_11, never a sentence for people. */
  | Refusal<'SCANNER_FAILED', { detail: string; pages: number }>;

/** Scans sheets of paper. "Feeder empty" after at least one page is how a scan ends well. */
export interface Scanner {
  scan(
    request: ScanRequest,
    sink: ScanSink,
    signal: AbortSignal,
  ): Promise<Result<{ pages: number }, ScannerRefusal>>;
}
