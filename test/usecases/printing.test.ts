import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLocalDeviceAgents } from '../../electron/adapters/local-device-agent.ts';
import type { PrintView } from '../../shared/contract/print.ts';
import { ok } from '../../shared/types/result.ts';
import { type CupsServerForTests, mayRunCups, startCups } from '../printer/cups-server.ts';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

const CHOSEN = { route: 'chosen' } as const;
const { CUPS_SERVER } = process.env;

let running: InProcessHost;
let client: CounterClient;
let deviceId: string;

async function open(outside = {}): Promise<void> {
  running = await startInProcessHost({ outside });
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  deviceId = (await client.device.list({})).devices[0]?.id ?? '';
}
async function aSlip(paper: 'A4' | 'A5' = 'A5') {
  const { dossierId } = await receiveOne(client, aPension());
  const drawn = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper, copies: 2 });
  return { dossierId, ...drawn };
}
const printed = (paperIds: string[], to: Parameters<CounterClient['print']['papers']>[0]['to'] = CHOSEN) =>
  client.print.papers({ requestId: requestId(), paperIds, to });
const on = (printerId: string, onto: 'A4' | null = null) => ({
  route: 'printer' as const,
  printer: { deviceId: deviceId as never, printerId },
  onto,
});
const choose = (changes: object) =>
  client.print.choose({
    requestId: requestId(),
    choice: {
      kind: 'slip',
      printer: null,
      tray: null,
      duplex: false,
      copies: 1,
      paper: null,
      ...changes,
    },
  });
const becomes = (runId: string, what: Partial<PrintView>) =>
  vi.waitFor(async () => expect(await client.print.get({ runId })).toMatchObject(what), {
    timeout: 10_000,
    interval: 60,
  });

describe('where nobody chose a printer, the system window is asked', { timeout: 60_000 }, () => {
  beforeAll(() => open());
  afterAll(() => running.close());

  it('with the paper as it is; the second time it is a reprint that says so, and the stored paper stays', async () => {
    const { paperId, sha256, dossierId } = await aSlip();
    const first = await printed([paperId]);
    expect(first).toMatchObject({ route: 'viewer', state: 'handed', number: 1, sha256 });
    expect(await storedText(running, sha256)).not.toContain('IN LẠI');
    running.clock.advance(90);
    const second = await printed([paperId]);
    expect(second).toMatchObject({ number: 2, state: 'handed' });
    expect(second.sha256).not.toBe(sha256);
    expect(await storedText(running, second.sha256)).toContain('IN LẠI LẦN 1 · 08:31 24/11/2026');
    // Drawn again from the same dossier it is the same paper.
    const again = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId,
      paper: 'A5',
      copies: 2,
    });
    expect(again.sha256).toBe(sha256);
    const third = await printed([again.paperId]);
    expect(await storedText(running, third.sha256)).toContain('IN LẠI LẦN 2');
    const { papers } = await client.dossier.get({ dossierId });
    expect(papers.map(({ printed: count }) => count)).toEqual([2, 1]);
    const { prints } = await client.print.log({ day: '2026-11-24' });
    expect(prints.map(({ number, state }) => [number, state])).toEqual([
      [3, 'handed'],
      [2, 'handed'],
      [1, 'handed'],
    ]);
  });

  it('and a person may say that nothing came out: the next print is the first', async () => {
    const { paperId } = await aSlip();
    const { runId } = await printed([paperId]);
    expect(await client.print.cancel({ requestId: requestId(), runId })).toMatchObject({
      state: 'cancelled',
      mayHavePrinted: false,
    });
    expect(await printed([paperId])).toMatchObject({ number: 1 });
    expect(await refusalOf(client.print.cancel({ requestId: requestId(), runId }))).toMatchObject({
      code: 'PRINT_OVER',
    });
  });

  it('once for a request, however often it comes', async () => {
    const { paperId } = await aSlip();
    const before = await client.print.log({ day: '2026-11-24' });
    const asked = { requestId: requestId(), paperIds: [paperId], to: CHOSEN };
    const answers = [await client.print.papers(asked), await client.print.papers(asked)];
    expect(answers[0]).toEqual(answers[1]);
    const { prints } = await client.print.log({ day: '2026-11-24' });
    expect(prints).toHaveLength(before.prints.length + 1);
  });

  it('joins several papers into one file and marks only those that are reprints', async () => {
    const [one, other] = [await aSlip(), await aSlip()];
    await printed([one.paperId]);
    const both = await printed([one.paperId, other.paperId]);
    expect(both).toMatchObject({ papers: 2, number: 2 });
    const text = await storedText(running, both.sha256);
    expect(text.split('IN LẠI LẦN 1')).toHaveLength(3);
    expect(
      running.rows(`SELECT number FROM print_line WHERE run_id = '${both.runId}' ORDER BY position`),
    ).toEqual([{ number: 2 }, { number: 1 }]);
  });

  it('and refuses what is no paper, and a choice for no form', async () => {
    const paperId = requestId();
    expect(await refusalOf(printed([paperId]))).toMatchObject({ code: 'PAPER_UNKNOWN' });
    expect(await refusalOf(choose({ kind: '99' as never }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusalOf(client.print.get({ runId: paperId }))).toMatchObject({ code: 'PRINT_UNKNOWN' });
    const sha256 = '0'.repeat(64) as never;
    expect(
      await refusalOf(client.print.notice({ requestId: requestId(), sha256, to: CHOSEN })),
    ).toMatchObject({ code: 'PAPER_UNKNOWN' });
  });
});

