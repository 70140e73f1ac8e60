import { randomUUID } from 'node:crypto';
import type { WriteDb } from '../../db/open.ts';
import { sha256Hex } from '../../electron/host/packet-signer.ts';
import type { Repositories } from '../../electron/host/repositories.ts';
import { createUnitOfWork } from '../../electron/host/unit-of-work.ts';
import { handOverResult } from '../../electron/usecases/dossier/hand-over-result.ts';
import { recordResult, startProcessing } from '../../electron/usecases/dossier/process-dossier.ts';
import { receiveDossier } from '../../electron/usecases/dossier/receive-dossier.ts';
import { refuseDossier, withdrawDossier } from '../../electron/usecases/life/end-dossier.ts';
import { askSupplement } from '../../electron/usecases/life/interrupt-dossier.ts';
import { resumeDossier } from '../../electron/usecases/life/resume-dossier.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { Result } from '../../shared/types/result.ts';
import { openBulkFile } from './bulk-file.ts';
import { createRowCollector, type RowCollector } from './bulk-rows.ts';
import { chainsInMemory } from './chains-in-memory.ts';
import { dossiersInMemory } from './dossiers-in-memory.ts';
import type { Step } from './history.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import { inputOf } from './step-inputs.ts';

/** Steps whose rows go to the writer together. */
const AT_ONCE = 2000;

const HANDLERS = {
  receive: { name: 'dossier.receive', run: receiveDossier.run },
  start: { name: 'dossier.startProcessing', run: startProcessing.run },
  ask: { name: 'life.askSupplement', run: askSupplement.run },
  resume: { name: 'life.resume', run: resumeDossier.run },
  refuse: { name: 'life.refuse', run: refuseDossier.run },
  withdraw: { name: 'life.withdraw', run: withdrawDossier.run },
  result: { name: 'dossier.recordResult', run: recordResult.run },
  'hand-over': { name: 'dossier.handOver', run: handOverResult.run },
} as const satisfies Record<Step['does'], { name: string; run: unknown }>;

/**
 * Lives a history with the same use cases and the same unit of work, over records that are kept in memory while a dossier is open: its rows are written
 * once, with what they came to, by a thread that does nothing else. Left out are the doors' work (sessions, permissions, parsing), first answers, and
 * a commit to the disk for each step. A test compares what it leaves with what the contract leaves, table by table.
 */
export async function liveInBulk(
  office: SimulatedOffice,
  steps: Iterable<Step>,
  receiptedBefore: Instant,
  lived: (at: string) => void,
): Promise<void> {
  const { clock, host } = office.running;
  const { folder, readers } = host.active();
  const rows = createRowCollector();
  const book = createBook(office, rows);
  const packetKey = Uint8Array.from(readers.installation.getPacketKey().privateKey);
  await office.close();
  const file = await openBulkFile(folder.path, office.keyFile, clock, { packetKey, receiptedBefore });
  try {
    const ids = new Map<number, string>();
    let count = 0;
    for (const step of steps) {
      const { ended, dossierId } = await book.live(step, ids.get(step.dossier));
      if (step.does === 'receive') ids.set(step.dossier, dossierId);
      else if (ended) ids.delete(step.dossier);
      count += 1;
      if (count % AT_ONCE === 0) await file.write(rows.take());
      lived(step.at);
    }
    book.close();
    await file.write(rows.take());
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

function createBook(office: SimulatedOffice, rows: RowCollector) {
  const { host, clock } = office.running;
  const dossiers = dossiersInMemory(rows);
  const chains = chainsInMemory(office, rows, dossiers.nextVersion);
  const repositories = {
    ...chains.repositories,
    ...dossiers.repositories,
    ...whatStands(office),
    answers: {},
    // The writer fills the index itself.
    search: { indexChanged: () => undefined },
  };
  const unitOfWork = createUnitOfWork({
    // A refusal ends the run, so nothing is ever rolled back.
    write: { transaction: (body: () => unknown) => ({ immediate: body }) } as unknown as WriteDb,
    repositories: repositories as unknown as Repositories,
    clock,
    identity: host.identity,
    signer: {
      seal(content) {
        const bytes = Buffer.from(canonicalJson(content), 'utf8');
        return { bytes, sha256: sha256Hex(bytes), signature: Buffer.alloc(0) };
      },
    },
    feed: { publish: () => undefined } as never,
  });

  return {
    async live(step: Step, dossierId: string | undefined) {
      clock.set(step.at);
      const actor = office.clerks[step.clerk] as SimulatedOffice['clerks'][number];
      const { name, run } = HANDLERS[step.does];
      const tx = unitOfWork.begin({
        command: name,
        requestId: randomUUID(),
        correlationId: randomUUID(),
        actor,
        inputSha256: '',
        replay: 'none',
      });
      const context = { host, actor, signedIn: () => actor, tx, counter: undefined, client: undefined };
      const done = await (run as (input: object, context: object) => Promise<Result<{ dossierId?: string }>>)(
        inputOf(step, dossierId),
        context,
      );
      if (!done.ok) throw new Error(`${name} at ${step.at}: ${JSON.stringify(done.refusal)}`);
      const id = dossierId ?? (done.value.dossierId as string);
      return { ended: dossiers.closeIfEnded(id), dossierId: id };
    },
    close(): void {
      dossiers.closeAll();
      chains.close();
    },
  };
}

/** What no step of a history changes, read once: the office, its machine and key, catalogue and calendar. */
function whatStands({ running }: SimulatedOffice) {
  const { devices, installation, office, catalogues, calendars } = running.host.active().readers;
  const device = devices.findHost();
  const [own, key, version] = [installation.get(), installation.getPacketKey(), office.getLatest()];
  const [catalogue, calendar] = [catalogues.newest(), calendars.now()];
  return {
    devices: { findHost: () => device },
    installation: { get: () => own, getPacketKey: () => key },
    office: { findOn: () => version, getLatest: () => version },
    catalogues: { on: () => catalogue, ofVersion: () => catalogue },
    calendars: { now: () => calendar },
  };
}
