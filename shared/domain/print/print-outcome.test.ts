import { expect, it } from 'vitest';
import { isPrintOver, judgePrintJob, type PrintJobFacts, type PrintOutcome } from './print-outcome.ts';

const AT_WORK: PrintJobFacts = { job: 'processing', begun: true, printer: 'processing', printerReasons: [] };

it.each<[string, Partial<PrintJobFacts>, PrintOutcome]>([
  ['prints', {}, { state: 'printing', trouble: null, mayHavePrinted: true }],
  [
    'waits its turn',
    { job: 'pending', begun: false },
    { state: 'printing', trouble: null, mayHavePrinted: false },
  ],
  [
    'has little toner left and prints on',
    { printerReasons: ['toner-low-warning', 'media-low-report'] },
    { state: 'printing', trouble: null, mayHavePrinted: true },
  ],
  [
    'is out of paper',
    { printerReasons: ['media-empty-error'] },
    { state: 'waiting', trouble: 'MEDIA_EMPTY', mayHavePrinted: true },
  ],
  [
    'is out of paper, without a severity',
    { printerReasons: ['media-needed'] },
    { state: 'waiting', trouble: 'MEDIA_EMPTY', mayHavePrinted: true },
  ],
  [
    'is jammed and opened: the jam is what is to be done',
    { printerReasons: ['cover-open-error', 'media-jam-error'] },
    { state: 'waiting', trouble: 'MEDIA_JAM', mayHavePrinted: true },
  ],
  [
    'is switched off',
    { printerReasons: ['offline-report'] },
    { state: 'waiting', trouble: 'OFFLINE', mayHavePrinted: true },
  ],
  [
    'stands in a stopped queue',
    { job: 'pending', begun: false, printer: 'stopped', printerReasons: ['paused'] },
    { state: 'waiting', trouble: 'PAUSED', mayHavePrinted: false },
  ],
  [
    'is stopped without a reason',
    { job: 'stopped' },
    { state: 'waiting', trouble: 'OTHER', mayHavePrinted: true },
  ],
  [
    'is held by somebody',
    { job: 'held', begun: false },
    { state: 'waiting', trouble: 'HELD', mayHavePrinted: false },
  ],
  ['is done', { job: 'completed' }, { state: 'completed', trouble: null, mayHavePrinted: true }],
  [
    'is done although the printer is out of paper now',
    { job: 'completed', printerReasons: ['media-empty-error'] },
    { state: 'completed', trouble: null, mayHavePrinted: true },
  ],
  [
    'was cancelled before it began: one more print is the first',
    { job: 'cancelled', begun: false },
    { state: 'cancelled', trouble: null, mayHavePrinted: false },
  ],
  [
    'was cancelled while it printed',
    { job: 'cancelled' },
    { state: 'cancelled', trouble: null, mayHavePrinted: true },
  ],
  ['was given up', { job: 'aborted' }, { state: 'failed', trouble: 'ABORTED', mayHavePrinted: true }],
])('a print that %s', (_what, facts, outcome) =>
  expect(judgePrintJob({ ...AT_WORK, ...facts })).toEqual(outcome),
);

it('is over when nothing more happens by itself', () => {
  expect(['sending', 'printing', 'waiting'].some((state) => isPrintOver(state as never))).toBe(false);
  expect(
    ['completed', 'cancelled', 'failed', 'unknown', 'handed'].every((state) => isPrintOver(state as never)),
  ).toBe(true);
});
