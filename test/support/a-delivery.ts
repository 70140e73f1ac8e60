import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { vi } from 'vitest';
import type { BlobRef } from '../../db/blobs/blob-ref.ts';
import type { CallInfo } from '../../electron/host/unit-of-work.ts';
import { ok } from '../../shared/types/result.ts';
import type { RunningProvince } from '../province/province-server.ts';
import type { CounterClient } from './contract-clients.ts';
import type { InProcessHost } from './in-process-host.ts';
import { requestId } from './request-id.ts';

/** Connects a set-up counter to a province. */
export async function connectTo(admin: CounterClient, { url, enrolmentCode }: RunningProvince) {
  return await admin.delivery.connect({ requestId: requestId(), url, enrolmentCode });
}

/** Where a packet stands. */
interface MadePacket {
  epoch: number;
  seq: number;
}

/** Puts a packet of a subject into the outbox, with files of these contents. */
export async function makePacket(
  { host }: InProcessHost,
  subject: string,
  files: readonly string[] = [],
): Promise<MadePacket> {
  const counter = host.active();
  const refs: BlobRef[] = [];
  for (const content of files)
    refs.push(await counter.folder.blobs.put(Buffer.from(content), { mediaType: 'application/pdf' }));
  const call: CallInfo = {
    command: 'test.make',
    requestId: uuidv7(),
    correlationId: uuidv7(),
    actor: undefined,
    inputSha256: '0'.repeat(64),
    replay: 'none',
  };
  const made = counter.unitOfWork.begin(call).immediate((w) => {
    for (const ref of refs) w.blobs.name({ ...ref, at: w.now });
    const event = w.record({ subject: { kind: 'dossier', id: subject }, type: 'dossier.noted', payload: {} });
    return ok(w.send(event, { kind: 'dossier.noted', snapshot: { subject }, files: refs }));
  });
  if (!made.ok) throw new Error(made.refusal.code);
  const { epoch, seq } = made.value;
  return { epoch, seq };
}

/** How each packet of the counter stands, in order. */
export function states(running: InProcessHost): string[] {
  return running
    .rows<{ state: string }>('SELECT state FROM packet_delivery ORDER BY epoch, seq')
    .map(({ state }) => state);
}

/** What the province has: number, subject and hash of each packet in order of arrival. */
export async function arrivals({ store }: RunningProvince) {
  const { rows } = await store.db.query<{ seq: number; subject: string; sha256: string }>(
    'SELECT seq, subject_id AS subject, sha256 FROM packet ORDER BY arrival',
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** The content of a file as the province keeps it. */
export function provinceFile({ store }: RunningProvince, content: string): string {
  return readFileSync(join(store.files, createHash('sha256').update(content).digest('hex')), 'utf8');
}

/** Waits until the records say so. */
export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 8000, interval: 20 });
}

/** How many packets Today counts as not yet at the province. */
export async function countUnsent(client: CounterClient): Promise<number | undefined> {
  const { lists } = await client.today.get({});
  return lists.find(({ list }) => list === 'unsent')?.count;
}
