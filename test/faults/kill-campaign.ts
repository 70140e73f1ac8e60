import { setTimeout as sleep } from 'node:timers/promises';
import { safe } from '@orpc/client';
import { uuidv7 } from 'uuidv7';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';
import { inspectFacts } from '../support/inspect-facts.ts';
import { type SeededRandom, seededRandom } from '../support/seeded-random.ts';

/** One command as the driver sent it, and what the host answered before it died, if it did. */
interface Sent {
  requestId: string;
  ask(client: CounterClient): Promise<unknown>;
  answer: string | undefined;
}

export interface KillReport {
  lost: number;
  doubled: number;
  wrong: number;
  acknowledged: number;
  unacknowledged: number;
  reasked: number;
  killedWhileStarting: number;
}

/** Kills a host `trials` times on one data folder and checks after each restart that what was answered stands, once. */
export async function killCampaign(options: {
  trials: number;
  seed: number;
  progress: (text: string) => void;
}): Promise<KillReport> {
  const random = seededRandom(options.seed);
  const folder = temporaryFolder('qmc-crash-');
  const report: KillReport = {
    lost: 0,
    doubled: 0,
    wrong: 0,
    acknowledged: 0,
    unacknowledged: 0,
    reasked: 0,
    killedWhileStarting: 0,
  };
  const everySent: Sent[] = [];
  let host = await startHeadlessHost(folder);
  let client = httpClient(host.address, await takeBearer(host.launch()));
  await setUpAndSignIn(client);
  const { devices } = await client.device.list({});
  const deviceId = devices[0]?.id as never;
  for (let trial = 1; trial <= options.trials; trial += 1) {
    const sent = await workUntilKilled(host, client, random, deviceId);
    everySent.push(...sent);
    host = await restart(folder, random, report);
    client = httpClient(host.address, await takeBearer(host.launch()));
    await client.session.signIn({ requestId: uuidv7() as never, login: 'quantri', password: PASSWORD });
    await askAgain(client, sent, report);
    if (trial % 25 === 0)
      options.progress(`crash: ${trial} kills, ${report.acknowledged} acknowledged, lost ${report.lost}`);
  }
  // A long-ago acknowledgement must stand as firmly as the last one.
  for (let again = 0; again < Math.min(200, everySent.length); again += 1)
    await askAgain(client, [random.pick(everySent)], report, true);
  await host.stop();
  const facts = await inspectFacts(folder);
  report.doubled = facts.doubledRequests;
  report.wrong += facts.faults.length;
  for (const fault of facts.faults) options.progress(`crash: ${fault}`);
  removeFolder(folder);
  return report;
}

/** Keeps four commands under way until the kill, which comes after a random time of at most a quarter of a second. */
async function workUntilKilled(
  host: HeadlessHost,
  client: CounterClient,
  random: SeededRandom,
  deviceId: never,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  let dead = false;
  const lane = async () => {
    while (!dead) {
      const command = mixedCommand(random, deviceId);
      sent.push(command);
      const { error, data } = await safe(command.ask(client));
      if (error === null) command.answer = JSON.stringify(data);
    }
  };
  const lanes = [lane(), lane(), lane(), lane()];
  await sleep(random.below(250));
  dead = true;
  await host.kill();
  await Promise.all(lanes);
  return sent;
}

function mixedCommand(random: SeededRandom, deviceId: never): Sent {
  const requestId = uuidv7();
  const id = requestId as never;
  const mark = `${random.below(1_000_000)}`;
  const asks: ((client: CounterClient) => Promise<unknown>)[] = [
    (client) => client.office.rename({ requestId: id, name: `Trung tâm Phục vụ hành chính công xã ${mark}` }),
    (client) => client.device.rename({ requestId: id, deviceId, name: `Máy quầy ${mark}` }),
    (client) =>
      client.people.create({
        requestId: id,
        login: `canbo${mark}.${requestId.slice(-6)}`,
        displayName: `Nguyễn Thị Kiểm Thử ${mark}`,
        jobTitle: 'Công chức',
        initialPassword: 'mat-khau-ban-dau',
        grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
      }),
  ];
  // Creating people hashes a password, so it is rarer: most commands are the short ones whose commit the kill should meet.
  const ask = asks[random.below(10) === 0 ? 2 : random.below(2)] as Sent['ask'];
  return { requestId, ask, answer: undefined };
}

/** Starts the host again; now and then it is killed once more while it is still opening its files. */
async function restart(folder: string, random: SeededRandom, report: KillReport): Promise<HeadlessHost> {
  if (random.below(10) === 0) {
    const started = startHeadlessHost(folder);
    const early = await Promise.race([started, sleep(random.below(400)).then(() => undefined)]);
    const half = early ?? (await started);
    await half.kill();
    report.killedWhileStarting += 1;
  }
  return await startHeadlessHost(folder);
}

/** Asks every command again: an acknowledged one must give the very same answer, an unacknowledged one must succeed now or have succeeded. */
async function askAgain(
  client: CounterClient,
  sent: readonly Sent[],
  report: KillReport,
  secondTime = false,
): Promise<void> {
  for (const command of sent) {
    const acknowledged = command.answer !== undefined;
    const { error, data } = await safe(command.ask(client));
    report.reasked += 1;
    if (!secondTime) report[acknowledged ? 'acknowledged' : 'unacknowledged'] += 1;
    if (error === null) {
      const answer = JSON.stringify(data);
      if (acknowledged && answer !== command.answer) report.lost += 1;
      command.answer = answer;
    } else if (acknowledged) {
      report.lost += 1;
    } else if ((error as { code?: string }).code !== 'NAME_UNCHANGED') {
      report.wrong += 1;
    }
  }
}
