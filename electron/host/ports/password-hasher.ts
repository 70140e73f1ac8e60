/** Hashes passwords and unlock codes with argon2id (RFC 9106); slow on purpose, therefore never inside a transaction. */
export interface PasswordHasher {
  /** A PHC string with salt and parameters. */
  hash(secret: string): Promise<string>;
  /** True when the secret belongs to the hash. */
  verify(hash: string, secret: string): Promise<boolean>;
}
