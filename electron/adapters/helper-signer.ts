import type * as z from 'zod';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import type { HelperProcesses, HelperRefusal } from '../host/ports/helper-process.ts';
import {
  type EngineJob,
  type JobOutcome,
  jobValues,
  type KeyJob,
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
    addFields: (request) =>
      answer(request, jobValues['add-fields'], () => engine({ job: 'add-fields', request })),
    prepare: (request) => answer(request, jobValues.prepare, () => engine({ job: 'prepare', request })),
    complete: (request) => answer(request, jobValues.complete, () => engine({ job: 'complete', request })),
  };
}
