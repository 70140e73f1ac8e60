import type { PacketPlace, SendablePacket } from '../../db/repositories/outbox-repository.ts';
import type { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import { PacketEnvelope, type WireFile } from '../../shared/domain/delivery/province-wire.ts';
import type { Refusal } from '../../shared/types/result.ts';
import type { DeliveryDependencies, Lane } from '../host/delivery.ts';
import type { Cause } from '../host/delivery-book.ts';
import type { ProvinceDoor, ProvinceRefusal } from '../host/ports/province.ts';
import { checkReceipt } from './check-receipt.ts';

/** What became of one attempt. `failed` may pass with time and names the lane that failed; `refused` needs a person. */
export type Outcome =
  | { kind: 'receipted'; receipt: Uint8Array }
  | { kind: 'refused'; cause: Cause }
  | { kind: 'failed'; lane: Lane; cause: Cause };

interface Attempt {
  deps: Pick<DeliveryDependencies, 'province' | 'openFile' | 'book'>;
  connection: ProvinceConnection;
  signal: AbortSignal;
  /** Tells the lane of files that it moves. */
  onFiles(moving: boolean): void;
}

/** Sends one packet: its epoch is made known, then the files that the province lacks go up, then the packet; the receipt is checked. */
export async function sendPacket(place: PacketPlace, attempt: Attempt): Promise<Outcome> {
  const packet = attempt.deps.book.load(place);
  if (packet === undefined) return { kind: 'refused', cause: { code: 'PACKET_BYTES_GONE', data: {} } };
  const parsed = PacketEnvelope.safeParse(parseJson(packet.bytes));
  if (!parsed.success) return { kind: 'refused', cause: { code: 'PACKET_UNREADABLE', data: {} } };
  const envelope = parsed.data;
  const known = await makeEpochKnown(packet.epoch, attempt);
  if (known !== undefined) return known;
  if (envelope.files.length > 0) {
    attempt.onFiles(true);
    try {
      const stopped = await sendFiles(envelope.files, attempt);
      if (stopped !== undefined) return stopped;
    } finally {
      attempt.onFiles(false);
    }
  }
  return deliver(packet, envelope, attempt);
}

async function deliver(packet: SendablePacket, envelope: PacketEnvelope, attempt: Attempt): Promise<Outcome> {
  const { deps, connection } = attempt;
  const answer = await deps.province.sendPacket(doorOf(attempt), packet);
  if (!answer.ok) return fromRefusal('packets', answer.refusal, attempt, packet.epoch);
  const checked = checkReceipt(answer.value, connection.receiptKey, { envelope, sha256: packet.sha256 });
  if (!checked.ok) return { kind: 'failed', lane: 'packets', cause: causeOf(checked.refusal) };
  return { kind: 'receipted', receipt: Buffer.from(JSON.stringify(answer.value), 'utf8') };
}

/** A further epoch (records came back from a backup) is registered by the token before its first packet. */
async function makeEpochKnown(epoch: number, attempt: Attempt): Promise<Outcome | undefined> {
  const { deps, connection } = attempt;
  if (connection.epochs.includes(epoch)) return undefined;
  const answer = await deps.province.enrol(doorOf(attempt), deps.book.registration(epoch));
  if (!answer.ok) return { kind: 'failed', lane: 'packets', cause: causeOf(answer.refusal) };
  const { token, receiptKey, mode } = answer.value;
  if (receiptKey !== connection.receiptKey || mode !== connection.mode)
    return { kind: 'failed', lane: 'packets', cause: { code: 'PROVINCE_CHANGED', data: {} } };
  const epochs = [...new Set([...(deps.book.connection()?.epochs ?? []), epoch])];
  deps.book.registered(connection, { token, epochs });
  connection.token = token;
  connection.epochs = epochs;
  return undefined;
}

/** Puts what the province lacks, by hash; what it has is not sent again. */
async function sendFiles(files: readonly WireFile[], attempt: Attempt): Promise<Outcome | undefined> {
  const { province } = attempt.deps;
  const hashes = [...new Set(files.map(({ sha256 }) => sha256))];
  const missing = await province.missingFiles(doorOf(attempt), hashes);
  // Even this small question got no answer, or nobody is admitted: that is more than the lane of files.
  if (!missing.ok)
    return fromRefusal(
      ['PROVINCE_UNREACHABLE', 'PROVINCE_NOT_ADMITTED'].includes(missing.refusal.code) ? 'packets' : 'files',
      missing.refusal,
      attempt,
    );
  for (const hash of hashes.filter((name) => missing.value.includes(name))) {
    const file = files.find(({ sha256 }) => sha256 === hash);
    const stopped = file === undefined ? undefined : await sendFile(file, attempt);
    if (stopped !== undefined) return stopped;
  }
  return undefined;
}

async function sendFile(file: WireFile, attempt: Attempt): Promise<Outcome | undefined> {
  const chunks = attempt.deps.openFile(file.sha256);
  if (chunks === undefined)
    return { kind: 'refused', cause: { code: 'FILE_GONE', data: { sha256: file.sha256 } } };
  let failure: unknown;
  async function* watched(source: AsyncIterable<Uint8Array>) {
    try {
      yield* source;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  const answer = await attempt.deps.province.putFile(doorOf(attempt), file, watched(chunks));
  if (failure !== undefined)
    return { kind: 'refused', cause: { code: 'FILE_UNREADABLE', data: { sha256: file.sha256 } } };
  return answer.ok ? undefined : fromRefusal('files', answer.refusal, attempt);
}

/** Only a refusal of the content needs a person; all else may pass. */
function fromRefusal(lane: Lane, refusal: ProvinceRefusal, attempt: Attempt, epoch?: number): Outcome {
  const cause = causeOf(refusal);
  if (refusal.code !== 'PROVINCE_REFUSED') return { kind: 'failed', lane, cause };
  const { status, reason } = refusal.data;
  // The province forgot the epoch (it was reset): the next attempt registers it again.
  if (reason === 'EPOCH_UNKNOWN' && epoch !== undefined) {
    attempt.connection.epochs = attempt.connection.epochs.filter((known) => known !== epoch);
    const { token, epochs } = attempt.connection;
    attempt.deps.book.registered(attempt.connection, { token, epochs });
  }
  if (reason === 'FILES_MISSING') return { kind: 'failed', lane: 'files', cause };
  const final = status === 422 || reason === 'PACKET_CONFLICT';
  return final ? { kind: 'refused', cause } : { kind: 'failed', lane, cause };
}

/** A refusal as it is kept: codes and figures, no lists. */
function causeOf({ code, data }: Refusal): Cause {
  const kept = Object.entries(data).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return { code, data: Object.fromEntries(kept) as Cause['data'] };
}

function doorOf({ connection, signal }: Attempt): ProvinceDoor {
  return { url: connection.url, bearer: connection.token, signal };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
