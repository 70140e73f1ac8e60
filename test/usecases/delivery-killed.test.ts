import { uuidv7 } from 'uuidv7';
import { afterEach, expect, it } from 'vitest';
import { type RunningProvince, startProvince } from '../province/province-server.ts';
import { arrivals, connectTo, eventually } from '../support/a-delivery.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';

let province: RunningProvince | undefined;
let host: HeadlessHost | undefined;
afterEach(async () => {
  await host?.stop();
  await province?.close();
});

async function signedIn(at: HeadlessHost, setUp = false): Promise<CounterClient> {
  const client = httpClient(at.address, await takeBearer(at.launch()));
  if (setUp) await client.setup.start(anOffice());
  await client.session.signIn({ requestId: uuidv7() as never, login: 'quantri', password: PASSWORD });
  return client;
}

it.each([
  ['before the province had it', 'hang'],
  ['after the province had it, with the receipt on its way', 'hang-after'],
] as const)('delivers once what was being sent when the host was killed, %s', async (_when, fault) => {
  const folder = temporaryFolder();
  province = await startProvince({ mode: 'official' });
  host = await startHeadlessHost(folder);
  const admin = await signedIn(host, true);
  await connectTo(admin, province);
  await eventually(async () => expect((await admin.delivery.list({})).total).toBe(0));
  province.faults.add('packets', fault);
  await admin.office.rename({ requestId: uuidv7() as never, name: 'Trung tâm xã Bình Minh' });
  await eventually(async () => {
    expect((await admin.delivery.list({})).packets[0]?.state).toBe('sending');
    expect(await arrivals(province as RunningProvince)).toHaveLength(fault === 'hang' ? 1 : 2);
  });
  await host.kill();
  host = await startHeadlessHost(folder);
  const again = await signedIn(host);
  await eventually(async () => expect((await again.delivery.list({})).total).toBe(0));
  expect(await arrivals(province)).toHaveLength(2);
  const today = { from: '2020-01-01', to: '2100-01-01' };
  expect(await again.delivery.reconcile(today)).toMatchObject({ here: 2, there: 2, differences: [] });
  removeFolder(folder);
});
