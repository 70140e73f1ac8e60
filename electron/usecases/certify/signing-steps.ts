import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { SignerRow } from '../../../db/repositories/signer-repository.ts';
import type { FileVerdict } from '../../../shared/domain/certification/verdict.ts';
import type { Sha256 } from '../../../shared/types/ids.ts';
import type { PreparedSignature } from '../../host/ports/signer.ts';

declare const step: unique symbol;

/** A copy that has come to a step of its way. What a step takes is what the step before gives, so another order does not compile. */
type At<S extends string, T> = T & { readonly copy: CopyRow; readonly [step]: S };

/** Says that a copy has come to a step; only for the code that has just done the step. */
export function reach<R extends At<string, object>>(facts: Omit<R, typeof step>): R {
  return facts as R;
}

export type SigningRole = 'officer' | 'agency';

/** It has its number and day in the book. */
export type Numbered = At<
  'numbered',
  { readonly entry: { book: string; number: number; certifiedOn: string }; readonly signer: SignerRow }
>;
/** The officer's signature is on it, and kept. */
export type OfficerSigned = At<'officer-signed', { readonly sha256: Sha256 }>;
/** Its bytes are fixed and what the key has to sign is kept: nothing on its pages changes any more. */
export type Locked<R extends SigningRole> = At<`locked for ${R}`, { readonly prepared: PreparedSignature }>;
/** Kept of a copy while a program that signs files whole has it, where else stands what the key has to sign. */
export const HANDED_WHOLE = JSON.stringify({ whole: true });
/** Its bytes are fixed and are what a program that signs files whole is given. */
export type Handed<R extends SigningRole> = At<`handed for ${R}`, { readonly pdf: Uint8Array }>;
/** The key has signed. */
export type Signed<R extends SigningRole> = At<
  `signed by ${R}`,
  { readonly pdf: Uint8Array; readonly field: string }
>;
/** The time has been asked for, while the signature is the file's last. */
export type Stamped<R extends SigningRole> = At<`stamped after ${R}`, { readonly pdf: Uint8Array }>;
/** Our own verifier has found the finished file sound. */
export type Checked = At<'checked', { readonly pdf: Uint8Array; readonly verdict: FileVerdict }>;
