import type { PrintJobFacts } from '../../../shared/domain/print/print-outcome.ts';
import type { Refusal, Result } from '../../../shared/types/result.ts';

/** A printer as the print system describes it now. */
export interface PrinterOffer {
  /** The queue's name, stable while nobody renames it. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Media names (PWG 5101.1) that it takes, such as `iso_a5_148x210mm`. */
  readonly media: readonly string[];
  /** Trays by name, `auto` and `tray-1` for example; empty where it has but one. */
  readonly trays: readonly string[];
  /** It prints on both sides. */
  readonly duplex: boolean;
  readonly accepting: boolean;
  readonly state: PrintJobFacts['printer'];
  readonly reasons: readonly string[];
}

/** One file for one printer. The bytes go as they are: nothing is scaled, turned or drawn anew on this side of the queue. */
export interface PrintOrder {
  readonly printerId: string;
  readonly pdf: Uint8Array;
  readonly media: string;
  /** Null: the printer chooses. */
  readonly tray: string | null;
  readonly duplex: boolean;
  readonly copies: number;
  /** Shown by the printer and by the queue; no personal words. */
  readonly title: string;
}

/** Why a print system did not do what it was asked. */
export type PrintRefusal =
  | Refusal<'PRINTER_UNKNOWN', { printerId: string }>
  /** The queue does not take jobs now. */
  | Refusal<'PRINTER_REJECTS', { printerId: string }>
  /** No print system answers in time. `sent`: whether it may have the file nevertheless. */
  | Refusal<'PRINT_SYSTEM_SILENT', { sent: boolean }>
  /** `detail` is the system's code, `IPP_0x040B` for example. */
  | Refusal<'PRINT_REFUSED', { detail: string }>;

/** Printers of one desk. A job is known by its number in the desk's print system. */
export interface PrintService {
  /** Every printer of the desk, without waiting longer than a few seconds; none where there is no print system. */
  printers(): Promise<Result<readonly PrinterOffer[], PrintRefusal>>;
  print(order: PrintOrder): Promise<Result<{ job: number }, PrintRefusal>>;
  /** How a job stands; undefined when the print system no longer remembers it. */
  followJob(printerId: string, job: number): Promise<Result<PrintJobFacts | undefined, PrintRefusal>>;
  /** Asks the system to give a job up; true when it is over now, however it ended. */
  cancelJob(printerId: string, job: number): Promise<Result<undefined, PrintRefusal>>;
}
