import { describe, expect, it } from 'vitest';
import { decideEnding, decideKeeping } from './kept-original.ts';

describe('keeping originals', () => {
  it.each([
    ['one of one', 1, 0, 1, true],
    ['a second of one', 1, 1, 1, false],
    ['two of three beside one', 3, 1, 2, true],
    ['one of a component that was photocopied', 0, 0, 1, false],
    ['a paper that is no component', null, 4, 1, true],
  ])('%s', (_case, handedIn, kept, more, allowed) => {
    expect(decideKeeping({ name: 'Bằng tốt nghiệp', handedIn }, kept, more).ok).toBe(allowed);
  });

  it('lets a dossier end when nothing is out, and else names what is where', () => {
    expect(decideEnding([]).ok).toBe(true);
    const out = { name: 'Sổ hộ tịch', count: 1, place: 'Tủ 2, ngăn 3', holder: 'Lê Thị Lan' };
    expect(decideEnding([out])).toMatchObject({
      refusal: {
        code: 'ORIGINALS_OUT',
        data: { originals: [{ name: '1 × Sổ hộ tịch (Tủ 2, ngăn 3, Lê Thị Lan)' }] },
      },
    });
  });
});
