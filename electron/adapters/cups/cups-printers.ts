import { userInfo } from 'node:os';
import * as z from 'zod';
import type { PrintJobFacts } from '../../../shared/domain/print/print-outcome.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { PrinterOffer, PrintOrder, PrintRefusal, PrintService } from '../../host/ports/print-service.ts';
import { askCups, type CupsServer, CupsSilent, findCupsServer } from './cups-connection.ts';
import type { IppAnswer, IppAttribute, IppGroup, IppValue } from './ipp-message.ts';
import { IppUnreadable } from './ipp-message.ts';

/** How CUPS is found and how long it may take. */
interface CupsPrintersOptions {
  server?: () => CupsServer | undefined;
  /** Milliseconds for an answer without a document. */
  answerMs?: number;
  /** Milliseconds for handing over a document. */
  sendMs?: number;
}

const ANSWER_MS = 3000;
const SEND_MS = 30_000;

const OPERATIONS = { print: 0x0002, cancel: 0x0008, job: 0x0009, printer: 0x000b, printers: 0x4002 } as const;
const STATUS = { lastGood: 0x00ff, notPossible: 0x0404, notFound: 0x0406, notAccepting: 0x0506 } as const;

/** What CUPS allows as the name of a queue, and no path can be made of. */
const QUEUE = /^[!-"$-.0-~]{1,127}$/u;
const HUNDREDTHS_PER_INCH = 2540;

const texts = z.array(z.string()).default([]);
const PrinterFacts = z.object({
  'printer-name': z.tuple([z.string().regex(QUEUE)]),
  'printer-info': z.array(z.string().max(300)).default([]),
  'printer-state': z.tuple([z.number()]),
  'printer-state-reasons': texts,
  'printer-is-accepting-jobs': z.tuple([z.boolean()]),
  'media-supported': texts,
  'media-source-supported': texts,
  'sides-supported': texts,
});
type PrinterFacts = z.infer<typeof PrinterFacts>;
const JobFacts = z.object({
  'job-state': z.tuple([z.int().min(3).max(9)]),
  'time-at-processing': z.array(z.number().optional()).default([]),
});
const NewJob = z.object({ 'job-id': z.tuple([z.int().positive()]) });

const JOB_STATES: Record<number, PrintJobFacts['job']> = {
  3: 'pending',
  4: 'held',
  5: 'processing',
  6: 'stopped',
  7: 'cancelled',
  8: 'aborted',
  9: 'completed',
};

/**
 * Printers of CUPS (Linux, macOS), asked over its own protocol: lpstat does not tell a job that was given up from one that came out, and words
 * for people are no interface (docs/adr/0024).
 */
export function createCupsPrinters({
  server = findCupsServer,
  answerMs = ANSWER_MS,
  sendMs = SEND_MS,
}: CupsPrintersOptions = {}): PrintService {
  type Question = Omit<Parameters<typeof askCups>[1], 'ms'>;

  async function ask(question: Question): Promise<Result<IppAnswer, PrintRefusal>> {
    const at = server();
    if (at === undefined) return refuse('PRINT_SYSTEM_SILENT', { sent: false });
    try {
      const ms = question.document === undefined ? answerMs : sendMs;
      return ok(await askCups(at, { ...question, ms }));
    } catch (error) {
      if (error instanceof CupsSilent) return refuse('PRINT_SYSTEM_SILENT', { sent: error.sent });
      if (error instanceof IppUnreadable) return refuse('PRINT_REFUSED', { detail: 'ANSWER_UNREADABLE' });
      throw error;
    }
  }

  async function describe(printerId: string): Promise<Result<PrinterFacts, PrintRefusal>> {
    if (!QUEUE.test(printerId)) return refuse('PRINTER_UNKNOWN', { printerId });
    const operation = { ...asked(printerUri(printerId)), ...wanted(Object.keys(PrinterFacts.shape)) };
    const answer = await ask({ path: '/', operation: OPERATIONS.printer, groups: { operation } });
    if (!answer.ok) return answer;
    const facts = PrinterFacts.safeParse(groupOf(answer.value, 'printer'));
    if (answer.value.status > STATUS.lastGood || !facts.success)
      return refusalOf(answer.value.status, printerId);
    return ok(facts.data);
  }

  return {
    async printers() {
      if (server() === undefined) return ok([]);
      const operation = { ...asked(), ...wanted(Object.keys(PrinterFacts.shape)) };
      const answer = await ask({ path: '/', operation: OPERATIONS.printers, groups: { operation } });
      if (!answer.ok) return answer;
      // "Not found" is how CUPS says that there is no printer at all.
      if (answer.value.status === STATUS.notFound) return ok([]);
      if (answer.value.status > STATUS.lastGood) return refusalOf(answer.value.status, '');
      const found = answer.value.groups.filter(({ kind }) => kind === 'printer');
      return ok(
        found.flatMap(({ values }) => {
          const facts = PrinterFacts.safeParse(values);
          return facts.success ? [offerOf(facts.data)] : [];
        }),
      );
    },

    async print(order) {
      const { printerId, pdf } = order;
      const printer = await describe(printerId);
      if (!printer.ok) return printer;
      const operation = {
        ...asked(printerUri(printerId)),
        'requesting-user-name': one('name', userInfo().username),
        'job-name': one('name', order.title),
        'document-format': one('mime', 'application/pdf'),
      };
      const answer = await ask({
        path: `/printers/${encodeURIComponent(printerId)}`,
        operation: OPERATIONS.print,
        groups: { operation, job: jobOf(order) },
        document: pdf,
      });
      if (!answer.ok) return answer;
      const job = NewJob.safeParse(groupOf(answer.value, 'job'));
      if (answer.value.status > STATUS.lastGood || !job.success)
        return refusalOf(answer.value.status, printerId);
      return ok({ job: job.data['job-id'][0] });
    },

    async followJob(printerId, job) {
      const operation = {
        ...asked(),
        'job-uri': one('uri', `ipp://localhost/jobs/${job}`),
        'requesting-user-name': one('name', userInfo().username),
        ...wanted(Object.keys(JobFacts.shape)),
      };
      const answer = await ask({ path: '/', operation: OPERATIONS.job, groups: { operation } });
      if (!answer.ok) return answer;
      if (answer.value.status === STATUS.notFound) return ok(undefined);
      const facts = JobFacts.safeParse(groupOf(answer.value, 'job'));
      if (answer.value.status > STATUS.lastGood || !facts.success)
        return refusalOf(answer.value.status, printerId);
      const printer = await describe(printerId);
      if (!printer.ok) return printer;
      return ok({
        job: JOB_STATES[facts.data['job-state'][0]] ?? 'pending',
        begun: (facts.data['time-at-processing'][0] ?? 0) > 0,
        printer: stateOf(printer.value),
        printerReasons: printer.value['printer-state-reasons'],
      });
    },

    async cancelJob(printerId, job) {
      const operation = {
        ...asked(),
        'job-uri': one('uri', `ipp://localhost/jobs/${job}`),
        'requesting-user-name': one('name', userInfo().username),
      };
      const answer = await ask({ path: '/jobs/', operation: OPERATIONS.cancel, groups: { operation } });
      if (!answer.ok) return answer;
      const { status } = answer.value;
      // It ended by itself before, or nobody remembers it.
      if (status <= STATUS.lastGood || status === STATUS.notPossible || status === STATUS.notFound)
        return ok(undefined);
      return refusalOf(status, printerId);
    },
  };
}

function offerOf(facts: PrinterFacts): PrinterOffer {
  const id = facts['printer-name'][0];
  return {
    id,
    name: facts['printer-info'][0]?.trim() || id,
    media: facts['media-supported'],
    trays: facts['media-source-supported'],
    duplex: facts['sides-supported'].some((sides) => sides.startsWith('two-sided')),
    accepting: facts['printer-is-accepting-jobs'][0],
    state: stateOf(facts),
    reasons: facts['printer-state-reasons'],
  };
}

function stateOf(facts: PrinterFacts): PrintJobFacts['printer'] {
  return ({ 3: 'idle', 4: 'processing' } as const)[facts['printer-state'][0]] ?? 'stopped';
}

/** What is said of a job: sheet, tray, sides, copies, and that nothing is scaled. */
function jobOf({ media, tray, duplex, copies }: PrintOrder): IppGroup {
  const size = dimensionsOf(media);
  const sheet: IppGroup =
    size === undefined || tray === null
      ? { media: one('keyword', media) }
      : {
          'media-col': one('collection', {
            'media-size': one('collection', {
              'x-dimension': one('integer', size.width),
              'y-dimension': one('integer', size.height),
            }),
            'media-source': one('keyword', tray),
          }),
        };
  return {
    copies: one('integer', copies),
    sides: one('keyword', duplex ? 'two-sided-long-edge' : 'one-sided'),
    'print-scaling': one('keyword', 'none'),
    // Without it some filters turn a lying page to fill the sheet.
    'orientation-requested': one('enum', 3),
    ...sheet,
  };
}

/** Hundredths of millimetres in a self-describing media name. */
function dimensionsOf(media: string): { width: number; height: number } | undefined {
  const found = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/u.exec(media);
  if (found === null) return undefined;
  const unit = found[3] === 'in' ? HUNDREDTHS_PER_INCH : 100;
  return { width: Math.round(Number(found[1]) * unit), height: Math.round(Number(found[2]) * unit) };
}

function printerUri(printerId: string): string {
  return `ipp://localhost/printers/${encodeURIComponent(printerId)}`;
}

function asked(uri?: string): IppGroup {
  return {
    'attributes-charset': one('charset', 'utf-8'),
    'attributes-natural-language': one('language', 'en'),
    ...(uri === undefined ? {} : { 'printer-uri': one('uri', uri) }),
  };
}

function wanted(names: readonly string[]): IppGroup {
  return { 'requested-attributes': { tag: 'keyword', values: names } };
}

function one(tag: IppAttribute['tag'], value: IppValue): IppAttribute {
  return { tag, values: [value] };
}

function groupOf({ groups }: IppAnswer, kind: 'job' | 'printer') {
  return groups.find((group) => group.kind === kind)?.values ?? {};
}

function refusalOf(status: number, printerId: string): { ok: false; refusal: PrintRefusal } {
  if (status === STATUS.notFound) return refuse('PRINTER_UNKNOWN', { printerId });
  if (status === STATUS.notAccepting) return refuse('PRINTER_REJECTS', { printerId });
  return refuse('PRINT_REFUSED', { detail: `IPP_0x${status.toString(16).toUpperCase().padStart(4, '0')}` });
}
