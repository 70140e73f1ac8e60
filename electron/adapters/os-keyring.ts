import { Entry } from '@napi-rs/keyring';

/** The calls of a keyring entry that this adapter makes. */
export interface KeyringEntry {
  setSecret(secret: Uint8Array): void;
  getSecret(): ArrayLike<number> | null;
  deleteCredential(): boolean;
}

/** Opens the keyring's entry of a slot; throws where there is no keyring. */
type OpenKeyringEntry = (slotId: string) => KeyringEntry;

const SERVICE = 'quay-mot-cua';

// On Linux the library would fall back to the kernel's keyring, which forgets at the next boot: the folder would not open again.
const openSystemEntry: OpenKeyringEntry = (slotId) =>
  new Entry(SERVICE, slotId, { linux: { store: 'secret-service' } });

/** This machine has no keyring that keeps secrets (no desktop session, no secret service, access denied). */
export class OsKeyringUnavailable extends Error {
  readonly code = 'KEY_STORE_UNAVAILABLE';
  constructor(cause: unknown) {
    super(`the system keyring cannot be used: ${String(cause)}`, { cause });
    this.name = 'OsKeyringUnavailable';
  }
}

/**
 * Keeps slot keys in the operating system's keyring: Credential Manager on Windows, Keychain on macOS, the Secret Service on Linux.
 * `store` throws {@link OsKeyringUnavailable} where there is none; `load` then answers undefined, so that the next key store is asked.
 */
export function createOsKeyringWrapper(openEntry: OpenKeyringEntry = openSystemEntry) {
  return {
    kind: 'os-keyring' as const,
    store(slotId: string, kek: Buffer): void {
      try {
        openEntry(slotId).setSecret(kek);
      } catch (error) {
        throw new OsKeyringUnavailable(error);
      }
    },
    load(slotId: string): Promise<Buffer | undefined> {
      try {
        const secret = openEntry(slotId).getSecret();
        return Promise.resolve(secret === null ? undefined : Buffer.from(Uint8Array.from(secret)));
      } catch {
        // Not distinguishable from "no such key": both mean that this store does not open the folder on this machine.
        return Promise.resolve(undefined);
      }
    },
    remove(slotId: string): void {
      try {
        openEntry(slotId).deleteCredential();
      } catch {
        // The slot is already gone from the folder, so what the keyring still holds opens nothing.
      }
    },
  };
}
