import type { Refusal, Result } from '../../../shared/types/result.ts';

/** Why a service did not answer; `reason` is the system's code, or TIMEOUT. */
export type TrustServiceRefusal =
  | Refusal<'TRUST_SERVICE_UNREACHABLE', { address: string; reason: string }>
  | Refusal<'TRUST_SERVICE_FAILING', { address: string; status: number }>
  | Refusal<'TRUST_SERVICE_TOO_LONG', { address: string }>;

/** What is asked, over HTTP. */
export interface TrustQuestion {
  /** Absent: what lies at the address is fetched. */
  readonly body?: { readonly bytes: Uint8Array; readonly mediaType: string };
  readonly accept: string;
  /** A longer answer is none. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** Time stamping authorities (RFC 3161, 3.4), OCSP responders (RFC 6960, appendix A) and places of revocation lists, as bytes. */
export interface TrustServices {
  ask(address: string, question: TrustQuestion): Promise<Result<Uint8Array, TrustServiceRefusal>>;
}
