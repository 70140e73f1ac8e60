import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod';
import { COPY_SNAPSHOTS } from '../../shared/domain/delivery/copy-wire.ts';
import { DigitisedSnapshot } from '../../shared/domain/delivery/digitised-wire.ts';
import { ProgressQuery } from '../../shared/domain/delivery/progress-wire.ts';
import {
  LedgerQuery,
  MAX_PACKET_BYTES,
  MissingRequest,
  PACKET_HEADERS,
  PacketEnvelope,
  PacketHeaders,
  RegisterRequest,
  type WireRefusal,
} from '../../shared/domain/delivery/province-wire.ts';
import { ResultSnapshot } from '../../shared/domain/delivery/result-wire.ts';
import { Acknowledgement, SubmissionsQuery } from '../../shared/domain/delivery/submission-wire.ts';
import { Sha256 } from '../../shared/types/ids.ts';
import type { FaultPlace, Faults } from './faults.ts';
import { garbled, spoiledReceipt } from './faulty-answers.ts';
import type { ProvinceRecords, ProvinceSelf } from './province-records.ts';
import type { ProvinceStore } from './province-store.ts';

interface Province {
  store: ProvinceStore;
  records: ProvinceRecords;
  self: ProvinceSelf;
  faults: Faults;
}
type Call = Context<{ Bindings: HttpBindings }>;
type Status = 401 | 404 | 409 | 413 | 422;

/** The reference province as an HTTP application (docs/province-api.yaml). */
export function createProvinceApp(province: Province): Hono<{ Bindings: HttpBindings }> {
  const { records, self, store } = province;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) =>
    error instanceof HTTPException
      ? error.getResponse()
      : c.json({ code: 'PROVINCE_FAILED', detail: error.name } satisfies WireRefusal, 500),
  );
  app.notFound((c) => c.json({ code: 'NOT_FOUND', detail: c.req.path } satisfies WireRefusal, 404));

  app.get('/v1/health', (c) =>
    c.json({ provinceName: self.name, mode: self.mode, version: 1, now: new Date().toISOString() }),
  );
  app.post('/v1/installations', (c) =>
    struck(province, c, 'installations', async () => {
      const request = parse(RegisterRequest, await readJson(c));
      const bearer = bearerOf(c);
      if (
        !(await records.isEnrolmentCode(bearer)) &&
        (await records.installationOf(bearer)) !== request.installationId
      )
        refuseWith(401, 'ENROLMENT_REFUSED', 'neither an enrolment code nor the token of this installation');
      if (request.mode !== self.mode) refuseWith(409, 'MODE_DIFFERS', self.mode);
      const answer = await records.register(request, self);
      return answer === undefined
        ? refuseWith(409, 'EPOCH_TAKEN', `epoch ${request.epoch} has another key`)
        : c.json(answer);
    }),
  );
  app.post('/v1/files/missing', (c) =>
    struck(province, c, 'missing', async () => {
      await admitted(records, c);
      return c.json({ missing: await records.missing(parse(MissingRequest, await readJson(c)).hashes) });
    }),
  );
  app.put('/v1/files/:sha256', (c) =>
    struck(province, c, 'files', async () => {
      await admitted(records, c);
      const hash = parse(Sha256, c.req.param('sha256'));
      const held = await records.sizeOf(hash);
      if (held !== undefined) {
        await c.req.raw.body?.cancel();
        return c.json({ sha256: hash, size: held });
      }
      const mediaType = c.req.header('content-type') ?? 'application/octet-stream';
      if (!(await store.putFile(hash, mediaType, c.req.raw.body)))
        refuseWith(422, 'HASH_DIFFERS', 'the bytes do not have this hash');
      return c.json({ sha256: hash, size: (await records.sizeOf(hash)) ?? 0 });
    }),
  );
  app.post('/v1/packets', (c) => struck(province, c, 'packets', () => takePacket(province, c)));
  app.get('/v1/files/:sha256', (c) =>
    struck(province, c, 'fetch', async () => {
      const installationId = await admitted(records, c);
      const hash = parse(Sha256, c.req.param('sha256'));
      if (!(await records.mayFetch(installationId, hash))) refuseWith(404, 'FILE_UNKNOWN', hash);
      return c.body(Readable.toWeb(createReadStream(join(store.files, hash))) as ReadableStream);
    }),
  );
  app.get('/v1/submissions', (c) =>
    struck(province, c, 'submissions', async () => {
      const installationId = await admitted(records, c);
      const { epoch } = parse(SubmissionsQuery, c.req.query());
      return c.json({ submissions: await records.offered(installationId, epoch) });
    }),
  );
  app.get('/v1/progress', (c) =>
    struck(province, c, 'progress', async () => {
      const installationId = await admitted(records, c);
      const { after } = parse(ProgressQuery, c.req.query());
      return c.json(await records.progress(installationId, after));
    }),
  );
  app.post('/v1/submissions/acknowledgements', (c) =>
    struck(province, c, 'acknowledge', async () => {
      const installationId = await admitted(records, c);
      const acknowledgement = parse(Acknowledgement, await readJson(c));
      if (!(await records.acknowledge(installationId, acknowledgement)))
        refuseWith(409, 'SUBMISSION_DIFFERS', 'no such submission was offered with this text');
      const { submissionId, revision } = acknowledgement;
      return c.json({ submissionId, revision });
    }),
  );
  app.get('/v1/slip-keys', (c) =>
    struck(province, c, 'slip-keys', async () => {
      await admitted(records, c);
      return c.json(await records.slipKeys(self));
    }),
  );
  app.get('/v1/ledger', (c) =>
    struck(province, c, 'ledger', async () => {
      const installationId = await admitted(records, c);
      return c.json(await records.ledger(installationId, parse(LedgerQuery, c.req.query())));
    }),
  );
  return app;
}

