/** An instant in UTC, ISO 8601 with milliseconds: `2026-11-24T03:04:05.678Z`. Sorts as text. */
export type Instant = string;

/** A calendar day without time or zone, `YYYY-MM-DD`. */
export type PlainDate = string;

/** The injected source of time; nothing else may read the wall clock. */
export interface Clock {
  now(): Instant;
}
