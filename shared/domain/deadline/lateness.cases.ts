import { instant } from './case-times.ts';
import type { DossierHistory, LatenessCause } from './lateness.ts';

type Ends = Partial<Record<'resultIn' | 'returned' | 'refused' | 'stopped' | 'withdrawn', string>>;

/** One dossier, received on 20 November 2026 at 09:00 and appointed for the 27th at 09:00. All times are local. */
export interface LatenessCase extends Ends {
  title: string;
  law: string;
  /** The appointment after pauses, where it moved. */
  due?: string;
  /** The appointment that the portal holds, where it is not the first. */
  sentDue?: string | null;
  pauses?: [kind: DossierHistory['pauses'][number]['kind'], from: string, to: string | null][];
  now?: string;
  /** Standing and minutes, by law and by the portal. */
  legal: string;
  portal: string;
  cause: LatenessCause | null;
}

const INDICATOR = 'chỉ số 2.1 Quyết định 766/QĐ-TTg';
const ONCE = `Điều 11 Nghị định 118/2025/NĐ-CP; ${INDICATOR}`;
const APOLOGY = `Mẫu số 04 Thông tư 03/2025/TT-VPCP; ${INDICATOR}`;
const STOP = `Điều 21 Nghị định 118/2025/NĐ-CP; ${INDICATOR}`;

/** When the dossier of every case was received, and what its first slip promised. */
export const CASE_RECEIVED = '2026-11-20 09:00';
export const CASE_FIRST_DUE = '2026-11-27 09:00';

