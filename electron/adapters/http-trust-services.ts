import { ok, refuse } from '../../shared/types/result.ts';
import type { TrustServices } from '../host/ports/trust-services.ts';
import { readBytes, reasonOf } from './http-answer.ts';

/** A person waits for a signature behind this; a service that needs longer is asked again later. */
const ANSWER_MS = 8_000;

/** Trust services over HTTP. `answerMs` bounds connecting, asking and the whole answer together. */
export function createHttpTrustServices({ answerMs = ANSWER_MS }: { answerMs?: number } = {}): TrustServices {
  return {
    async ask(address, { body, accept, mostBytes, signal: stop }) {
      const timeout = AbortSignal.timeout(answerMs);
      const signal = stop === undefined ? timeout : AbortSignal.any([timeout, stop]);
      try {
        const response = await fetch(address, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { accept, ...(body === undefined ? {} : { 'content-type': body.mediaType }) },
          signal,
          ...(body === undefined ? {} : { body: new Uint8Array(body.bytes) }),
        });
        const { status } = response;
        if (status !== 200) return refuse('TRUST_SERVICE_FAILING', { address, status });
        const bytes = await readBytes(response, mostBytes);
        return bytes === undefined
          ? refuse('TRUST_SERVICE_TOO_LONG', { address })
          : ok(new Uint8Array(bytes));
      } catch (error) {
        const reason = timeout.aborted ? 'TIMEOUT' : reasonOf(error);
        return refuse('TRUST_SERVICE_UNREACHABLE', { address, reason });
      }
    },
  };
}
