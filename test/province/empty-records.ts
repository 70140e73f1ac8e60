import { readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const ROOT = new URL('../../', import.meta.url);
// The package does not export its package.json.
const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@electric-sql/pglite/package.json', ROOT), 'utf8'),
) as { version: string };
const TEMPLATE = fileURLToPath(new URL(`dist/empty-records/${version}`, ROOT));

/**
 * Puts an empty PostgreSQL database into `folder` unless there is one. PostgreSQL takes seconds to make one and a province is started often:
 * it is made once and copied.
 */
export async function ensureRecords(folder: string): Promise<void> {
  if (await exists(folder)) return;
  if (!(await exists(TEMPLATE))) await makeTemplate();
  await cp(TEMPLATE, folder, { recursive: true });
}

/** Made beside and renamed, so that nobody copies half of it; who comes second leaves the first one's. */
async function makeTemplate(): Promise<void> {
  const beside = `${TEMPLATE}.${process.pid}.${performance.now()}`;
  await mkdir(beside, { recursive: true });
  const db = await PGlite.create(beside);
  await db.close();
  await rename(beside, TEMPLATE).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(beside, { recursive: true });
  });
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
