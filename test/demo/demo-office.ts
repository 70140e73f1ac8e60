import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { type CounterClient, httpClient, takeBearer } from '../support/contract-clients.ts';
import { type HeadlessHost, startHeadlessHost } from '../support/headless-host.ts';
import { requestId } from '../support/request-id.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INITIAL_PASSWORD = 'mat-khau-ban-dau';

/** Someone who works at the demonstration office. */
const PEOPLE = {
  clerk: {
    login: 'ngoclan',
    displayName: 'Lê Thị Ngọc Lan',
    jobTitle: 'Công chức tư pháp - hộ tịch',
    roles: ['clerk'],
  },
  officer: {
    login: 'minhduc',
    displayName: 'Phạm Minh Đức',
    jobTitle: 'Phó Chủ tịch',
    roles: ['certifying-officer', 'approving-leader'],
  },
  sealKeeper: {
    login: 'thanhha',
    displayName: 'Võ Thị Thanh Hà',
    jobTitle: 'Văn thư',
    roles: ['seal-keeper'],
  },
} as const;
type Post = keyof typeof PEOPLE | 'administrator';

/** A signed-in person at a window of their own, over HTTP. */
export interface AtTheWindow {
  readonly client: CounterClient;
  /** Bytes of a stored file, as the window opens it. */
  open(sha256: string): Promise<Buffer>;
}
type Staff = Readonly<Record<Post, AtTheWindow>>;

/** A host in a process of its own with the people who work at it; `kill` is a power cut. */
export interface DemoOffice {
  readonly host: HeadlessHost;
  readonly staff: Staff;
}

async function atTheWindow(host: HeadlessHost): Promise<AtTheWindow> {
  const bearer = await takeBearer(host.launch());
  return {
    client: httpClient(host.address, bearer),
    async open(sha256) {
      const answer = await fetch(`${host.address}/blob/${sha256}`, {
        headers: { authorization: `Bearer ${bearer}` },
      });
      if (!answer.ok) throw new Error(`file ${sha256} was not given: ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/** Opens the office for the first time: practice, an administrator and three people with their own passwords. */
export async function foundOffice(dataDir: string): Promise<DemoOffice> {
  const host = await startHeadlessHost(dataDir);
  const administrator = await inPractice(host);
  await administrator.client.setup.start(anOffice());
  await administrator.client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  for (const { roles, ...person } of Object.values(PEOPLE)) {
    await administrator.client.people.create({
      requestId: requestId(),
      ...person,
      initialPassword: INITIAL_PASSWORD,
      grants: roles.map((role) => ({ role, validFrom: '2026-01-01', validTo: null })),
    });
    const window = await atTheWindow(host);
    await window.client.session.signIn({
      requestId: requestId(),
      login: person.login,
      password: INITIAL_PASSWORD,
    });
    await window.client.session.changePassword({
      requestId: requestId(),
      currentPassword: INITIAL_PASSWORD,
      newPassword: PASSWORD,
    });
    await window.client.session.signOut({ requestId: requestId() });
  }
  return { host, staff: await staffOf(host, administrator) };
}

/** Opens the same office again, after its host ended in whatever way. */
export async function reopenOffice(dataDir: string): Promise<DemoOffice> {
  const host = await startHeadlessHost(dataDir);
  const administrator = await inPractice(host);
  await administrator.client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  return { host, staff: await staffOf(host, administrator) };
}

async function inPractice(host: HeadlessHost): Promise<AtTheWindow> {
  const window = await atTheWindow(host);
  await window.client.workspace.switch({ requestId: requestId(), to: 'practice' });
  return window;
}

async function staffOf(host: HeadlessHost, administrator: AtTheWindow): Promise<Staff> {
  const signedIn = async (login: string) => {
    const window = await atTheWindow(host);
    await window.client.session.signIn({ requestId: requestId(), login, password: PASSWORD });
    return window;
  };
  return {
    administrator,
    clerk: await signedIn(PEOPLE.clerk.login),
    officer: await signedIn(PEOPLE.officer.login),
    sealKeeper: await signedIn(PEOPLE.sealKeeper.login),
  };
}

/** A reference province in a process of its own. */
export interface DemoProvince {
  readonly url: string;
  readonly enrolmentCode: string;
  readonly port: number;
  end(): Promise<void>;
}

/** Starts the province on its folder; a port given is taken again, as after an outage. */
export async function startDemoProvince(folder: string, port = 0): Promise<DemoProvince> {
  const child = spawn(
    process.execPath,
    [
      'test/province/run-province.ts',
      '--data',
      folder,
      '--port',
      String(port),
      '--name',
      'Tỉnh Vĩnh Long (tập huấn)',
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const { url, enrolmentCode } = await readyLine(child);
  return {
    url,
    enrolmentCode,
    port: Number(new URL(url).port),
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyLine(child: ChildProcess): Promise<{ url: string; enrolmentCode: string }> {
  return await new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the province ended with ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))));
    });
  });
}
