import { describe, expect, it } from 'vitest';
import { instant } from './case-times.ts';
import { historyOf, type LatenessCase, latenessCases } from './lateness.cases.ts';
import { type LatenessFigure, lateness } from './lateness.ts';

const told = (row: LatenessCase) => {
  const { history, now } = historyOf(row);
  return [history, now] as const;
};
const short = ({ standing, minutes }: LatenessFigure) => `${standing} ${minutes}`;

describe('lateness by law and by the portal', () => {
  it.each(latenessCases)('$title ($law)', (row) => {
    const { legal, portal, cause } = lateness(...told(row));
    expect([short(legal), short(portal), cause]).toEqual([row.legal, row.portal, row.cause]);
  });

  it.each(latenessCases)('names a cause exactly when one reading says late: $title', (row) => {
    const { legal, portal, cause } = lateness(...told(row));
    expect(cause !== null).toBe((legal.standing === 'late') !== (portal.standing === 'late'));
  });

  it('says whether the end stays or is only the given moment', () => {
    const { history } = historyOf({ title: '', law: '', legal: '', portal: '', cause: null });
    const now = instant('2026-11-26 09:00');
    expect(lateness(history, now).legal).toMatchObject({ end: now, ended: false });
    const stopped = { ...history, stopped: instant('2026-11-25 09:00') };
    expect(lateness(stopped, now).portal).toMatchObject({ end: stopped.stopped, ended: true });
  });
});