/** The snapshots whose shape the province asks for. */
const SNAPSHOTS: Record<string, z.ZodType> = {
  ...COPY_SNAPSHOTS,
  'dossier.digitised': DigitisedSnapshot,
  'dossier.result-recorded': ResultSnapshot,
};

async function takePacket({ records, self }: Province, c: Call): Promise<Response> {
  const installationId = await admitted(records, c);
  const headers = parse(PacketHeaders, pickHeaders(c));
  const bytes = await readBytes(c);
  const epoch = headers[PACKET_HEADERS.epoch];
  const keyId = headers[PACKET_HEADERS.keyId];
  const key = await records.keyOf(installationId, epoch, keyId);
  if (key === undefined) return refuseWith(409, 'EPOCH_UNKNOWN', `epoch ${epoch}, key ${keyId}`);
  const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
  if (!verify(null, bytes, publicKey, Buffer.from(headers[PACKET_HEADERS.signature], 'base64')))
    return refuseWith(422, 'SIGNATURE_WRONG', 'the bytes were not signed by this key');
  const envelope = parse(PacketEnvelope, jsonOf(bytes), 'ENVELOPE_UNREADABLE');
  if (
    envelope.installationId !== installationId ||
    envelope.epoch !== epoch ||
    envelope.seq !== headers[PACKET_HEADERS.seq] ||
    envelope.keyId !== keyId
  )
    return refuseWith(422, 'ENVELOPE_DIFFERS', 'the packet and its headers do not say the same');
  const shape = SNAPSHOTS[envelope.kind];
  if (shape !== undefined) parse(shape, envelope.snapshot, 'SNAPSHOT_UNREADABLE');
  const missing = await records.missing(envelope.files.map(({ sha256 }) => sha256));
  if (missing.length > 0) return refuseWith(409, 'FILES_MISSING', `${missing.length} files`, missing);
  const receipt = await records.keep({ bytes, envelope }, self);
  if (receipt === undefined)
    return refuseWith(409, 'PACKET_CONFLICT', `${epoch}:${envelope.seq} was received with other bytes`);
  return c.json(receipt);
}

/** Runs a handler, or the fault that is planned for its place. */
async function struck(
  province: Province,
  c: Call,
  place: FaultPlace,
  work: () => Promise<Response>,
): Promise<Response> {
  const fault = province.faults.take(place);
  switch (fault) {
    case undefined:
      return work();
    case 'garbage':
    case 'endless':
      return garbled(fault);
    case '500':
      return c.text('Internal Server Error', 500);
    case 'refuse':
      return refuseWith(422, 'CONTENT_REFUSED', 'cơ quan chưa có trong danh mục của tỉnh');
    case 'hang':
    case 'hang-after':
      if (fault === 'hang-after') await work();
      await new Promise((resolve) => c.env.outgoing.once('close', resolve));
      return RESPONSE_ALREADY_SENT;
    case 'drop':
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'drop-after':
      await work();
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'wrong-signature':
    case 'wrong-receipt':
      return spoiledReceipt(await work(), fault, province.self);
  }
}

/** The installation that the bearer token belongs to. */
async function admitted(records: ProvinceRecords, c: Call): Promise<string> {
  return (await records.installationOf(bearerOf(c))) ?? refuseWith(401, 'TOKEN_UNKNOWN', 'enrol again');
}

function bearerOf(c: Call): string {
  return /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

function pickHeaders(c: Call): Record<string, string | undefined> {
  return Object.fromEntries(Object.values(PACKET_HEADERS).map((name) => [name, c.req.header(name)]));
}

async function readBytes(c: Call): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of c.req.raw.body ?? []) {
    size += part.length;
    if (size > MAX_PACKET_BYTES) refuseWith(413, 'TOO_LARGE', `more than ${MAX_PACKET_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const readJson = async (c: Call) => jsonOf(await readBytes(c));

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuseWith(422, 'NOT_JSON', createHash('sha256').update(bytes).digest('hex'));
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown, code = 'UNREADABLE'): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuseWith(422, code, `${issue?.path.join('.')}: ${issue?.code}`);
}

function refuseWith(status: Status, code: string, detail: string, missing?: string[]): never {
  const body = { code, detail, ...(missing === undefined ? {} : { missing }) };
  throw new HTTPException(status, { res: Response.json(body, { status }) });
}
