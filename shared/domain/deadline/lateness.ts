import type { Instant } from '../../types/clock.ts';

/** A time in which the limit stood still; `to` is null while it still does. */
interface Pause {
  kind: 'supplement' | 'payment' | 'stop';
  from: Instant;
  to: Instant | null;
}

/** What happened to a dossier, as far as it bears on its lateness. What has not happened is null. */
export interface DossierHistory {
  received: Instant;
  /** The appointment on the slip of reception. */
  firstDue: Instant;
  /** The appointment after pauses and extensions: the one that counts by law. An apology's new date is not it. */
  due: Instant;
  /** The appointment that the portal holds (NgayHenTra): the last that was sent, be it an apology's; null when it holds none. */
  sentDue: Instant | null;
  pauses: readonly Pause[];
  resultIn: Instant | null;
  returned: Instant | null;
  refused: Instant | null;
  stopped: Instant | null;
  withdrawn: Instant | null;
}

/** One reading: `minutes` by the clock after the appointment; `end` is the moment that was compared, `ended` whether it stays. */
export interface LatenessFigure {
  standing: 'early' | 'on-time' | 'late';
  end: Instant;
  ended: boolean;
  minutes: number;
}

/** Why the portal calls a dossier late that is not, or the other way round. */
export const LATENESS_CAUSES = [
  'several-supplements',
  'supplement-not-completed',
  'pause-unknown-to-portal',
  'no-appointment-sent',
  'other-appointment',
  'wait-taken-out-twice',
  'seconds',
] as const;
export type LatenessCause = (typeof LATENESS_CAUSES)[number];

/** Both readings of a dossier's lateness, and the cause when only one of them says late. */
export interface Lateness {
  legal: LatenessFigure;
  portal: LatenessFigure;
  cause: LatenessCause | null;
}

const MINUTE_MS = 60_000;

/**
 * How late a dossier is, twice: by law ({@link legalLateness}) and as the national portal reckons it ({@link portalLateness}); `now` stands in
 * for the end of a dossier that has none.
 */
export function lateness(history: DossierHistory, now: Instant): Lateness {
  const legal = legalLateness(history, now);
  const portal = portalLateness(history, now);
  const differ = (legal.standing === 'late') !== (portal.standing === 'late');
  return { legal, portal, cause: differ ? causeOf(history, portal) : null };
}

/**
 * Against the appointment after pauses and extensions (Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP), to the minute as the slip prints it. The
 * result ends the time, else its return, else refusal, stop or withdrawal. A pause is no time of the office: what began before the appointment
 * keeps the dossier on time while it lasts, what began after it adds nothing to the minutes that were already late.
 */
function legalLateness(history: DossierHistory, now: Instant): LatenessFigure {
  const ended = endOf(history);
  const end = minuteOf(ended ?? now);
  const due = minuteOf(history.due);
  const paused = history.pauses.map(({ from, to }) =>
    Math.max(0, Math.min(end, to === null ? end : minuteOf(to)) - Math.max(due, minuteOf(from))),
  );
  const after = end - due - sum(paused);
  return figure(after * MINUTE_MS, ended ?? now, ended !== null);
}

/**
 * By indicator 2.1 of the set of Quyết định 766/QĐ-TTg, to the millisecond as systems compare: on time when the end of processing, less the
 * completed waiting for a supplement, is not after NgayHenTra. The end is the moment of the result, else of its return, else of stop, refusal
 * or withdrawal, else of the one supplement request that is still open, else now. More than one request counts as late whatever the dates
 * say. Without NgayHenTra the time used is compared with the longest that the procedure may take.
 */
function portalLateness(history: DossierHistory, now: Instant): LatenessFigure {
  const requests = history.pauses.filter(({ kind }) => kind === 'supplement');
  const stop = history.pauses.find(({ kind, to }) => kind === 'stop' && to === null);
  const pending = requests.find(({ to }) => to === null);
  const ended = endOf(history) ?? stop?.from ?? null;
  const end = ended ?? pending?.from ?? now;
  const waited = sum(requests.map(({ from, to }) => (to === null ? 0 : millis(to) - millis(from))));
  const start = millis(history.received);
  const longest = millis(history.sentDue ?? history.firstDue) - start;
  const after = millis(end) - start - waited - longest;
  const reading = figure(after, end, ended !== null);
  return requests.length > 1 ? { ...reading, standing: 'late' } : reading;
}

function causeOf({ pauses, due, sentDue }: DossierHistory, portal: LatenessFigure): LatenessCause {
  const supplements = pauses.filter(({ kind }) => kind === 'supplement');
  const open = pauses.filter(({ to }) => to === null);
  const portalLate = portal.standing === 'late';
  if (portalLate && supplements.length > 1) return 'several-supplements';
  if (portalLate && portal.ended && open.some(({ kind }) => kind === 'supplement'))
    return 'supplement-not-completed';
  if (portalLate && open.some(({ kind }) => kind === 'payment')) return 'pause-unknown-to-portal';
  if (sentDue === null) return 'no-appointment-sent';
  if (millis(sentDue) !== millis(due)) return 'other-appointment';
  return portalLate ? 'seconds' : 'wait-taken-out-twice';
}

function endOf(history: DossierHistory): Instant | null {
  const { resultIn, returned, refused, stopped, withdrawn } = history;
  return resultIn ?? returned ?? refused ?? stopped ?? withdrawn;
}

/** How a piece of work that was done `at` a moment stands to its end, to the minute. */
export function standingAt(at: Instant, due: Instant): LatenessFigure['standing'] {
  return standingOf(minuteOf(at) - minuteOf(due));
}

function standingOf(after: number): LatenessFigure['standing'] {
  return after > 0 ? 'late' : after === 0 ? 'on-time' : 'early';
}

function figure(after: number, end: Instant, ended: boolean): LatenessFigure {
  return { standing: standingOf(after), end, ended, minutes: Math.max(0, Math.ceil(after / MINUTE_MS)) };
}

function millis(instant: Instant): number {
  return Date.parse(instant);
}

function minuteOf(instant: Instant): number {
  return Math.floor(millis(instant) / MINUTE_MS);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
