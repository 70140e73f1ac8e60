import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { ledgerPreimage } from '../../shared/domain/delivery/ledger.ts';
import type { ProgressAnswer } from '../../shared/domain/delivery/progress-wire.ts';
import type {
  LedgerPage,
  LedgerQuery,
  PacketEnvelope,
  ProvinceMode,
  Receipt,
  RegisterAnswer,
  RegisterRequest,
  SignedReceipt,
} from '../../shared/domain/delivery/province-wire.ts';
import type { Acknowledgement, OfferedSubmission } from '../../shared/domain/delivery/submission-wire.ts';
import type { SignedSlipKeys, SlipKey } from '../../shared/domain/slip/slip-keys.ts';
import { makeReceiptKey, type ProvinceStore } from './province-store.ts';

const PAGE = 500;
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/** Who the province is: its name, its mode and the key that signs its receipts. */
export interface ProvinceSelf {
  name: string;
  mode: ProvinceMode;
  privateKeyDer: Buffer;
  receiptKey: string;
}

/** A revision of a submission, as its exact text. */
export interface Filing {
  id: string;
  revision: number;
  text: string;
}

/** A packet that arrived whole and was signed by a registered key. */
export interface ArrivedPacket {
  bytes: Buffer;
  envelope: PacketEnvelope;
}

