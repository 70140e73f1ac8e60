import { computeDeadline } from '../../shared/domain/deadline/deadline.ts';
import type { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { resumeDeadline } from '../../shared/domain/deadline/resume-deadline.ts';
import { defaultCalendar } from '../../shared/domain/deadline/working-calendar.ts';
import { instantOf, minuteAt, minuteByMinute } from '../deadline/minute-by-minute.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { report, round } from './measure.ts';

/**
 * Appointments of 2026 with one pause each, engine with its explanation against the reference that walks minute after minute and explains
 * nothing; the same dossiers, the reference on every hundredth of them and scaled. Both must agree.
 */
const N = 100_000;
const EVERY = 100;
const WARM = 2000;
const FIRST = minuteAt('2026-01-05T00:00:00Z');
const SPAN_MINUTES = 300 * 1440;
const UNITS = ['working-day', 'working-day', 'working-day', 'working-hour', 'day', 'same-day-15h'] as const;

interface Sample {
  received: string;
  limit: ProcessingLimit & { value: number };
  pause: { from: string; to: string };
}

const random = seededRandom(20_261_124);
const samples = Array.from({ length: N }, aSample);
for (const sample of samples.slice(0, WARM)) byEngine(sample);

const start = performance.now();
for (const sample of samples) byEngine(sample);
const ours = performance.now() - start;

const few = samples.filter((_, index) => index % EVERY === 0);
const walk = minuteByMinute(defaultCalendar);
for (const sample of few.slice(0, WARM / EVERY)) byMinutes(sample);
const begin = performance.now();
for (const sample of few) byMinutes(sample);
const peer = (performance.now() - begin) * EVERY;

const wrong = few.filter((sample) => byEngine(sample) !== byMinutes(sample)).length;
report({
  bench: 'deadline',
  ours: round(ours),
  peer: round(peer),
  target: 0.05,
  peerName: `the same appointments walked minute by minute, ${few.length} of them, scaled`,
  figures: {
    perSecond: Math.round((N / ours) * 1000),
    peerPerSecond: Math.round((N / peer) * 1000),
    timesFaster: round(peer / ours),
    wrong,
    n: N,
    unit: 'ms for all',
  },
});
if (wrong > 0) process.exitCode = 1;

function aSample(): Sample {
  const unit = random.pick(UNITS);
  const received = FIRST + random.below(SPAN_MINUTES);
  const from = received + random.below(3 * 1440);
  return {
    received: instantOf(received),
    limit: { unit, value: unit === 'same-day-15h' ? 1 : random.pick([2, 3, 5, 7, 10, 15, 20, 30]) },
    pause: { from: instantOf(from), to: instantOf(from + random.below(15 * 1440)) },
  };
}

function byEngine({ received, limit, pause }: Sample): string {
  const first = computeDeadline(received, limit, defaultCalendar);
  if (!first.ok) throw new Error(first.refusal.code);
  const second = resumeDeadline({ due: first.value.due, unit: limit.unit }, pause, defaultCalendar);
  if (!second.ok) throw new Error(second.refusal.code);
  return second.value.dueAt;
}

function byMinutes({ received, limit, pause: { from, to } }: Sample): string {
  const due = walk.due(minuteAt(received), limit);
  return instantOf(walk.resumed(due, limit.unit, { from: minuteAt(from), to: minuteAt(to) }));
}
