import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { WriteDb } from '../../db/open.ts';
import { type DossierRow, type PartyRow, partyColumns } from '../../db/repositories/dossier-repository.ts';
import type { PacketRow } from '../../db/repositories/outbox-repository.ts';
import { createSearchRepository } from '../../db/repositories/search-repository.ts';
import { sha256Hex } from '../../electron/host/packet-signer.ts';
import type { Repositories } from '../../electron/host/repositories.ts';
import { createUnitOfWork } from '../../electron/host/unit-of-work.ts';
import { handOverResult } from '../../electron/usecases/dossier/hand-over-result.ts';
import { recordResult, startProcessing } from '../../electron/usecases/dossier/process-dossier.ts';
import { receiveDossier } from '../../electron/usecases/dossier/receive-dossier.ts';
import { refuseDossier, withdrawDossier } from '../../electron/usecases/life/end-dossier.ts';
import { askSupplement } from '../../electron/usecases/life/interrupt-dossier.ts';
import { resumeDossier } from '../../electron/usecases/life/resume-dossier.ts';
import type { CanonicalValue } from '../../shared/domain/canonical-json.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { isOpen } from '../../shared/domain/dossier/dossier-state.ts';
import { oldNumberOf, partyNumber } from '../../shared/domain/dossier/party.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { Result } from '../../shared/types/result.ts';
import type { Step } from './history.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import { inputOf } from './step-inputs.ts';

/** Steps that one transaction holds. */
const AT_ONCE = 4000;

const HANDLERS = {
  receive: { name: 'dossier.receive', run: receiveDossier.run },
  start: { name: 'dossier.startProcessing', run: startProcessing.run },
  ask: { name: 'life.askSupplement', run: askSupplement.run },
  resume: { name: 'life.resume', run: resumeDossier.run },
  refuse: { name: 'life.refuse', run: refuseDossier.run },
  withdraw: { name: 'life.withdraw', run: withdrawDossier.run },
  result: { name: 'dossier.recordResult', run: recordResult.run },
  'hand-over': { name: 'dossier.handOver', run: handOverResult.run },
} as const satisfies Record<Step['does'], { name: string; run: unknown }>;

type Row = (string | number | null | Uint8Array)[];

/**
 * Lives a history with the same use cases and the same unit of work, over records that are kept in memory while a dossier is open: its rows are written
 * once, with what they came to. Left out are the doors' work (sessions, permissions, parsing), first answers, and a commit to the disk for each
 * step. A test compares what it leaves with what the contract leaves, table by table.
 */
export async function liveInBulk(
  office: SimulatedOffice,
  steps: Iterable<Step>,
  lived: (at: string) => void,
  indexed: (entries: number) => void = () => undefined,
): Promise<void> {
  const { write } = office.running.host.active().folder;
  const quick = openForBulk(write);
  const book = createBook(office, write);
  const ids = new Map<number, string>();
  let count = 0;
  write.exec('BEGIN IMMEDIATE');
  for (const step of steps) {
    const { ended, dossierId } = book.live(step, ids.get(step.dossier));
    if (step.does === 'receive') ids.set(step.dossier, dossierId);
    else if (ended) ids.delete(step.dossier);
    count += 1;
    if (count % AT_ONCE === 0) {
      await book.settle();
      write.exec('COMMIT; BEGIN IMMEDIATE');
    }
    lived(step.at);
  }
  await book.settle();
  book.closeAll();
  write.exec('INSERT INTO search_due (dossier_id, backlog) SELECT id, 1 FROM dossier');
  createSearchRepository(write).fill(indexed);
  write.exec('COMMIT');
  quick.close();
}

