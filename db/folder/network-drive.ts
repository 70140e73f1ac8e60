import { realpathSync, statfsSync } from 'node:fs';

/** Answers the name of the network file system a folder lies on, undefined for a local disk. */
export type NetworkDriveProbe = (path: string) => string | undefined;

// Magic numbers of statfs(2), linux/magic.h and the file systems' own headers.
const NETWORK_TYPES = new Map<number, string>([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x564c, 'NCP'],
  [0x01021997, '9P'],
  // FUSE: sshfs, rclone, gvfs. Local file systems behind FUSE exist (ntfs-3g reports as FUSEBLK through the same number);
  // their locks are not dependable either.
  [0x65735546, 'FUSE'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x013111a8, 'IBRIX'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
  [0x01161970, 'GFS2'],
  [0xaad7aaea, 'PanFS'],
]);

/** Names the network file system of a statfs(2) magic number. */
export function networkTypeOf(magic: number): string | undefined {
  // Some platforms answer the 32-bit number sign-extended.
  return NETWORK_TYPES.get(magic >>> 0);
}

/**
 * The real probe. SQLite's locks and its write-ahead log need a local disk (sqlite.org/wal.html, "all processes must be on the
 * same host computer"), so a folder on a share is refused. On Windows a share is seen by its UNC path, also behind a drive letter
 * (`realpath` resolves a mapped drive to the share).
 */
export const probeNetworkDrive: NetworkDriveProbe = (path) => {
  const real = realpathSync.native(path);
  if (process.platform === 'win32') {
    const plain = real.replace(/^\\\\\?\\(?!UNC\\)/i, '');
    return plain.startsWith('\\\\') ? 'UNC' : undefined;
  }
  if (process.platform !== 'linux') return undefined;
  return networkTypeOf(statfsSync(real).type);
};
