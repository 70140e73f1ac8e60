import { expect, it } from 'vitest';
import type { DossierHit } from '../../../shared/contract/dossier.ts';
import { belongs, type DossierList, statesOf } from './dossier-lists.ts';

// 10:00 at the office on 24/11/2026.
const NOW = Date.parse('2026-11-24T03:00:00.000Z');
const due = (dueAt: string, state: DossierHit['state'] = 'received') =>
  ({ dueAt, state }) as unknown as DossierHit;
const listsOf = (hit: DossierHit) =>
  (['due-today', 'overdue'] as DossierList[]).filter((list) => belongs(list, hit, NOW));

it('counts a dossier as due today until its hour, and as overdue after it', () => {
  expect(listsOf(due('2026-11-24T09:30:00.000Z'))).toEqual(['due-today']);
  expect(listsOf(due('2026-11-24T02:59:00.000Z'))).toEqual(['overdue']);
});

it("takes the day of the office's zone, not that of the instant", () => {
  expect(listsOf(due('2026-11-24T16:59:00.000Z'))).toEqual(['due-today']);
  expect(listsOf(due('2026-11-24T17:00:00.000Z'))).toEqual([]);
});

it('leaves closed dossiers out, and asks for results alone where they wait to be handed over', () => {
  expect(listsOf(due('2026-11-20T02:00:00.000Z', 'returned'))).toEqual([]);
  expect(statesOf('to-return')).toEqual(['result-in']);
  expect(statesOf('overdue')).not.toContain('result-in');
});
