import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^quay-mot-cua-scan-(?<owner>\d+)-/u;

/**
 * A new folder, readable by this user only, for pages on their way. Folders of processes that are gone are removed first: a killed host
 * must not leave citizens' papers behind.
 */
export async function makeScratchFolder(parent: string): Promise<string> {
  for (const name of await readdir(parent)) {
    const owner = NAME.exec(name)?.groups?.['owner'];
    if (owner !== undefined && !isAlive(Number(owner)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
  return await mkdtemp(join(parent, `quay-mot-cua-scan-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process of this number: not for us to judge.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
