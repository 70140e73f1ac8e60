import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, refuse } from '../../shared/types/result.ts';
import type { HotFile, HotFolderEvent, HotFolderTaker } from '../host/ports/hot-folder.ts';
import { hotFolders, openHotFolder } from './hot-folder.ts';

describe('the folder that a scanner writes into', () => {
  let folder: string;
  let given: HotFile[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hot-'));
    given = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const keeper: HotFolderTaker = {
    async take(file) {
      given.push(file);
      return ok({});
    },
  };
  const watched = (taker = keeper, more = {}) => openHotFolder(folder, taker, more);
  const put = (name: string, content = name) => writeFile(join(folder, name), content);
  const inside = async (place: string) => (await readdir(join(folder, place)).catch(() => [])).sort();

  async function eventsOf(hot: ReturnType<typeof watched>, looks = 2): Promise<HotFolderEvent[]> {
    const events: HotFolderEvent[] = [];
    for (let look = 0; look < looks; look++) {
      const answer = await hot.look();
      if (!answer.ok) throw new Error(answer.refusal.code);
      events.push(...answer.value);
    }
    return events;
  }

  it('takes a file at the second look, whole, and moves it only then', async () => {
    await put('scan 1.jpg', 'page');
    const hot = watched();
    expect(await eventsOf(hot, 1)).toEqual([]);
    expect(given).toEqual([]);
    expect(await eventsOf(hot, 1)).toMatchObject([{ kind: 'taken', name: 'scan 1.jpg' }]);
    expect(given.map(({ name, bytes }) => [name, String(bytes)])).toEqual([['scan 1.jpg', 'page']]);
    const [name = ''] = await inside('taken');
    expect(name).toBe(`${given[0]?.sha256.slice(0, 16)}-scan 1.jpg`);
    expect(await readFile(join(folder, 'taken', name), 'utf8')).toBe('page');
    expect(await eventsOf(hot)).toEqual([]);
  });

  it('waits for a file that still grows', async () => {
    await put('scan.jpg', 'half');
    const hot = watched();
    await eventsOf(hot, 1);
    await appendFile(join(folder, 'scan.jpg'), ' and half');
    expect(await eventsOf(hot, 1)).toEqual([]);
    expect(await eventsOf(hot, 1)).toHaveLength(1);
    expect(String(given[0]?.bytes)).toBe('half and half');
  });

  it('leaves the names of unfinished files, folders and links alone', async () => {
    for (const name of ['.hidden', '~scan.pdf', 'scan.pdf.part', 'scan.tmp']) await put(name);
    await mkdir(join(folder, 'a folder'));
    await symlink('/etc/hostname', join(folder, 'link.jpg'));
    expect(await eventsOf(watched(), 3)).toEqual([]);
    expect(given).toEqual([]);
  });

  it('says that the same content came twice, also after a restart, and asks nobody', async () => {
    await put('one.jpg', 'page');
    await eventsOf(watched());
    await put('two.jpg', 'page');
    expect(await eventsOf(watched())).toMatchObject([{ kind: 'repeat', name: 'two.jpg' }]);
    expect(given).toHaveLength(1);
    expect(await inside('repeated')).toHaveLength(1);
    expect(await inside('taken')).toHaveLength(1);
  });

  it('keeps two files of one name apart', async () => {
    const hot = watched();
    for (const content of ['first', 'second']) {
      await put('scan.jpg', content);
      await eventsOf(hot);
    }
    expect(await inside('taken')).toHaveLength(2);
  });

  it('puts a refused file aside and says why', async () => {
    await put('letter.doc', 'no page');
    const refuser: HotFolderTaker = { take: async () => refuse('IMAGE_UNREADABLE', { page: 1 }) };
    const refused = { kind: 'refused', name: 'letter.doc', code: 'IMAGE_UNREADABLE' };
    expect(await eventsOf(watched(refuser))).toEqual([refused]);
    expect(await inside('refused')).toEqual([expect.stringMatching(/^[0-9a-f]{16}-letter\.doc$/u)]);
    expect(await inside('taken')).toEqual([]);
  });

  it('refuses a file larger than any scan without reading it', async () => {
    await put('film.mp4', 'x'.repeat(100));
    expect(await eventsOf(watched(keeper, { largest: 99 }))).toEqual([
      { kind: 'refused', name: 'film.mp4', code: 'FILE_TOO_LARGE' },
    ]);
    expect(given).toEqual([]);
  });

  it('gives an empty file time to be written, then hands it over as it is', async () => {
    await put('scan.jpg', '');
    const hot = watched();
    expect(await eventsOf(hot, 29)).toEqual([]);
    expect(await eventsOf(hot, 1)).toHaveLength(1);
  });

  it('leaves a file for the next look when the taker fails, and still gives the others their turn', async () => {
    await put('a.jpg');
    await put('b.jpg');
    let full = true;
    const taker: HotFolderTaker = {
      async take(file) {
        if (full && file.name === 'a.jpg') throw new Error('the disk is full');
        return await keeper.take(file);
      },
    };
    const hot = watched(taker);
    await hot.look();
    await expect(hot.look()).rejects.toThrow('the disk is full');
    expect(given.map(({ name }) => name)).toEqual(['b.jpg']);
    expect(await inside('')).toContain('a.jpg');
    full = false;
    expect(await eventsOf(hot, 1)).toMatchObject([{ kind: 'taken', name: 'a.jpg' }]);
  });

  it('asks the taker once when only the move fails', async () => {
    await put('scan.jpg');
    const mark = createHash('sha256').update('scan.jpg').digest('hex').slice(0, 16);
    const inTheWay = join(folder, 'taken', `${mark}-scan.jpg`);
    await mkdir(inTheWay, { recursive: true });
    const hot = watched();
    await hot.look();
    await expect(hot.look()).rejects.toThrow();
    await rm(inTheWay, { recursive: true });
    expect(await eventsOf(hot, 1)).toMatchObject([{ kind: 'taken', name: 'scan.jpg' }]);
    expect(given).toHaveLength(1);
  });

  it("lets the taker's own error through, whatever its code", async () => {
    await put('scan.jpg');
    const denied = Object.assign(new Error('no'), { code: 'EACCES' });
    const hot = watched({ take: () => Promise.reject(denied) });
    await hot.look();
    await expect(hot.look()).rejects.toBe(denied);
  });

  it('shortens a name that would grow too long, at its beginning', async () => {
    await put(`${'Đ'.repeat(120)}.jpg`);
    await eventsOf(watched());
    expect((await inside('taken'))[0]).toMatch(/Đ\.jpg$/u);
  });

  it('says that the folder is not there, and goes on when it is back', async () => {
    const hot = watched();
    await rm(folder, { recursive: true });
    expect(await hot.look()).toEqual({
      ok: false,
      refusal: { code: 'HOT_FOLDER_MISSING', data: { folder } },
    });
    await mkdir(folder);
    await put('scan.jpg');
    expect(await eventsOf(hot)).toHaveLength(1);
  });

  it('shares a look that is under way', async () => {
    await put('scan.jpg');
    const hot = watched();
    await Promise.all([hot.look(), hot.look()]);
    expect(given).toEqual([]);
    await hot.look();
    expect(given).toHaveLength(1);
  });

  it("can only be a folder that is there, may be written, and is not the office's own", async () => {
    const data = join(folder, 'office');
    await mkdir(join(data, 'inside'), { recursive: true });
    const scans = join(folder, 'scans');
    await mkdir(scans);
    await symlink(data, join(folder, 'by-link'));
    expect(await hotFolders.check(scans, data)).toEqual(ok(scans));
    for (const [path, code] of [
      ['scans', 'PATH_NOT_ABSOLUTE'],
      [join(folder, 'nowhere'), 'FOLDER_MISSING'],
      [data, 'INSIDE_DATA_FOLDER'],
      [join(data, 'inside'), 'INSIDE_DATA_FOLDER'],
      [join(folder, 'by-link'), 'INSIDE_DATA_FOLDER'],
      ['/proc', 'NOT_WRITABLE'],
    ] as const)
      expect(await hotFolders.check(path, data)).toEqual({ ok: false, refusal: { code, data: { path } } });
    expect(await readdir(scans)).toEqual([]);
  });
});
