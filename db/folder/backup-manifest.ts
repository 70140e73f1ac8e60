import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export const MANIFEST = 'manifest.json';
/** Sealed segments of all backups of a folder lie here once, beside the dated backups. */
export const SEALED_FOLDER = 'sealed';

const ManifestFile = z.object({
  /** Path in the data folder. */
  file: z.string().regex(/^(?:counter\.db|keys\.db|keyslots\.json|blobs\/\d{4,}\.db)$/),
  /** Where the copy lies, relative to the backup. */
  at: z
    .string()
    .regex(/^(?:\.\.\/sealed\/)?[A-Za-z0-9][A-Za-z0-9./-]*$/)
    .refine((path) => !path.slice(2).includes('..')),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/** `manifest.json`, written last: a backup without it is not one. */
export const BackupManifest = z.object({
  version: z.literal(1),
  folderId: z.uuid(),
  startedAt: z.string(),
  finishedAt: z.string(),
  files: z.array(ManifestFile),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** Reads and checks a manifest; answers what is wrong with it as text. */
export function readManifest(backup: string): BackupManifest | string {
  try {
    return BackupManifest.parse(JSON.parse(readFileSync(join(backup, MANIFEST), 'utf8')));
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
}
