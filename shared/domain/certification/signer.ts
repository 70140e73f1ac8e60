import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/**
 * What a commune certifies (Điều 5 khoản 2 Nghị định 23/2015/NĐ-CP): copies from originals, signatures, translators' signatures, transactions. Who is
 * authorised is so for some of them.
 */
export const CERTIFICATIONS = ['copy', 'signature', 'translator', 'transaction'] as const;
export type Certification = (typeof CERTIFICATIONS)[number];

/** The chairman, a deputy in the chairman's place, or who signs by the chairman's authorisation. */
export const SIGNER_KINDS = ['chairman', 'deputy', 'authorised'] as const;
export type SignerKind = (typeof SIGNER_KINDS)[number];

/** Somebody's right to sign certifications, for some days. */
export interface SignerRight {
  kind: SignerKind;
  /** Of who is authorised: the office that is printed under the authorising one; else empty. */
  office: string;
  /** Of who is authorised: number and day of the authorisation; else empty. */
  ground: string;
  scope: readonly Certification[];
  /** Whether they may sign what they compared themselves. */
  compares: boolean;
  validFrom: PlainDate;
  /** Inclusive; null: until ended. */
  validTo: PlainDate | null;
}

type SignerRefusal =
  | Refusal<'SIGNER_UNKNOWN', Record<never, never>>
  | Refusal<'SIGNER_NOT_IN_FORCE', { validFrom: string; validTo: string | null }>
  | Refusal<'SIGNER_OUT_OF_SCOPE', { certification: Certification }>;

/**
 * The right by which somebody signs a certification on a day. Of several that hold the newest counts, for a deputy who became chairman signs as chairman.
 */
export function decideSigner<R extends SignerRight>(
  rights: readonly R[],
  certification: Certification,
  day: PlainDate,
): Result<R, SignerRefusal> {
  const newestFirst = [...rights].sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  const [newest] = newestFirst;
  if (newest === undefined) return refuse('SIGNER_UNKNOWN', {});
  const inForce = newestFirst.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
  );
  if (inForce.length === 0) {
    const { validFrom, validTo } = newest;
    return refuse('SIGNER_NOT_IN_FORCE', { validFrom, validTo });
  }
  const right = inForce.find(({ scope }) => scope.includes(certification));
  return right === undefined ? refuse('SIGNER_OUT_OF_SCOPE', { certification }) : ok(right);
}

/**
 * Whether somebody may sign what was compared: another person answers for the comparison (Điều 11 Thông tư 01/2020/TT-BTP), unless the office
 * authorised the signer to do both.
 */
export function maySignCompared(right: SignerRight, comparedBy: string, signer: string): boolean {
  return comparedBy !== signer || right.compares;
}
