import type { ProcessingLimit } from './processing-limit.ts';

interface ResumeCase {
  title: string;
  law: string;
  unit: ProcessingLimit['unit'];
  /** Local time of the appointment that ran. */
  ran: string;
  /** Local times at which the pause began and ended. */
  pause: [from: string, to: string];
  /** Local time of the appointment after the pause, written by hand. */
  due: string;
  /** The explanation: kind, day, then what the step tells. */
  steps: string[];
}

const SUPPLEMENT = 'Điều 17 Nghị định 118/2025/NĐ-CP';
const DUTY = 'chỉ số 2.1 Quyết định 766/QĐ-TTg';
const REST_DAY = 'Điều 147, 148 Bộ luật Dân sự 2015';
const HOLIDAYS = 'Điều 111, 112 Bộ luật Lao động';

/** Appointments after a pause. The office works 07:00-11:30 and 13:30-17:00, Monday to Friday. */
export const resumeCases: readonly ResumeCase[] = [
  {
    title: 'thirty-one hours of work that were left over a weekend of waiting',
    law: SUPPLEMENT,
    unit: 'working-day',
    ran: '2026-12-02 09:00',
    pause: ['2026-11-26 10:00', '2026-11-30 10:00'],
    due: '2026-12-04 09:00',
    steps: ['paused-work 2026-11-26 2026-11-30 31 0'],
  },
  {
    title: 'a supplement that comes on Friday after closing',
    law: SUPPLEMENT,
    unit: 'working-day',
    ran: '2026-11-27 09:00',
    pause: ['2026-11-26 15:00', '2026-11-27 17:30'],
    due: '2026-11-30 11:00',
    steps: [
      'paused-work 2026-11-26 2026-11-27 4 0',
      'resumed-out-of-hours 2026-11-27 2026-11-30 07:00',
      'skipped-weekend 2026-11-28',
      'skipped-weekend 2026-11-29',
    ],
  },
  {
    title: 'working hours resumed in the lunch break',
    law: SUPPLEMENT,
    unit: 'working-hour',
    ran: '2026-11-26 14:30',
    pause: ['2026-11-25 16:00', '2026-11-26 12:10'],
    due: '2026-11-27 10:00',
    steps: ['paused-work 2026-11-25 2026-11-26 6 30', 'resumed-out-of-hours 2026-11-26 2026-11-26 13:30'],
  },
  {
    title: 'a remainder that runs over Vietnam Culture Day',
    law: `${SUPPLEMENT}; Nghị quyết 28/2026/QH16`,
    unit: 'working-day',
    ran: '2026-11-25 09:00',
    pause: ['2026-11-20 10:00', '2026-11-23 16:00'],
    due: '2026-11-26 15:00',
    steps: ['paused-work 2026-11-20 2026-11-23 15 0', 'skipped-holiday 2026-11-24 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'a tax notice paid online in the middle of Tết Bính Ngọ',
    law: `${DUTY}; ${HOLIDAYS}`,
    unit: 'working-day',
    ran: '2026-02-23 10:00',
    pause: ['2026-02-12 10:00', '2026-02-16 09:00'],
    due: '2026-02-25 07:00',
    steps: [
      'paused-work 2026-02-12 2026-02-16 16 0',
      'resumed-out-of-hours 2026-02-16 2026-02-23 07:00',
      'skipped-holiday 2026-02-17 Tết Âm lịch',
      'skipped-holiday 2026-02-18 Tết Âm lịch',
      'skipped-holiday 2026-02-19 Tết Âm lịch',
      'skipped-holiday 2026-02-20 Tết Âm lịch',
      'skipped-weekend 2026-02-21',
      'skipped-weekend 2026-02-22',
    ],
  },
  {
    title: 'a remainder that uses the worked Saturday of August',
    law: '9441/TB-BNV',
    unit: 'working-day',
    ran: '2026-08-22 09:00',
    pause: ['2026-08-20 15:00', '2026-08-21 15:00'],
    due: '2026-08-24 09:00',
    steps: [
      'paused-work 2026-08-20 2026-08-21 12 0',
      'worked-weekend 2026-08-22 Làm bù cho 31/8',
      'skipped-weekend 2026-08-23',
    ],
  },
  {
    title: 'working days due at an opening, whose remainder ends with a closing',
    law: SUPPLEMENT,
    unit: 'working-day',
    ran: '2026-11-27 07:00',
    pause: ['2026-11-26 13:00', '2026-11-27 13:30'],
    due: '2026-11-30 07:00',
    steps: [
      'paused-work 2026-11-26 2026-11-27 3 30',
      'skipped-weekend 2026-11-28',
      'skipped-weekend 2026-11-29',
    ],
  },
  {
    title: 'working hours due at a closing, whose remainder ends with a closing',
    law: SUPPLEMENT,
    unit: 'working-hour',
    ran: '2026-11-26 17:00',
    pause: ['2026-11-26 14:00', '2026-11-27 14:00'],
    due: '2026-11-27 17:00',
    steps: ['paused-work 2026-11-26 2026-11-27 3 0'],
  },
  {
    title: 'a same-day paper resumed after 15:00: the rule is about receptions only',
    law: 'Điều 7 Nghị định 23/2015/NĐ-CP',
    unit: 'same-day-15h',
    ran: '2026-11-25 17:00',
    pause: ['2026-11-25 09:45', '2026-11-26 15:30'],
    due: '2026-11-27 10:45',
    steps: ['paused-work 2026-11-25 2026-11-26 5 15'],
  },
  {
    title: 'a pause that begins in the very minute of the appointment, when nothing is left',
    law: SUPPLEMENT,
    unit: 'working-day',
    ran: '2026-11-26 09:00',
    pause: ['2026-11-26 09:00', '2026-11-30 14:00'],
    due: '2026-11-30 14:00',
    steps: ['paused-work 2026-11-26 2026-11-30 0 0'],
  },
  {
    title: 'a pause that begins after the appointment: the dossier was late and stays late',
    law: SUPPLEMENT,
    unit: 'working-day',
    ran: '2026-11-25 17:00',
    pause: ['2026-11-26 08:00', '2026-12-10 08:00'],
    due: '2026-11-25 17:00',
    steps: ['paused-late 2026-11-25 2026-11-26'],
  },
  {
    title: 'a pause that begins in the evening of the appointment: late as well',
    law: SUPPLEMENT,
    unit: 'day',
    ran: '2026-11-25 17:00',
    pause: ['2026-11-25 17:30', '2026-11-27 08:00'],
    due: '2026-11-25 17:00',
    steps: ['paused-late 2026-11-25 2026-11-25'],
  },
  {
    title: 'twenty-four calendar days that were left, into the next year',
    law: REST_DAY,
    unit: 'day',
    ran: '2026-12-25 17:00',
    pause: ['2026-12-01 10:00', '2026-12-11 10:00'],
    due: '2027-01-04 17:00',
    steps: ['paused-days 2026-12-01 2026-12-11 24', 'incomplete-calendar 2027-01-04 2027'],
  },
  {
    title: 'calendar days whose last one is a Saturday after the pause',
    law: REST_DAY,
    unit: 'day',
    ran: '2026-11-27 17:00',
    pause: ['2026-11-25 10:00', '2026-11-26 10:00'],
    due: '2026-11-30 17:00',
    steps: [
      'paused-days 2026-11-25 2026-11-26 2',
      'skipped-weekend 2026-11-29',
      'moved-from-rest-day 2026-11-28 2026-11-30',
    ],
  },
  {
    title: 'calendar days resumed online on a Saturday',
    law: REST_DAY,
    unit: 'day',
    ran: '2026-11-27 17:00',
    pause: ['2026-11-26 14:00', '2026-11-28 09:00'],
    due: '2026-12-01 17:00',
    steps: [
      'paused-days 2026-11-26 2026-11-28 1',
      'resumed-out-of-hours 2026-11-28 2026-11-30 07:00',
      'skipped-weekend 2026-11-29',
    ],
  },
  {
    title: 'a pause on the last of the calendar days',
    law: REST_DAY,
    unit: 'day',
    ran: '2026-11-25 17:00',
    pause: ['2026-11-25 14:00', '2026-12-02 08:00'],
    due: '2026-12-02 17:00',
    steps: ['paused-days 2026-11-25 2026-12-02 0'],
  },
  {
    title: 'hours of the clock paused and resumed at night',
    law: 'Thủ tục 1.004946',
    unit: 'hour',
    ran: '2026-11-29 08:30',
    pause: ['2026-11-28 22:00', '2026-11-29 06:00'],
    due: '2026-11-29 16:30',
    steps: ['paused-clock 2026-11-28 2026-11-29 10 30'],
  },
];
