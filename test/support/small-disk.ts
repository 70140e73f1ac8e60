import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './headless-host.ts';

/** A disk of a few megabytes that a test can fill. */
export interface SmallDisk {
  path: string;
  /** Leaves fewer than `bytes` free. */
  fillUpTo(bytes: number): void;
  free(): void;
  remove(): void;
}

/** Mounts a tmpfs; undefined where the system does not let us (the test then skips and says so). */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = temporaryFolder('qmc-disk-');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fillUpTo(bytes) {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', [path], { stdio: 'ignore' });
      rmSync(path, { recursive: true, force: true });
    },
  };
}
