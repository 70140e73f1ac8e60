import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { networkTypeOf, probeNetworkDrive } from './network-drive.ts';

describe('network drives', () => {
  it.each([
    [0x6969, 'NFS'],
    [0x517b, 'SMB'],
    [0xff534d42, 'CIFS'],
    [-11317950, 'CIFS'],
    [0xfe534d42, 'SMB2'],
    [0x01021997, '9P'],
    [0x65735546, 'FUSE'],
    [0x73757245, 'Coda'],
  ])('are known by the number %d: %s', (magic, type) => {
    expect(networkTypeOf(magic)).toBe(type);
  });

  it.each([
    ['ext4', 0xef53],
    ['btrfs', 0x9123683e],
    ['xfs', 0x58465342],
    ['tmpfs', 0x01021994],
    ['overlayfs', 0x794c7630],
  ])('are not mistaken for %s', (_name, magic) => {
    expect(networkTypeOf(magic)).toBeUndefined();
  });

  it('do not include the temporary folder of this machine', () => {
    expect(probeNetworkDrive(tmpdir())).toBeUndefined();
  });
});
