import type { Clock } from '../../shared/types/clock.ts';
import type { CounterHost } from './counter-host.ts';
import type { OpenCounter } from './open-counter.ts';
import type { Readers } from './repositories.ts';
import type { Actor, CommandTransaction } from './unit-of-work.ts';

/** Who calls: one window, or one program with a bearer. */
export interface Client {
  id: string;
  kind: 'window' | 'program';
}

/** What every use case is given. */
export interface QueryContext {
  host: CounterHost;
  client: Client;
  /** The open data folder with its sessions. */
  counter: OpenCounter;
  readers: Readers;
  clock: Clock;
  /** The caller, when signed in. */
  actor: Actor | undefined;
  /** The caller of a procedure that needs a sign-in; the dispatcher has checked it. */
  signedIn(): Actor;
  signal: AbortSignal | undefined;
}

/** What a command is given besides: its transaction. */
export interface CommandContext extends QueryContext {
  tx: CommandTransaction;
}
