import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../types/clock.ts';
import { shippedCatalogue } from '../catalogue/catalogue.ts';
import type { Procedure } from '../catalogue/procedure-catalogue.ts';
import { defaultCalendar } from '../deadline/working-calendar.ts';
import { afterChildEnded, isChildLate, type LinkedState, planLinked } from './linked-children.ts';

const MORNING = '2026-11-25T02:00:00.000Z' as Instant;
const FUNERAL = 3;

function procedure(code: string): Procedure {
  const found = shippedCatalogue.findProcedure(code, '2026-11-25');
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

function plan(code: string, chosen: number[] = [], received = MORNING) {
  const group = procedure(code);
  const limit = group.cases[0]?.limit;
  if (limit === undefined) throw new Error('no case');
  return planLinked(group, { limit, chosen, received }, defaultCalendar);
}

describe('planning a linked group', () => {
  it('leaves a procedure that links nothing alone', () => expect(plan('2.000815')).toBeUndefined());

  it('plans a birth: registered the same day, residence within the whole, the insurance card two working days after it', () => {
    const planned = plan('3.000722');
    expect(planned).toMatchObject({
      ok: true,
      value: {
        deadline: { due: expect.stringMatching(/^2026-11-30T09:00/u) },
        children: [
          {
            name: 'Đăng ký khai sinh',
            startsAfter: 'reception',
            deadline: { due: expect.stringMatching(/^2026-11-25T17/u) },
          },
          {
            agency: 'police',
            startsAfter: 'first-result',
            deadline: { due: expect.stringMatching(/^2026-11-30T09:00/u) },
          },
          { agency: 'social-insurance', deadline: { due: expect.stringMatching(/^2026-11-30T07:00/u) } },
        ],
      },
    });
  });

  it('takes the last of the children where the group has no limit of its own', () => {
    const planned = plan('2.002913', [FUNERAL]);
    expect(planned?.ok && planned.value.children.map(({ code }) => code)).toEqual([
      '1.000656',
      '1.003197',
      '1.014028',
    ]);
    expect(planned?.ok && planned.value.deadline.due).toMatch(/^2026-12-03T07:00/u);
  });

  it.each([
    [[], { code: 'LINKED_BRANCH_NOT_CHOSEN', data: { names: expect.any(Array) } }],
    [[2, 3], { code: 'LINKED_BRANCH_NOT_CHOSEN', data: { names: expect.any(Array) } }],
    [[0], { code: 'LINKED_CHILD_UNKNOWN', data: { position: 0 } }],
    [[3, 99], { code: 'LINKED_CHILD_UNKNOWN', data: { position: 99 } }],
  ])('refuses the choice %j', (chosen, refusal) => {
    expect(plan('2.002913', chosen)).toEqual({ ok: false, refusal });
  });

  it('refuses days of a year that is not announced', () => {
    expect(plan('3.000722', [], '2031-03-04T02:00:00.000Z' as Instant)).toMatchObject({ ok: false });
  });
});

describe('what follows an answer', () => {
  const states = fc.constantFrom<LinkedState>('waiting', 'running', 'done', 'refused', 'dropped');
  const child = (id: string, startsAfter: 'reception' | 'first-result', state: LinkedState) => ({
    id,
    startsAfter,
    state,
  });

  it('begins the waiting ones when every first one is done, and drops them when one is refused', () => {
    const family = [child('a', 'reception', 'running'), child('b', 'first-result', 'waiting')];
    expect(afterChildEnded(family, { id: 'a', state: 'done' })).toEqual({ begin: ['b'], drop: [] });
    expect(afterChildEnded(family, { id: 'a', state: 'refused' })).toEqual({ begin: [], drop: ['b'] });
    const two = [...family, child('c', 'reception', 'running')];
    expect(afterChildEnded(two, { id: 'a', state: 'done' })).toEqual({ begin: [], drop: [] });
  });

  it('never touches one that does not wait', () => {
    fc.assert(
      fc.property(
        fc.array(states, { maxLength: 6 }),
        fc.constantFrom('done' as const, 'refused' as const),
        (list, state) => {
          const family = [
            child('first', 'reception', 'running'),
            ...list.map((s, i) => child(String(i), 'first-result', s)),
          ];
          const { begin, drop } = afterChildEnded(family, { id: 'first', state });
          const waiting = family.filter((entry) => entry.state === 'waiting').map(({ id }) => id);
          expect([...begin, ...drop].sort()).toEqual(waiting.sort());
        },
      ),
    );
  });

  it.each([
    ['running', '2026-11-25T10:00:00.000Z', null, true],
    ['running', null, null, false],
    ['waiting', '2026-11-25T10:00:00.000Z', null, false],
    ['done', '2026-11-25T10:00:00.000Z', '2026-11-25T09:59:00.000Z', false],
    ['done', '2026-11-25T10:00:00.000Z', '2026-11-25T10:01:00.000Z', true],
  ] as const)('a %s one due %s that ended %s: late %s', (state, dueAt, endedAt, late) => {
    expect(isChildLate({ state, dueAt, endedAt }, '2026-11-26T00:00:00.000Z')).toBe(late);
  });
});