/** What the reference province knows how to do, apart from HTTP. */
export function createProvinceRecords({ db }: ProvinceStore) {
  async function self(initial: { name: string; mode: ProvinceMode }): Promise<ProvinceSelf> {
    const fresh = makeReceiptKey().privateKey.export({ format: 'der', type: 'pkcs8' });
    await db.query(
      'INSERT INTO province (name, mode, receipt_private_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [initial.name, initial.mode, fresh],
    );
    const { rows } = await db.query<{ name: string; mode: ProvinceMode; key: Uint8Array }>(
      'SELECT name, mode, receipt_private_key AS key FROM province',
    );
    const row = rows[0];
    if (row === undefined) throw new Error('the province has no record of itself');
    const privateKeyDer = Buffer.from(row.key);
    const publicKey = createPublicKey(
      createPrivateKey({ key: privateKeyDer, format: 'der', type: 'pkcs8' }),
    ).export({ format: 'der', type: 'spki' });
    return { name: row.name, mode: row.mode, privateKeyDer, receiptKey: publicKey.toString('base64') };
  }

  async function knows(query: string, parameters: unknown[]): Promise<boolean> {
    return (await db.query(query, parameters)).rows.length > 0;
  }

  return {
    self,
    async admitCode(code: string): Promise<void> {
      await db.query('INSERT INTO enrolment_code VALUES ($1) ON CONFLICT DO NOTHING', [sha256(code)]);
    },
    isEnrolmentCode: (code: string) =>
      knows('SELECT 1 FROM enrolment_code WHERE code_sha256 = $1', [sha256(code)]),
    async installationOf(token: string): Promise<string | undefined> {
      const { rows } = await db.query<{ id: string }>(
        'SELECT installation_id AS id FROM installation_token WHERE token_sha256 = $1',
        [sha256(token)],
      );
      return rows[0]?.id;
    },
    /** Registers an epoch; undefined when this epoch already has another key. The same again is success and brings another token. */
    register: (request: RegisterRequest, province: ProvinceSelf) => register(db, request, province),
    async missing(hashes: readonly string[]): Promise<string[]> {
      const { rows } = await db.query<{ sha256: string }>('SELECT sha256 FROM file WHERE sha256 = ANY ($1)', [
        hashes,
      ]);
      const held = new Set(rows.map((row) => row.sha256));
      return [...new Set(hashes)].filter((hash) => !held.has(hash));
    },
    async sizeOf(hash: string): Promise<number | undefined> {
      const { rows } = await db.query<{ size: number }>('SELECT size FROM file WHERE sha256 = $1', [hash]);
      return rows[0] === undefined ? undefined : Number(rows[0].size);
    },
    async keyOf(installationId: string, epoch: number, keyId: string): Promise<Buffer | undefined> {
      const { rows } = await db.query<{ key: Uint8Array }>(
        'SELECT public_key AS key FROM installation_epoch WHERE installation_id = $1 AND epoch = $2 AND key_id = $3',
        [installationId, epoch, keyId],
      );
      return rows[0] === undefined ? undefined : Buffer.from(rows[0].key);
    },
    /** Keeps a packet and gives its receipt; undefined when other bytes have its number. The same bytes bring the same receipt. */
    keep: (packet: ArrivedPacket, province: ProvinceSelf) => keep(db, packet, province),
    ledger: (installationId: string, query: LedgerQuery) => ledger(db, installationId, query),
    /** What a citizen filed with an agency, signed as it will be offered; `text` may be anything, for tests of a careless province. */
    async file(agencyCode: string, { id, revision, text }: Filing, province: ProvinceSelf): Promise<void> {
      const signature = signText(text, province.privateKeyDer);
      await db.query(
        'INSERT INTO submission (id, revision, agency_code, text, signature) VALUES ($1, $2, $3, $4, $5)',
        [id, revision, agencyCode, text, signature],
      );
    },
    /** The oldest submissions of its agency that an epoch of an installation has not acknowledged; they are this installation's from now on. */
    async offered(installationId: string, epoch: number): Promise<OfferedSubmission[]> {
      await db.query(
        `UPDATE submission SET installation_id = $1 WHERE installation_id IS NULL
          AND agency_code = (SELECT agency_code FROM installation WHERE id = $1)`,
        [installationId],
      );
      const { rows } = await db.query<{ id: string; revision: number; text: string; signature: string }>(
        `SELECT id, revision, text, signature FROM submission WHERE installation_id = $1 AND acknowledged_epoch < $2 ORDER BY arrival LIMIT 5`,
        [installationId, epoch],
      );
      return rows.map(({ id, revision, text, signature }) => ({
        submissionId: id,
        revision: Number(revision),
        submission: text,
        signature,
      }));
    },
    /** The keys of every epoch of every installation, signed; those of practice sign slips of practice. */
    async slipKeys({ name, mode, privateKeyDer }: ProvinceSelf): Promise<SignedSlipKeys> {
      const { rows } = await db.query<
        Omit<SlipKey, 'publicKey' | 'officeName'> & { publicKey: Uint8Array; officeName: string | null }
      >(
        `SELECT e.key_id AS "keyId", i.id AS "installationId", i.agency_code AS "agencyCode", e.public_key AS "publicKey", e.revoked_at AS "revokedAt",
          (SELECT coalesce(s ->> 'name', s ->> 'officeName') FROM (
            SELECT arrival, convert_from(bytes, 'UTF8')::jsonb -> 'snapshot' AS s FROM packet
            WHERE installation_id = i.id AND kind IN ('installation.created', 'office.renamed')
          ) said ORDER BY arrival DESC LIMIT 1) AS "officeName"
        FROM installation_epoch e JOIN installation i ON i.id = e.installation_id ORDER BY i.id, e.epoch`,
      );
      // An office that has not said its name yet is known by its code.
      const named = rows.map((row) => ({ ...row, officeName: row.officeName ?? row.agencyCode }));
      const keys = named.map((row) => ({ ...row, publicKey: Buffer.from(row.publicKey).toString('base64') }));
      const list = canonicalJson({ provinceName: name, mode, issuedAt: new Date().toISOString(), keys });
      return { list, signature: signText(list, privateKeyDer) };
    },
    /** No longer believes what a key signs; null takes that back. */
    async revokeKey(keyId: string, at: string | null): Promise<void> {
      await db.query('UPDATE installation_epoch SET revoked_at = $2 WHERE key_id = $1', [keyId, at]);
    },
    /** Notes an acknowledgement, once or again; false when nothing of that text was offered to this installation. */
    async acknowledge(installationId: string, said: Acknowledgement): Promise<boolean> {
      const { rows } = await db.query<{ text: string }>(
        'SELECT text FROM submission WHERE id = $1 AND revision = $2 AND installation_id = $3',
        [said.submissionId, said.revision, installationId],
      );
      if (rows[0] === undefined || sha256(rows[0].text) !== said.sha256) return false;
      await db.query(
        `UPDATE submission SET acknowledged_epoch = greatest(acknowledged_epoch, $4), outcome = $5, reason = $6
          WHERE id = $1 AND revision = $2 AND installation_id = $3`,
        [said.submissionId, said.revision, installationId, said.epoch, said.outcome, said.reason],
      );
      return true;
    },
    /** How many steps of a dossier were told: the number of the last. */
    async progressNumber(code: string): Promise<number> {
      const { rows } = await db.query<{ number: number | null }>(
        'SELECT max(number) AS number FROM progress WHERE dossier_code = $1',
        [code],
      );
      return Number(rows[0]?.number ?? 0);
    },
    /** Puts a step into a counter's list, signed unless a signature is given; the text is made for its place in the list. */
    async tell(
      installationId: string,
      { code, number }: { code: string; number: number },
      province: ProvinceSelf,
      make: (cursor: number) => string,
      signature?: string,
    ): Promise<void> {
      const { rows } = await db.query<{ cursor: number }>("SELECT nextval('progress_cursor') AS cursor");
      const cursor = Number(rows[0]?.cursor);
      const text = make(cursor);
      await db.query(
        'INSERT INTO progress (cursor, installation_id, dossier_code, number, text, signature) VALUES ($1, $2, $3, $4, $5, $6)',
        [cursor, installationId, code, number, text, signature ?? signText(text, province.privateKeyDer)],
      );
    },
    /** What follows a place in a counter's list, the oldest first. */
    async progress(installationId: string, after: number): Promise<ProgressAnswer> {
      const { rows } = await db.query<{ cursor: number; text: string; signature: string }>(
        'SELECT cursor, text, signature FROM progress WHERE installation_id = $1 AND cursor > $2 ORDER BY cursor LIMIT 25',
        [installationId, after],
      );
      const { rows: ends } = await db.query<{ last: number | null }>(
        'SELECT max(cursor) AS last FROM progress WHERE installation_id = $1',
        [installationId],
      );
      return {
        entries: rows.map(({ cursor, text, signature }) => ({
          cursor: Number(cursor),
          entry: text,
          signature,
        })),
        last: Number(ends[0]?.last ?? 0),
      };
    },
    /** Whether a file belongs to a submission that was offered to the installation. */
    mayFetch: (installationId: string, hash: string) =>
      knows(
        `SELECT 1 FROM submission JOIN file ON file.sha256 = $2 WHERE installation_id = $1 AND strpos(text, $2) > 0`,
        [installationId, hash],
      ),
  };
}
export type ProvinceRecords = ReturnType<typeof createProvinceRecords>;
type Db = ProvinceStore['db'];

