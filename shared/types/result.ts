/** A refusal: an expected "no" of the program. `code` is listed in the contract, `data` says what the message needs. */
export interface Refusal<C extends string = string, D extends object = object> {
  readonly code: C;
  readonly data: D;
}

/** The accepted half of a {@link Result}. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** The refused half of a {@link Result}. */
export interface Refused<R extends Refusal> {
  readonly ok: false;
  readonly refusal: R;
}

/** What every rule and use case answers: a value or a refusal, never an exception for something expected. */
export type Result<T, R extends Refusal = Refusal> = Ok<T> | Refused<R>;

/** Wraps an accepted value. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Builds a refusal from its contract code and the data its message shows. */
export function refuse<const C extends string, D extends object>(code: C, data: D): Refused<Refusal<C, D>> {
  return { ok: false, refusal: { code, data } };
}
