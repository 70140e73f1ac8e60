import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStackReader } from '../../db/repositories/stack-repository.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = '01936000-0000-7000-8000-0000000000d1' as never;
const RUN = '01936000-0000-7000-8000-00000000e001';

describe('0023-stacks', () => {
  it('leaves a file of release 0022 without stacks and signed papers', () => {
    const db = fileAt(22);
    db.exec(read('0022.sql'));
    migrateTo(db, 23);
    const stacks = createStackReader(db as never);
    expect([stacks.unsorted(), stacks.waiting(), stacks.signedOf(DOSSIER)]).toEqual([[], [], []]);
  });

  it('keeps every page of a stack with its picture, and says where it is', () => {
    const db = fileAt(0);
    migrateTo(db, 23);
    db.exec(read('0023.sql'));
    const stacks = createStackReader(db as never);
    expect(stacks.find(RUN)).toMatchObject({ dossierId: null, duplex: true, pages: 3 });
    expect(stacks.pagesOf(RUN).map(({ place, reason }) => [place, reason])).toEqual([
      ['signed', 'slip'],
      ['undecided', 'before-first'],
      ['aside', 'separator'],
    ]);
    expect(stacks.waiting()).toHaveLength(1);
    expect(stacks.unsorted()).toMatchObject([{ pages: 0 }]);
    expect(stacks.signedOf(DOSSIER)).toMatchObject([{ kind: 'slip' }]);
    expect(() => db.exec('DELETE FROM stack_page')).toThrow('is kept');
    expect(() => db.exec("UPDATE stack_page SET sha256 = 'x'")).toThrow('keeps its picture');
    expect(() => db.exec('UPDATE stack_page SET position = 9')).toThrow('keeps its picture');
    expect(() => db.exec("UPDATE signed_paper SET kind = 'slip'")).toThrow('append-only');
    expect(() => db.exec('DELETE FROM signed_paper')).toThrow('append-only');
    expect(() => db.exec("UPDATE stack_page SET place = 'component' WHERE place = 'aside'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE stack_page SET place = 'aside' WHERE place = 'signed'")).toThrow('CHECK');
  });
});
