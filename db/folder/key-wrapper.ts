/** The two kinds of slot whose key a program can fetch by itself. */
export type WrapperKind = 'os-keyring' | 'key-file';

/**
 * Port: a place outside the data folder that keeps slot keys (32 bytes). `load` answers undefined when the place has no such key or
 * cannot be asked; `store` throws an error with code KEY_STORE_UNAVAILABLE when the place cannot keep keys on this machine.
 */
export interface KeyWrapper {
  readonly kind: WrapperKind;
  store(slotId: string, kek: Buffer): Promise<void> | void;
  load(slotId: string): Promise<Buffer | undefined>;
  remove?(slotId: string): Promise<void> | void;
}
