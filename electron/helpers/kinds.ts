import { helperKinds } from '../host/ports/helper-kinds.ts';
import { type HelperEntry, helperEntry } from './helper-table.ts';

const entries = {
  fileDigest: helperEntry(helperKinds.fileDigest, async () => (await import('./file-digest.ts')).digestFile),
} satisfies Record<keyof typeof helperKinds, HelperEntry>;

/** Every kind of work a helper process can do; code is loaded only in the process that runs it. */
export const helpers: readonly HelperEntry[] = Object.values(entries);