describe('a print that the program lost sight of', { timeout: 60_000 }, () => {
  it('is told as unknown after a stop in the middle of handing it over, and its next print is a reprint', async () => {
    const real = createLocalDeviceAgents();
    let hang = false;
    const offer = {
      id: 'Q',
      name: 'Q',
      media: ['iso_a5_148x210mm'],
      trays: [],
      duplex: false,
      accepting: true,
    };
    await open({
      deviceAgents: {
        of: (id: string) => {
          const agent = real.of(id);
          if (!agent.ok) return agent;
          return ok({
            ...agent.value,
            printers: async () => ok([{ ...offer, state: 'idle' as const, reasons: [] }]),
            print: async () => (hang ? await new Promise<never>(() => undefined) : ok({ job: 1 })),
          });
        },
      },
    });
    hang = true;
    const { paperId } = await aSlip();
    void printed([paperId], on('Q')).catch(() => undefined);
    await vi.waitFor(async () => expect((await client.print.mine({})).prints[0]?.state).toBe('sending'));
    await running.host.close();
    const { folder } = running;
    running = await startInProcessHost({ folder });
    client = running.client('desk');
    await client.session.signIn({
      requestId: requestId(),
      login: 'quantri',
      password: PASSWORD,
    });
    await vi.waitFor(async () =>
      expect((await client.print.mine({})).prints).toMatchObject([{ state: 'unknown', trouble: 'NOT_TOLD' }]),
    );
    expect(await printed([paperId], { route: 'viewer' })).toMatchObject({ number: 2 });
    await running.close();
  });
});

