import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCupsPrinters } from '../../electron/adapters/cups/cups-printers.ts';
import { drawForm } from '../../electron/helpers/pdf/draw-form.ts';
import type { PrintOrder } from '../../electron/host/ports/print-service.ts';
import { mediaFor, papersOffered } from '../../shared/domain/print/paper-size.ts';
import { judgePrintJob } from '../../shared/domain/print/print-outcome.ts';
import { sampleFormValues } from '../../shared/forms/form-template.ts';
import { MAU_01 } from '../../shared/forms/tt-03-2025/mau-01.ts';
import { MAU_07 } from '../../shared/forms/tt-03-2025/mau-07.ts';
import { aSlip } from '../pdf/a-slip.ts';
import { pixelsOf, renderPages } from '../pdf/pdf-tools.ts';
import { type CupsServerForTests, mayRunCups, startCups } from './cups-server.ts';

describe.skipIf(!mayRunCups)('printers of a real CUPS (needs root: its PDF printer does)', () => {
  let cups: CupsServerForTests;
  let slip: Buffer;
  const printers = createCupsPrinters({ server: () => ({ socketPath: cups.socket }) });

  beforeAll(async () => {
    cups = await startCups();
    slip = Buffer.from(await drawForm(MAU_01, aSlip(), { paper: 'A5', copies: 2 }));
    await cups.addQueue('Quay_PDF', 'pdf');
    await cups.addQueue('Giay', 'paper');
    await cups.addQueue('Hong', 'fails');
    await cups.addQueue('Chi_A4', 'swallows', ['A4']);
    await cups.addQueue('So_lon', 'pdf', ['A3', 'A4']);
  });
  afterAll(() => cups?.close());

  async function offer(id: string) {
    const found = await printers.printers();
    const printer = found.ok ? found.value.find((each) => each.id === id) : undefined;
    if (printer === undefined) throw new Error(`no printer ${id}`);
    return printer;
  }
  async function send(printerId: string, changes: Partial<PrintOrder> = {}): Promise<number> {
    const { media } = await offer(printerId);
    const order = { printerId, pdf: slip, tray: null, duplex: false, copies: 1, title: 'H15-3001' };
    const sent = await printers.print({ ...order, media: mediaFor('A5', media) ?? '', ...changes });
    if (!sent.ok) throw new Error(sent.refusal.code);
    return sent.value.job;
  }
  async function outcome(printerId: string, job: number) {
    const facts = await printers.followJob(printerId, job);
    if (!facts.ok || facts.value === undefined) throw new Error('the job is not known');
    return judgePrintJob(facts.value);
  }
  const becomes = (printerId: string, job: number, what: Partial<ReturnType<typeof judgePrintJob>>) =>
    vi.waitFor(async () => expect(await outcome(printerId, job)).toMatchObject(what), {
      timeout: 10_000,
      interval: 50,
    });

  it('are listed with what they print on', async () => {
    expect((await offer('Quay_PDF')).accepting).toBe(true);
    expect(papersOffered((await offer('Quay_PDF')).media)).toEqual(['A4', 'A5']);
    expect(papersOffered((await offer('Chi_A4')).media)).toEqual(['A4']);
  });

  it('are given exactly the bytes of the preview, and what comes out is the preview, unscaled on its own sheet', async () => {
    const job = await send('Quay_PDF');
    await becomes('Quay_PDF', job, { state: 'completed', mayHavePrinted: true });
    expect((await cups.spooled(job)).equals(slip)).toBe(true);
    const [printed] = await cups.printed();
    const [shown, came] = await Promise.all([slip, printed ?? Buffer.alloc(0)].map(greyPages));
    expect(came).toHaveLength(2);
    for (const [index, page] of (shown ?? []).entries()) {
      const other = came?.[index] ?? page;
      // The sheet of the printer's description is a third of a millimetre off the true A5.
      expect(Math.abs(page.width - other.width) + Math.abs(page.height - other.height)).toBeLessThan(3);
      expect(differenceOf(page, other)).toBeLessThan(0.03);
      // The same comparison sees a page that was shrunk by a fiftieth.
      expect(differenceOf(page, other, 0.98)).toBeGreaterThan(0.04);
    }
  });

  it('print a lying sheet whole on the upright one, and a roll on a piece as long as its page', async () => {
    const values = sampleFormValues(MAU_07, '2026-03-02T01:00:00.000Z');
    const { media } = await offer('So_lon');
    const onto = (['A4', 'A3'] as const).map((paper) => ({
      drawing: drawForm(MAU_07, values, { paper, copies: 1 }),
      media: mediaFor(paper, media) ?? '',
    }));
    const roll = drawForm(MAU_01, aSlip(), { paper: '80mm', copies: 1 });
    const cut = mediaFor('80mm', ['custom_min_72x50mm', 'custom_max_80x3000mm'], 330) ?? '';
    for (const [at, { drawing, media: sheet }] of [...onto, { drawing: roll, media: cut }].entries()) {
      const pdf = Buffer.from(await drawing);
      const before = (await cups.printed()).length;
      // CUPS-PDF names its files by title.
      const job = await send('So_lon', { pdf, media: sheet, title: `lon-${at}` });
      await becomes('So_lon', job, { state: 'completed' });
      const printed = await cups.printed();
      expect(printed).toHaveLength(before + 1);
      const [shown, came] = await Promise.all([pdf, printed.at(-1) ?? pdf].map(inkOf));
      // What was cut off at an edge would be missing.
      expect(Math.abs((came ?? 0) / (shown ?? 1) - 1)).toBeLessThan(0.05);
    }
  });

  it('wait without paper, say so, and go on by themselves when there is some', async () => {
    const job = await send('Giay');
    await becomes('Giay', job, { state: 'waiting', trouble: 'MEDIA_EMPTY' });
    await cups.feed();
    await becomes('Giay', job, { state: 'completed', trouble: null });
  });

  it('keep a job while their queue is stopped, and give it up untouched when asked to', async () => {
    await cups.admin('cupsdisable', 'Chi_A4');
    const job = await send('Chi_A4', { media: 'iso_a4_210x297mm' });
    await becomes('Chi_A4', job, { state: 'waiting', trouble: 'PAUSED', mayHavePrinted: false });
    expect(await printers.cancelJob('Chi_A4', job)).toEqual({ ok: true, value: undefined });
    await becomes('Chi_A4', job, { state: 'cancelled', mayHavePrinted: false });
    expect(await printers.cancelJob('Chi_A4', job)).toEqual({ ok: true, value: undefined });
    await cups.admin('cupsenable', 'Chi_A4');
  });

  it('that break off are told from those that printed', async () => {
    const job = await send('Hong');
    await becomes('Hong', job, { state: 'failed', trouble: 'ABORTED', mayHavePrinted: true });
  });

  it('that take no jobs, or are gone, refuse the file before anything is printed', async () => {
    await cups.admin('cupsreject', 'Hong');
    const order = { pdf: slip, media: 'iso_a4_210x297mm', tray: null, duplex: false, copies: 1, title: 'x' };
    expect(await printers.print({ ...order, printerId: 'Hong' })).toEqual({
      ok: false,
      refusal: { code: 'PRINTER_REJECTS', data: { printerId: 'Hong' } },
    });
    for (const printerId of ['Khong_co', '../etc', 'a b', '-h'])
      expect(await printers.print({ ...order, printerId })).toEqual({
        ok: false,
        refusal: { code: 'PRINTER_UNKNOWN', data: { printerId } },
      });
    expect(await printers.followJob('Quay_PDF', 9999)).toEqual({ ok: true, value: undefined });
  });
});

