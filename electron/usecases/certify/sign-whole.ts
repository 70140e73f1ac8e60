import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { KeySource } from '../../host/ports/signer.ts';

export type ServiceSource = Extract<KeySource, { kind: 'service' }>;

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };

/**
 * Has a program at the desk sign a file whole, and takes what comes back only if it is our file with one more signature of the expected certificate.
 * Whatever else comes is refused and forgotten; nothing is stored here.
 */
export async function signWhole(
  { host, readers, clock, signal }: QueryContext,
  key: { deviceId: string; source: ServiceSource; certificate: Uint8Array | null },
  pdf: Uint8Array,
  fileName: string,
) {
  const { deviceId, source, certificate } = key;
  if (deviceId !== readers.devices.findHost()?.id) return refuse('DEVICE_UNKNOWN', { deviceId });
  const { address, operation } = source;
  const signed = await host.wholeFileSigner.sign({ address, operation, pdf, fileName, signal });
  if (!signed.ok) return signed;
  const roots = readers.signingKeys.trustAnchors().map(({ certificate: root }) => root);
  const expected = { certificate, roots, revocationLists: readers.revocations.data(), at: clock.now() };
  const judged = await host.helpers.run(
    helperKinds.acceptSigned,
    { before: pdf, after: signed.value, ...expected },
    LIMITS,
  );
  if (!judged.ok) return judged;
  return judged.value.ok ? ok({ ...judged.value.value, pdf: signed.value }) : judged.value;
}