describe.skipIf(!mayRunCups)('printing with a real CUPS (needs root)', { timeout: 60_000 }, () => {
  let cups: CupsServerForTests;
  beforeAll(async () => {
    cups = await startCups();
    process.env['CUPS_SERVER'] = cups.socket;
    await cups.addQueue('Quay', 'swallows');
    await cups.addQueue('Het_giay', 'paper');
    await cups.addQueue('Hong', 'fails');
    await cups.addQueue('Chi_A4', 'swallows', ['A4']);
  });
  afterAll(async () => {
    if (CUPS_SERVER === undefined) delete process.env['CUPS_SERVER'];
    else process.env['CUPS_SERVER'] = CUPS_SERVER;
    await cups?.close();
  });
  beforeAll(() => open());
  afterAll(() => running.close());

  const jobOf = (runId: string) =>
    running.rows<{ job: number }>(`SELECT job FROM print_run WHERE id = '${runId}'`)[0]?.job ?? 0;

  it('sends a kind of paper to the printer that was chosen for it, byte for byte, and notes what came of it', async () => {
    const { printers, complete } = await client.print.printers({});
    expect(complete).toBe(true);
    expect(printers.map(({ printerId, papers, ready }) => [printerId, papers, ready])).toEqual([
      ['Chi_A4', ['A4'], true],
      ['Het_giay', ['A4', 'A5'], true],
      ['Hong', ['A4', 'A5'], true],
      ['Quay', ['A4', 'A5'], true],
    ]);
    await choose({ printer: { deviceId, printerId: 'Quay' }, copies: 2 });
    expect((await client.print.choices({})).kinds.find(({ kind }) => kind === 'slip')).toMatchObject({
      copies: 2,
      papers: ['A5', 'A4', '80mm'],
    });
    const { paperId, sha256, dossierId } = await aSlip();
    const { runId, copies, route } = await printed([paperId]);
    expect({ copies, route }).toEqual({ copies: 2, route: 'printer' });
    await becomes(runId, { state: 'completed', trouble: null, sha256, number: 1 });
    const stored = running.host.active().readers.blobs.find(sha256);
    const bytes = await running.host.active().folder.blobs.readAll(stored as never);
    expect((await cups.spooled(jobOf(runId))).equals(bytes)).toBe(true);
    expect((await client.dossier.get({ dossierId })).papers[0]?.printed).toBe(1);
    // Told for a moment, then no longer.
    expect((await client.print.mine({})).prints).toMatchObject([{ state: 'completed' }]);
    running.clock.advance(10);
    expect((await client.print.mine({})).prints).toEqual([]);
    expect(running.rows("SELECT type FROM event WHERE subject_kind = 'print'")).toEqual([
      { type: 'print.ended' },
    ]);
    // A reprint goes out with its mark; the job holds the marked file.
    const again = await client.print.again({ requestId: requestId(), runId, to: CHOSEN });
    await becomes(again.runId, { state: 'completed', number: 2 });
    expect(await storedText(running, again.sha256)).toContain('IN LẠI LẦN 1');
  });

  it('waits without paper, says so, and gives it up when it is printed elsewhere instead', async () => {
    const { paperId } = await aSlip();
    const { runId } = await printed([paperId], on('Het_giay'));
    await becomes(runId, { state: 'waiting', trouble: 'MEDIA_EMPTY' });
    const elsewhere = await client.print.again({ requestId: requestId(), runId, to: on('Quay') });
    // The printer had begun: two may exist.
    expect(elsewhere).toMatchObject({ printer: 'Quay', number: 2 });
    await becomes(runId, { state: 'cancelled' });
    await becomes(elsewhere.runId, { state: 'completed' });
    running.clock.advance(10);
    expect((await client.print.mine({})).prints).toEqual([]);
  });

  it('is given up untouched in a stopped queue: its next print is the first', async () => {
    await cups.admin('cupsdisable', 'Quay');
    const { paperId } = await aSlip();
    const { runId } = await printed([paperId], on('Quay'));
    await becomes(runId, { state: 'waiting', trouble: 'PAUSED', mayHavePrinted: false });
    await client.print.cancel({ requestId: requestId(), runId });
    await becomes(runId, { state: 'cancelled', mayHavePrinted: false });
    await cups.admin('cupsenable', 'Quay');
    const next = await printed([paperId], on('Quay'));
    expect(next.number).toBe(1);
    await becomes(next.runId, { state: 'completed' });
  });

  it('tells a printer that is gone, breaks off or takes nothing, and keeps the paper and the message until it is seen', async () => {
    const { paperId, dossierId } = await aSlip();
    const gone = await printed([paperId], on('Khong_co'));
    expect(gone).toMatchObject({ state: 'failed', trouble: 'PRINTER_GONE', mayHavePrinted: false });
    await cups.admin('cupsreject', 'Hong');
    expect(await printed([paperId], on('Hong'))).toMatchObject({ state: 'failed', trouble: 'REJECTED' });
    await cups.admin('cupsaccept', 'Hong');
    const broken = await printed([paperId], on('Hong'));
    expect(broken.number).toBe(1);
    await becomes(broken.runId, { state: 'failed', trouble: 'ABORTED', mayHavePrinted: true });
    running.clock.advance(10);
    expect((await client.print.mine({})).prints).toHaveLength(3);
    await client.print.see({ requestId: requestId(), runId: gone.runId });
    expect((await client.print.mine({})).prints).toHaveLength(2);
    expect((await client.dossier.get({ dossierId })).papers).toHaveLength(1);
  });

  it('refuses a sheet that the printer does not have before anything is sent, and prints it whole on a larger one when told to', async () => {
    const { paperId } = await aSlip('A5');
    const refused = await printed([paperId], on('Chi_A4'));
    expect(refused).toMatchObject({ state: 'failed', trouble: 'SIZE_NOT_OFFERED', mayHavePrinted: false });
    expect(jobOf(refused.runId)).toBe(0);
    const larger = await client.print.again({
      requestId: requestId(),
      runId: refused.runId,
      to: on('Chi_A4', 'A4'),
    });
    expect(larger.number).toBe(1);
    await becomes(larger.runId, { state: 'completed' });
  });
});
