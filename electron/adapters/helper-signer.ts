import type * as z from 'zod';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import type { HelperProcesses, HelperRefusal } from '../host/ports/helper-process.ts';
import {
  type EngineJob,
  type FileChange,
  type JobOutcome,
  jobValues,
  type KeyJob,
  type PreparedManifest,
  type PreparedSignature,
  type Signer,
  type SignerRefusal,
  signatureEngineKind,
  signingKeysKind,
} from '../host/ports/signer.ts';

/** A driver that asks for a touch or a second PIN on its own pad may take this long. */
const KEY_TIMEOUT_MS = 120_000;
const ENGINE_TIMEOUT_MS = 60_000;
const MEMORY_LIMIT_MB = 1024;

/** The signer of this machine: PKCS#12 files and tokens, each piece of work in a helper process. Other devices are refused. */
export function createHelperSigner(helpers: HelperProcesses, ownDeviceId: () => string | undefined): Signer {
  async function answer<S extends z.ZodType>(
    request: { deviceId: string },
    value: S,
    start: () => Promise<Result<JobOutcome, HelperRefusal>>,
  ): Promise<Result<z.infer<S>, SignerRefusal | HelperRefusal>> {
    if (request.deviceId !== ownDeviceId()) return refuse('DEVICE_UNKNOWN', { deviceId: request.deviceId });
    const run = await start();
    if (!run.ok) return run;
    return run.value.ok ? ok(value.parse(run.value.value)) : run.value;
  }

  const keys = <J extends KeyJob>(job: J) =>
    helpers.run(signingKeysKind, job, { timeoutMs: KEY_TIMEOUT_MS, memoryLimitMb: MEMORY_LIMIT_MB });
  const engine = <J extends EngineJob>(job: J) =>
    helpers.run(signatureEngineKind, job, { timeoutMs: ENGINE_TIMEOUT_MS, memoryLimitMb: MEMORY_LIMIT_MB });

  return {
    tokens: (request) => answer(request, jobValues.tokens, () => keys({ job: 'tokens', request })),
    certificates: (request) =>
      answer(request, jobValues.certificates, () => keys({ job: 'certificates', request })),
    sign: (request) => answer(request, jobValues.sign, () => keys({ job: 'sign', request })),
    async addFields(request) {
      const job = () => engine({ job: 'add-fields', request });
      const added = await answer(request, jobValues['add-fields'], job);
      return added.ok ? ok(joined(request.pdf, added.value)) : added;
    },
    async addMarkedField(request) {
      const job = () => engine({ job: 'add-marked-field', request });
      const added = await answer(request, jobValues['add-marked-field'], job);
      return added.ok ? ok(joined(request.pdf, added.value)) : added;
    },
    async prepare(request) {
      return wholeFile(
        request.pdf,
        await answer(request, jobValues.prepare, () => engine({ job: 'prepare', request })),
      );
    },
    async certify(request) {
      return wholeFile(
        request.pdf,
        await answer(request, jobValues.certify, () => engine({ job: 'certify', request })),
      );
    },
    async state(request) {
      const stated = await answer(request, jobValues.state, () => engine({ job: 'state', request }));
      return stated.ok ? ok(joined(request.pdf, stated.value)) : stated;
    },
    async complete(request) {
      const { pdf, manifest } = request.prepared;
      // Off this thread; a view of the bytes, which digest copies.
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', pdf as Uint8Array<ArrayBuffer>));
      if (digest.toString('hex') !== manifest.preparedSha256) return refuse('PREPARED_DAMAGED', {});
      const revision = new Uint8Array(pdf.subarray(manifest.previousLength));
      const job = { job: 'complete', request: { ...request, prepared: { revision, manifest } } } as const;
      const completed = await answer(request, jobValues.complete, () => engine(job));
      if (!completed.ok) return completed;
      return ok(joined(pdf, { kept: manifest.previousLength, bytes: completed.value }));
    },
  };
}

/** The file that a change makes of another. */
function joined(before: Uint8Array, { kept, bytes }: FileChange): Uint8Array {
  return Buffer.concat([before.subarray(0, kept), bytes]);
}

function wholeFile<R extends SignerRefusal | HelperRefusal>(
  before: Uint8Array,
  prepared: Result<{ change: FileChange; manifest: PreparedManifest }, R>,
): Result<PreparedSignature, R> {
  if (!prepared.ok) return prepared;
  return ok({ pdf: joined(before, prepared.value.change), manifest: prepared.value.manifest });
}
