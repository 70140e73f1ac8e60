/** How far a print is. `handed` went to the system's own print window, which tells nobody what became of it. */
export const PRINT_STATES = [
  'sending',
  'printing',
  'waiting',
  'completed',
  'cancelled',
  'failed',
  'unknown',
  'handed',
] as const;
export type PrintState = (typeof PRINT_STATES)[number];

/** What keeps a printer from printing, or why a print ended badly; each has its words and its advice on screen. */
export const PRINT_TROUBLES = [
  'MEDIA_EMPTY',
  'MEDIA_JAM',
  'COVER_OPEN',
  'INK_EMPTY',
  'OUTPUT_FULL',
  'OFFLINE',
  'PAUSED',
  'HELD',
  'PRINTER_GONE',
  'REJECTED',
  'SYSTEM_SILENT',
  'ABORTED',
  'NOT_TOLD',
  'SIZE_NOT_OFFERED',
  'OTHER',
] as const;
export type PrintTrouble = (typeof PRINT_TROUBLES)[number];

/** A job and its printer as the print system describes them (RFC 8011: `job-state`, `printer-state-reasons` ...). */
export interface PrintJobFacts {
  readonly job: 'pending' | 'held' | 'processing' | 'stopped' | 'cancelled' | 'aborted' | 'completed';
  /** The printer began with it, whatever came of it. */
  readonly begun: boolean;
  readonly printer: 'idle' | 'processing' | 'stopped';
  readonly printerReasons: readonly string[];
}

/** What a print comes to. `mayHavePrinted`: paper may have come out, so that one more print of it is a reprint. */
export interface PrintOutcome {
  readonly state: PrintState;
  readonly trouble: PrintTrouble | null;
  readonly mayHavePrinted: boolean;
}

// In the order of what a person does first. A cover is opened to clear a jam; a printer without paper is often "stopped" too.
const REASONS: readonly (readonly [PrintTrouble, readonly string[]])[] = [
  ['MEDIA_JAM', ['media-jam', 'media-path-jam', 'multiple-media-feed']],
  ['COVER_OPEN', ['cover-open', 'door-open', 'interlock-open', 'input-tray-missing', 'output-tray-missing']],
  ['MEDIA_EMPTY', ['media-empty', 'media-needed', 'media-path-media-tray-empty']],
  ['INK_EMPTY', ['toner-empty', 'marker-supply-empty', 'developer-empty', 'opc-life-over']],
  ['OUTPUT_FULL', ['output-area-full', 'marker-waste-full']],
  ['OFFLINE', ['offline', 'shutdown', 'timed-out', 'stopped-partly']],
  ['PAUSED', ['paused', 'moving-to-paused']],
];
const SEVERITY = /-(?:error|warning|report)$/u;

/** What a job comes to by what the print system says of it and of its printer. */
export function judgePrintJob(facts: PrintJobFacts): PrintOutcome {
  const mayHavePrinted = facts.begun;
  switch (facts.job) {
    case 'completed':
      return { state: 'completed', trouble: null, mayHavePrinted: true };
    case 'cancelled':
      return { state: 'cancelled', trouble: null, mayHavePrinted };
    case 'aborted':
      return { state: 'failed', trouble: troubleOf(facts.printerReasons) ?? 'ABORTED', mayHavePrinted };
    case 'held':
      return { state: 'waiting', trouble: 'HELD', mayHavePrinted };
    default: {
      const trouble = troubleOf(facts.printerReasons) ?? (facts.printer === 'stopped' ? 'PAUSED' : null);
      const stands = facts.job === 'stopped' ? (trouble ?? 'OTHER') : trouble;
      return { state: stands === null ? 'printing' : 'waiting', trouble: stands, mayHavePrinted };
    }
  }
}

/** True when nothing more happens to a print by itself. */
export function isPrintOver(state: PrintState): boolean {
  return !['sending', 'printing', 'waiting'].includes(state);
}

/** The first reason that keeps a printer from printing; "low" and "almost" do not. */
function troubleOf(reasons: readonly string[]): PrintTrouble | null {
  const told = new Set(reasons.map((reason) => reason.replace(SEVERITY, '')));
  return REASONS.find(([, names]) => names.some((name) => told.has(name)))?.[0] ?? null;
}
