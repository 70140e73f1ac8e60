import { setTimeout as pause } from 'node:timers/promises';
import { officeDay } from '../../shared/domain/time/office-time.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { samplePages } from '../samples/make-samples.ts';
import type { EsclServer } from '../scanner/escl-server.ts';
import { scansOf } from '../scanner/printed-sheets.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { requestId } from '../support/request-id.ts';
import type { DemoDossier } from './dossiers.ts';

const LONGEST_LOOK_MS = 30_000;

/** A desk with a scanner and a window that opens stored files. */
interface ScanningDesk {
  scanner: EsclServer;
  window: { client: CounterClient; open(sha256: string): Promise<Uint8Array> };
}

/** The papers of a dossier in one stack, a separator before each; what it brings is made into digital copies. */
export async function scanDossier(
  { scanner, window: { client, open } }: ScanningDesk,
  dossierId: never,
  papers: DemoDossier['papers'],
) {
  const drawn = await client.stack.drawSeparators({ requestId: requestId(), dossierId, paper: 'A5' });
  const separators = await scansOf(await open(drawn.sha256));
  // The sheets come out in the order of the components that were brought.
  const brought = (await client.dossier.get({ dossierId })).components.filter(
    ({ source }) => source === 'paper',
  );
  const stack: Buffer[] = [];
  for (const [index, { componentId }] of brought.entries()) {
    const paper = papers.find((each) => each.componentId === componentId);
    if (paper === undefined) continue;
    stack.push(separators[index] as Buffer, ...(await samplePages(paper.sample, paper.seed)));
  }
  const sorted = await run(client, scanner, dossierId, stack);
  if (sorted.undecided > 0 || sorted.filed.length !== papers.length)
    throw new Error(`the stack was not sorted: ${JSON.stringify(sorted)}`);
}

/** The day's signed slips and receipts in one run of the feeder; answers how many were filed, and for how many dossiers one is still missing. */
export async function scanSignedPapers(
  { scanner, window: { client, open } }: ScanningDesk,
  dossierIds: readonly string[],
): Promise<{ filed: number; missing: number }> {
  const stack: Buffer[] = [];
  for (const id of dossierIds) {
    const dossierId = id as never;
    const { papers } = await client.dossier.get({ dossierId });
    const slip = papers.find(({ formId }) => formId !== 'own/separator');
    const receipt = await client.dossier.drawHandOver({ requestId: requestId(), dossierId, paper: 'A5' });
    // The office keeps the first of two copies.
    for (const sha256 of [slip?.sha256 ?? '', receipt.sha256]) {
      const [page] = await scansOf(await open(sha256));
      if (page !== undefined) stack.push(page);
    }
  }
  const { signed } = await run(client, scanner, null, stack);
  const day = officeDay((await client.today.get({})).now as Instant);
  const { total } = await client.stack.missingSigned({ day });
  return { filed: signed.length, missing: total };
}

async function run(
  client: CounterClient,
  scanner: EsclServer,
  dossierId: never | null,
  stack: readonly Buffer[],
) {
  scanner.load(stack);
  const order = { dossierId, ...(await findScanner(client)), dpi: 200 } as const;
  const sorted = await client.stack.run({ requestId: requestId(), ...order });
  if (sorted.stopped !== null) throw new Error(`the scan stopped: ${sorted.stopped.code}`);
  return sorted;
}

/** The eSCL scanner, asked for until the list is complete, as the window does. */
async function findScanner(client: CounterClient) {
  const until = Date.now() + LONGEST_LOOK_MS;
  for (;;) {
    const { scanners, complete } = await client.scan.scanners({});
    const found = scanners.find(({ scannerId }) => scannerId.startsWith('escl:'));
    if (found !== undefined) return { deviceId: found.deviceId, scannerId: found.scannerId };
    if (Date.now() > until) throw new Error(`no eSCL scanner (list ${complete ? 'complete' : 'incomplete'})`);
    await pause(500);
  }
}
