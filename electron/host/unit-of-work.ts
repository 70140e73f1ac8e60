import * as z from 'zod';
import type { WriteDb } from '../../db/open.ts';
import { immediate } from '../../db/transaction.ts';
import { auditPreimage } from '../../shared/domain/audit/audit-entry.ts';
import { type CanonicalValue, canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { Role } from '../../shared/domain/people/permissions.ts';
import { officeDay } from '../../shared/domain/time/office-time.ts';
import type { Clock, Instant, PlainDate } from '../../shared/types/clock.ts';
import { DeviceId, type UserId } from '../../shared/types/ids.ts';
import { ok, type Refusal, type Refused, type Result, refuse } from '../../shared/types/result.ts';
import { commitmentOf } from './commitment.ts';
import type { Identity } from './identity.ts';
import type { LiveFeed, Topic } from './live-feed.ts';
import { type PacketSigner, sha256Hex } from './packet-signer.ts';
import type { Repositories } from './repositories.ts';

/** The person behind a call, with the roles in force on the day of the call. */
export interface Actor {
  userId: UserId;
  displayName: string;
  roles: readonly Role[];
}

/** What the dispatcher knows of the call that a transaction belongs to. */
export interface CallInfo {
  command: string;
  requestId: string;
  correlationId: string;
  actor: Actor | undefined;
  inputSha256: string;
  replay: 'answer' | 'rerun' | 'none';
}

/** A fact of a dossier, a person, an office: what happened to whom. Personal values are committed to, not written into the payload. */
export interface NewEvent {
  subject: { kind: string; id: string };
  type: string;
  payload: Record<string, CanonicalValue>;
  personal?: Record<string, string>;
}

/** What leaves for the province with an event: the event's snapshot and the hashes of its files. */
export interface NewPacket {
  kind: string;
  snapshot: CanonicalValue;
  files: readonly { sha256: string; size: number; mediaType: string }[];
}

/** An event that has its place in the log. */
export interface RecordedEvent extends NewEvent {
  seq: number;
  id: string;
  version: number;
  sha256: string;
}

/** What a use case may do inside its transaction. */
export interface Work extends Omit<Repositories, 'audit' | 'answers' | 'journal' | 'outbox' | 'search'> {
  search: Pick<Repositories['search'], 'byCode' | 'forget'>;
  /** What people may do to packets that are in the outbox: look, and have them sent again. */
  outbox: Pick<Repositories['outbox'], 'findState'> &
    Pick<Repositories['outbox']['delivery'], 'putBack' | 'hurry'>;
  now: Instant;
  today: PlainDate;
  /** Appends an event to its subject's log. */
  record(event: NewEvent): RecordedEvent;
  /** Puts an event's packet into the outbox, chained and signed. */
  send(event: RecordedEvent, packet: NewPacket): { epoch: number; seq: number; sha256: string };
  /** Tells the windows, after the commit. */
  announce(topic: Topic): void;
}

/** The transaction of one command. */
export interface CommandTransaction {
  /**
   * One synchronous IMMEDIATE transaction: facts, events, audit entry, packets and the first answer commit together or not at all. A refusal
   * of `work` rolls back everything.
   */
  immediate<Out extends Result<unknown>>(work: (w: Work) => Out): Out | Refused<ClockBehind>;
  /** Commits facts that go with a refusal (a counted failure), audited as refused, and returns the refusal. */
  refusing<R extends Refusal>(refusal: R, work: (w: Work) => void): Refused<R> | Refused<ClockBehind>;
}

/** The clock shows a time before the last event: nothing is recorded until people have looked at it. */
export type ClockBehind = Refusal<'CLOCK_BEHIND', { now: string; lastEventAt: string }>;

interface Dependencies {
  write: WriteDb;
  repositories: Repositories;
  clock: Clock;
  identity: Identity;
  signer: PacketSigner;
  feed: LiveFeed;
}

const PACKET_SCHEMA_VERSION = 1;

/** Makes the transactions of commands over one open data folder. */
export function createUnitOfWork(deps: Dependencies) {
  const { repositories, clock } = deps;

  function begin(call: CallInfo): CommandTransaction {
    return {
      immediate: (work) => commit(call, 'done', work),
      refusing(refusal, work) {
        const result = commit(call, 'refused', (w) => {
          work(w);
          return ok(refusal);
        });
        return result.ok ? { ok: false, refusal } : result;
      },
    };
  }

  function commit<Out extends Result<unknown>>(
    call: CallInfo,
    outcome: 'done' | 'refused',
    work: (w: Work) => Out,
  ): Out | Refused<ClockBehind> {
    const topics = new Set<Topic>();
    const result = immediate(deps.write, (): Out | Refused<ClockBehind> => {
      const now = clock.now();
      const lastEventAt = repositories.journal.findLastEventAt();
      if (lastEventAt !== undefined && now < lastEventAt) return refuse('CLOCK_BEHIND', { now, lastEventAt });
      const trace: Trace = { events: [], packets: [] };
      const done = work(createWork(deps, call, now, trace, topics));
      if (!done.ok) return done;
      // What can be searched is what was committed: the index changes with the dossiers, or neither does.
      repositories.search.indexChanged();
      appendAudit(
        deps,
        call,
        now,
        outcome,
        traceDetail(trace, outcome === 'refused' ? (done.value as Refusal).code : undefined),
      );
      if (outcome === 'done' && call.replay === 'answer') {
        repositories.answers.insert({
          requestId: call.requestId,
          command: call.command,
          actorId: call.actor?.userId ?? null,
          inputSha256: call.inputSha256,
          answer: done.value ?? null,
          at: now,
        });
      }
      return done;
    });
    if (result.ok) for (const topic of topics) deps.feed.publish({ topic });
    return result;
  }

  /** Records in the audit log that a command was refused, in a transaction of its own. */
  function auditRefusal(call: CallInfo, code: string): void {
    immediate(deps.write, () => {
      appendAudit(deps, call, clock.now(), 'refused', { code });
      return { ok: true, value: undefined };
    });
  }

  return { begin, auditRefusal };
}
export type UnitOfWork = ReturnType<typeof createUnitOfWork>;

interface Trace {
  events: RecordedEvent[];
  packets: { epoch: number; seq: number; sha256: string }[];
}

/** The audit entry names each event and packet by hash, so the audit chain covers the event log and the outbox too. */
function traceDetail(trace: Trace, code: string | undefined): CanonicalValue {
  return {
    events: trace.events.map(({ seq, sha256 }) => ({ seq, sha256 })),
    packets: trace.packets.map(({ epoch, seq, sha256 }) => ({ epoch, seq, sha256 })),
    ...(code === undefined ? {} : { code }),
  };
}

function createWork(
  deps: Dependencies,
  call: CallInfo,
  now: Instant,
  trace: Trace,
  topics: Set<Topic>,
): Work {
  const { audit: _audit, answers: _answers, journal: _journal, outbox, search, ...facts } = deps.repositories;
  const { putBack, hurry } = outbox.delivery;
  return {
    ...facts,
    outbox: { findState: outbox.findState, putBack, hurry },
    search: { byCode: search.byCode, forget: search.forget },
    now,
    today: officeDay(now),
    record(event) {
      const recorded = recordEvent(deps, call, now, event);
      trace.events.push(recorded);
      return recorded;
    },
    send(event, packet) {
      const sent = enqueuePacket(deps, now, event, packet);
      trace.packets.push(sent);
      topics.add('outbox');
      return sent;
    },
    announce(topic) {
      topics.add(topic);
    },
  };
}

function hostDeviceId(repositories: Repositories): DeviceId {
  return DeviceId.parse(repositories.devices.findHost()?.id);
}

function recordEvent(deps: Dependencies, call: CallInfo, now: Instant, event: NewEvent): RecordedEvent {
  const { journal } = deps.repositories;
  const commitments: Record<string, string> = {};
  for (const [field, value] of Object.entries(event.personal ?? {})) {
    const salt = deps.identity.randomBytes(16);
    const commitment = commitmentOf(salt, field, value);
    commitments[field] = commitment;
    journal.recordPersonalValue({
      commitment,
      subjectKind: event.subject.kind,
      subjectId: event.subject.id,
      field,
      value,
      salt,
      recordedAt: now,
    });
  }
  const id = deps.identity.newId(EventId);
  const payload = canonicalJson({
    ...event.payload,
    ...(event.personal === undefined ? {} : { personal: commitments }),
  });
  const { seq, version } = journal.append({
    id,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    type: event.type,
    payload,
    occurredAt: now,
    actorId: call.actor?.userId ?? null,
    deviceId: hostDeviceId(deps.repositories),
    requestId: call.requestId,
  });
  const sha256 = sha256Hex(
    canonicalJson({
      id,
      subject: event.subject,
      version,
      type: event.type,
      payload,
      occurredAt: now,
      requestId: call.requestId,
    }),
  );
  return { ...event, seq, id, version, sha256 };
}

function enqueuePacket(deps: Dependencies, now: Instant, event: RecordedEvent, packet: NewPacket) {
  const { installation, outbox } = deps.repositories;
  const owner = installation.get();
  const key = installation.getPacketKey();
  const head = outbox.getHead(owner.epoch);
  const seq = head.seq + 1;
  const sealed = deps.signer.seal(
    {
      schemaVersion: PACKET_SCHEMA_VERSION,
      installationId: owner.id,
      epoch: owner.epoch,
      seq,
      previousSha256: head.sha256,
      keyId: key.id,
      kind: packet.kind,
      createdAt: now,
      event: { id: event.id, subject: event.subject, version: event.version, type: event.type },
      snapshot: packet.snapshot,
      files: packet.files.map(({ sha256, size, mediaType }) => ({ sha256, size, mediaType })),
    },
    key,
  );
  outbox.insert({
    epoch: owner.epoch,
    seq,
    schemaVersion: PACKET_SCHEMA_VERSION,
    kind: packet.kind,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    eventSeq: event.seq,
    bytes: sealed.bytes,
    sha256: sealed.sha256,
    previousSha256: head.sha256,
    keyId: key.id,
    signature: sealed.signature,
    createdAt: now,
  });
  return { epoch: owner.epoch, seq, sha256: sealed.sha256 };
}

function appendAudit(
  deps: Dependencies,
  call: CallInfo,
  now: Instant,
  outcome: 'done' | 'refused',
  detail: CanonicalValue,
): void {
  const { audit, devices } = deps.repositories;
  const head = audit.getHead();
  const entry = {
    seq: head.seq + 1,
    at: now,
    action: call.command,
    outcome,
    actorId: call.actor?.userId ?? null,
    deviceId: devices.findHost()?.id ?? null,
    requestId: call.requestId,
    correlationId: call.correlationId,
    detail,
    previousHash: head.hash,
  };
  audit.insert(entry, sha256Hex(auditPreimage(entry)));
}

const EventId = z.uuid();
