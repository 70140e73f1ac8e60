import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBackupPlace } from './backup-place.ts';

let root: string;
let data: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'place-')));
  data = join(root, 'data');
  mkdirSync(data);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a place for backups', () => {
  it('is made when absent, and nothing is left in it by the trial', () => {
    const place = join(root, 'a', 'b');
    expect(checkBackupPlace(data, place)).toEqual({ ok: true, value: place });
    expect(readdirSync(place)).toEqual([]);
  });

  it('may lie beside the data folder under a name that begins alike', () => {
    expect(checkBackupPlace(data, `${data}-backups`).ok).toBe(true);
  });

  it.each(['', 'x', 'x/y'])('is not the data folder or inside it (%s)', (under) => {
    expect(checkBackupPlace(data, join(data, under))).toMatchObject({
      refusal: { code: 'INSIDE_DATA_FOLDER' },
    });
    expect(readdirSync(data)).toEqual([]);
  });

  it('is not a link into the data folder', () => {
    symlinkSync(data, join(root, 'link'));
    expect(checkBackupPlace(data, join(root, 'link'))).toMatchObject({
      refusal: { code: 'INSIDE_DATA_FOLDER' },
    });
  });

  it('is absolute, a folder, and on a disk of this machine', () => {
    writeFileSync(join(root, 'file'), '');
    expect(checkBackupPlace(data, 'backups')).toMatchObject({ refusal: { code: 'PATH_NOT_ABSOLUTE' } });
    expect(checkBackupPlace(data, join(root, 'file'))).toMatchObject({
      refusal: { code: 'FOLDER_UNUSABLE' },
    });
    expect(checkBackupPlace(data, join(root, 'x'), () => 'NFS')).toEqual({
      ok: false,
      refusal: { code: 'NETWORK_DRIVE', data: { type: 'NFS' } },
    });
  });
});
