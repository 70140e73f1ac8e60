import type { Clock, Instant } from '../../shared/types/clock.ts';
import type { Cause, DeliveryBook } from './delivery-book.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Log } from './log.ts';
import type { HelperProcesses } from './ports/helper-process.ts';
import type { Province } from './ports/province.ts';
import type { ProgressBook } from './progress-book.ts';
import type { SlipKeyBook } from './slip-key-book.ts';
import type { FileStore } from './store-file.ts';
import type { SubmissionBook } from './submission-book.ts';

/** What moves to the province and from it, apart from each other: a failing lane does not stop the others. */
export type Lane = 'packets' | 'files' | 'submissions' | 'progress';

/** How a lane stands, apart from what the records say. */
export interface LaneView {
  moving: boolean;
  /** The last failure, until something succeeds again. */
  lastError: (Cause & { at: Instant }) | null;
  /** Until when the lane rests after a failure. */
  nextAttemptAt: Instant | null;
}

/** The delivery worker of one open data folder. */
export interface Delivery {
  lanes(): Record<Lane, LaneView>;
  /** Looks for work now. */
  wake(): void;
  /** Ends every rest: a person wants to try now. */
  hurry(): void;
  /** Stops calls that are under way and waits until nothing is left running. */
  close(): Promise<void>;
}

/** What the worker is given. */
export interface DeliveryDependencies {
  book: DeliveryBook;
  /** The records of what comes down. */
  inbox: SubmissionBook;
  /** The records of what others do with dossiers. */
  progress: ProgressBook;
  /** The province's list of keys that sign slips. */
  keys: SlipKeyBook;
  /** Where files that come down are kept. */
  store: FileStore;
  helpers: HelperProcesses;
  province: Province;
  /** The bytes of a named file; undefined when no record names it or it was purged. */
  openFile(sha256: string): AsyncIterable<Uint8Array> | undefined;
  /** False while nothing may be recorded: files are checked after an unclean end, or are damaged. */
  maySend(): Promise<boolean>;
  feed: LiveFeed;
  clock: Clock;
  /** A fresh number from 0 up to 1. */
  chance(): number;
  log: Log;
}

/** Starts the worker; composition roots give it to the host, which knows no job. */
export type StartDelivery = (deps: DeliveryDependencies) => Delivery;
