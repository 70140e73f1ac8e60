import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '../../../shared/types/result.ts';
import type { ScannerRefusal, ScanRequest, ScanSink } from '../../host/ports/scanner.ts';
import { refusalOfStop, ScanStop } from '../scan-stop.ts';
import { exchange, type HttpAnswer, HttpError, type HttpQuestion } from './http-exchange.ts';
import {
  chooseFor,
  type EsclChoice,
  type EsclStatus,
  pathOf,
  readCapabilities,
  readStatus,
  scanSettings,
} from './messages.ts';
import { XmlError } from './strict-xml.ts';

/** How long and how much. */
export interface EsclLimits {
  /** Milliseconds for each short answer. */
  answerMs: number;
  /** Milliseconds without a byte inside an answer. */
  idleMs: number;
  /** Milliseconds to wait for a scanner that another one uses. */
  busyMs: number;
  /** Milliseconds to wait for one page. */
  pageMs: number;
  /** Milliseconds between two questions while the scanner asks to wait. */
  retryMs: number;
  /** Bytes of one page. */
  largestPage: number;
  /** Pages of one scan. */
  longestRun: number;
}

interface EsclScan {
  /** With a slash at its end. */
  readonly address: string;
  readonly request: ScanRequest;
  readonly sink: ScanSink;
  readonly signal: AbortSignal;
  readonly limits: EsclLimits;
}

const LARGEST_XML = 1024 * 1024;
const GOODBYE_MS = 3000;
const TAIL_BYTES = 4096;

/** One scan from the first question to the last page. A job that did not end by itself is deleted, so that the scanner is free again. */
export async function runEsclScan(scan: EsclScan): Promise<Result<{ pages: number }, ScannerRefusal>> {
  const run: Run = { scan, pages: 0, job: undefined, ended: false };
  try {
    await scanPages(run);
    return ok({ pages: run.pages });
  } catch (error) {
    const stop = stopOf(error, run);
    if (stop === undefined) throw error;
    return refusalOfStop(stop, scan.request.scannerId, run.pages);
  } finally {
    await leave(run);
  }
}

interface Run {
  readonly scan: EsclScan;
  /** Whole pages that the sink has. */
  pages: number;
  /** Address of the job, once there is one. */
  job: URL | undefined;
  /** The scanner itself has ended the job. */
  ended: boolean;
}

async function scanPages(run: Run): Promise<void> {
  const { request, sink, limits } = run.scan;
  const choice = chooseFor(request, readCapabilities(await xmlOf(run, 'ScannerCapabilities')));
  if (typeof choice === 'string') throw new ScanStop('SCANNER_FAILED', choice);
  const { trouble } = await statusOf(run);
  if (trouble !== undefined && request.source === 'feeder') throw new ScanStop(trouble);
  run.job = await startJob(run, choice);
  while (run.pages < limits.longestRun) {
    const bytes = await nextPage(run);
    if (bytes === undefined) return;
    await sink.onPage({ bytes, mediaType: 'image/jpeg', dpi: choice.dpi });
    run.pages += 1;
    if (request.source === 'flatbed') return;
  }
  throw new ScanStop('SCANNER_FAILED', 'TOO_MANY_PAGES');
}

/** Posts the job; one that is busy is asked again until `busyMs` are over. */
async function startJob(run: Run, choice: EsclChoice): Promise<URL> {
  const { request, address, limits } = run.scan;
  const body = scanSettings(request, choice);
  const until = performance.now() + limits.busyMs;
  for (;;) {
    const answer = await ask(run, { method: 'POST', url: new URL('ScanJobs', address), body });
    if (answer.status === 201) return jobAddress(answer, address);
    if (answer.status !== 503) throw await refusedBy(run, answer.status);
    const { trouble } = await statusOf(run);
    if (trouble !== undefined && request.source === 'feeder') throw new ScanStop(trouble);
    await waitUntil(run, until, answer, new ScanStop('SCANNER_BUSY'));
  }
}

/** Only the path is taken: a scanner often tells a host name of its own that nobody here can look up, and may send us nowhere else. */
function jobAddress({ headers }: HttpAnswer, address: string): URL {
  const path = headers.location === undefined ? '' : pathOf(headers.location);
  if (path === '') throw new ScanStop('SCANNER_ANSWER_UNREADABLE');
  return new URL(`${path}/`, address);
}

/** The bytes of the next page, or undefined when the paper has run out. */
async function nextPage(run: Run): Promise<Buffer | undefined> {
  const { limits } = run.scan;
  const url = new URL('NextDocument', run.job);
  const until = performance.now() + limits.pageMs;
  for (;;) {
    const answer = await ask(run, {
      method: 'GET',
      url,
      answerMs: limits.pageMs,
      largest: limits.largestPage,
    });
    if (answer.status === 200) return wholeJpeg(answer);
    if (answer.status === 404 || answer.status === 410) return await endOfPaper(run);
    if (answer.status !== 503) throw await refusedBy(run, answer.status);
    const { trouble } = await statusOf(run);
    if (trouble !== undefined && trouble !== 'FEEDER_EMPTY') throw new ScanStop(trouble);
    await waitUntil(run, until, answer, new ScanStop('SCANNER_FAILED', 'PAGE_TIMED_OUT'));
  }
}

