import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDataFolder } from '../../db/folder/data-folder.ts';
import { createKeyFileWrapper } from '../../db/folder/key-slots.ts';
import { systemClock } from '../../electron/host/system-clock.ts';
import { AUDIT_CHAIN_START, auditPreimage } from '../../shared/domain/audit/audit-entry.ts';

/** What an auditor finds in a closed data folder. */
export interface Facts {
  doubledRequests: number;
  answers: Set<string>;
  blobs: number;
  faults: string[];
}

interface AuditRow {
  seq: number;
  at: string;
  action: string;
  outcome: 'done' | 'refused';
  actorId: string | null;
  deviceId: string | null;
  requestId: string;
  correlationId: string;
  detail: string;
  previousHash: string;
  hash: string;
}

/** Opens a folder as a host would and checks chains, versions, packets and blobs with code of its own. */
export async function inspectFacts(path: string): Promise<Facts> {
  const opened = await openDataFolder({
    path,
    wrappers: [createKeyFileWrapper(join(path, 'counter.key'))],
    clock: systemClock,
  });
  if (!opened.ok) throw new Error(`the folder does not open: ${JSON.stringify(opened.refusal)}`);
  const folder = opened.value;
  const { read } = folder;
  const rows = <T>(sql: string) => read.prepare(sql).all() as T[];
  const faults: string[] = [];
  const check = (fine: boolean, fault: string) => {
    if (!fine) faults.push(fault);
  };
  try {
    check(rows<{ quick_check: string }>('PRAGMA quick_check')[0]?.quick_check === 'ok', 'quick_check');
    checkAuditChain(
      rows<AuditRow>(`
      SELECT seq, at, action, outcome, actor_id AS actorId, device_id AS deviceId, request_id AS requestId, correlation_id AS correlationId,
        detail, previous_hash AS previousHash, hash FROM audit ORDER BY seq`),
      check,
    );
    checkPackets(
      rows('SELECT epoch, seq, bytes, sha256, previous_sha256 AS previous FROM packet ORDER BY epoch, seq'),
      check,
    );
    const gaps = rows<{ n: number }>(`
      SELECT count(*) AS n FROM (SELECT max(version) AS top, count(*) AS n FROM event GROUP BY subject_kind, subject_id) WHERE top <> n`);
    check(gaps[0]?.n === 0, 'event versions have gaps');
    const orphans = rows<{ n: number }>(`
      SELECT (SELECT count(*) FROM request_answer a WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.request_id = a.request_id)) AS n`);
    check(orphans[0]?.n === 0, 'an answer without its event');
    for (const blob of rows<never>(
      'SELECT sha256, size, media_type AS mediaType, segment, key_id AS keyId FROM blob',
    ))
      await folder.blobs.readAll(blob);
    const doubled = rows<{ n: number }>(`
      SELECT count(*) AS n FROM (SELECT 1 FROM event GROUP BY request_id, type HAVING count(*) > 1)`);
    return {
      doubledRequests: doubled[0]?.n ?? -1,
      answers: new Set(
        rows<{ id: string }>('SELECT request_id AS id FROM request_answer').map(({ id }) => id),
      ),
      blobs: rows('SELECT 1 FROM blob').length,
      faults,
    };
  } finally {
    await folder.close();
  }
}

function checkAuditChain(entries: AuditRow[], check: (fine: boolean, fault: string) => void): void {
  let previous = AUDIT_CHAIN_START;
  for (const [index, { hash, ...entry }] of entries.entries()) {
    check(entry.seq === index + 1, `audit gap before ${entry.seq}`);
    check(entry.previousHash === previous, `audit chain broken at ${entry.seq}`);
    const text = auditPreimage({ ...entry, detail: JSON.parse(entry.detail) });
    check(createHash('sha256').update(text).digest('hex') === hash, `audit hash wrong at ${entry.seq}`);
    previous = hash;
  }
}

function checkPackets(
  packets: { epoch: number; seq: number; bytes: Buffer; sha256: string; previous: string }[],
  check: (fine: boolean, fault: string) => void,
): void {
  let previous = { epoch: 0, seq: 0, sha256: '' };
  for (const packet of packets) {
    const first = packet.epoch !== previous.epoch;
    check(packet.seq === (first ? 1 : previous.seq + 1), `packet gap before ${packet.epoch}/${packet.seq}`);
    check(
      packet.previous === (first ? '0'.repeat(64) : previous.sha256),
      `packet chain broken at ${packet.epoch}/${packet.seq}`,
    );
    check(
      createHash('sha256').update(packet.bytes).digest('hex') === packet.sha256,
      `packet hash wrong at ${packet.epoch}/${packet.seq}`,
    );
    previous = packet;
  }
}
