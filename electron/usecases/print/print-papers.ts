import * as z from 'zod';
import type { PrintRun } from '../../../db/repositories/print-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { bookName } from '../../../shared/domain/certification/book.ts';
import { type PrinterShift, shiftOf } from '../../../shared/domain/certification/statement-place.ts';
import { mediaFor, type PaperSize } from '../../../shared/domain/print/paper-size.ts';
import { choiceFor, type PrinterRef } from '../../../shared/domain/print/print-choice.ts';
import type { PrintTrouble } from '../../../shared/domain/print/print-outcome.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import {
  copyStatementValues,
  TRIAL_SIGNER,
  TRIAL_WORDS,
} from '../../../shared/forms/nd-23-2015/copy-statement.ts';
import { printMark } from '../../../shared/forms/reprint-mark.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import type { OpenCounter } from '../../host/open-counter.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { PrintOrder, PrintRefusal, PrintService } from '../../host/ports/print-service.ts';
import { keepOutcome } from '../../host/print-book.ts';
import { readFile, type StoredFile, storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { cancelPrint } from './cancel-print.ts';
import { viewOfPrint } from './print-log.ts';

const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 768 };
const LineId = z.uuid();
type Target = InputOf<typeof contract.print.papers>['to'];

/** A paper to be printed, and as what it is kept with dossiers; nothing for what belongs to none. */
interface Sheet {
  sha256: string;
  formId: string;
  paper: PaperSize;
  paperIds: readonly string[];
  /** When a receipt was cancelled, whose paper it is: no copy of it leaves unmarked. */
  cancelledAt: Instant | null;
}

/** Prints papers of dossiers. */
export const printPapers = commandHandler(
  contract.print.papers,
  async ({ requestId, paperIds, to }, context) => {
    const sheets = sheetsOf(context, paperIds);
    return sheets.ok ? await printOnce(context, requestId, sheets.value, to) : sheets;
  },
);

/** Prints a notice to be posted. */
export const printNotice = commandHandler(
  contract.print.notice,
  async ({ requestId, sha256, to }, context) => {
    const form = context.readers.forms.on('public-notice', officeDay(context.clock.now()));
    if (form === undefined || context.readers.blobs.find(sha256)?.mediaType !== 'application/pdf')
      return refuse('PAPER_UNKNOWN', { paperId: sha256 });
    return await printOnce(
      context,
      requestId,
      [{ sha256, formId: form.id, paper: 'A4', paperIds: [], cancelledAt: null }],
      to,
    );
  },
);

/** Prints a book of dossiers. */
export const printRegister = commandHandler(
  contract.print.register,
  async ({ requestId, exportId, to }, context) => {
    const book = context.readers.listViews.book(exportId);
    if (book === undefined || context.readers.blobs.find(book.sha256) === undefined)
      return refuse('PAPER_UNKNOWN', { paperId: exportId });
    return await printOnce(context, requestId, [{ ...book, paperIds: [], cancelledAt: null }], to);
  },
);

/** Prints the paper of a visit that ended with guidance. */
export const printGuidance = commandHandler(
  contract.print.guidance,
  async ({ requestId, visitId, to }, context) => {
    const visit = context.readers.guidance.find(visitId);
    if (visit === undefined) return refuse('PAPER_UNKNOWN', { paperId: visitId });
    const { sha256, formId } = visit;
    return await printOnce(
      context,
      requestId,
      [{ sha256, formId, paper: 'A4', paperIds: [], cancelledAt: null }],
      to,
    );
  },
);

/** Prints a trial sheet of the statement of paper copies, as the next statement would be printed. */
export const printTrial = commandHandler(contract.print.trial, async ({ requestId }, context) => {
  const { readers, host, counter, clock, tx } = context;
  const known = readers.prints.find(requestId);
  if (known !== undefined) return ok(viewOfPrint(readers, known));
  const at = clock.now();
  const today = officeDay(at);
  const form = readers.forms.on('copy-statement', today);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const values = copyStatementValues({
    office: readers.office.findOn(today) ?? readers.office.getLatest(),
    number: '00',
    book: bookName(ACT_FACTS.copy.symbol, today.slice(0, 4)),
    certifiedOn: today,
    signerTitle: [],
    signerName: TRIAL_SIGNER,
    at,
    proof: null,
  });
  const place = readers.settings.get('certify.statementPlaces').usual;
  const drawn = await host.helpers.run(
    helperKinds.drawForm,
    { form, values, paper: 'A4', copies: 1, watermark: null, place, trial: TRIAL_WORDS },
    LIMITS,
  );
  if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
  const file = await storeFile(counter, drawn.value.pdf, 'application/pdf');
  const { sha256 } = file;
  const named = tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    return ok(undefined);
  });
  if (!named.ok) return named;
  const sheet = { sha256, formId: form.id, paper: 'A4', paperIds: [], cancelledAt: null } as const;
  return await printOnce(context, requestId, [sheet], { route: 'chosen' });
});

