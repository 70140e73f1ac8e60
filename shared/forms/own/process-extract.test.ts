import { expect, it } from 'vitest';
import { vi } from '../../messages/vi.ts';
import { ACTS } from './process-extract.ts';

it('has words for every event of a dossier, or says that it is none of the process', () => {
  const shown = Object.keys(vi)
    .filter((key) => /^event\.(?:dossier|file|copy|original|progress)\./u.test(key))
    .map((key) => key.slice('event.'.length));
  expect(shown.filter((type) => ACTS[type] === undefined)).toEqual([]);
  expect(Object.keys(ACTS).filter((type) => !shown.includes(type))).toEqual(['dossier.mirrored']);
});
