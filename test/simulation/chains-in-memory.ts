import type { Repositories } from '../../electron/host/repositories.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { RowCollector } from './bulk-rows.ts';
import type { SimulatedOffice } from './simulated-office.ts';

/**
 * The chains of a simulated office, going on where its founding left them. `versionOf` counts the events of a dossier, from 1.
 */
export function chainsInMemory(
  { running }: SimulatedOffice,
  rows: RowCollector,
  versionOf: (subjectId: string) => number,
) {
  const first = <Row>(sql: string): Row | undefined => running.rows<Row>(sql)[0];
  let audit = first<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  ) ?? {
    seq: 0,
    hash: '',
  };
  let packet = first<{ seq: number; sha256: string }>(
    'SELECT seq, sha256 FROM packet ORDER BY seq DESC LIMIT 1',
  ) ?? { seq: 0, sha256: '0'.repeat(64) };
  let event = first<{ seq: number | null }>('SELECT max(seq) AS seq FROM event')?.seq ?? 0;
  let lastAt: string | undefined;
  const series = first<{ id: string; first: number }>(
    "SELECT id, first_number AS first FROM number_series WHERE kind = 'dossier-code'",
  );
  if (series === undefined) throw new Error('the office has no series of dossier codes');
  const counters = new Map<string, number>();

  const repositories = {
    audit: {
      getHead: () => audit,
      insert(e: Parameters<Repositories['audit']['insert']>[0], hash: string) {
        const { seq, at, action, outcome, actorId, deviceId, requestId, correlationId, previousHash } = e;
        const detail = canonicalJson(e.detail);
        rows.put(
          'audit',
          seq,
          at,
          action,
          outcome,
          actorId,
          deviceId,
          requestId,
          correlationId,
          detail,
          previousHash,
          hash,
        );
        audit = { seq, hash };
      },
    },
    journal: {
      findLastEventAt: () => lastAt,
      recordPersonalValue(v: Parameters<Repositories['journal']['recordPersonalValue']>[0]) {
        const { commitment, subjectKind, subjectId, field, value, salt, recordedAt } = v;
        rows.put('personal_value', commitment, subjectKind, subjectId, field, value, salt, recordedAt, null);
      },
      append(e: Parameters<Repositories['journal']['append']>[0]) {
        event += 1;
        const version = versionOf(e.subjectId);
        rows.put(
          'event',
          event,
          e.id,
          e.subjectKind,
          e.subjectId,
          version,
          e.type,
          e.payload,
          e.occurredAt,
          e.actorId,
          e.deviceId,
          e.requestId,
        );
        lastAt = e.occurredAt;
        return { seq: event, version };
      },
    },
    outbox: {
      delivery: {},
      getHead: () => packet,
      insert(row: Parameters<Repositories['outbox']['insert']>[0]) {
        const { signature: _made, ...unsigned } = row;
        rows.putPacket(unsigned);
        packet = { seq: row.seq, sha256: row.sha256 };
      },
    },
    numbers: {
      takeNext(_kind: string, _symbol: null, day: string) {
        const number = counters.get(day) ?? series.first;
        counters.set(day, number + 1);
        return { seriesId: series.id, period: day, number, last: null };
      },
    },
  };
  return {
    repositories,
    /** Writes how far each day's codes were taken. */
    close(): void {
      for (const [day, next] of counters) rows.put('number_counter', series.id, day, next);
    },
  };
}