const unreadable = { ok: false, refusal: { code: 'PRINT_REFUSED', data: { detail: 'ANSWER_UNREADABLE' } } };

describe('without a print system', () => {
  it('there are no printers', async () => {
    const none = createCupsPrinters({ server: () => undefined });
    expect(await none.printers()).toEqual({ ok: true, value: [] });
    expect(await none.followJob('Quay', 1)).toEqual(silent(false));
  });

  it('nothing is sent to one that does not listen', async () => {
    const dead = createCupsPrinters({ server: () => ({ socketPath: '/nowhere/cups.sock' }) });
    expect(await dead.printers()).toEqual(silent(false));
  });

  it.each([
    ['says nothing', '', silent(true)],
    ['says what is no IPP', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html></>', unreadable],
    ['asks for a password', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n', unreadable],
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n\u0002', 'closes'],
  ])('one that %s is given up', async (_what, answer, refusal) => {
    const folder = await mkdtemp(join(tmpdir(), 'qmc-ipp-'));
    const socketPath = join(folder, 'sock');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => (refusal === 'closes' ? socket.end(answer) : socket.write(answer)));
    }).listen(socketPath);
    try {
      await vi.waitFor(() => expect(server.listening).toBe(true));
      const hanging = createCupsPrinters({ server: () => ({ socketPath }), answerMs: 200 });
      expect(await hanging.printers()).toEqual(refusal === 'closes' ? silent(true) : refusal);
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  });
});

function silent(sent: boolean) {
  return { ok: false, refusal: { code: 'PRINT_SYSTEM_SILENT', data: { sent } } };
}

/** How much ink a file's only page has, in square millimetres. */
async function inkOf(pdf: Uint8Array): Promise<number> {
  const [page] = await greyPages(pdf);
  const perPixel = (25.4 / 60) ** 2;
  let ink = 0;
  for (const tone of page?.data ?? []) ink += ((255 - tone) / 255) * perPixel;
  return ink;
}

type Grey = Awaited<ReturnType<typeof pixelsOf>>;

/** Pages at 60 dots per inch, blurred: a line that moved is seen, how letters are smoothed is not. */
async function greyPages(pdf: Uint8Array): Promise<Grey[]> {
  const pages = await renderPages(pdf, 60);
  return await Promise.all(pages.map(async (page) => pixelsOf(await sharp(page).blur(1.5).toBuffer(), 1)));
}

/** The mean difference of two pages, 0 to 1, the second taken as scaled by `scale` and as laid within a millimetre of the first. */
function differenceOf(a: Grey, b: Grey, scale = 1): number {
  const shifts = [-2, -1, 0, 1, 2];
  const differenceAt = (dx: number, dy: number): number => {
    let sum = 0;
    for (let y = 0; y < a.height; y += 1)
      for (let x = 0; x < a.width; x += 1) {
        const [bx, by] = [Math.round(x * scale) + dx, Math.round(y * scale) + dy];
        const inside = bx >= 0 && by >= 0 && bx < b.width && by < b.height;
        const other = inside ? (b.data[by * b.width + bx] ?? 255) : 255;
        sum += Math.abs((a.data[y * a.width + x] ?? 255) - other);
      }
    return sum / (a.width * a.height * 255);
  };
  return Math.min(...shifts.flatMap((dx) => shifts.map((dy) => differenceAt(dx, dy))));
}
