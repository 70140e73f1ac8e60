import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt } from '../../shared/contract/dossier.ts';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { type EsclServer, startEsclServer } from '../scanner/escl-server.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import {
  type DemoOffice,
  type DemoProvince,
  foundOffice,
  reopenOffice,
  startDemoProvince,
} from './demo-office.ts';
import { DEMO_DOSSIERS, type DemoDossier, STRANGER } from './dossiers.ts';
import { scanDossier, scanSignedPapers } from './feeder.ts';

/** How the day is split: before the network goes, while it is out, and after a power cut on top of it. */
const BEFORE_OUTAGE = 5;
const BEFORE_POWER_CUT = 9;
const LONGEST_DELIVERY_MS = 120_000;

/** What went wrong on purpose, and what came of it. */
export interface Mishaps {
  /** Packets that waited when the province came back. */
  waitedInOutage: number;
  /** Whether the reception that the power cut hit had been recorded before it, and its code after the repetition. */
  powerCut: { recordedBefore: boolean; code: string };
  /** The refusal a stranger got. */
  stranger: string;
}

/** A finished day: the office is still open, the province too. */
export interface DemoDay {
  office: DemoOffice;
  province: DemoProvince;
  /** In the order of {@link DEMO_DOSSIERS}. */
  dossierIds: string[];
  trustRoot: string;
  mishaps: Mishaps;
  /** Slips and receipts that came back signed and went through the feeder at once. */
  signedPapers: { filed: number; missing: number };
  close(): Promise<void>;
}

interface Keys {
  root: string;
  officer: string;
  agency: string;
}

interface Desk {
  readonly scanner: EsclServer;
  readonly keys: Keys;
  readonly say: (line: string) => void;
}

/**
 * A counter day from outside the host process: twelve dossiers of six procedures over the HTTP door, pages from an eSCL scanner, two certified
 * copies, a province that goes away, a host killed while it records, everything delivered and handed over.
 */
export async function liveDemoDay(
  folders: { data: string; province: string },
  say: (line: string) => void,
): Promise<DemoDay> {
  let province = await startDemoProvince(folders.province);
  const scanner = await startEsclServer();
  let office = await foundOffice(folders.data);
  try {
    const { administrator } = office.staff;
    await mkdir(join(folders.data, 'key-files'), { recursive: true });
    const keys = await demoKeys(administrator.client, join(folders.data, 'key-files'));
    const desk: Desk = { scanner, keys, say };
    await administrator.client.scan.setAddresses({ requestId: requestId(), addresses: [scanner.address] });
    const { url, enrolmentCode } = province;
    await administrator.client.delivery.connect({ requestId: requestId(), url, enrolmentCode });
    say('office open, scanner and province connected');

    const dossierIds: string[] = [];
    const serve = async (from: number, to: number) => {
      for (const dossier of DEMO_DOSSIERS.slice(from, to))
        dossierIds.push(await serveCitizen(office, desk, dossier));
    };
    await serve(0, BEFORE_OUTAGE);
    await untilDelivered(administrator.client);
    say(`${BEFORE_OUTAGE} dossiers delivered; the province goes away`);

    await province.end();
    await serve(BEFORE_OUTAGE, BEFORE_POWER_CUT);
    const powerCut = await cutPower(office, desk, folders.data);
    office = powerCut.office;
    dossierIds.push(powerCut.dossierId);
    await serve(BEFORE_POWER_CUT + 1, DEMO_DOSSIERS.length);
    const waitedInOutage = await countUnsent(office.staff.clerk.client);
    say(`${waitedInOutage} packets wait; the province comes back`);
    province = await startDemoProvince(folders.province, province.port);
    await office.staff.clerk.client.delivery.sendNow({ requestId: requestId() });
    await untilDelivered(office.staff.clerk.client);

    const stranger = await handOverAll(office, dossierIds, say);
    const signedPapers = await scanSignedPapers({ scanner, window: office.staff.clerk }, dossierIds);
    say(`${signedPapers.filed} signed papers filed themselves, ${signedPapers.missing} are missing`);
    await untilDelivered(office.staff.clerk.client);
    return {
      office,
      province,
      dossierIds,
      trustRoot: keys.root,
      signedPapers,
      mishaps: {
        waitedInOutage,
        powerCut: { recordedBefore: powerCut.recordedBefore, code: powerCut.code },
        stranger,
      },
      close: () => closeAll(office, province, scanner),
    };
  } catch (error) {
    await closeAll(office, province, scanner);
    throw error;
  }
}

async function closeAll(office: DemoOffice, province: DemoProvince, scanner: EsclServer): Promise<void> {
  await office.host.stop();
  await Promise.all([province.end(), scanner.close()]);
}

/** Reception, slip, pages and digital copies; the certified copy where one is asked for. */
async function serveCitizen(office: DemoOffice, desk: Desk, dossier: DemoDossier): Promise<string> {
  const { client } = office.staff.clerk;
  const receipt = await client.dossier.receive({ requestId: requestId(), receipt: dossier.receipt });
  await serveReceived(office, desk, dossier, receipt);
  return receipt.dossierId;
}

