import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../../shared/types/clock.ts';
import { writeFileAtomically } from './durable-file.ts';
import { newKey, openSealedKey, sealKey, unwrapKey, wrapKey } from './key-wrap.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { FolderRefused, refuseFolder } from './refusals.ts';

export { createKeyFileWrapper } from './key-file.ts';
export type { KeyWrapper } from './key-wrapper.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const slotBase = { id: z.uuid(), createdAt: z.iso.datetime({ precision: 3 }), wrapped: hex };

/** One way to the master key. */
export const KeySlot = z.discriminatedUnion('kind', [
  z.object({ ...slotBase, kind: z.literal('os-keyring') }),
  z.object({ ...slotBase, kind: z.literal('key-file') }),
  z.object({
    ...slotBase,
    kind: z.literal('recovery-shares'),
    threshold: z.int().min(2),
    shares: z.int().min(2),
    /** The master key is wrapped for this X25519 public key, so that a rotation needs no sheet. */
    publicKey: hex.length(64),
    fingerprints: z.array(hex.length(8)),
  }),
]);
export type KeySlot = z.infer<typeof KeySlot>;
type RecoverySlot = Extract<KeySlot, { kind: 'recovery-shares' }>;

/** `keyslots.json`: nothing in it is secret by itself. */
export const KeySlotFile = z.object({
  version: z.literal(1),
  folderId: z.uuid(),
  /** Rises by one at each rotation; says which wrapped segment keys of keys.db belong to this master key. */
  generation: z.int().min(1),
  slots: z.array(KeySlot),
  files: z.object({ 'counter.db': hex, 'keys.db': hex }),
});
export type KeySlotFile = z.infer<typeof KeySlotFile>;

/** The files whose data key stands in the slot file. */
export type KeyedFile = keyof KeySlotFile['files'];

const FILE = 'keyslots.json';
// Losing this small file would lose every record, so it is kept twice; the copy is only read when the first does not parse.
const COPY = 'keyslots.copy.json';

function tryRead(path: string): KeySlotFile | string {
  try {
    return KeySlotFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return (error as Error).message.slice(0, 200);
  }
}

/** Writes the slot file, then its copy. */
export function writeKeySlots(folder: string, content: KeySlotFile): void {
  const text = `${JSON.stringify(content, undefined, 2)}\n`;
  writeFileAtomically(join(folder, FILE), text, 0o600);
  writeFileAtomically(join(folder, COPY), text, 0o600);
}

/** Reads the slot file, or its copy when the file is damaged (`repaired`). Throws FILE_DAMAGED when neither parses. */
export function readKeySlots(folder: string): { content: KeySlotFile; repaired: boolean } {
  const content = tryRead(join(folder, FILE));
  if (typeof content !== 'string') return { content, repaired: false };
  const copy = tryRead(join(folder, COPY));
  if (typeof copy === 'string')
    return refuseFolder({ code: 'FILE_DAMAGED', data: { file: FILE, detail: content } });
  writeKeySlots(folder, copy);
  return { content: copy, repaired: true };
}

/** What a wrapped key is bound to: moved to another folder, file or slot it does not open. */
function wrapContext(folderId: string, what: string): string {
  return `${folderId}/${what}`;
}

/** Wraps the data key of a file under the master key. */
export function wrapFileKey(folderId: string, master: Buffer, file: string, key: Buffer): string {
  return wrapKey(master, key, wrapContext(folderId, file));
}

/** Opens the data key of a file; throws FILE_DAMAGED, since the master key itself was authenticated by its slot. */
export function unwrapFileKey(folderId: string, master: Buffer, file: string, wrapped: string): Buffer {
  const key = unwrapKey(master, wrapped, wrapContext(folderId, file));
  return (
    key ??
    refuseFolder({ code: 'FILE_DAMAGED', data: { file: FILE, detail: `the key of ${file} does not open` } })
  );
}

/** Makes a slot of a program-held kind: a fresh key goes to its store, is read back, and wraps the master key. */
export async function makeWrapperSlot(
  wrapper: KeyWrapper,
  folderId: string,
  slotId: string,
  master: Buffer,
  clock: Clock,
): Promise<KeySlot> {
  const kek = newKey();
  await wrapper.store(slotId, kek);
  const kept = await wrapper.load(slotId);
  if (kept?.equals(kek) !== true) throw new KeyStoreUnavailable(wrapper.kind);
  const wrapped = wrapKey(kek, master, wrapContext(folderId, slotId));
  kek.fill(0);
  return { id: slotId, kind: wrapper.kind, createdAt: clock.now(), wrapped };
}

/** The key store cannot keep a key on this machine (no secret service, access denied). */
class KeyStoreUnavailable extends Error {
  readonly code = 'KEY_STORE_UNAVAILABLE';
  constructor(kind: string) {
    super(`the key store ${kind} does not keep keys here`);
    this.name = 'KeyStoreUnavailable';
  }
}

/** The first of the wrappers that can keep a key makes the slot; undefined when none can. */
export async function makeFirstSlot(
  wrappers: readonly KeyWrapper[],
  folderId: string,
  newId: () => string,
  master: Buffer,
  clock: Clock,
): Promise<KeySlot | undefined> {
  for (const wrapper of wrappers) {
    try {
      return await makeWrapperSlot(wrapper, folderId, newId(), master, clock);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'KEY_STORE_UNAVAILABLE') throw error;
    }
  }
  return undefined;
}

/** The master key and the slot that gave it. */
interface OpenedMaster {
  readonly master: Buffer;
  readonly slot: KeySlot;
}

/**
 * Fetches the master key through the first slot that opens, in the order of the wrappers. Throws KEY_MISSING when no store has a
 * key of a slot, KEY_WRONG when one has a key that is not the right one, KEY_FILE_TOO_OPEN.
 */
export async function unlockWithWrappers(
  content: KeySlotFile,
  wrappers: readonly KeyWrapper[],
): Promise<OpenedMaster> {
  let wrongKind: string | undefined;
  for (const wrapper of wrappers) {
    for (const slot of content.slots) {
      if (slot.kind !== wrapper.kind) continue;
      const kek = await wrapper.load(slot.id);
      if (kek === undefined) continue;
      const master =
        kek.length === 32 ? unwrapKey(kek, slot.wrapped, wrapContext(content.folderId, slot.id)) : undefined;
      kek.fill(0);
      if (master) return { master, slot };
      wrongKind = wrapper.kind;
    }
  }
  if (wrongKind !== undefined) throw new FolderRefused({ code: 'KEY_WRONG', data: { kind: wrongKind } });
  return refuseFolder({
    code: 'KEY_MISSING',
    data: {
      tried: wrappers.map(({ kind }) => kind),
      slots: content.slots.map(({ kind }) => kind),
      recoverable: content.slots.some(({ kind }) => kind === 'recovery-shares'),
    },
  });
}

/** Wraps the master key for a recovery slot; needs only its public key. */
export function sealForRecovery(folderId: string, slotId: string, publicKey: string, master: Buffer): string {
  return sealKey(publicKey, master, wrapContext(folderId, slotId));
}

/** Opens the master key of a recovery slot with the private key that two sheets gave; undefined when it is another one. */
export function openRecoverySlot(folderId: string, slot: RecoverySlot, seed: Buffer): Buffer | undefined {
  return openSealedKey(seed, slot.wrapped, wrapContext(folderId, slot.id));
}
