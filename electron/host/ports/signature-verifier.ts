import * as z from 'zod';
import { FileVerdict } from '../../../shared/domain/certification/verdict.ts';
import type { HelperKind } from './helper-process.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What is verified, against what. */
export const VerifyInput = z.strictObject({
  pdf: bytes,
  /** Trust anchors, DER or PEM. */
  roots: z.array(bytes),
  /** Revocation lists in DER. */
  revocationLists: z.array(bytes).default([]),
  /** The present instant, UTC ISO-8601: certificates are judged at it where no time stamp proves another. */
  at: z.iso.datetime(),
});
export type VerifyInput = z.input<typeof VerifyInput>;

/**
 * What one file may cost. The work looks at its own clock and stops after `judgeMs`; a process that does not is ended after `killMs`, which allows for its
 * start on a slow machine. Memory is that of the whole process, about 100 MB of it before any file.
 */
export const JUDGING_LIMITS = { judgeMs: 5000, killMs: 15_000, memoryMb: 300 } as const;

/** Verification away from the host's thread: foreign files may be hostile. */
export const verifySignaturesKind: HelperKind<z.infer<typeof VerifyInput>, FileVerdict, never> = {
  name: 'verify-signatures',
  input: VerifyInput as z.ZodType<z.infer<typeof VerifyInput>>,
  output: FileVerdict,
  progress: z.never(),
};
