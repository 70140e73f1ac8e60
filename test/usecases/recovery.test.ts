import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anOffice, PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  type HostRefused,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let host: HeadlessHost;
let admin: CounterClient;

beforeEach(async () => {
  folder = temporaryFolder();
  host = await startHeadlessHost(folder);
  admin = httpClient(host.address, await takeBearer(host.launch()));
  await setUpAndSignIn(admin);
});
afterEach(async () => {
  await host.stop();
  removeFolder(folder);
  removeFolder(`${folder}-backup`);
  removeFolder(`${folder}-restored`);
});

function restore(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['electron/cli/restore-backup.ts', ...args],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

it('gives a folder whose key file was lost a new key by any two of three shares', async () => {
  const { shares } = await admin.health.issueRecoveryShares({ requestId: requestId() });
  await host.stop();
  const key = join(folder, 'counter.key');
  rmSync(key);
  const refused = await startHeadlessHost(folder).then(
    () => undefined,
    (error: HostRefused) => error,
  );
  expect(refused?.refused).toMatchObject({ code: 'KEY_MISSING', data: { recoverable: true } });
  const one = restore('--to', folder, '--key-file', key, '--share', shares[2] ?? '');
  expect(one).toMatchObject({ status: 3 });
  expect(one.stderr).toContain('SHARES_TOO_FEW');
  expect(
    restore('--to', folder, '--key-file', key, '--share', shares[2] ?? '', '--share', shares[0] ?? ''),
  ).toMatchObject({ status: 0 });
  host = await startHeadlessHost(folder);
  admin = httpClient(host.address, await takeBearer(host.launch()));
  expect((await admin.setup.status({})).officeName).toBe(anOffice().office.name);
});

it('brings a backup back as a new folder that begins a new epoch with its own key', async () => {
  await admin.health.chooseBackupFolder({ requestId: requestId(), directory: `${folder}-backup` });
  const { name } = await admin.health.backUp({ requestId: requestId() });
  await admin.office.rename({ requestId: requestId(), name: 'Tên đổi sau khi sao lưu' });
  const target = `${folder}-restored`;
  await host.stop();
  const restored = restore(
    '--from',
    join(`${folder}-backup`, name),
    '--to',
    target,
    '--key-file',
    join(folder, 'counter.key'),
  );
  expect(restored).toMatchObject({ status: 0 });
  host = await startHeadlessHost(target, ['--key-file', join(folder, 'counter.key')]);
  admin = httpClient(host.address, await takeBearer(host.launch()));
  await admin.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  expect((await admin.office.get({})).current.name).toBe(anOffice().office.name);
  // The first packet of the new epoch: numbers of the old one stay with what the old machine may have sent.
  expect(
    (await admin.office.rename({ requestId: requestId(), name: 'Tên sau khi khôi phục' })).packetSeq,
  ).toBe(1);
  expect(await admin.health.verifyAudit({ requestId: requestId() })).toMatchObject({ intact: true });
});
