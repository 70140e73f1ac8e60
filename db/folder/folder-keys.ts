import { uuidv7 } from 'uuidv7';
import type { Clock } from '../../shared/types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../shared/types/result.ts';
import {
  type KeyedFile,
  type KeySlot,
  type KeySlotFile,
  type KeyWrapper,
  makeFirstSlot,
  makeWrapperSlot,
  openRecoverySlot,
  readKeySlots,
  sealForRecovery,
  unwrapFileKey,
  wrapFileKey,
  writeKeySlots,
} from './key-slots.ts';
import { newKey, sealingPublicKey } from './key-wrap.ts';
import {
  combineShares,
  folderTail,
  type ParsedShare,
  parseShare,
  RECOVERY_SHARES,
  RECOVERY_THRESHOLD,
  renderShare,
  type ShareRefusal,
  shareFingerprint,
  splitSecret,
} from './recovery-shares.ts';

/** A slot as people see it. */
export type KeySlotInfo = Pick<KeySlot, 'id' | 'kind' | 'createdAt'>;

/** The sheets of one issue; shown once, never stored. */
export interface IssuedShares {
  readonly threshold: number;
  readonly shares: string[];
  /** Four hexadecimal digits of the folder's id, printed on each sheet. */
  readonly folderTail: string;
}

/** Where segment keys are wrapped anew during a rotation: keys.db. */
export interface GenerationStore {
  /** Writes each segment key wrapped by the new master key beside the old ones. */
  addGeneration(generation: number, rewrap: (file: string, wrapped: string) => string): void;
  /** Forgets every wrapped key of other generations, also from the free pages and the WAL. */
  keepOnlyGeneration(generation: number): void;
}

/** What a rotation could not take along. */
export interface RotationReport {
  readonly generation: number;
  /** Slots whose key store was not at hand; they open nothing any more. */
  readonly dropped: KeySlotInfo[];
}

/** The ways to the folder's master key, and changing them. */
export interface KeySlots {
  list(): KeySlotInfo[];
  kinds(): string[];
  /** Adds a slot; the old ones stay. Throws an error with code KEY_STORE_UNAVAILABLE. */
  add(wrapper: KeyWrapper): Promise<KeySlotInfo>;
  /** Removes a slot and its key; the last slot that a program can open by itself is refused. */
  remove(slotId: string): Promise<Result<undefined, Refusal<'LAST_KEY_SLOT', { slotId: string }>>>;
  /** Makes three sheets of which two open the folder; sheets of an earlier issue stop working. */
  issueRecoveryShares(): Promise<IssuedShares>;
  /** A new master key: every data key is wrapped anew, no data file is rewritten; printed sheets keep working. */
  rotateMasterKey(): Promise<RotationReport>;
}

/** The open master key with everything that is derived from it. */
export interface FolderKeys {
  readonly folderId: string;
  readonly slots: KeySlots;
  readonly generation: number;
  /** The slot kind that opened the folder. */
  readonly openedBy: KeySlot['kind'];
  dataKey(file: KeyedFile): Buffer;
  wrap(file: string, key: Buffer): string;
  unwrap(file: string, wrapped: string): Buffer;
  attach(store: GenerationStore): void;
  forget(): void;
}

interface KeyringState {
  path: string;
  content: KeySlotFile;
  master: Buffer;
  wrappers: readonly KeyWrapper[];
  clock: Clock;
  store: GenerationStore | undefined;
}

function info({ id, kind, createdAt }: KeySlot): KeySlotInfo {
  return { id, kind, createdAt };
}

function save(state: KeyringState, content: KeySlotFile): void {
  writeKeySlots(state.path, content);
  state.content = content;
}

async function addSlot(state: KeyringState, wrapper: KeyWrapper): Promise<KeySlotInfo> {
  const slot = await makeWrapperSlot(wrapper, state.content.folderId, uuidv7(), state.master, state.clock);
  save(state, { ...state.content, slots: [...state.content.slots, slot] });
  return info(slot);
}

async function removeSlot(state: KeyringState, slotId: string) {
  const slots = state.content.slots.filter(({ id }) => id !== slotId);
  if (!slots.some(({ kind }) => kind !== 'recovery-shares')) return refuse('LAST_KEY_SLOT', { slotId });
  const removed = state.content.slots.find(({ id }) => id === slotId);
  save(state, { ...state.content, slots });
  await state.wrappers.find(({ kind }) => kind === removed?.kind)?.remove?.(slotId);
  return ok(undefined);
}

async function issueShares(state: KeyringState): Promise<IssuedShares> {
  const { folderId } = state.content;
  const seed = newKey();
  const shares = await splitSecret(seed);
  const publicKey = sealingPublicKey(seed);
  seed.fill(0);
  const id = uuidv7();
  const slot: KeySlot = {
    id,
    kind: 'recovery-shares',
    createdAt: state.clock.now(),
    wrapped: sealForRecovery(folderId, id, publicKey, state.master),
    threshold: RECOVERY_THRESHOLD,
    shares: RECOVERY_SHARES,
    publicKey,
    fingerprints: shares.map(shareFingerprint),
  };
  const others = state.content.slots.filter(({ kind }) => kind !== 'recovery-shares');
  save(state, { ...state.content, slots: [...others, slot] });
  return {
    threshold: RECOVERY_THRESHOLD,
    shares: shares.map((share, index) => renderShare(index + 1, folderId, share)),
    folderTail: folderTail(folderId),
  };
}