/** Lateness by law and by the portal, an official can compare both. */
export const latenessCases: readonly LatenessCase[] = [
  {
    title: 'a result the day before',
    law: INDICATOR,
    resultIn: '2026-11-26 16:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'a result in the very minute of the appointment',
    law: INDICATOR,
    resultIn: '2026-11-27 09:00',
    legal: 'on-time 0',
    portal: 'on-time 0',
    cause: null,
  },
  {
    title: 'a result thirty seconds after the minute that the slip prints',
    law: INDICATOR,
    resultIn: '2026-11-27 09:00:30',
    legal: 'on-time 0',
    portal: 'late 1',
    cause: 'seconds',
  },
  {
    title: 'a result in time that is fetched two weeks later: the result counts',
    law: INDICATOR,
    resultIn: '2026-11-26 16:00',
    returned: '2026-12-10 09:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'a hand-over an hour late without a recorded result',
    law: INDICATOR,
    returned: '2026-11-27 10:00',
    legal: 'late 60',
    portal: 'late 60',
    cause: null,
  },
  {
    title: 'no end yet, three days after the appointment',
    law: INDICATOR,
    now: '2026-11-30 09:00',
    legal: 'late 4320',
    portal: 'late 4320',
    cause: null,
  },
  {
    title: 'no end yet, the day before the appointment',
    law: INDICATOR,
    now: '2026-11-26 09:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'a refusal two hours late',
    law: INDICATOR,
    refused: '2026-11-27 11:00',
    legal: 'late 120',
    portal: 'late 120',
    cause: null,
  },
  {
    title: 'a dossier withdrawn in time',
    law: INDICATOR,
    withdrawn: '2026-11-26 09:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'one supplement asked in time and still awaited',
    law: INDICATOR,
    pauses: [['supplement', '2026-11-25 10:00', null]],
    now: '2026-12-20 09:00',
    legal: 'on-time 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'one supplement asked an hour too late and still awaited',
    law: INDICATOR,
    pauses: [['supplement', '2026-11-27 10:00', null]],
    now: '2026-12-20 09:00',
    legal: 'late 60',
    portal: 'late 60',
    cause: null,
  },
  {
    title: 'a supplement of five days, the result before the moved appointment',
    law: INDICATOR,
    due: '2026-12-02 09:00',
    sentDue: '2026-12-02 09:00',
    pauses: [['supplement', '2026-11-25 10:00', '2026-11-30 10:00']],
    resultIn: '2026-12-02 08:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title:
      'a supplement of five days, the result a day after the moved appointment: the portal takes the wait out again',
    law: INDICATOR,
    due: '2026-12-02 09:00',
    sentDue: '2026-12-02 09:00',
    pauses: [['supplement', '2026-11-25 10:00', '2026-11-30 10:00']],
    resultIn: '2026-12-03 09:00',
    legal: 'late 1440',
    portal: 'early 0',
    cause: 'wait-taken-out-twice',
  },
  {
    title: 'a supplement of five days where the portal still holds the first appointment',
    law: INDICATOR,
    due: '2026-12-02 09:00',
    pauses: [['supplement', '2026-11-25 10:00', '2026-11-30 10:00']],
    resultIn: '2026-12-02 09:00',
    legal: 'on-time 0',
    portal: 'on-time 0',
    cause: null,
  },
  {
    title: 'a tax paid after five days where the portal still holds the first appointment',
    law: INDICATOR,
    due: '2026-12-02 09:00',
    pauses: [['payment', '2026-11-25 10:00', '2026-11-30 10:00']],
    resultIn: '2026-12-01 09:00',
    legal: 'early 0',
    portal: 'late 5760',
    cause: 'other-appointment',
  },
  {
    title: 'a tax that is not paid yet',
    law: INDICATOR,
    pauses: [['payment', '2026-11-25 10:00', null]],
    now: '2026-12-05 09:00',
    legal: 'on-time 0',
    portal: 'late 11520',
    cause: 'pause-unknown-to-portal',
  },
  {
    title: 'a second supplement: late to the portal whatever the dates say',
    law: ONCE,
    due: '2026-12-02 09:00',
    sentDue: '2026-12-02 09:00',
    pauses: [
      ['supplement', '2026-11-20 10:00', '2026-11-23 10:00'],
      ['supplement', '2026-11-25 10:00', '2026-11-26 10:00'],
    ],
    resultIn: '2026-11-30 09:00',
    legal: 'early 0',
    portal: 'late 0',
    cause: 'several-supplements',
  },
  {
    title: 'a supplement that never came and a refusal in the end',
    law: INDICATOR,
    pauses: [['supplement', '2026-11-25 10:00', null]],
    refused: '2026-12-10 10:00',
    legal: 'on-time 0',
    portal: 'late 18780',
    cause: 'supplement-not-completed',
  },
  {
    title: 'no appointment sent, within the longest time',
    law: INDICATOR,
    sentDue: null,
    resultIn: '2026-11-27 08:00',
    legal: 'early 0',
    portal: 'early 0',
    cause: null,
  },
  {
    title: 'no appointment sent and a tax paid after five days',
    law: INDICATOR,
    sentDue: null,
    due: '2026-12-02 09:00',
    pauses: [['payment', '2026-11-25 10:00', '2026-11-30 10:00']],
    resultIn: '2026-12-01 09:00',
    legal: 'early 0',
    portal: 'late 5760',
    cause: 'no-appointment-sent',
  },
  {
    title: 'a new appointment with an apology: late by law, in time to the portal',
    law: APOLOGY,
    sentDue: '2026-12-04 09:00',
    resultIn: '2026-12-02 09:00',
    legal: 'late 7200',
    portal: 'early 0',
    cause: 'other-appointment',
  },
  {
    title: "two hours late before a week's supplement and one hour after it",
    law: INDICATOR,
    pauses: [['supplement', '2026-11-27 11:00', '2026-12-04 11:00']],
    resultIn: '2026-12-04 12:00',
    legal: 'late 180',
    portal: 'late 180',
    cause: null,
  },
  {
    title: 'a lawful stop that lasts',
    law: STOP,
    pauses: [['stop', '2026-11-25 10:00', null]],
    now: '2026-12-10 09:00',
    legal: 'on-time 0',
    portal: 'early 0',
    cause: null,
  },
];

/** The history that a case tells, and the moment it is looked at. */
export function historyOf(row: LatenessCase): { history: DossierHistory; now: string } {
  const at = (local: string | null | undefined) => (local == null ? null : instant(local));
  const history = {
    received: instant(CASE_RECEIVED),
    firstDue: instant(CASE_FIRST_DUE),
    due: instant(row.due ?? CASE_FIRST_DUE),
    sentDue: row.sentDue === null ? null : instant(row.sentDue ?? CASE_FIRST_DUE),
    pauses: (row.pauses ?? []).map(([kind, from, to]) => ({ kind, from: instant(from), to: at(to) })),
    resultIn: at(row.resultIn),
    returned: at(row.returned),
    refused: at(row.refused),
    stopped: at(row.stopped),
    withdrawn: at(row.withdrawn),
  };
  return { history, now: instant(row.now ?? '2026-12-31 09:00') };
}