async function serveReceived(
  office: DemoOffice,
  desk: Desk,
  dossier: DemoDossier,
  receipt: Receipt,
): Promise<void> {
  const { client } = office.staff.clerk;
  const dossierId = receipt.dossierId;
  const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 2 });
  await client.dossier.recordPrint({
    requestId: requestId(),
    paperId: slip.paperId,
    printer: 'Máy in quầy 1',
  });
  await scanDossier(
    { scanner: desk.scanner, window: office.staff.clerk },
    dossierId as never,
    dossier.papers,
  );
  for (const { componentId } of dossier.papers) {
    const copy = await client.scan.makeDigitalCopy({ requestId: requestId(), dossierId, componentId });
    if (dossier.certifiedTitle !== undefined)
      await certify(office, desk, { dossierId, componentId, title: dossier.certifiedTitle, ...copy });
  }
  desk.say(`${receipt.code} ${dossier.receipt.request}, due ${receipt.due.slice(0, 16)}`);
}

async function certify(
  { staff }: DemoOffice,
  { keys }: Desk,
  copy: {
    dossierId: Receipt['dossierId'];
    componentId: string;
    title: string;
    sha256: string;
    pages: number;
  },
): Promise<void> {
  const { dossierId, componentId, title, pages } = copy;
  const { copyId } = await staff.clerk.client.certify.compare({
    requestId: requestId(),
    dossierId,
    componentId,
    title,
    sha256: copy.sha256 as never,
    pagesMatched: Array.from({ length: pages }, (_, index) => index + 1),
  });
  const batch = { copyIds: [copyId], pin: DEMO_PIN };
  const signed = await staff.officer.client.certify.sign({
    requestId: requestId(),
    ...batch,
    keyId: keys.officer,
  });
  const sealed = await staff.sealKeeper.client.certify.seal({
    requestId: requestId(),
    ...batch,
    keyId: keys.agency,
  });
  for (const { ok, refusal } of [...signed.outcomes, ...sealed.outcomes])
    if (!ok) throw new Error(`the copy was not certified: ${refusal?.code}`);
}

/** A power cut while a reception is being recorded; the window repeats it under the same request id, so that it counts once. */
async function cutPower(office: DemoOffice, desk: Desk, dataDir: string) {
  const dossier = DEMO_DOSSIERS[BEFORE_POWER_CUT] as DemoDossier;
  const id = requestId();
  const command = { requestId: id, receipt: dossier.receipt };
  const hit = office.staff.clerk.client.dossier.receive(command).catch(() => undefined);
  await office.host.kill();
  await hit;
  const again = await reopenOffice(dataDir);
  const name = dossier.receiver.name;
  const { hits } = await again.staff.clerk.client.dossier.search({ text: name });
  const receipt = await again.staff.clerk.client.dossier.receive(command);
  desk.say(`power cut while recording ${receipt.code}; the host is back`);
  await serveReceived(again, desk, dossier, receipt);
  return { office: again, dossierId: receipt.dossierId, code: receipt.code, recordedBefore: hits.length > 0 };
}

/** Results in, then to whom they belong: never to a stranger, to somebody else only with their paper. */
async function handOverAll(
  { staff }: DemoOffice,
  dossierIds: readonly string[],
  say: (line: string) => void,
) {
  const { client } = staff.clerk;
  let stranger = '';
  for (const [index, dossier] of DEMO_DOSSIERS.entries()) {
    const dossierId = dossierIds[index] as Receipt['dossierId'];
    if (dossier.certifiedTitle === undefined) {
      await client.dossier.startProcessing({ requestId: requestId(), dossierId });
      await client.dossier.recordResult({
        requestId: requestId(),
        dossierId,
        description: dossier.result,
        sha256: null,
        facts: { ...NOTHING_SAID, link: 'https://vbdt.example/ket-qua.pdf' },
      });
    }
    if (index === 0) {
      const taken = { requestId: requestId(), dossierId, receiver: STRANGER, paper: null };
      stranger = (await refusalOf(client.dossier.handOver(taken))).code;
    }
    const { receiver, together = null, receiverPaper: paper } = dossier;
    await client.dossier.handOver({ requestId: requestId(), dossierId, receiver, together, paper });
  }
  say(`${dossierIds.length} results handed over; a stranger was refused: ${stranger}`);
  return stranger;
}

async function countUnsent(client: CounterClient): Promise<number> {
  return (await client.delivery.list({})).total;
}

async function untilDelivered(client: CounterClient): Promise<void> {
  const until = Date.now() + LONGEST_DELIVERY_MS;
  while ((await countUnsent(client)) > 0) {
    if (Date.now() > until)
      throw new Error(`undelivered: ${JSON.stringify(await client.delivery.status({}))}`);
    await pause(200);
  }
}
