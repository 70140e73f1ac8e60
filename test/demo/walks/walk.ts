import { formById } from '../../../shared/forms/forms.ts';
import { giveEveryRole } from '../../support/a-receipt.ts';
import { anOffice, PASSWORD } from '../../support/an-office.ts';
import type { ClockedHost } from '../../support/clocked-host.ts';
import type { CounterClient } from '../../support/contract-clients.ts';
import { requestId } from '../../support/request-id.ts';

/**
 * One way of a dossier through the office, over days or weeks. `table` was written by hand from the law, the catalogue and the calendar, before
 * it was walked: a line for each act with what an auditor would find after it.
 */
export interface Walk {
  name: string;
  /** The first moment, an instant. */
  from: string;
  walk(office: WalkingOffice): Promise<void>;
  table: readonly string[];
}

/** What a walk does. */
export interface WalkingOffice {
  readonly client: CounterClient;
  /** Bytes of a stored file. */
  open(sha256: string): Promise<Uint8Array>;
  /** Puts a file into the host's store; its SHA-256. */
  upload(bytes: Uint8Array, mediaType: string): Promise<string>;
  /** Later: `dd/mm/yyyy hh:mm` in the office; whoever works there signs in again. */
  at(time: string): Promise<void>;
  /** Does something and writes the line of it: the dossier as it is then, or the code of the refusal. */
  act(what: string, deed: () => Promise<unknown>): Promise<void>;
  /** The dossier that the lines are about. */
  dossierId: string;
}

/** Walks through an office that is not set up yet, and answers the lines that came of it. */
export async function walked({ from, walk }: Walk, host: ClockedHost): Promise<string[]> {
  await host.at(from);
  const client = await host.program();
  await client.setup.start(anOffice());
  const signIn = () =>
    client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await signIn();
  await giveEveryRole(client);
  const lines: string[] = [];
  let now = from;
  const office: WalkingOffice = {
    client,
    open: host.open,
    upload: host.upload,
    dossierId: '',
    async at(time) {
      const [, day, month, year, clock] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d)$/u.exec(time) ?? [];
      now = new Date(`${year}-${month}-${day}T${clock}:00+07:00`).toISOString();
      await host.at(now);
      await signIn();
    },
    async act(what, deed) {
      const refused = await refusalCode(deed);
      const found = office.dossierId === '' ? 'chưa có hồ sơ' : await lineOf(client, office.dossierId);
      lines.push(`${shown(now)} | ${what} | ${refused ?? found}`);
    },
  };
  await walk(office);
  return lines;
}

async function refusalCode(deed: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await deed();
    return undefined;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || code === 'INTERNAL') throw error;
    return `KHÔNG ĐƯỢC: ${code}`;
  }
}

/** State and national code, appointment, money, papers by form number and copies, copies on paper and electronic ones with their numbers, and the procedures of a linked group. */
async function lineOf(client: CounterClient, dossierId: string): Promise<string> {
  const dossier = await client.dossier.get({ dossierId: dossierId as never });
  const papers = dossier.papers.map(({ formId, copies }) => `${formById(formId)?.formNumber}x${copies}`);
  return [
    dossier.code,
    `${dossier.state} ${dossier.nationalStatus}`,
    `hẹn ${shown(dossier.dueAt)}${dossier.late ? ' TRỄ' : ''}`,
    `${dossier.totalVnd} đ`,
    papers.length === 0 ? 'chưa in' : papers.join(' '),
    ...dossier.paperCopies.map(copyLine),
    ...dossier.copies.map((copy) => `điện tử ${copyLine(copy)}`),
    ...dossier.linked.map(
      ({ code, state, dueAt, late }) =>
        `${code.slice(-4)} ${state}${dueAt === null ? '' : ` ${shown(dueAt)}`}${late ? ' TRỄ' : ''}`,
    ),
  ].join(' · ');
}

function copyLine({ number, book, state }: { number: string | null; book: string | null; state: string }) {
  return number === null ? state : `${number}/${book?.slice(3, 7)} ${state}`;
}

function shown(instant: string): string {
  const office = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  const [year, month, day] = office.slice(0, 10).split('-');
  return `${day}/${month}/${year} ${office.slice(11, 16)}`;
}
