import { defaultCalendar, isWeekend } from '../../shared/domain/deadline/working-calendar.ts';
import type { Person } from '../../shared/domain/dossier/party.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import { startOfOfficeDay } from '../../shared/domain/time/office-time.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { citizenOf } from './citizens.ts';
import { type Matter, receiptFor, someMatter } from './matters.ts';

/** How many people receive at the counter, and how many work behind it. */
export const CLERKS = 6;

/** What somebody at the office does with a dossier, in the order in which the history has it. */
export type Step = { at: Instant; clerk: number; dossier: number } & (
  | { does: 'receive'; receipt: ReceiptInput }
  | { does: 'start' }
  | { does: 'ask'; componentId: string }
  | { does: 'resume' }
  | { does: 'refuse' }
  | { does: 'withdraw' }
  | { does: 'result'; description: string }
  | { does: 'hand-over'; receiver: Person }
);

/** What to simulate: the same seed, number and last day give the same history. */
export interface HistoryOptions {
  dossiers: number;
  seed: number;
  until: PlainDate;
}

/** The first day of the commune level of today; no history begins before it. */
const FIRST_DAY = '2025-07-01';
/** Dossiers of the day that an office is built for. */
const DESIGN_DAY = 200;
const MORNING = 270;
const DAY = 480;

const exceptions = new Map(defaultCalendar.holidays.days.map(({ date, kind }) => [date, kind]));

function isWorking(day: PlainDate): boolean {
  const kind = exceptions.get(day);
  return isWeekend(day) ? kind === 'working-weekend' : kind === undefined;
}

function nextDay(day: PlainDate, by = 1): PlainDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Working days up to and with the last one, as few as hold the dossiers on a design day, as many as there are since the first. */
export function daysOf({ dossiers, until }: HistoryOptions): PlainDate[] {
  const wanted = Math.max(2, Math.ceil(dossiers / DESIGN_DAY));
  const days: PlainDate[] = [];
  for (let day = until; day >= FIRST_DAY && days.length < wanted; day = nextDay(day, -1))
    if (isWorking(day)) days.unshift(day);
  if (days.length === 0) throw new Error(`no working day of the present communes on or before ${until}`);
  return days;
}

/** How busy a day is against the mean: Mondays, the days around Tết and after holidays, the weeks of school enrolment. */
function weightOf(day: PlainDate, restBefore: number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const week = [1, 1.35, 1.1, 1, 0.95, 0.8, 0.7][weekday] as number;
  const enrolment = day.slice(5) >= '07-10' && day.slice(5) <= '08-31' ? 1.15 : 1;
  return week * enrolment * (restBefore > 5 ? 1.5 : restBefore > 2 ? 1.2 : 1) * (isBeforeTet(day) ? 0.6 : 1);
}

// A rest of more than five days that begins within a week is Tết.
function isBeforeTet(day: PlainDate): boolean {
  let rest = 0;
  for (let ahead = 1; ahead <= 13; ahead += 1) {
    rest = isWorking(nextDay(day, ahead)) ? 0 : rest + 1;
    if (rest > 5) return ahead - rest <= 6;
  }
  return false;
}

/** The steps of a whole history in the order of time, one by one. What would happen after the last day does not happen: those dossiers are open. */
export function* history(options: HistoryOptions): Generator<Step> {
  const days = daysOf(options);
  const random = seededRandom(options.seed);
  const people = Math.max(50, Math.min(80_000, Math.ceil(options.dossiers / 3)));
  const waiting = createTimeline();
  const counts = share(options.dossiers, days);
  const starts = days.map((day) => Date.parse(startOfOfficeDay(day)));
  const timeOf = (minute: number): number | undefined => {
    const day = Math.floor(minute / DAY);
    const start = starts[day];
    if (start === undefined) return undefined;
    const inDay = Math.floor(minute - day * DAY);
    return start + (inDay < MORNING ? 420 + inDay : 810 + inDay - MORNING) * 60_000;
  };
  let dossier = 0;
  for (const [index, count] of counts.entries()) {
    const tight = isBeforeTet(days[index] as PlainDate);
    const arrivals = Array.from({ length: count }, () => index * DAY + arrival(random))
      .map((begin) => ({ begin, ms: (timeOf(begin) as number) + random.below(60_000) }))
      .sort((a, b) => a.ms - b.ms);
    for (const { begin, ms } of arrivals) {
      yield* waiting.before(ms);
      const matter = someMatter(random);
      const owner = citizenOf(options.seed, random.below(people));
      const receipt = receiptFor(
        matter,
        owner,
        random.pick(matter.requests),
        1 + (random.next() < 0.2 ? random.below(4) : 0),
      );
      const step = { clerk: random.below(CLERKS), dossier };
      yield { ...step, at: new Date(ms).toISOString(), does: 'receive', receipt };
      for (const [after, what] of course(random, matter, owner, tight)) {
        const at = timeOf(begin + after);
        if (at !== undefined)
          waiting.put(Math.max(ms + 1000, at + random.below(60_000)), {
            ...step,
            clerk: random.below(CLERKS),
            ...what,
          });
        else break;
      }
      dossier += 1;
    }
  }
  yield* waiting.before(Number.MAX_SAFE_INTEGER);
}

