import { statfs } from 'node:fs/promises';
import type { DiskSpace } from '../host/ports/disk-space.ts';

/** Free space as the operating system tells an ordinary user. */
export const systemDiskSpace: DiskSpace = {
  async free(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};
