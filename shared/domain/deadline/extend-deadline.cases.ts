import type { ExtensionGround } from './extend-deadline.ts';

interface ExtensionCase {
  title: string;
  law: string;
  /** Local time of the appointment that ran. */
  ran: string;
  ground: [value: number, unit: ExtensionGround['unit']];
  /** Local time of the longer appointment, written by hand. */
  due: string;
  steps: string[];
}

interface ReappointmentCase {
  title: string;
  ran: string;
  reappointed: boolean;
  /** Local time that the head promises. */
  to: string;
  refusal: 'REAPPOINTED_ALREADY' | 'REAPPOINTMENT_NOT_LATER' | 'REAPPOINTMENT_OUT_OF_HOURS' | null;
}

/** The ground that the extension cases name. */
export const GROUND = 'Điều 4 Nghị định 123/2015/NĐ-CP';

/** Longer appointments. The office works 07:00-11:30 and 13:30-17:00, Monday to Friday. */
export const extensionCases: readonly ExtensionCase[] = [
  {
    title: 'three working days to verify at another commune, over a weekend',
    law: GROUND,
    ran: '2026-11-26 09:00',
    ground: [3, 'working-day'],
    due: '2026-12-01 09:00',
    steps: [
      'skipped-weekend 2026-11-28',
      'skipped-weekend 2026-11-29',
      `extended 2026-11-26 2026-12-01 ${GROUND}`,
    ],
  },
  {
    title: 'one working day after a paper that was due at closing on the eve of Vietnam Culture Day',
    law: `${GROUND}; Nghị quyết 28/2026/QH16`,
    ran: '2026-11-23 17:00',
    ground: [1, 'working-day'],
    due: '2026-11-25 17:00',
    steps: ['skipped-holiday 2026-11-24 Ngày Văn hóa Việt Nam', `extended 2026-11-23 2026-11-25 ${GROUND}`],
  },
  {
    title: 'four working hours after a paper that was due at closing',
    law: GROUND,
    ran: '2026-11-25 17:00',
    ground: [4, 'working-hour'],
    due: '2026-11-26 11:00',
    steps: [`extended 2026-11-25 2026-11-26 ${GROUND}`],
  },
  {
    title: 'ten calendar days that would end on a Saturday',
    law: 'Điều 147, 148 Bộ luật Dân sự 2015',
    ran: '2026-11-25 17:00',
    ground: [10, 'day'],
    due: '2026-12-07 17:00',
    steps: [
      'skipped-weekend 2026-12-06',
      'moved-from-rest-day 2026-12-05 2026-12-07',
      `extended 2026-11-25 2026-12-07 ${GROUND}`,
    ],
  },
  {
    title: 'twelve hours of the clock into the night',
    law: 'Thủ tục 1.004946',
    ran: '2026-11-28 20:30',
    ground: [12, 'hour'],
    due: '2026-11-29 08:30',
    steps: [`extended 2026-11-28 2026-11-29 ${GROUND}`],
  },
];

/** New appointments with an apology (Mẫu 04 Thông tư 03/2025/TT-VPCP): one only. */
export const reappointmentCases: readonly ReappointmentCase[] = [
  {
    title: 'a later working day',
    ran: '2026-11-25 09:00',
    reappointed: false,
    to: '2026-11-27 09:00',
    refusal: null,
  },
  {
    title: 'the closing of the same day',
    ran: '2026-11-25 09:00',
    reappointed: false,
    to: '2026-11-25 17:00',
    refusal: null,
  },
  {
    title: 'a second new appointment',
    ran: '2026-11-27 09:00',
    reappointed: true,
    to: '2026-12-01 09:00',
    refusal: 'REAPPOINTED_ALREADY',
  },
  {
    title: 'the very minute of the old appointment',
    ran: '2026-11-25 09:00',
    reappointed: false,
    to: '2026-11-25 09:00',
    refusal: 'REAPPOINTMENT_NOT_LATER',
  },
  {
    title: 'a Saturday',
    ran: '2026-11-25 09:00',
    reappointed: false,
    to: '2026-11-28 09:00',
    refusal: 'REAPPOINTMENT_OUT_OF_HOURS',
  },
  {
    title: 'the lunch break',
    ran: '2026-11-25 09:00',
    reappointed: false,
    to: '2026-11-26 12:00',
    refusal: 'REAPPOINTMENT_OUT_OF_HOURS',
  },
];
