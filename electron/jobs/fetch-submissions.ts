import { createHash } from 'node:crypto';
import type { KeptFile } from '../../db/repositories/online-repository.ts';
import type { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import { type OfferedSubmission, Submission } from '../../shared/domain/delivery/submission-wire.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import type { DeliveryDependencies } from '../host/delivery.ts';
import type { Cause } from '../host/delivery-book.ts';
import type { ProvinceDoor } from '../host/ports/province.ts';
import { type StoredFile, storeFile } from '../host/store-file.ts';
import { sha256Of } from '../host/submission-book.ts';
import { readPageFile, storePages } from '../usecases/scan/page-intake.ts';
import type { Alarm } from './alarm.ts';
import type { Lanes } from './delivery-lanes.ts';
import { causeOf, IDLE_SECONDS, NOT_OFFERED_SECONDS, poll, SOON_SECONDS } from './poll.ts';
import { isSignedBy } from './province-signature.ts';

/** A file that arrives wrong, or ends the helper, so often is taken for what it is. */
const TRIES = 3;

/** A file that is on disk: checked by its hash, looked into, named by no record yet. */
interface Fetched {
  kept: KeptFile;
  stored: StoredFile[];
}

/** Why a round ended early: with the province the lane rests; `unread` is about this one submission and final. */
type Trouble = Refusal<'LANE', { cause: Cause }> | Refusal<'UNREAD', { reason: string; detail: string }>;

/**
 * Fetches what citizens filed online: the text first, then each file by hash, then one commit, and only then the acknowledgement. Cut off
 * anywhere, it begins again with what the province still offers; files that had arrived are not fetched twice while the program runs.
 */
export function startFetching(deps: DeliveryDependencies, lanes: Lanes, alarm: Alarm, signal: AbortSignal) {
  const worker: Worker = { deps, lanes, signal, fetched: new Map(), failures: new Map() };
  return poll({ lane: 'submissions', lanes, alarm, signal, log: deps.log, round: () => round(worker) });
}

interface Worker {
  deps: DeliveryDependencies;
  lanes: Lanes;
  signal: AbortSignal;
  fetched: Map<string, Fetched>;
  failures: Map<string, number>;
}

/** Takes all that is offered; answers after how many seconds to ask again. */
async function round(worker: Worker): Promise<number> {
  const { deps, lanes, signal } = worker;
  const { inbox } = deps;
  const owner = inbox.installation();
  const connection = inbox.connection();
  if (owner === undefined || connection === null || connection.mode !== owner.mode) return IDLE_SECONDS;
  if (!(await deps.maySend())) return SOON_SECONDS;
  const door: ProvinceDoor = { url: connection.url, bearer: connection.token, signal };
  while (!signal.aborted) {
    const offer = await deps.province.submissions(door, inbox.epoch());
    if (signal.aborted) return 0;
    if (!offer.ok) {
      const { code, data } = offer.refusal;
      if (code === 'PROVINCE_REFUSED' && data.status === 404) return NOT_OFFERED_SECONDS;
      return fail(worker, causeOf(offer.refusal));
    }
    lanes.succeeded('submissions');
    if (offer.value.length === 0) return IDLE_SECONDS;
    for (const offered of offer.value) {
      const stopped = await handle(worker, door, connection, offered);
      if (signal.aborted) return 0;
      if (stopped !== undefined) return fail(worker, stopped);
    }
  }
  return 0;
}

function fail({ lanes, deps }: Worker, cause: Cause): number {
  deps.log.warn({ cause: cause.code }, 'online filings put off');
  lanes.failed('submissions', cause);
  deps.feed.publish({ topic: 'outbox' });
  return SOON_SECONDS;
}

/** Takes one submission and tells the province what became of it; answers what stopped the lane, if anything. */
async function handle(
  worker: Worker,
  door: ProvinceDoor,
  connection: ProvinceConnection,
  offered: OfferedSubmission,
): Promise<Cause | undefined> {
  const { deps, lanes } = worker;
  lanes.moving('submissions', 1);
  try {
    const taken = await take(worker, door, connection, offered);
    if (worker.signal.aborted) return undefined;
    let reason: string | null = null;
    if (!taken.ok) {
      if (taken.refusal.code === 'LANE') return taken.refusal.data.cause;
      reason = taken.refusal.data.reason;
      const noted = deps.inbox.noteUnread(offered, reason, taken.refusal.data.detail);
      if (!noted.ok) return causeOf(noted.refusal);
    }
    const acknowledged = await deps.province.acknowledge(door, {
      submissionId: offered.submissionId,
      revision: offered.revision,
      epoch: deps.inbox.epoch(),
      sha256: Sha256.parse(sha256Of(offered)),
      outcome: reason === null ? 'kept' : 'unreadable',
      reason,
    });
    return acknowledged.ok ? undefined : causeOf(acknowledged.refusal);
  } finally {
    lanes.moving('submissions', -1);
  }
}

async function take(
  worker: Worker,
  door: ProvinceDoor,
  { receiptKey }: ProvinceConnection,
  offered: OfferedSubmission,
): Promise<Result<undefined, Trouble>> {
  const { inbox } = worker.deps;
  if (!isSignedBy(receiptKey, offered.submission, offered.signature)) return unread('SIGNATURE_WRONG');
  const decided = inbox.decide(offered);
  if (!decided.ok) return unread(decided.refusal.code);
  if (decided.value === 'repeat') return ok(undefined);
  const read = Submission.safeParse(parseJson(offered.submission));
  if (!read.success) return unread('SUBMISSION_UNREADABLE', read.error.issues[0]?.path.join('.') ?? '');
  const submission = read.data;
  if (submission.submissionId !== offered.submissionId || submission.revision !== offered.revision)
    return unread('SUBMISSION_UNREADABLE', 'submissionId');
  const arrived: Fetched[] = [];
  for (const file of submission.files) {
    const fetched = worker.fetched.get(file.sha256) ?? (await fetchFile(worker, door, file));
    if ('ok' in fetched) {
      if (!fetched.ok) return fetched;
      worker.fetched.set(file.sha256, fetched.value);
      arrived.push(fetched.value);
    } else arrived.push(fetched);
  }
  const kept = arrived.map((file) => file.kept);
  const stored = arrived.flatMap((file) => file.stored);
  const written = inbox.keep(offered, submission, kept, stored);
  if (!written.ok)
    return written.refusal.code === 'CLOCK_BEHIND'
      ? refuse('LANE', { cause: causeOf(written.refusal) })
      : unread(written.refusal.code);
  for (const { sha256 } of submission.files) worker.fetched.delete(sha256);
  return ok(undefined);
}

/** Fetches a file, checks its bytes against the hash that was signed, looks into it in a helper and stores it. */
async function fetchFile(
  worker: Worker,
  door: ProvinceDoor,
  file: Submission['files'][number],
): Promise<Result<Fetched, Trouble>> {
  const { deps, failures, signal } = worker;
  const { sha256, size, name, mediaType } = file;
  const again = (reason: string): Result<never, Trouble> => {
    const failed = (failures.get(sha256) ?? 0) + 1;
    failures.set(sha256, failed);
    if (failed < TRIES) return refuse('LANE', { cause: { code: 'SUBMITTED_FILE_WRONG', data: { name } } });
    failures.delete(sha256);
    return unread(reason, name);
  };
  const answer = await deps.province.getFile(door, { sha256, size });
  if (!answer.ok) {
    const { code } = answer.refusal;
    if (code === 'PROVINCE_REFUSED') return again('FILE_NOT_THERE');
    return refuse('LANE', { cause: causeOf(answer.refusal) });
  }
  const bytes = answer.value;
  if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
    return again('FILE_DIFFERS');
  const read = await readPageFile({ helpers: deps.helpers, signal }, bytes);
  if (!read.ok)
    return read.refusal.code === 'PAGES_NOT_READ' ? again('PAGES_NOT_READ') : unread(read.refusal.code, name);
  failures.delete(sha256);
  const pdf = read.value.kind === 'pdf';
  const original = await storeFile(deps.store, bytes, pdf ? 'application/pdf' : mediaType);
  const pages = read.value.kind === 'images' ? await storePages(deps.store, read.value.pages, null) : [];
  return ok({
    kept: {
      sha256,
      kind: read.value.kind,
      pages: pages.map((page) => ({ sha256: Sha256.parse(page.file.sha256), dpi: page.dpi })),
      pageCount: read.value.kind === 'pdf' ? read.value.pages : pages.length,
    },
    stored: [original, ...pages.map((page) => page.file)],
  });
}

function unread(reason: string, detail = ''): { ok: false; refusal: Trouble } {
  return refuse('UNREAD', { reason, detail: detail.slice(0, 300) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
