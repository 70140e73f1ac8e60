import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertedBetween, isMisplacedCard, isReader, NO_BURST, withKey } from './reader-burst.ts';

const CARD = '062090004321|233112233|Nguyễn Văn Ân|07031990|Nam|Đăk Hà|15082021';

/** The burst after keys that came `gap` ms apart. */
function typed(text: string, gap: number, isAside = false) {
  return [...text].reduce((burst, key, index) => withKey(burst, { key, at: index * gap, isAside }), NO_BURST);
}

describe('a reader', () => {
  it('is known by the fourth letter, and its letters are kept whole', () => {
    expect(isReader(typed('062', 4))).toBe(false);
    expect(isReader(typed('0620', 4))).toBe(true);
    expect(typed(CARD, 4).text).toBe(CARD);
  });

  it('is never somebody who types, whatever they type', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 31, max: 500 }), (text, gap) => {
        expect(isReader(typed(text, gap))).toBe(false);
      }),
    );
  });

  it('is never a held key, a shortcut or a composition', () => {
    expect(isReader(typed('aaaaaaaa', 5, true))).toBe(false);
    expect(
      isReader(
        ['Shift', 'Process', 'Dead', 'F9'].reduce(
          (burst, key) => withKey(burst, { key, at: 0, isAside: false }),
          NO_BURST,
        ),
      ),
    ).toBe(false);
  });

  it('ends with a pause: two keys rolled together begin nothing', () => {
    const rolled = typed('th', 10);
    expect(withKey(rolled, { key: 'a', at: 200, isAside: false }).text).toBe('a');
  });
});

describe('a card that landed in another field', () => {
  it('is told from what stood there', () => {
    expect(insertedBetween('Lê Thị', `Lê ${CARD}Thị`)).toBe(CARD);
    fc.assert(
      fc.property(fc.string(), fc.string(), (head, tail) => {
        const after = head + CARD + tail;
        expect(after.length - (head + tail).length).toBe(insertedBetween(head + tail, after).length);
      }),
    );
  });

  it('is taken out only when its content is a card and no hand is that fast', () => {
    expect(isMisplacedCard(CARD, 400)).toBe(true);
    expect(isMisplacedCard(CARD, 20_000)).toBe(false);
    expect(isMisplacedCard('Nguyễn Văn Ân', 10)).toBe(false);
    expect(isMisplacedCard('062090004321', 10)).toBe(false);
  });
});