async function register(
  db: Db,
  request: RegisterRequest,
  province: ProvinceSelf,
): Promise<RegisterAnswer | undefined> {
  const key = Buffer.from(request.publicKey, 'base64');
  await db.query(
    `INSERT INTO installation (id, agency_code, name, registered_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET agency_code = excluded.agency_code, name = excluded.name`,
    [request.installationId, request.agencyCode, request.name, new Date().toISOString()],
  );
  await db.query(
    'INSERT INTO installation_epoch (installation_id, epoch, key_id, public_key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [request.installationId, request.epoch, request.keyId, key],
  );
  const { rows } = await db.query<{ id: string; key: Uint8Array }>(
    'SELECT key_id AS id, public_key AS key FROM installation_epoch WHERE installation_id = $1 AND epoch = $2',
    [request.installationId, request.epoch],
  );
  const kept = rows[0];
  if (kept === undefined || kept.id !== request.keyId || !Buffer.from(kept.key).equals(key)) return undefined;
  const token = randomBytes(32).toString('base64url');
  await db.query('INSERT INTO installation_token VALUES ($1, $2)', [sha256(token), request.installationId]);
  return { token, receiptKey: province.receiptKey, provinceName: province.name, mode: province.mode };
}

async function keep(
  db: Db,
  { bytes, envelope }: ArrivedPacket,
  province: ProvinceSelf,
): Promise<SignedReceipt | undefined> {
  const { installationId, epoch, seq, kind, createdAt, event, files } = envelope;
  const packetSha256 = sha256(bytes);
  const receipt: Receipt = {
    receiptId: uuidv7(),
    installationId,
    epoch,
    seq,
    packetSha256: packetSha256 as Receipt['packetSha256'],
    files: files.map((file) => file.sha256),
    receivedAt: new Date().toISOString(),
  };
  const signed = signReceipt(receipt, province.privateKeyDer);
  await db.query(
    `INSERT INTO packet (installation_id, epoch, seq, sha256, kind, subject_kind, subject_id, bytes, created_at, received_at, receipt, receipt_signature)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [
      installationId,
      epoch,
      seq,
      packetSha256,
      kind,
      event.subject.kind,
      event.subject.id,
      bytes,
      createdAt,
      receipt.receivedAt,
      signed.receipt,
      signed.signature,
    ],
  );
  const { rows } = await db.query<{ sha256: string; receipt: string; signature: string }>(
    'SELECT sha256, receipt, receipt_signature AS signature FROM packet WHERE installation_id = $1 AND epoch = $2 AND seq = $3',
    [installationId, epoch, seq],
  );
  const kept = rows[0];
  if (kept === undefined || kept.sha256 !== packetSha256) return undefined;
  return { receipt: kept.receipt, signature: kept.signature };
}

/** A receipt's exact text with the signature over it. */
export function signReceipt(receipt: Receipt, privateKeyDer: Buffer): SignedReceipt {
  const text = canonicalJson(receipt);
  return { receipt: text, signature: signText(text, privateKeyDer) };
}

/** Ed25519 over the UTF-8 bytes of a text, base64. */
function signText(text: string, privateKeyDer: Buffer): string {
  const key = createPrivateKey({ key: privateKeyDer, format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
}

async function ledger(db: Db, installationId: string, query: LedgerQuery): Promise<LedgerPage> {
  const { rows } = await db.query<Record<string, string | number>>(
    `SELECT epoch, seq, sha256, kind, created_at, received_at FROM packet
    WHERE installation_id = $1 AND created_at >= $2 AND created_at < $3 AND ($4::bigint IS NULL OR epoch = $4) ORDER BY epoch, seq`,
    [installationId, query.from, query.to, query.epoch ?? null],
  );
  const packets = rows.map((row) => ({
    epoch: Number(row['epoch']),
    seq: Number(row['seq']),
    sha256: String(row['sha256']) as LedgerPage['chainSha256'],
    kind: String(row['kind']),
    createdAt: String(row['created_at']),
    receivedAt: String(row['received_at']),
  }));
  const [afterEpoch, afterSeq] = (query.after ?? '0:0').split(':').map(Number) as [number, number];
  const rest = packets.filter(
    ({ epoch, seq }) => epoch > afterEpoch || (epoch === afterEpoch && seq > afterSeq),
  );
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  return {
    packets: page,
    count: packets.length,
    chainSha256: sha256(ledgerPreimage(packets)) as LedgerPage['chainSha256'],
    next: rest.length > PAGE && last !== undefined ? `${last.epoch}:${last.seq}` : null,
  };
}
