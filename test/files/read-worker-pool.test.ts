import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataFolder } from '../../db/folder/data-folder.ts';
import { migrationSources } from '../../db/migrations/sources.ts';
import type { WriteDb } from '../../db/open.ts';
import { createReadWorkerPool, ReadQueryFailed } from '../../db/readers/read-worker-pool.ts';
import { AUDIT_CHAIN_START, auditPreimage } from '../../shared/domain/audit/audit-entry.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { aPlace } from './a-data-folder.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const at = '2026-11-24T03:00:00.000Z';

/** Appends audit entries, each naming one event, as a command does. */
function appendEntries({ write }: DataFolder, count: number): void {
  write.transaction(() => insertEntries(write, count)).immediate();
}

function insertEntries(write: WriteDb, count: number): void {
  write.exec(
    "INSERT OR IGNORE INTO device (id, kind, name, registered_at) VALUES ('d1', 'host', 'Máy chủ', '2026-11-24T03:00:00.000Z')",
  );
  const event = write.prepare(
    `INSERT INTO event (seq, id, subject_kind, subject_id, version, type, payload, occurred_at, device_id, request_id)
     VALUES (?, ?, 'office', 'o1', ?, 'office.renamed', ?, ?, 'd1', ?)`,
  );
  const audit = write.prepare(
    `INSERT INTO audit (seq, at, action, outcome, device_id, request_id, correlation_id, detail, previous_hash, hash)
     VALUES (?, ?, 'office.rename', 'done', 'd1', ?, 'c', ?, ?, ?)`,
  );
  let previousHash = AUDIT_CHAIN_START;
  for (let seq = 1; seq <= count; seq++) {
    const [id, requestId, payload] = [`e${seq}`, `r${seq}`, canonicalJson({ n: seq })];
    event.run(seq, id, seq, payload, at, requestId);
    const subject = { kind: 'office', id: 'o1' };
    const hash = sha256(
      canonicalJson({
        id,
        subject,
        version: seq,
        type: 'office.renamed',
        payload,
        occurredAt: at,
        requestId,
      }),
    );
    const detail = { events: [{ seq, sha256: hash }], packets: [] };
    const entry = {
      seq,
      at,
      action: 'office.rename',
      outcome: 'done' as const,
      actorId: null,
      deviceId: 'd1',
      requestId,
      correlationId: 'c',
      detail,
      previousHash,
    };
    previousHash = sha256(auditPreimage(entry));
    audit.run(seq, at, requestId, canonicalJson(detail), entry.previousHash, previousHash);
  }
}

describe('readers in worker threads', () => {
  it('see what the writer has committed', async () => {
    const folder = await aPlace().create();
    expect(await folder.readerPool.run('countRows', { file: 'counter.db' })).toMatchObject({
      device: 0,
      schema_migration: migrationSources().length,
    });
    appendEntries(folder, 3);
    expect(await folder.readerPool.run('countRows', { file: 'counter.db' })).toMatchObject({
      device: 1,
      event: 3,
      audit: 3,
    });
  });

  it('answer many queries at once', async () => {
    const folder = await aPlace().create();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => folder.readerPool.run('quickCheck', { file: 'counter.db' })),
    );
    expect(all.flat()).toEqual([]);
  });

  it('answer a failure with its code and work on', async () => {
    const folder = await aPlace().create();
    const missing = folder.readerPool.run('hashFile', { path: join(folder.path, 'nothing') });
    await expect(missing).rejects.toBeInstanceOf(ReadQueryFailed);
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
    expect(
      await folder.readerPool.run('hashFile', { path: join(folder.path, 'keyslots.json') }),
    ).toHaveLength(64);
  });

  it('cannot write the file they read', async () => {
    const folder = await aPlace().create();
    const before = statSync(join(folder.path, 'counter.db')).mtimeMs;
    await folder.readerPool.run('quickCheck', { file: 'counter.db' });
    expect(statSync(join(folder.path, 'counter.db')).mtimeMs).toBe(before);
  });

  it('stop a running and a waiting query when told to, and the next query still runs', async () => {
    const folder = await aPlace().create();
    appendEntries(folder, 4000);
    const abort = new AbortController();
    const running = folder.readerPool.run('verifyAudit', {}, { signal: abort.signal });
    const rest = [0, 1, 2].map(() => folder.readerPool.run('verifyAudit', {}, { signal: abort.signal }));
    abort.abort(new Error('the person went away'));
    for (const query of [running, ...rest]) await expect(query).rejects.toThrow('the person went away');
    expect((await folder.readerPool.run('verifyAudit', {})).intact).toBe(true);
    await expect(folder.readerPool.run('verifyAudit', {}, { signal: abort.signal })).rejects.toThrow(
      'the person went away',
    );
  });

  it('end in the middle of their start without taking the process with them', async () => {
    for (let pause = 0; pause < 120; pause += 15) {
      const pool = createReadWorkerPool(() => ({ path: 'nowhere.db', key: Buffer.alloc(32) }));
      const query = pool.run('countRows', { file: 'counter.db' }).catch(String);
      await Promise.race([query, new Promise((resolve) => setTimeout(resolve, pause))]);
      await pool.close();
      expect(await query).toMatch(/closed|unable to open/u);
    }
  });

  it('refuse queries after the close', async () => {
    const folder = await aPlace().create();
    await folder.close();
    await expect(folder.readerPool.run('countRows', { file: 'counter.db' })).rejects.toThrow('closed');
  });
});

describe('verifying the audit chain', () => {
  it('passes an untouched chain and answers its head', async () => {
    const folder = await aPlace().create();
    expect(await folder.readerPool.run('verifyAudit', {})).toEqual({
      entries: 0,
      intact: true,
      firstBrokenSeq: null,
      head: AUDIT_CHAIN_START,
    });
    appendEntries(folder, 20);
    const head = folder.read.prepare('SELECT hash FROM audit ORDER BY seq DESC').pluck().get();
    expect(await folder.readerPool.run('verifyAudit', {})).toEqual({
      entries: 20,
      intact: true,
      firstBrokenSeq: null,
      head,
    });
  });

  it.each([
    [
      'an entry was changed',
      "DROP TRIGGER audit_is_append_only_update; UPDATE audit SET action = 'x' WHERE seq = 7",
      7,
    ],
    [
      'an entry was taken out',
      'DROP TRIGGER audit_is_append_only_delete; DELETE FROM audit WHERE seq = 7',
      8,
    ],
    [
      'an event was changed',
      'DROP TRIGGER event_is_append_only_update; UPDATE event SET payload = \'{"n":8}\' WHERE seq = 7',
      7,
    ],
    [
      'an event was taken out',
      'DROP TRIGGER event_is_append_only_delete; DELETE FROM event WHERE seq = 7',
      7,
    ],
  ])('finds that %s', async (_what, sql, firstBrokenSeq) => {
    const folder = await aPlace().create();
    appendEntries(folder, 20);
    folder.write.exec(sql);
    expect(await folder.readerPool.run('verifyAudit', {})).toMatchObject({
      entries: 6,
      intact: false,
      firstBrokenSeq,
    });
  });
});