async function slotsForNewMaster(state: KeyringState, master: Buffer) {
  const { folderId } = state.content;
  const slots: KeySlot[] = [];
  const dropped: KeySlotInfo[] = [];
  for (const slot of state.content.slots) {
    const wrapper = state.wrappers.find(({ kind }) => kind === slot.kind);
    if (slot.kind === 'recovery-shares') {
      slots.push({ ...slot, wrapped: sealForRecovery(folderId, slot.id, slot.publicKey, master) });
    } else if (wrapper && (await wrapper.load(slot.id)) !== undefined) {
      slots.push(await makeWrapperSlot(wrapper, folderId, uuidv7(), master, state.clock));
    } else {
      dropped.push(info(slot));
    }
  }
  return { slots, dropped };
}

/**
 * The order makes a kill at any instant harmless: keys.db first holds both generations, replacing keyslots.json is the one
 * deciding step, and only then do the old wrapped keys and the old slots' keys go.
 */
async function rotate(state: KeyringState): Promise<RotationReport> {
  const { folderId, files, slots: before } = state.content;
  const master = newKey();
  const generation = state.content.generation + 1;
  const rewrap = (file: string, wrapped: string) =>
    wrapFileKey(folderId, master, file, unwrapFileKey(folderId, state.master, file, wrapped));
  const { slots, dropped } = await slotsForNewMaster(state, master);
  state.store?.addGeneration(generation, rewrap);
  save(state, {
    ...state.content,
    generation,
    slots,
    files: {
      'counter.db': rewrap('counter.db', files['counter.db']),
      'keys.db': rewrap('keys.db', files['keys.db']),
    },
  });
  state.master.fill(0);
  state.master = master;
  state.store?.keepOnlyGeneration(generation);
  for (const slot of before) {
    if (slots.some(({ id }) => id === slot.id)) continue;
    await state.wrappers.find(({ kind }) => kind === slot.kind)?.remove?.(slot.id);
  }
  return { generation, dropped };
}

/** Binds an open master key to its folder. */
export function createFolderKeys(
  path: string,
  content: KeySlotFile,
  opened: { master: Buffer; kind: KeySlot['kind'] },
  wrappers: readonly KeyWrapper[],
  clock: Clock,
): FolderKeys {
  const state: KeyringState = { path, content, master: opened.master, wrappers, clock, store: undefined };
  return {
    folderId: content.folderId,
    openedBy: opened.kind,
    get generation() {
      return state.content.generation;
    },
    slots: {
      list: () => state.content.slots.map(info),
      kinds: () => state.content.slots.map(({ kind }) => kind),
      add: (wrapper) => addSlot(state, wrapper),
      remove: (slotId) => removeSlot(state, slotId),
      issueRecoveryShares: () => issueShares(state),
      rotateMasterKey: () => rotate(state),
    },
    dataKey: (file) => unwrapFileKey(content.folderId, state.master, file, state.content.files[file]),
    wrap: (file, key) => wrapFileKey(content.folderId, state.master, file, key),
    unwrap: (file, wrapped) => unwrapFileKey(content.folderId, state.master, file, wrapped),
    attach(store) {
      state.store = store;
    },
    forget: () => void state.master.fill(0),
  };
}

export type RecoveryRefusal =
  | ShareRefusal
  /** A sheet of another folder, or of an issue that was replaced. */
  | Refusal<'SHARE_OTHER_FOLDER', { share: number; folderTail: string }>
  | Refusal<'SHARE_OUTDATED', { share: number }>
  | Refusal<'SHARES_TOO_FEW', { given: number; needed: number }>
  | Refusal<'KEY_STORE_UNAVAILABLE', { tried: string[] }>;

/**
 * Opens the master key with two printed sheets (after the loss of the OS profile or the key file) and adds a fresh slot in the first
 * key store that works, so that the next open needs no sheet. Throws as readKeySlots does.
 */
export async function recoverWithShares(
  path: string,
  texts: readonly string[],
  wrappers: readonly KeyWrapper[],
  clock: Clock,
): Promise<Result<KeySlotInfo, RecoveryRefusal>> {
  const { content } = readKeySlots(path);
  const slot = content.slots.find((candidate) => candidate.kind === 'recovery-shares');
  const shares: ParsedShare[] = [];
  for (const text of texts) {
    const parsed = parseShare(text);
    if (!parsed.ok) return parsed;
    const { number: share, folderTail: tail, bytes } = parsed.value;
    if (tail !== folderTail(content.folderId))
      return refuse('SHARE_OTHER_FOLDER', { share, folderTail: tail });
    if (slot?.fingerprints[share - 1] !== shareFingerprint(bytes)) return refuse('SHARE_OUTDATED', { share });
    if (!shares.some(({ number }) => number === share)) shares.push(parsed.value);
  }
  const needed = slot?.threshold ?? RECOVERY_THRESHOLD;
  if (slot === undefined || shares.length < needed)
    return refuse('SHARES_TOO_FEW', { given: shares.length, needed });
  const seed = await combineShares(shares.map(({ bytes }) => bytes));
  const master = openRecoverySlot(content.folderId, slot, seed);
  seed.fill(0);
  if (!master) return refuse('SHARE_OUTDATED', { share: shares[0]?.number ?? 0 });
  const fresh = await makeFirstSlot(wrappers, content.folderId, uuidv7, master, clock);
  master.fill(0);
  if (!fresh) return refuse('KEY_STORE_UNAVAILABLE', { tried: wrappers.map(({ kind }) => kind) });
  writeKeySlots(path, { ...content, slots: [...content.slots, fresh] });
  return ok(info(fresh));
}