/** Nothing else reads the file meanwhile, and a run that is cut off leaves nothing: so it need not be durable before its end. */
function openForBulk(write: WriteDb) {
  const triggers = write
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'search%'",
    )
    .all();
  for (const { name } of triggers) write.exec(`DROP TRIGGER ${name}`);
  write.pragma('synchronous=OFF');
  write.pragma('foreign_keys=OFF');
  write.pragma('cache_size=-3000000');
  write.pragma('wal_autocheckpoint=20000');
  return {
    close() {
      for (const { sql } of triggers) write.exec(sql);
      write.pragma('foreign_keys=ON');
      write.pragma('wal_autocheckpoint=1000');
      write.pragma('synchronous=FULL');
      write.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

interface Live {
  row: DossierRow & { updatedAt: Instant };
  parties: PartyRow[];
  steps: {
    id: string;
    details: { kind: string };
    begunAt: Instant;
    begunBy: string;
    dueBefore: string;
    endedAt: Instant | null;
    endedBy: string | null;
    brought: string | null;
    dueAfter: string | null;
  }[];
  version: number;
}

function createBook(office: SimulatedOffice, write: WriteDb) {
  const { host, clock } = office.running;
  const real = host.active().commandReaders;
  const put = inserter(write);
  const live = new Map<string, Live>();
  const openOf = new Map<string, string[]>();
  const last = write
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1')
    .get();
  let audit = last ?? { seq: 0, hash: '' };
  let event = write.prepare<[], number>('SELECT max(seq) FROM event').pluck().get() ?? 0;
  let result = 0;
  let lastAt = '';
  const device = real.devices.findHost();
  const installation = real.installation.get();
  const key = real.installation.getPacketKey();
  const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
  let head = write
    .prepare<[], { seq: number; sha256: string }>('SELECT seq, sha256 FROM packet ORDER BY seq DESC LIMIT 1')
    .get() ?? { seq: 0, sha256: '0'.repeat(64) };
  const packets: { row: PacketRow; signature: Promise<Uint8Array> }[] = [];
  const series = write
    .prepare<[], { id: string; first: number }>(
      "SELECT id, first_number AS first FROM number_series WHERE kind = 'dossier-code'",
    )
    .get();
  const counters = new Map<string, number>();
  let version: ReturnType<typeof real.office.getLatest> | undefined;
  let catalogue: ReturnType<typeof real.catalogues.newest> | undefined;
  let calendar: ReturnType<typeof real.calendars.now> | undefined;
  const get = (id: string) => live.get(id) as Live;

  const repositories = {
    audit: {
      getHead: () => audit,
      insert(
        entry: {
          seq: number;
          at: string;
          action: string;
          outcome: string;
          actorId: string | null;
          deviceId: string | null;
          requestId: string;
          correlationId: string;
          detail: CanonicalValue;
          previousHash: string;
        },
        hash: string,
      ) {
        put('audit', [
          entry.seq,
          entry.at,
          entry.action,
          entry.outcome,
          entry.actorId,
          entry.deviceId,
          entry.requestId,
          entry.correlationId,
          canonicalJson(entry.detail),
          entry.previousHash,
          hash,
        ]);
        audit = { seq: entry.seq, hash };
      },
    },
    answers: {},
    journal: {
      findLastEventAt: () => lastAt || undefined,
      recordPersonalValue: (v: {
        commitment: string;
        subjectKind: string;
        subjectId: string;
        field: string;
        value: string;
        salt: Uint8Array;
        recordedAt: string;
      }) =>
        put('personal_value', [
          v.commitment,
          v.subjectKind,
          v.subjectId,
          v.field,
          v.value,
          v.salt,
          v.recordedAt,
          null,
        ]),
      append(e: {
        id: string;
        subjectKind: string;
        subjectId: string;
        type: string;
        payload: string;
        occurredAt: string;
        actorId: string | null;
        deviceId: string;
        requestId: string;
      }) {
        const subject = get(e.subjectId);
        subject.version += 1;
        event += 1;
        put('event', [
          event,
          e.id,
          e.subjectKind,
          e.subjectId,
          subject.version,
          e.type,
          e.payload,
          e.occurredAt,
          e.actorId,
          e.deviceId,
          e.requestId,
        ]);
        lastAt = e.occurredAt;
        return { seq: event, version: subject.version };
      },
    },
    outbox: {
      delivery: {},
      getHead: () => head,
      insert(row: PacketRow) {
        packets.push({ row, signature: signed(row.bytes) });
        head = { seq: row.seq, sha256: row.sha256 };
      },
    },
    search: {},
    devices: { findHost: () => device },
    installation: { get: () => installation, getPacketKey: () => key },
    office: {
      findOn: () => (version ??= real.office.getLatest()),
      getLatest: () => (version ??= real.office.getLatest()),
    },
    catalogues: {
      on: () => (catalogue ??= real.catalogues.newest()),
      ofVersion: () => (catalogue ??= real.catalogues.newest()),
    },
    calendars: { now: () => (calendar ??= real.calendars.now()) },
    numbers: {
      takeNext(_kind: string, _symbol: null, day: string) {
        const number = counters.get(day) ?? (series?.first as number);
        counters.set(day, number + 1);
        return { seriesId: series?.id, period: day, number, last: null };
      },
    },
    dossiers: {
      find: (id: string) => live.get(id)?.row,
      parties: (id: string) => get(id).parties,
      insert(row: Omit<DossierRow, 'clockFrom'>) {
        live.set(row.id, {
          row: { ...row, clockFrom: row.receivedAt, updatedAt: row.receivedAt },
          parties: [],
          steps: [],
          version: 0,
        });
      },
      insertParty(id: string, role: PartyRow['role'], party: PartyRow['party']) {
        const dossier = get(id);
        dossier.parties.push({ role, party });
        const c = partyColumns(dossier.row.id, role, party);
        put('dossier_party', [id, role, c.name, c.folded, c.number, c.party, c.oldNumber]);
        if (role !== 'owner' && role !== 'submitter') return;
        for (const number of new Set([partyNumber(party), oldNumberOf(party)]))
          if (number !== null) remember(openKey(number, dossier.row.procedureCode), id);
      },
      insertComponent: (
        id: string,
        position: number,
        c: {
          componentId: string;
          name: string;
          source: string;
          original: number;
          certified: number;
          photocopy: number;
          onlyShown: boolean;
          paperReason: string | null;
          lookupPending: boolean;
        },
      ) =>
        put('dossier_component', [
          id,
          c.componentId,
          position,
          c.name,
          c.source,
          c.original,
          c.certified,
          c.photocopy,
          c.onlyShown ? 1 : 0,
          c.paperReason,
          c.lookupPending ? 1 : 0,
        ]),
      setState(id: string, state: DossierRow['state'], at: Instant) {
        Object.assign(get(id).row, { state, updatedAt: at });
      },
      appoint(
        id: string,
        {
          due,
          dueAt,
          engine,
          explanation,
        }: { due: string; dueAt: string; engine: number; explanation: readonly unknown[] },
        at: Instant,
      ) {
        Object.assign(get(id).row, { due, dueAt, deadlineEngine: engine, explanation, updatedAt: at });
      },
      // As the table answers it: the newest five, by the order of reception.
      openOf: (number: string, oldNumber: string | null, procedureCode: string) =>
        [number, oldNumber]
          .flatMap((one) => (one === null ? [] : (openOf.get(openKey(one, procedureCode)) ?? [])))
          .map((id) => ({ dossierId: id, code: get(id).row.code, at: get(id).row.receivedAt }))
          .sort((a, b) => (a.at < b.at ? 1 : -1))
          .slice(0, 5),
    },
    identities: {
      record: (c: {
        id: string;
        dossierId: string;
        occasion: string;
        role: string;
        name: string;
        method: string;
        note: string | null;
        settles: string | null;
        at: string;
        by: string;
      }) =>
        put('identity_check', [
          c.id,
          c.dossierId,
          c.occasion,
          c.role,
          c.name,
          c.method,
          c.note,
          c.settles,
          c.at,
          c.by,
        ]),
      repeat: (id: string, other: string, reason: string | null) =>
        put('repeated_dossier', [id, other, reason]),
    },
    results: {
      insert(r: { dossierId: string; description: string; sha256: string | null; at: string; by: string }) {
        result += 1;
        put('dossier_result', [result, r.dossierId, r.description, r.sha256, r.at, r.by, null, null]);
      },
      insertHandOver: (h: {
        dossierId: string;
        way: string;
        basis: string;
        receiver: unknown;
        together: unknown;
        paper: string | null;
        carrier: string | null;
        tracking: string | null;
        at: string;
        by: string;
      }) =>
        put('hand_over', [
          h.dossierId,
          h.way,
          h.basis,
          JSON.stringify(h.receiver),
          h.together === null ? null : JSON.stringify(h.together),
          h.paper,
          h.carrier,
          h.tracking,
          h.at,
          h.by,
          null,
          null,
          null,
        ]),
    },
    steps: {
      ofDossier: (id: string) => get(id).steps.map((step) => ({ ...step, kind: step.details.kind })),
      findPending: (id: string) =>
        get(id).steps.find(({ details, endedAt }) => endedAt === null && details.kind === 'supplement'),
      begin: ({
        dossierId,
        at,
        by,
        ...step
      }: {
        id: string;
        dossierId: string;
        details: { kind: string };
        at: string;
        by: string;
        dueBefore: string;
        dueAfter: string | null;
      }) =>
        void get(dossierId).steps.push({
          ...step,
          begunAt: at,
          begunBy: by,
          endedAt: null,
          endedBy: null,
          brought: null,
        }),
      end(
        id: string,
        {
          at,
          by,
          brought,
          dueAfter,
        }: { at: string; by: string; brought: string | null; dueAfter: string | null },
      ) {
        for (const { steps } of [live.get(current) as Live])
          for (const step of steps)
            if (step.id === id) Object.assign(step, { endedAt: at, endedBy: by, brought, dueAfter });
      },
    },
    linked: { ofDossier: () => [] },
    custody: { ofDossier: () => [] },
    copies: { ofDossier: () => [] },
    transfers: { findOpen: () => undefined },
    work: { findLast: () => undefined, end: () => false },
  };

  let current = '';
  const unitOfWork = createUnitOfWork({
    // A refusal ends the run, so nothing is ever rolled back.
    write: { transaction: (body: () => unknown) => ({ immediate: body }) } as unknown as WriteDb,
    repositories: { ...repositories, search: { indexChanged: () => undefined } } as unknown as Repositories,
    clock,
    identity: host.identity,
    signer: { seal: (content) => sealed(content) },
    feed: { publish: () => undefined } as never,
  });

  function remember(at: string, id: string): void {
    const known = openOf.get(at);
    if (known === undefined) openOf.set(at, [id]);
    else if (!known.includes(id)) known.push(id);
  }

  function signed(bytes: Uint8Array): Promise<Uint8Array> {
    return new Promise((done, failed) =>
      sign(null, bytes, privateKey, (error, signature) => (error === null ? done(signature) : failed(error))),
    );
  }

  /** A dossier that has ended is written as it came to be, and forgotten. */
  function close(id: string): void {
    const { row, steps, parties } = get(id);
    put('dossier', [
      row.id,
      row.code,
      row.codeRule,
      row.procedureCode,
      row.procedureName,
      row.caseId,
      row.caseName,
      row.catalogueVersion,
      row.processingOwner,
      row.state,
      row.channel,
      row.receivedAt,
      row.receivedBy,
      row.startsAt,
      row.due,
      row.dueAt,
      row.deadlineEngine,
      JSON.stringify(row.explanation),
      JSON.stringify(row.terms),
      row.updatedAt,
    ]);
    for (const s of steps)
      put('dossier_step', [
        s.id,
        id,
        s.details.kind,
        JSON.stringify(s.details),
        s.begunAt,
        s.begunBy,
        null,
        s.dueBefore,
        s.endedAt,
        s.endedBy,
        s.brought,
        s.dueAfter,
      ]);
    live.delete(id);
    for (const { party } of parties)
      for (const number of [partyNumber(party), oldNumberOf(party)]) {
        const at = number === null ? '' : openKey(number, row.procedureCode);
        const left = openOf.get(at)?.filter((other) => other !== id);
        if (left?.length === 0) openOf.delete(at);
        else if (left !== undefined) openOf.set(at, left);
      }
  }

  return {
    live(step: Step, dossierId: string | undefined) {
      clock.set(step.at);
      current = dossierId ?? '';
      const actor = office.clerks[step.clerk] as SimulatedOffice['clerks'][number];
      const { name, run } = HANDLERS[step.does];
      const call = {
        command: name,
        requestId: randomUUID(),
        correlationId: randomUUID(),
        actor,
        inputSha256: '',
        replay: 'none' as const,
      };
      const context = {
        host,
        actor,
        signedIn: () => actor,
        tx: unitOfWork.begin(call),
        counter: undefined,
        client: undefined,
      };
      const done = (run as (input: object, context: object) => Result<{ dossierId?: string }>)(
        inputOf(step, dossierId),
        context,
      );
      if (!done.ok) throw new Error(`${name} at ${step.at}: ${JSON.stringify(done.refusal)}`);
      const id = dossierId ?? (done.value.dossierId as string);
      const ended = !isOpen(get(id).row.state);
      if (ended) close(id);
      return { ended, dossierId: id };
    },
    /** Writes the packets whose signatures were made meanwhile. */
    async settle(): Promise<void> {
      const signatures = await Promise.all(packets.map(({ signature }) => signature));
      for (const [index, { row: p }] of packets.entries()) {
        put('packet', [
          p.epoch,
          p.seq,
          p.schemaVersion,
          p.kind,
          p.subjectKind,
          p.subjectId,
          p.eventSeq,
          p.bytes,
          p.sha256,
          p.previousSha256,
          p.keyId,
          signatures[index] as Uint8Array,
          p.createdAt,
        ]);
        put('packet_delivery', [p.epoch, p.seq, 'waiting', 0, null, null, null, p.createdAt]);
      }
      packets.length = 0;
    },
    closeAll(): void {
      for (const id of [...live.keys()]) close(id);
      for (const [day, next] of counters) put('number_counter', [series?.id as string, day, next]);
    },
  };
}

const openKey = (number: string, procedureCode: string) => `${number} ${procedureCode}`;

/** The signature comes later: it stands beside the bytes, not in the chain. */
function sealed(content: CanonicalValue) {
  const bytes = Buffer.from(canonicalJson(content), 'utf8');
  return { bytes, sha256: sha256Hex(bytes), signature: Buffer.alloc(0) };
}

/** Inserts rows by the order of their columns, which it checks against the table once. */
function inserter(write: WriteDb) {
  const statements = new Map<string, { run(...values: Row): unknown }>();
  return (table: string, row: Row): void => {
    let statement = statements.get(table);
    if (statement === undefined) {
      const { columns } = write
        .prepare<[], { columns: number }>(`SELECT count(*) AS columns FROM pragma_table_info('${table}')`)
        .get() as { columns: number };
      if (columns !== row.length) throw new Error(`${table} has ${columns} columns, not ${row.length}`);
      statement = write.prepare(
        `INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`,
      ) as unknown as { run(...values: Row): unknown };
      statements.set(table, statement);
    }
    statement.run(...row);
  };
}
