import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';

/** The injected source of ids, salts and secrets. */
export interface Identity {
  /** A new UUIDv7 (RFC 9562), as the branded id of the given schema. */
  newId<S extends z.ZodType<string>>(schema: S): z.infer<S>;
  /** Random bytes from the operating system. */
  randomBytes(length: number): Buffer;
}

/** Ids and salts from the operating system's generator. */
export const systemIdentity: Identity = {
  newId: (schema) => schema.parse(uuidv7()),
  randomBytes: (length) => randomBytes(length),
};
