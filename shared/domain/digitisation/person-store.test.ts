import { expect, it } from 'vitest';
import { STANDING_CASES } from './person-store.cases.ts';
import { HolderNumber, reuseFlags, standingsOf } from './person-store.ts';

it.each(STANDING_CASES)('judges $what', ({ papers, standings }) =>
  expect(standingsOf(papers, '2026-11-24')).toEqual(standings),
);

it('says in the words of the national data what was used again', () => {
  expect(reuseFlags(null)).toMatchObject({ DuocSoHoa: 1, DuocTaiSuDung: 0, MaKetQuaThayThe: '' });
  expect(reuseFlags({ fromComponent: 'x', resultCode: null })).toMatchObject({
    DuocTaiSuDung: 1,
    MaKetQuaThayThe: '',
  });
  expect(reuseFlags({ fromComponent: null, resultCode: 'KQ.G15.000038' })).toMatchObject({
    DuocTaiSuDung: 2,
    MaKetQuaThayThe: 'KQ.G15.000038',
    DuocLayTuKhoDMQG: 0,
  });
});

it.each(['086190001234', '331122334', 'B1234567', '0100109106', '0100109106-001'])(
  'takes %s for a number',
  (number) => expect(HolderNumber.safeParse(number).success).toBe(true),
);
it.each(['', '%', "1' OR '1", 'Lê Thị Thử'])('takes %s for none', (number) =>
  expect(HolderNumber.safeParse(number).success).toBe(false),
);
