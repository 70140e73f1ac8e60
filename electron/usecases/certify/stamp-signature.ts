import { ok, type Refusal, type Result } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { aNonce, type ProofTools, takeTime } from '../../host/prove.ts';

/** What proofs are made with here. */
export function proofTools({ host, readers, clock, signal }: QueryContext): ProofTools {
  return {
    helpers: host.helpers,
    trustServices: host.trustServices,
    identity: host.identity,
    clock,
    anchors: () => ({
      roots: readers.signingKeys.trustAnchors().map(({ certificate }) => new Uint8Array(certificate)),
      revocation: readers.revocations.data(),
    }),
    authorities: () => readers.settings.get('certify.timeAuthorities'),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Stamps the signatures of one queue. */
export interface Stamping {
  /** The file with the last signature stamped, or as it was where no authority can be had: then the time is put on later. */
  stamp(pdf: Uint8Array, field: string): Promise<Result<Uint8Array, ClockOff>>;
}
export type ClockOff = Refusal<'CLOCK_OFF', { minutes: number; direction: 'ahead' | 'behind' }>;

/**
 * Begins the stamping of a queue with a trial, before any number is taken: it tells whether the office's clock is right, and that a dead
 * authority is waited for once and not for every copy.
 */
export async function beginStamping(context: QueryContext): Promise<Result<Stamping, ClockOff>> {
  const tools = proofTools(context);
  let reachable = tools.authorities().addresses.length > 0;
  const take = async (target: Parameters<typeof takeTime>[1]) => {
    const taken = await takeTime(tools, target);
    if (!taken.ok) reachable = false;
    return taken;
  };
  if (reachable) {
    const trial = await take({ kind: 'trial', content: aNonce(tools) });
    if (!trial.ok && isClockOff(trial.refusal)) return { ok: false, refusal: trial.refusal };
  }
  return ok({
    async stamp(pdf, field) {
      if (!reachable) return ok(pdf);
      const taken = await take({ kind: 'signature', pdf, field });
      if (taken.ok) return ok(taken.value.pdf);
      return isClockOff(taken.refusal) ? { ok: false, refusal: taken.refusal } : ok(pdf);
    },
  });
}

function isClockOff(refusal: Refusal): refusal is ClockOff {
  return refusal.code === 'CLOCK_OFF';
}