// Largest remainders, so that the numbers of the days add up to exactly the number asked for.
function share(total: number, days: readonly PlainDate[]): number[] {
  const weights = days.map((day, index) => {
    const before = index === 0 ? nextDay(day, -1) : (days[index - 1] as PlainDate);
    return weightOf(day, Math.round((Date.parse(day) - Date.parse(before)) / 86_400_000) - 1);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const counts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => [value - Math.floor(value), index] as const)
    .sort((a, b) => b[0] - a[0]);
  const left = total - counts.reduce((a, b) => a + b, 0);
  for (const [, index] of order.slice(0, left)) counts[index] = (counts[index] as number) + 1;
  return counts;
}

/** A minute of the working day: most come early in the morning, fewer after lunch, nearly nobody at the end. */
function arrival(random: SeededRandom): number {
  for (;;) {
    const minute = random.next() * (DAY - 5);
    const crowd = minute < 30 ? 0.6 : minute < 150 ? 1 : minute < MORNING ? 0.75 : minute < 400 ? 0.65 : 0.3;
    if (random.next() < crowd) return minute;
  }
}

type What = Step extends infer S ? (S extends Step ? Omit<S, 'at' | 'clerk' | 'dossier'> : never) : never;

/** What happens to one dossier, in working minutes after its reception. */
function course(random: SeededRandom, matter: Matter, owner: Person, tight: boolean): [number, What][] {
  const steps: [number, What][] = [];
  let minute = 0;
  const then = (minutes: number, what: What) => {
    minute += Math.max(2, minutes);
    steps.push([minute, what]);
  };
  if (random.next() < 0.004) {
    then(random.below(DAY), { does: 'withdraw' });
    return steps;
  }
  if (!matter.sameDay) {
    then(30 + random.below(DAY), { does: 'start' });
    if (random.next() < 0.035 && matter.first !== '') {
      then(random.below(DAY), { does: 'ask', componentId: matter.first });
      if (random.next() < 0.06) {
        then(DAY * (5 + random.below(10)), { does: 'refuse' });
        return steps;
      }
      then(DAY + random.below(6 * DAY), { does: 'resume' });
    } else if (random.next() < 0.006) {
      then(random.below(matter.days * DAY), { does: 'refuse' });
      return steps;
    }
  }
  then(workTime(random, matter, tight) - (matter.sameDay ? 0 : minute), {
    does: 'result',
    description: matter.result,
  });
  const fetch = random.next();
  then(
    matter.sameDay && fetch < 0.75
      ? 4 + random.below(90)
      : fetch < 0.96
        ? random.below(3 * DAY)
        : DAY * (5 + random.below(25)),
    {
      does: 'hand-over',
      receiver: owner,
    },
  );
  return steps;
}

// One in a hundred is late, four times as many before Tết: somebody is on leave, a system was down, another office did not answer.
function workTime(random: SeededRandom, { sameDay, days }: Matter, tight: boolean): number {
  const late = random.next() < (tight ? 0.045 : 0.011);
  if (sameDay) return late ? DAY * (1 + random.below(3)) : 6 + Math.floor(80 * random.next() ** 2);
  const limit = days * DAY;
  return late ? limit + random.below(4 * DAY) : limit * (0.35 + 0.6 * random.next());
}

/** Steps to come, the earliest first. */
function createTimeline() {
  const heap: { ms: number; order: number; step: Omit<Step, 'at'> }[] = [];
  let order = 0;
  const earlier = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return one !== undefined;
    return one.ms < other.ms || (one.ms === other.ms && one.order < other.order);
  };
  const swap = (a: number, b: number) => {
    const kept = heap[a] as (typeof heap)[number];
    heap[a] = heap[b] as (typeof heap)[number];
    heap[b] = kept;
  };
  function take(): (typeof heap)[number] | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = earlier(right, left) ? right : left;
      if (least >= heap.length || !earlier(least, at)) return top;
      swap(least, at);
      at = least;
    }
  }
  return {
    put(ms: number, step: object): void {
      heap.push({ ms, order: order++, step: step as Omit<Step, 'at'> });
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!earlier(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    /** Every step before a moment. */
    *before(ms: number): Generator<Step> {
      while (heap[0] !== undefined && heap[0].ms <= ms) {
        const next = take();
        if (next !== undefined) yield { ...next.step, at: new Date(next.ms).toISOString() } as Step;
      }
    },
  };
}
