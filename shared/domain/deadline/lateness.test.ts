import { describe, expect, it } from 'vitest';
import { instant } from './case-times.ts';
import { latenessCases } from './lateness.cases.ts';
import { type DossierHistory, type LatenessFigure, lateness } from './lateness.ts';

const FIRST_DUE = instant('2026-11-27 09:00');
const at = (local: string | null | undefined) => (local == null ? null : instant(local));
const short = ({ standing, minutes }: LatenessFigure) => `${standing} ${minutes}`;

function historyOf(row: (typeof latenessCases)[number]): DossierHistory {
  return {
    received: instant('2026-11-20 09:00'),
    firstDue: FIRST_DUE,
    due: at(row.due) ?? FIRST_DUE,
    sentDue: row.sentDue === null ? null : (at(row.sentDue) ?? FIRST_DUE),
    pauses: (row.pauses ?? []).map(([kind, from, to]) => ({ kind, from: instant(from), to: at(to) })),
    resultIn: at(row.resultIn),
    returned: at(row.returned),
    refused: at(row.refused),
    stopped: at(row.stopped),
    withdrawn: at(row.withdrawn),
  };
}

describe('lateness by law and by the portal', () => {
  it.each(latenessCases)('$title ($law)', (row) => {
    const { legal, portal, cause } = lateness(historyOf(row), instant(row.now ?? '2026-12-31 09:00'));
    expect([short(legal), short(portal), cause]).toEqual([row.legal, row.portal, row.cause]);
  });

  it.each(latenessCases)('names a cause exactly when one reading says late: $title', (row) => {
    const { legal, portal, cause } = lateness(historyOf(row), instant(row.now ?? '2026-12-31 09:00'));
    expect(cause !== null).toBe((legal.standing === 'late') !== (portal.standing === 'late'));
  });

  it('says whether the end stays or is only the given moment', () => {
    const history = historyOf({ title: '', law: '', legal: '', portal: '', cause: null });
    const now = instant('2026-11-26 09:00');
    expect(lateness(history, now).legal).toMatchObject({ end: now, ended: false });
    const stopped = { ...history, stopped: instant('2026-11-25 09:00') };
    expect(lateness(stopped, now).portal).toMatchObject({ end: stopped.stopped, ended: true });
  });
});
