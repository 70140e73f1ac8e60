import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { safe } from '@orpc/client';
import { openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { PASSWORD as PIN } from '../signing/a-signed-copy.ts';
import { aTrustCentre, type TimeMode } from '../signing/a-trust-centre.ts';
import { aCitizen, aReceipt, giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { centreKeys } from '../support/centre-keys.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';
import { pageCodes } from '../support/slip-codes.ts';
import { type AuditedCopy, type AuditedEntry, bookFaults } from './book-faults.ts';

/** Longest time of work before the power cut, in milliseconds. */
const LONGEST_WORK_MS = 1200;
/** How long the stamps may take that a dead authority left out. */
const STAMPS_WITHIN_MS = 180_000;
const LOST_TIME: readonly TimeMode[] = ['down', 'slow', 'garbage', 'cut-off', 'wrong-nonce'];
const OFFICER = ['compared', 'numbered', 'officer-prepared'] as const;
const AGENCY = ['officer-signed', 'agency-prepared'] as const;

export interface SigningReport {
  /** Acknowledged numbers, signatures, seals and ticks that did not stand after the restart. */
  lost: number;
  acknowledged: number;
  tokenLosses: number;
  /** Trials whose time stamping authority was dead, silent or lying. */
  timeLosses: number;
  /** Issued copies that had no time stamp long after the authority was back. */
  unstamped: number;
  faults: ReturnType<typeof bookFaults>;
  electronic: number;
  paper: number;
  pending: number;
}

interface Keys {
  officer: string;
  agency: string;
}

/** What the driver was told, by copy: the number it has, and how far it is. */
interface Told {
  number: string;
  reached: 'numbered' | 'signed' | 'issued';
}

/**
 * Kills a host while it numbers, signs, seals and ticks off; in some trials the officer's key is gone meanwhile, in some the time
 * stamping authority. The driver holds what it was told and asks after
 * each restart; at the end everything that is left is finished, and an auditor reads books, copies and files.
 */
export async function signingCampaign(options: {
  trials: number;
  seed: number;
  progress: (text: string) => void;
}): Promise<SigningReport> {
  const random = seededRandom(options.seed);
  const folder = temporaryFolder('qmc-signing-');
  const centre = await aTrustCentre({ folder: temporaryFolder('qmc-signing-centre-') });
  const told = new Map<string, Told>();
  const report = { lost: 0, acknowledged: 0, tokenLosses: 0, timeLosses: 0, unstamped: 0 };
  let host = await startHeadlessHost(folder);
  let { client, bearer } = await signedIn(host, true);
  await giveEveryRole(client);
  const keys: Keys = await centreKeys(client, centre);
  const time = { addresses: [centre.timeUrl], digest: 'sha256' as const };
  await client.certify.setTimeAuthorities({ requestId: requestId(), ...time });
  const [signer] = (await client.book.signers({})).signers;
  const signerId = signer?.signerId ?? '';
  const page = await aPaperJpeg({ inkedShare: 0.4, dpi: 200 });
  for (let trial = 1; trial <= options.trials; trial += 1) {
    const codes = await putUp(client, { address: host.address, bearer }, page, trial, random);
    const isTokenLost = random.below(5) === 0;
    const isTimeLost = random.below(3) === 0;
    centre.state.mode = isTimeLost ? (LOST_TIME[random.below(LOST_TIME.length)] ?? 'down') : 'sound';
    report.timeLosses += Number(isTimeLost);
    const key = join(centre.folder, 'officer.p12');
    const killed = killedLater(host, random.below(LONGEST_WORK_MS));
    if (isTokenLost) {
      report.tokenLosses += 1;
      await rename(key, `${key}.away`);
    }
    await Promise.all([
      work(() => numberAll(client, signerId, told)),
      work(() => signAll(client, keys, told)),
      work(() => sealAll(client, keys, told)),
      work(() => tickAll(client, codes, told)),
    ]);
    await killed;
    if (isTokenLost) await rename(`${key}.away`, key);
    host = await startHeadlessHost(folder);
    ({ client, bearer } = await signedIn(host, false));
    report.lost += await countLost(client, told);
    if (trial % 10 === 0) options.progress(`signing: ${trial} kills, ${told.size} told, lost ${report.lost}`);
  }
  centre.state.mode = 'sound';
  await numberAll(client, signerId, told);
  // A queue takes so many copies at once.
  for (let left = 1; left > 0; ) {
    await signAll(client, keys, told);
    await sealAll(client, keys, told);
    left = (await client.certify.queue({ states: [...OFFICER, ...AGENCY] })).copies.length;
  }
  report.lost += await countLost(client, told);
  await client.certify.setTimeAuthorities({ requestId: requestId(), ...time });
  report.unstamped = await stillUnstamped(client);
  await host.stop();
  await centre.close();
  const { entries, copies } = await audit(folder);
  removeFolder(folder);
  removeFolder(centre.folder);
  return {
    ...report,
    acknowledged: told.size,
    faults: bookFaults(entries, copies, { [bookOf('SCT/BS')]: anOffice().books[0]?.nextNumber ?? 1 }),
    electronic: copies.filter(({ isIssued, isPaper }) => isIssued && !isPaper).length,
    paper: copies.filter(({ isIssued, isPaper }) => isIssued && isPaper).length,
    pending: entries.filter(({ state }) => state === 'pending').length,
  };
}

/** Waits until every issued copy has its time stamp; answers how many have none after a long wait. */
async function stillUnstamped(client: CounterClient): Promise<number> {
  const until = Date.now() + STAMPS_WITHIN_MS;
  for (;;) {
    const { copies } = await client.certify.queue({ states: ['certified'] });
    const waiting = copies.filter(({ proof }) => proof === null || proof.level === 'B-B').length;
    if (waiting === 0 || Date.now() > until) return waiting;
    await sleep(500);
  }
}

function bookOf(symbol: string): string {
  return `01/${new Date().getFullYear()}-${symbol}`;
}

async function signedIn(host: HeadlessHost, isFirst: boolean) {
  const bearer = await takeBearer(host.launch());
  const client = httpClient(host.address, bearer);
  if (isFirst) await client.setup.start(anOffice());
  const signIn = { requestId: requestId(), login: 'quantri', password: PASSWORD };
  // Behind a power cut the files are checked first, as the window says to who waits.
  for (;;) {
    const { error, isDefined } = await safe(client.session.signIn(signIn));
    if (error === null) return { client, bearer };
    if (!(isDefined && error.code === 'CHECKING_FILES')) throw error;
    await sleep(50);
  }
}

/** Paper copies of two originals and one electronic copy, compared; in some trials the codes of covers. */
async function putUp(
  client: CounterClient,
  door: { address: string; bearer: string },
  page: Buffer,
  trial: number,
  random: SeededRandom,
): Promise<Map<string, string>> {
  const person = aCitizen(`0861900${String(10_000 + trial)}`, 'Lê Thị Thử').person;
  const visit = await client.paperCopy.receive({
    requestId: requestId(),
    requester: person,
    check: 'card-qr',
    originals: [
      { title: `Giấy khai sinh ${trial}`, pages: 1, copies: 2 },
      { title: `Học bạ ${trial}`, pages: 3, copies: 1 },
    ],
    compared: true,
    settlement: 'now',
    waivedFor: null,
  });
  const { dossierId } = await receiveOne(client, aReceipt(person));
  const { address, bearer } = door;
  const answer = await fetch(`${address}/blob`, {
    method: 'POST',
    body: new Uint8Array(page),
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'image/jpeg' },
  });
  const { sha256: pageSha } = (await answer.json()) as { sha256: string };
  const place = { dossierId: dossierId as never, componentId: ORIGINAL };
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: pageSha as never });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const compared = { ...place, title: `Bằng ${trial}`, sha256, pagesMatched: [1] };
  await client.certify.compare({ requestId: requestId(), ...compared });
  if (random.below(4) > 0) return new Map();
  const ids = visit.paperCopies.map(({ paperCopyId }) => paperCopyId);
  const drawn = await client.paperCopy.drawCovers({ requestId: requestId(), paperCopyIds: ids });
  const file = await fetch(`${address}/blob/${drawn.sha256}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const codes = await pageCodes(new Uint8Array(await file.arrayBuffer()));
  return new Map(ids.map((id, index) => [id, codes[index] ?? '']));
}

async function killedLater(host: HeadlessHost, ms: number): Promise<void> {
  await sleep(ms);
  await host.kill();
}

/** Does something over and over until the host is gone. */
async function work(deed: () => Promise<boolean>): Promise<void> {
  while (await deed()) await sleep(20);
}

/** What the host said in answer; undefined when it is gone. A refusal is an answer too. */
async function ask<Out>(promise: Promise<Out>): Promise<{ value: Out | undefined } | undefined> {
  const { error, data, isDefined } = await safe(promise);
  if (error === null) return { value: data as Out };
  return isDefined ? { value: undefined } : undefined;
}

async function numberAll(client: CounterClient, signerId: string, told: Map<string, Told>): Promise<boolean> {
  const waiting = await ask(client.paperCopy.queue({ states: ['compared'] }));
  const ids = waiting?.value?.paperCopies.map(({ paperCopyId }) => paperCopyId) ?? [];
  if (waiting === undefined || ids.length === 0) return waiting !== undefined;
  const numbered = await ask(
    client.paperCopy.number({ requestId: requestId(), paperCopyIds: ids.slice(0, 100), signerId }),
  );
  for (const { paperCopyId, number } of numbered?.value?.paperCopies ?? [])
    if (number !== null) told.set(paperCopyId, { number, reached: 'numbered' });
  return numbered !== undefined;
}

async function signAll(client: CounterClient, keys: Keys, told: Map<string, Told>): Promise<boolean> {
  return await signOrSeal(client, OFFICER, (copyIds) =>
    client.certify.sign({ requestId: requestId(), copyIds, keyId: keys.officer, pin: PIN }),
  ).then((outcomes) => note(outcomes, 'signed', told));
}

async function sealAll(client: CounterClient, keys: Keys, told: Map<string, Told>): Promise<boolean> {
  return await signOrSeal(client, AGENCY, (copyIds) =>
    client.certify.seal({ requestId: requestId(), copyIds, keyId: keys.agency, pin: PIN }),
  ).then((outcomes) => note(outcomes, 'issued', told));
}

type Outcomes = Awaited<ReturnType<CounterClient['certify']['sign']>>['outcomes'];

async function signOrSeal(
  client: CounterClient,
  states: typeof OFFICER | typeof AGENCY,
  run: (copyIds: never[]) => Promise<{ outcomes: Outcomes }>,
): Promise<Outcomes | undefined> {
  const waiting = await ask(client.certify.queue({ states: [...states] }));
  if (waiting === undefined) return undefined;
  const ids = waiting.value?.copies.map(({ copyId }) => copyId as never) ?? [];
  if (ids.length === 0) return [];
  const done = await ask(run(ids.slice(0, 50)));
  return done === undefined ? undefined : (done.value?.outcomes ?? []);
}

function note(outcomes: Outcomes | undefined, reached: Told['reached'], told: Map<string, Told>): boolean {
  for (const { copyId, ok, number } of outcomes ?? [])
    if (ok && number !== null) told.set(copyId, { number, reached });
  return outcomes !== undefined;
}

async function tickAll(
  client: CounterClient,
  codes: Map<string, string>,
  told: Map<string, Told>,
): Promise<boolean> {
  for (const [id, code] of codes) {
    const ticked = await ask(client.paperCopy.tick({ requestId: requestId(), code }));
    if (ticked === undefined) return false;
    const number = ticked.value?.number ?? null;
    if (number !== null) told.set(id, { number, reached: 'issued' });
  }
  return await ask(client.session.get({})).then((answer) => answer !== undefined);
}

const AT_LEAST: Record<Told['reached'], readonly string[]> = {
  numbered: ['numbered', 'issued'],
  signed: ['officer-signed', 'agency-prepared', 'certified'],
  issued: ['issued', 'certified'],
};

/** How many of what the driver was told do not stand: another number, or a state before what was said. */
async function countLost(client: CounterClient, told: Map<string, Told>): Promise<number> {
  const electronic = (await client.certify.queue({ states: [...OFFICER, ...AGENCY, 'certified'] })).copies;
  const paper = (await client.paperCopy.queue({ states: ['compared', 'numbered', 'issued'] })).paperCopies;
  const now = new Map([
    ...electronic.map(
      ({ copyId, number, state }) => [copyId as string, { number, state: state as string }] as const,
    ),
    ...paper.map(
      ({ paperCopyId, number, state }) =>
        [paperCopyId as string, { number, state: state as string }] as const,
    ),
  ]);
  let lost = 0;
  for (const [id, { number, reached }] of told) {
    const is = now.get(id);
    // Lists hold the oldest five hundred.
    if (is === undefined && now.size < 500) lost += 1;
    else if (is !== undefined && (is.number !== number || !AT_LEAST[reached].includes(is.state))) lost += 1;
  }
  return lost;
}

/** Books, copies and files of a closed folder, read with an auditor's own words. */
async function audit(path: string) {
  const opened = await openDataFolder({
    path,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: systemClock,
  });
  if (!opened.ok) throw new Error(`the folder does not open: ${JSON.stringify(opened.refusal)}`);
  const { read, blobs } = opened.value;
  try {
    const rows = <T>(sql: string) => read.prepare(sql).all() as T[];
    const entries = rows<AuditedEntry>(
      'SELECT id, book, number, certified_on AS certifiedOn, state FROM book_entry ORDER BY book, number',
    );
    const copies: (AuditedCopy & { isPaper: boolean })[] = rows<{
      id: string;
      state: string;
      entryId: string | null;
    }>('SELECT id, state, entry_id AS entryId FROM paper_copy').map(({ id, state, entryId }) => ({
      id,
      entryId,
      isIssued: state === 'issued',
      isPaper: true,
      hasFile: true,
    }));
    const files = rows<{
      id: string;
      state: string;
      entryId: string | null;
      file: string | null;
    }>('SELECT id, state, entry_id AS entryId, certified_sha256 AS file FROM certified_copy');
    for (const { id, state, entryId, file } of files) {
      const blob = rows<never>(
        `SELECT sha256, size, media_type AS mediaType, segment, key_id AS keyId FROM blob WHERE sha256 = '${file ?? ''}'`,
      )[0];
      const bytes = blob === undefined ? undefined : await blobs.readAll(blob).catch(() => undefined);
      const hasFile = bytes?.subarray(0, 5).toString('latin1') === '%PDF-';
      copies.push({ id, entryId, isIssued: state === 'certified', isPaper: false, hasFile });
    }
    return { entries, copies };
  } finally {
    await opened.value.close();
  }
}