/** Prints what was printed before once more, or elsewhere. */
export const printAgain = commandHandler(contract.print.again, async ({ requestId, runId, to }, context) => {
  const { readers } = context;
  const earlier = readers.prints.find(runId);
  if (earlier === undefined) return refuse('PRINT_UNKNOWN', {});
  const paperIds = readers.prints.loggedOf(runId);
  const sheets = paperIds.length > 0 ? sheetsOf(context, paperIds) : loneSheets(context, earlier);
  if (!sheets.ok) return sheets;
  // What still waits at another printer must not come out there as well. One that cannot be given up is a reprint's reason, not a hindrance.
  await cancelPrint(context, earlier);
  context.tx.immediate((w) => {
    w.prints.see(runId, w.now);
    w.announce('print');
    return ok(undefined);
  });
  return await printOnce(context, requestId, sheets.value, to);
});

/** The papers of a print that are kept with no dossier: a notice, a book of dossiers, guidance. */
function loneSheets({ readers }: CommandContext, { id, formId, paper }: PrintRun): Result<Sheet[], never> {
  return ok(
    readers.prints
      .papersOf(id)
      .map((sha256) => ({ sha256, formId, paper: paper ?? 'A4', paperIds: [], cancelledAt: null })),
  );
}

/** Papers in their order; one sheet that is kept with several dossiers is printed once. */
function sheetsOf(
  { readers }: CommandContext,
  paperIds: readonly string[],
): Result<Sheet[], Refusal<'PAPER_UNKNOWN', { paperId: string }>> {
  const sheets = new Map<string, Sheet>();
  for (const paperId of paperIds) {
    const found = readers.papers.find(paperId);
    if (found === undefined) return refuse('PAPER_UNKNOWN', { paperId });
    const { sha256, formId, paper } = found;
    const same = readers.papers.sameSheet(paperId).map((each) => each.paperId);
    const before = sheets.get(sha256)?.paperIds ?? [];
    const cancelledAt = readers.feeReceipts.ofPaper(paperId)?.cancelled?.at ?? null;
    sheets.set(sha256, { sha256, formId, paper, paperIds: [...new Set([...before, ...same])], cancelledAt });
  }
  return ok([...sheets.values()]);
}

/** One print, begun at most once for a request: repeated, it is told how it stands. */
async function printOnce(context: CommandContext, runId: string, sheets: readonly Sheet[], to: Target) {
  const { readers, host, counter, tx } = context;
  const known = readers.prints.find(runId);
  if (known !== undefined) return ok(viewOfPrint(readers, known));
  const readied = await ready(context, sheets, to);
  if (!readied.ok) return readied;
  const { file, sentSha256, lines } = readied.value;
  const planned = await plan(context, sheets, to, file ?? sentSha256);
  const started = tx.immediate((w) => {
    if (file !== undefined) w.blobs.name({ ...file, at: w.now });
    begin(context, w, { runId, sheets, lines, sentSha256, planned });
    return ok(undefined);
  });
  if (!started.ok) return started;
  if ('order' in planned) {
    const bytes = await readFile(counter, sentSha256);
    if (bytes === undefined) throw new Error(`file ${sentSha256} is gone`);
    const title = readers.prints.find(runId)?.dossierCode ?? sheets[0]?.formId ?? '';
    const sent = await planned.service.print({ ...planned.order, pdf: bytes, title });
    tx.immediate((w) => {
      const run = w.prints.find(runId);
      if (run === undefined) throw new Error(`print ${runId} is gone`);
      if (sent.ok) w.prints.setJob(runId, sent.value.job);
      keepOutcome(w, run, sent.ok ? ACCEPTED : notSent(sent.refusal));
      return ok(undefined);
    });
    await counter.prints.look();
  }
  const run = counter.commandReaders.prints.find(runId);
  if (run === undefined) throw new Error(`print ${runId} is gone`);
  host.log.info({ runId, state: run.state, trouble: run.trouble }, 'print');
  return ok(viewOfPrint(readers, run));
}

