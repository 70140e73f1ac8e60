import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DossierId } from '../../types/ids.ts';
import { type Found, type Side, sortStack, UNDECIDED_REASONS } from './sort-stack.ts';

const DOSSIER = DossierId.parse('01936000-0000-7000-8000-0000000000d1');
const OTHER = DossierId.parse('01936000-0000-7000-8000-0000000000d2');

/** A stack in short: a-c separators, A-C those of another dossier, `.` a page, `_` a blank side, `s` a slip, `?` a code that cannot be read, `!` a foreign separator. */
function sidesOf(stack: string): Side[] {
  return Array.from(stack, (sign) => ({ found: foundBy(sign), blank: sign === '_' }));
}
function foundBy(sign: string): Found {
  if (/[a-c]/u.test(sign)) return { kind: 'separator', dossierId: DOSSIER, componentId: sign };
  if (/[A-C]/u.test(sign)) return { kind: 'separator', dossierId: OTHER, componentId: sign };
  if (sign === 's') return { kind: 'paper', dossierId: DOSSIER, paper: 'slip' };
  if (sign === '?') return { kind: 'suspect', reason: 'code-unread' };
  if (sign === '!') return { kind: 'suspect', reason: 'foreign-separator' };
  return { kind: 'plain' };
}
/** Where each side went, in short: the component's sign, `S` a signed paper, `-` set aside, `~` waits. */
const sorted = (stack: string, duplex = false) =>
  sortStack(sidesOf(stack), { duplex })
    .map((place) => {
      if (place.kind === 'component') return place.componentId;
      return { signed: 'S', aside: '-', undecided: '~' }[place.kind];
    })
    .join('');

describe('fronts only', () => {
  it.each([
    ['each page goes to the separator before it', 'a..b...c.', '-aa-bbb-c'],
    ['pages before the first separator wait', '..a.', '~~-a'],
    ['a component may come twice', 'a.b.a.', '-a-b-a'],
    ['separators of several dossiers', 'a.B.', '-a-B'],
    ['a separator without pages', 'ab.', '--b'],
    ['behind a code that cannot be read everything waits until the next separator', 'a.?.b.', '-a~~-b'],
    ['behind a foreign separator too', 'a.!..b.', '-a~~~-b'],
    ['an empty side may be a separator face down', 'a._.b.', '-a~~-b'],
    ['a slip files itself and ends the component', 'a.s.b.', '-aS~-b'],
    ['slips one after the other', 'sss', 'SSS'],
  ])('%s', (_rule, stack, places) => expect(sorted(stack)).toBe(places));
});

describe('both sides', () => {
  it.each([
    ['the empty back of a separator goes with it', 'a_.._.', '--aaaa'],
    ['a separator may lie face down', '_a..', '--aa'],
    ['what stands on the back of a separator waits', 'a...', '-~aa'],
    ['an empty back of a page is a page', 'a_._._', '--aaaa'],
    ['a written back of a slip belongs to it', 's.s_', 'SSS-'],
    ['a sheet with two codes parts the stack and says nothing', 'a_ab..', '--~~~~'],
    ['the last sheet may lack its back', 'a_.', '--a'],
  ])('%s', (_rule, stack, places) => expect(sorted(stack, true)).toBe(places));
});

it('no page is lost, none is in a component that no separator before it named, whatever comes', () => {
  const stacks = fc.array(fc.constantFrom(...'abcABC.._s?!'), { maxLength: 40 });
  fc.assert(
    fc.property(stacks, fc.boolean(), (signs, duplex) => {
      const sides = sidesOf(signs.join(''));
      const places = sortStack(sides, { duplex });
      expect(places).toHaveLength(sides.length);
      for (const [at, place] of places.entries()) {
        if (place.kind !== 'component') continue;
        // The nearest sheet before it that says anything says this component.
        const by = duplex ? 2 : 1;
        let sheet = Math.floor(at / by) - 1;
        const said = (index: number) =>
          sides.slice(index * by, index * by + by).filter(({ found }) => found.kind !== 'plain');
        while (sheet >= 0 && said(sheet).length === 0) sheet -= 1;
        expect(said(sheet)).toMatchObject([
          { found: { dossierId: place.dossierId, componentId: place.componentId } },
        ]);
      }
    }),
  );
});

it('a suspect sheet gives its own reason to what follows', () => {
  const sides = UNDECIDED_REASONS.map((reason) => [
    { found: { kind: 'suspect', reason } as const, blank: false },
    { found: { kind: 'plain' } as const, blank: false },
  ]);
  expect(sortStack(sides.flat(), { duplex: false })).toEqual(
    UNDECIDED_REASONS.flatMap((why) => [
      { kind: 'undecided', why },
      { kind: 'undecided', why },
    ]),
  );
});
