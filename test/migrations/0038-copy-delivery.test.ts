import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCopyDeliveryReader } from '../../db/repositories/copy-delivery-repository.ts';
import { DossierId } from '../../shared/types/ids.ts';
import { fileAt, migrateTo } from './a-migrated-file.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');

it('0038-copy-delivery begins empty, and keeps what was given for ever', () => {
  const db = fileAt(37);
  db.exec(read('0037.sql'));
  migrateTo(db, 38);
  const given = () => createCopyDeliveryReader(db as never).ofDossier(DOSSIER);
  expect(given()).toEqual([]);
  const [, added = ''] = read('0038.sql').split('-- What release 0038 adds');
  db.exec(added.slice(added.indexOf('INSERT')));
  expect(given()).toMatchObject([{ title: 'Bằng tốt nghiệp', way: 'folder', place: 'USB' }]);
  expect(() => db.exec('DELETE FROM copy_delivery')).toThrow('append-only');
  expect(() => db.exec("UPDATE copy_delivery SET place = ''")).toThrow('append-only');
});