const ACCEPTED = { state: 'printing', trouble: null, mayHavePrinted: true } as const;

/** What a print comes to that the print system did not take. Only one that fell silent after the file had gone out may print it nevertheless. */
function notSent(refusal: PrintRefusal) {
  if (refusal.code === 'PRINT_SYSTEM_SILENT' && refusal.data.sent)
    return { state: 'unknown', trouble: 'NOT_TOLD', mayHavePrinted: true } as const;
  return { state: 'failed', trouble: TROUBLE_OF[refusal.code], mayHavePrinted: false } as const;
}
const TROUBLE_OF = {
  PRINTER_UNKNOWN: 'PRINTER_GONE',
  PRINTER_REJECTS: 'REJECTED',
  PRINT_SYSTEM_SILENT: 'SYSTEM_SILENT',
  PRINT_REFUSED: 'OTHER',
} as const satisfies Record<PrintRefusal['code'], PrintTrouble>;

/** Where a print goes: to the system's window, to a printer, or nowhere, with the reason. */
type Plan = { deviceId: string; printer: string } & (
  | { viewer: true }
  | { order: Omit<PrintOrder, 'pdf' | 'title'>; service: PrintService }
  | { trouble: PrintTrouble }
);

async function plan(
  { readers, host, counter }: CommandContext,
  sheets: readonly Sheet[],
  to: Target,
  sent: StoredFile | string,
): Promise<Plan> {
  const form = readers.forms.byId(sheets[0]?.formId ?? '');
  if (form === undefined) throw new Error(`a paper of no known form ${sheets[0]?.formId}`);
  const choice = choiceFor(readers.settings.get('print.choices'), form.kind);
  const target: PrinterRef | null =
    to.route === 'printer' ? to.printer : to.route === 'chosen' ? choice.printer : null;
  if (target === null) {
    const deviceId = readers.devices.findHost()?.id ?? '';
    return { deviceId, printer: 'window', viewer: true };
  }
  const { deviceId, printerId } = target;
  const at = { deviceId, printer: printerId };
  const agent = host.deviceAgents.of(deviceId);
  if (!agent.ok) return { ...at, trouble: 'SYSTEM_SILENT' };
  const offers = await agent.value.printers();
  if (!offers.ok) return { ...at, trouble: 'SYSTEM_SILENT' };
  const offer = offers.value.find(({ id }) => id === printerId);
  if (offer === undefined) return { ...at, trouble: 'PRINTER_GONE' };
  if (!offer.accepting) return { ...at, trouble: 'REJECTED' };
  const paper = paperOf(sheets);
  const sheet = to.route === 'printer' ? (to.onto ?? paper) : paper;
  const length = sheet === '80mm' ? await lengthOf(counter, sent) : 0;
  const media = sheet === undefined ? undefined : mediaFor(sheet, offer.media, length);
  if (media === undefined) return { ...at, trouble: 'SIZE_NOT_OFFERED' };
  // The tray was chosen for the chosen printer; another one has others.
  const isChosen = choice.printer?.printerId === printerId && choice.printer.deviceId === deviceId;
  const { copies } = choice;
  const duplex = choice.duplex && offer.duplex;
  return {
    ...at,
    order: { printerId, media, tray: isChosen ? choice.tray : null, duplex, copies },
    service: agent.value,
  };
}

/** How long the longest page of a file is that this program wrote, in millimetres: a roll is cut there. */
async function lengthOf({ folder, readers }: OpenCounter, sent: StoredFile | string): Promise<number> {
  const named = typeof sent === 'string' ? readers.blobs.find(sent) : sent;
  if (named === undefined) throw new Error(`file ${String(sent)} is gone`);
  const text = (await folder.blobs.readAll(named)).toString('latin1');
  const heights = [...text.matchAll(/\/MediaBox \[ ?0 0 [\d.]+ ([\d.]+) ?\]/gu)].map(([, height]) =>
    Number(height),
  );
  return (Math.max(...heights) * 25.4) / 72;
}

/** The sheet that all papers of a print have in common. */
function paperOf(sheets: readonly Sheet[]): PaperSize | undefined {
  const [paper, ...others] = new Set(sheets.map((sheet) => sheet.paper));
  return others.length === 0 ? paper : undefined;
}

