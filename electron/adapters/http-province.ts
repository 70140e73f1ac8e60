import { Readable } from 'node:stream';
import * as z from 'zod';
import { ProgressAnswer } from '../../shared/domain/delivery/progress-wire.ts';
import {
  LedgerPage,
  MissingAnswer,
  PACKET_HEADERS,
  RegisterAnswer,
  SignedReceipt,
  StoredFile,
  WireRefusal,
} from '../../shared/domain/delivery/province-wire.ts';
import { AcknowledgedAnswer, SubmissionsAnswer } from '../../shared/domain/delivery/submission-wire.ts';
import { SignedSlipKeys } from '../../shared/domain/slip/slip-keys.ts';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import type { Province, ProvinceDoor, ProvinceRefusal } from '../host/ports/province.ts';
import { readBytes, reasonOf } from './http-answer.ts';

const MAX_ANSWER_BYTES = 1_000_000;
const ANSWER_MS = 20_000;
// A commune's line at its worst still moves 16 kB in a second; a file that moves slower than that is given up and tried again.
const SLOWEST_BYTES_PER_MS = 16;

interface Call {
  path: string;
  method: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  timeoutMs?: number;
}

/** The province over HTTP (docs/province-api.yaml). `answerMs` bounds every answer; a file gets more by its size. */
export function createHttpProvince({ answerMs = ANSWER_MS }: { answerMs?: number } = {}): Province {
  const call = <S extends z.ZodType>(door: ProvinceDoor, schema: S, request: Call) =>
    exchange(door, { timeoutMs: answerMs, ...request }, async (response) =>
      readAnswer(response, schema, await readText(response)),
    );
  const json = (path: string, body: unknown): Call => ({
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    enrol: (door, request) => call(door, RegisterAnswer, json('/v1/installations', request)),
    async missingFiles(door, hashes) {
      const answer = await call(door, MissingAnswer, json('/v1/files/missing', { hashes }));
      return answer.ok ? ok(answer.value.missing) : answer;
    },
    async putFile(door, { sha256, size, mediaType }, chunks) {
      const answer = await call(door, StoredFile, {
        path: `/v1/files/${sha256}`,
        method: 'PUT',
        headers: { 'content-type': mediaType },
        body: Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream,
        timeoutMs: answerMs + size / SLOWEST_BYTES_PER_MS,
      });
      if (!answer.ok) return answer;
      return answer.value.sha256 === sha256 && answer.value.size === size
        ? ok(undefined)
        : refuse('PROVINCE_ANSWER_UNREADABLE', { status: 200, detail: 'another file' });
    },
    sendPacket: (door, packet) =>
      call(door, SignedReceipt, {
        path: '/v1/packets',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [PACKET_HEADERS.epoch]: String(packet.epoch),
          [PACKET_HEADERS.seq]: String(packet.seq),
          [PACKET_HEADERS.keyId]: packet.keyId,
          [PACKET_HEADERS.signature]: Buffer.from(packet.signature).toString('base64'),
        },
        body: new Uint8Array(packet.bytes),
      }),
    ledger: (door, query) => {
      const asked = Object.entries(query).map(([key, value]) => [key, String(value)] as [string, string]);
      return call(door, LedgerPage, { path: `/v1/ledger?${new URLSearchParams(asked)}`, method: 'GET' });
    },
    slipKeys: (door) => call(door, SignedSlipKeys, { path: '/v1/slip-keys', method: 'GET' }),
    async submissions(door, epoch) {
      const answer = await call(door, SubmissionsAnswer, {
        path: `/v1/submissions?epoch=${epoch}`,
        method: 'GET',
      });
      return answer.ok ? ok(answer.value.submissions) : answer;
    },
    progress: (door, after) =>
      call(door, ProgressAnswer, { path: `/v1/progress?after=${after}`, method: 'GET' }),
    getFile: (door, { sha256, size }) =>
      exchange(
        door,
        { path: `/v1/files/${sha256}`, method: 'GET', timeoutMs: answerMs + size / SLOWEST_BYTES_PER_MS },
        async (response) => {
          if (response.status !== 200) return readAnswer(response, z.never(), await readText(response));
          // One byte more than was said is already another file.
          const bytes = await readBytes(response, size);
          return bytes === undefined
            ? refuse('PROVINCE_ANSWER_UNREADABLE', { status: 200, detail: 'too long' })
            : ok(bytes);
        },
      ),
    async acknowledge(door, acknowledgement) {
      const answer = await call(
        door,
        AcknowledgedAnswer,
        json('/v1/submissions/acknowledgements', acknowledgement),
      );
      if (!answer.ok) return answer;
      const { submissionId, revision } = answer.value;
      return submissionId === acknowledgement.submissionId && revision === acknowledgement.revision
        ? ok(undefined)
        : refuse('PROVINCE_ANSWER_UNREADABLE', { status: 200, detail: 'another submission' });
    },
  };
}

async function exchange<T>(
  door: ProvinceDoor,
  { path, method, headers, body, timeoutMs = ANSWER_MS }: Call,
  read: (response: Response) => Promise<Result<T, ProvinceRefusal>>,
): Promise<Result<T, ProvinceRefusal>> {
  const timeout = AbortSignal.timeout(Math.ceil(timeoutMs));
  const signal = door.signal === undefined ? timeout : AbortSignal.any([timeout, door.signal]);
  try {
    const response = await fetch(`${door.url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${door.bearer}`, accept: 'application/json' },
      // The bearer must never follow a redirection to another host.
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
    return await read(response);
  } catch (error) {
    return refuse('PROVINCE_UNREACHABLE', { reason: timeout.aborted ? 'TIMEOUT' : reasonOf(error) });
  }
}

function readAnswer<S extends z.ZodType>(
  { status }: Response,
  schema: S,
  text: string | undefined,
): Result<z.infer<S>, ProvinceRefusal> {
  const unreadable = (detail: string) => refuse('PROVINCE_ANSWER_UNREADABLE', { status, detail });
  if (status >= 500 || status === 408 || status === 429) return refuse('PROVINCE_FAILING', { status });
  if (status < 200 || (status >= 300 && status < 400)) return unreadable('redirected');
  if (text === undefined) return unreadable('too long');
  const value = parseJson(text);
  if (value === undefined) return unreadable('not JSON');
  if (status < 300) {
    const parsed = schema.safeParse(value);
    return parsed.success ? ok(parsed.data) : unreadable(`field ${parsed.error.issues[0]?.path.join('.')}`);
  }
  const refusal = WireRefusal.safeParse(value);
  if (!refusal.success) return unreadable('no refusal of the wire');
  return refused(status, refusal.data);
}

function refused(
  status: number,
  { code, detail, missing = [] }: WireRefusal,
): { ok: false; refusal: ProvinceRefusal } {
  if (status === 401 || status === 403) return refuse('PROVINCE_NOT_ADMITTED', { reason: code });
  return refuse('PROVINCE_REFUSED', { status, reason: code, detail, missing });
}

/** The body as text, or undefined when it is longer than any answer of the wire. */
async function readText(response: Response): Promise<string | undefined> {
  return (await readBytes(response, MAX_ANSWER_BYTES))?.toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