function wholeJpeg({ body, headers }: HttpAnswer): Buffer {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const whole =
    body.subarray(0, 2).toString('hex') === 'ffd8' &&
    body.subarray(-TAIL_BYTES).includes(Buffer.from([0xff, 0xd9]));
  if (type !== 'image/jpeg' || !whole) throw new ScanStop('SCANNER_ANSWER_UNREADABLE');
  return body;
}

/** "No more pages" is also said after a jam or by the scanner's own cancel key; its status tells which. */
async function endOfPaper(run: Run): Promise<undefined> {
  run.ended = true;
  const status = await statusOf(run);
  if (status.trouble !== undefined && status.trouble !== 'FEEDER_EMPTY') throw new ScanStop(status.trouble);
  const state = status.jobs.get(pathOf(run.job?.href ?? ''));
  if (state === 'Canceled') throw new ScanStop('SCAN_CANCELLED');
  if (state === 'Aborted') throw new ScanStop('SCANNER_FAILED', 'JOB_ABORTED');
  if (run.pages > 0) return undefined;
  throw status.trouble === undefined
    ? new ScanStop('SCANNER_FAILED', 'NO_PAGE')
    : new ScanStop(status.trouble);
}

/** Why the scanner answered an unexpected number: its status may know better. */
async function refusedBy(run: Run, httpStatus: number): Promise<ScanStop> {
  const { trouble, busy } = await statusOf(run);
  const matters = run.scan.request.source === 'feeder' && (run.pages === 0 || trouble !== 'FEEDER_EMPTY');
  if (trouble !== undefined && matters) return new ScanStop(trouble);
  if (httpStatus === 409 && busy && run.job === undefined) return new ScanStop('SCANNER_BUSY');
  return new ScanStop('SCANNER_FAILED', `HTTP_${httpStatus}`);
}

async function statusOf(run: Run): Promise<EsclStatus> {
  return readStatus(await xmlOf(run, 'ScannerStatus'));
}

async function xmlOf(run: Run, name: string): Promise<Buffer> {
  const { status, body } = await ask(run, { method: 'GET', url: new URL(name, run.scan.address) });
  if (status === 503) throw new ScanStop('SCANNER_BUSY');
  if (status !== 200) throw new ScanStop('SCANNER_FAILED', `HTTP_${status}`);
  return body;
}

type Question = Pick<HttpQuestion, 'method' | 'url'> & Partial<HttpQuestion>;

async function ask({ scan }: Run, question: Question): Promise<HttpAnswer> {
  const { answerMs, idleMs } = scan.limits;
  return await exchange({ answerMs, idleMs, largest: LARGEST_XML, signal: scan.signal, ...question });
}

/** Waits as long as the scanner asks, within reason, or ends the scan when its time is over. */
async function waitUntil({ scan }: Run, until: number, answer: HttpAnswer, late: ScanStop): Promise<void> {
  if (performance.now() >= until) throw late;
  const told = Number(answer.headers['retry-after']) * 1000;
  const wait = told > 0 ? Math.min(told, 5 * scan.limits.retryMs) : scan.limits.retryMs;
  await pause(wait, undefined, { signal: scan.signal }).catch(() => {
    throw new ScanStop('SCAN_CANCELLED');
  });
}

/** What an error means for the clerk; undefined for one that is no one's but ours. */
function stopOf(error: unknown, run: Run): ScanStop | undefined {
  if (error instanceof ScanStop) return error;
  if (error instanceof XmlError) return new ScanStop('SCANNER_ANSWER_UNREADABLE');
  if (!(error instanceof HttpError)) return undefined;
  if (error.code === 'ABORTED') return new ScanStop('SCAN_CANCELLED');
  if (error.code === 'UNREADABLE' || error.code === 'TOO_LARGE')
    return new ScanStop('SCANNER_ANSWER_UNREADABLE');
  return new ScanStop(run.job === undefined ? 'SCANNER_UNREACHABLE' : 'SCANNER_GONE');
}

/** Deletes a job that is still there. Nothing is done about an answer: the scan has ended either way. */
async function leave({ job, ended }: Run): Promise<void> {
  if (job === undefined || ended) return;
  const url = new URL(job.href.replace(/\/$/u, ''));
  await exchange({
    method: 'DELETE',
    url,
    answerMs: GOODBYE_MS,
    idleMs: GOODBYE_MS,
    largest: LARGEST_XML,
  }).catch((error: unknown) => {
    if (!(error instanceof HttpError)) throw error;
  });
}
