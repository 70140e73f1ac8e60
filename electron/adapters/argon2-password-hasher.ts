import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../host/ports/password-hasher.ts';

/** Cost of one hash: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

// The library's Algorithm.Argon2id; its const enum cannot be imported where types are only stripped.
const ARGON2ID = 2;

// RFC 9106 section 4, second recommended option: 64 MiB, three passes; about a tenth of a second on an office machine.
const OFFICE_COST: Argon2Cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** argon2id through @node-rs/argon2, which works on its own threads. */
export function createArgon2PasswordHasher(cost: Argon2Cost = OFFICE_COST): PasswordHasher {
  return {
    hash: (secret) => hash(secret, { algorithm: ARGON2ID, ...cost }),
    verify: (stored, secret) => verify(stored, secret),
  };
}
