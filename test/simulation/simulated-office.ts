import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createKeyFileWrapper } from '../../db/folder/key-file.ts';
import type { Identity } from '../../electron/host/identity.ts';
import type { Actor } from '../../electron/host/unit-of-work.ts';
import type { Clock, Instant, PlainDate } from '../../shared/types/clock.ts';
import { UserId } from '../../shared/types/ids.ts';
import { anOffice, PASSWORD } from '../support/an-office.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { requestId } from '../support/request-id.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { CLERKS } from './history.ts';

const CLERK_NAMES = [
  'Lê Thị Ngọc Lan',
  'Phạm Minh Đức',
  'Võ Thị Thanh Hà',
  'Huỳnh Quốc Thái',
  'Thạch Thị Sa Rây',
  'Trần Văn Lợi',
];

/** The last code of a day: a history of a million dossiers has days that the range of a real office would not hold. */
const LAST_CODE = 99_999;

/** A practice office that is being simulated: its clerks, each with a client of their own, and the clock that the history moves. */
export interface SimulatedOffice {
  running: InProcessHost;
  clerks: readonly Actor[];
  clients: readonly ReturnType<InProcessHost['client']>[];
  /** Moves the clock; nobody is locked out by the jump. */
  at(instant: Instant): void;
  /** The key file of its folder, while it is being made. */
  keyFile: string;
  /** Closes the office; its folder stays. */
  close(): Promise<void>;
  /** Closes the office and gives its folder the name it was asked for. */
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Whether a folder may be made there: it does not exist, or is empty. */
export function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

/**
 * Opens a practice office on its first day. It lies beside `folder` until it is finished, so that a run which was cut off leaves nothing that looks
 * whole. Passwords are those of the tests.
 */
export async function foundOffice(folder: string, seed: number, from: PlainDate): Promise<SimulatedOffice> {
  const making = `${folder}.making`;
  const running = await startInProcessHost({
    folder: making,
    outside: {
      wrappers: [createKeyFileWrapper(`${making}.key`)],
      identity: seededIdentity(seed, () => running?.clock),
    },
  });
  const { clock } = running;
  clock.set(`${from}T00:00:00.000Z`);
  const administrator = running.client('administrator');
  await administrator.workspace.switch({ requestId: requestId(), to: 'practice' });
  const office = anOffice();
  const installation = { ...office.installation, dailyCodes: { first: 1, last: LAST_CODE } };
  const place = { ...office.office.place, validFrom: '2025-07-01' };
  await administrator.setup.start({ ...office, office: { ...office.office, place }, installation });
  await administrator.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const clerks: Actor[] = [];
  for (let index = 0; index < CLERKS; index += 1)
    clerks.push(await aClerk(running, administrator, index, from));
  const clients = clerks.map((_, index) => running.client(`clerk-${index}`));
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= running.host.close());
  return {
    running,
    clerks,
    clients,
    keyFile: `${making}.key`,
    close,
    at(instant) {
      clock.set(instant);
      for (const [index, { userId }] of clerks.entries())
        running.host.active().sessions.start(`clerk-${index}`, userId);
    },
    async finish() {
      await close();
      await rm(making, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
      await rename(`${making}-practice`, folder);
      await rename(`${making}.key`, `${folder}/counter.key`);
    },
    async abandon() {
      await close();
      for (const end of ['', '-practice', '.key'])
        await rm(`${making}${end}`, { recursive: true, force: true });
    },
  };
}

async function aClerk(
  running: InProcessHost,
  administrator: ReturnType<InProcessHost['client']>,
  index: number,
  from: PlainDate,
): Promise<Actor> {
  const displayName = CLERK_NAMES[index] as string;
  const login = `canbo${index + 1}`;
  const roles = index === 0 ? (['head'] as const) : (['clerk'] as const);
  const { userId } = await administrator.people.create({
    requestId: requestId(),
    login,
    displayName,
    jobTitle: index === 0 ? 'Phó Giám đốc' : 'Công chức',
    initialPassword: 'mat-khau-ban-dau',
    grants: roles.map((role) => ({ role, validFrom: from, validTo: null })),
  });
  const window = running.client(`clerk-${index}`);
  await window.session.signIn({ requestId: requestId(), login, password: 'mat-khau-ban-dau' });
  await window.session.changePassword({
    requestId: requestId(),
    currentPassword: 'mat-khau-ban-dau',
    newPassword: PASSWORD,
  });
  return { userId: UserId.parse(userId), displayName, roles };
}

/** Ids and salts from a seed and the simulated clock: the same history has the same ids. UUIDv7 (RFC 9562) with a count instead of chance first. */
function seededIdentity(seed: number, clock: () => Clock | undefined): Identity {
  const random = seededRandom(seed ^ 0x51ed270b);
  let last = 0;
  let count = 0;
  const word = () => Math.floor(random.next() * 4_294_967_296);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return {
    newId(_schema) {
      const now = Math.max(last, Date.parse(clock()?.now() ?? '2025-07-01T00:00:00.000Z'));
      count = now === last ? count + 1 : 0;
      last = now + (count > 0xfff ? 1 : 0);
      if (count > 0xfff) count = 0;
      const time = hex(last, 12);
      const [high, low] = [word(), word()];
      const variant = hex(0x8000 | ((high >>> 16) & 0x3fff), 4);
      const tail = hex(high & 0xffff, 4) + hex(low, 8);
      // By its making it is what every schema of ids asks for; a million dossiers have ten million of them.
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(count, 3)}-${variant}-${tail}` as never;
    },
    randomBytes(length) {
      const bytes = Buffer.alloc(length);
      for (let at = 0; at < length; at += 1) bytes[at] = word() & 0xff;
      return bytes;
    },
  };
}