/** By how much a sheet is moved that must meet the blank part of a page which is printed already, on the printer that it goes to. */
function shiftFor({ readers }: CommandContext, formId: string, to: Target): PrinterShift | null {
  const form = readers.forms.byId(formId);
  if (form?.isStamp !== true) return null;
  const choice = choiceFor(readers.settings.get('print.choices'), form.kind);
  const printer = to.route === 'printer' ? to.printer : to.route === 'chosen' ? choice.printer : null;
  if (printer === null) return null;
  const isChosen =
    choice.printer?.printerId === printer.printerId && choice.printer.deviceId === printer.deviceId;
  const feed = { ...printer, tray: isChosen ? choice.tray : null };
  const shift = shiftOf(readers.settings.get('certify.statementPlaces'), feed);
  return shift.rightTenths === 0 && shift.downTenths === 0 ? null : shift;
}

/** What will be sent: the paper as it is, or a new file beside it where several go as one or a reprint must say so. */
async function ready(context: CommandContext, sheets: readonly Sheet[], to: Target) {
  const { readers, host, counter, clock, signal } = context;
  const at = clock.now();
  const marked = sheets.map(({ sha256, formId, cancelledAt }) => {
    const number = readers.prints.timesPrinted(sha256) + 1;
    const shift = shiftFor(context, formId, to);
    return { sha256, number, mark: printMark({ number, at, cancelledAt }), shift };
  });
  const lines = marked.map(({ sha256, number }) => ({ sha256, number }));
  const [only] = marked;
  if (marked.length === 1 && only !== undefined && only.mark === null && only.shift === null)
    return ok({ file: undefined, sentSha256: only.sha256, lines });
  const files: z.infer<typeof helperKinds.readyPrint.input>['files'] = [];
  for (const { sha256, mark, shift } of marked) {
    const bytes = await readFile(counter, sha256);
    if (bytes === undefined) return refuse('PAPER_UNKNOWN', { paperId: sha256 });
    files.push({ pdf: new Uint8Array(bytes), mark, shift });
  }
  const made = await host.helpers.run(
    helperKinds.readyPrint,
    { files, at },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!made.ok) return refuse('PAPER_NOT_DRAWN', { reason: made.refusal.code });
  const file: StoredFile = await storeFile(counter, made.value.pdf, 'application/pdf');
  return ok({ file, sentSha256: file.sha256, lines });
}

interface Beginning {
  runId: string;
  sheets: readonly Sheet[];
  lines: readonly { sha256: string; number: number }[];
  sentSha256: string;
  planned: Plan;
}

/** Writes the print and its lines, in the log of each dossier too, before anything leaves this program. */
function begin(
  { signedIn, host }: CommandContext,
  w: Work,
  { runId, sheets, lines, sentSha256, planned }: Beginning,
) {
  const by = signedIn().userId;
  const { deviceId, printer } = planned;
  const trouble = 'trouble' in planned ? planned.trouble : null;
  const order = 'order' in planned ? planned.order : undefined;
  const state = trouble !== null ? 'failed' : order !== undefined ? 'sending' : 'handed';
  w.prints.insert({
    id: runId,
    formId: sheets[0]?.formId ?? '',
    paper: paperOf(sheets) ?? null,
    sentSha256,
    lines,
    route: 'viewer' in planned ? 'viewer' : 'printer',
    deviceId,
    printer,
    media: order?.media ?? null,
    tray: order?.tray ?? null,
    duplex: order?.duplex ?? false,
    copies: order?.copies ?? 1,
    state,
    trouble,
    mayHavePrinted: trouble === null,
    at: w.now,
    by,
    endedAt: state === 'sending' ? null : w.now,
  });
  for (const paperId of sheets.flatMap((sheet) => sheet.paperIds)) {
    const paper = w.papers.find(paperId);
    if (paper === undefined) continue;
    w.papers.logPrint({ id: host.identity.newId(LineId), runId, paperId, printer, at: w.now, by });
    if (trouble !== null) continue;
    const number = lines.find(({ sha256 }) => sha256 === paper.sha256)?.number ?? 1;
    w.record({
      subject: { kind: 'dossier', id: paper.dossierId },
      type: 'dossier.slip-printed',
      payload: { paperId, printed: number, runId },
    });
  }
  w.announce('print');
  w.announce('dossier');
}
