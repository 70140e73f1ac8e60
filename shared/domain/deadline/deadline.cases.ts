import type { ProcessingLimit } from './processing-limit.ts';

interface DeadlineCase {
  title: string;
  law: string;
  /** Local time of reception. */
  received: string;
  limit: [value: number, unit: ProcessingLimit['unit'], after15h?: 'next-working-day'];
  /** Local time of the appointment, written by hand. */
  due: string;
  /** The explanation: kind, day, then what the step tells. */
  steps: string[];
}

const SAME_DAY = 'Điều 7 Nghị định 23/2015/NĐ-CP';
const COUNT = 'Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP';
const REST_DAY = 'Điều 147, 148 Bộ luật Dân sự 2015';
const HOLIDAYS = 'Điều 111, 112 Bộ luật Lao động';

/** Appointments an official can read. The office works 07:00-11:30 and 13:30-17:00, Monday to Friday. */
export const deadlineCases: readonly DeadlineCase[] = [
  {
    title: 'a same-day paper received in the morning',
    law: SAME_DAY,
    received: '2026-11-25 09:15',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: [],
  },
  {
    title: 'a same-day paper received at 15:00 sharp',
    law: SAME_DAY,
    received: '2026-11-25 15:00',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: [],
  },
  {
    title: 'a same-day paper whose slip says 15:00 although seconds have passed',
    law: SAME_DAY,
    received: '2026-11-25 15:00:59',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: [],
  },
  {
    title: 'a same-day paper received at 15:01',
    law: SAME_DAY,
    received: '2026-11-25 15:01',
    limit: [1, 'same-day-15h'],
    due: '2026-11-26 17:00',
    steps: ['after-15h 2026-11-25'],
  },
  {
    title: 'a same-day paper received after 15:00 on the eve of Vietnam Culture Day',
    law: `${SAME_DAY}; Nghị quyết 28/2026/QH16`,
    received: '2026-11-23 15:30',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: ['after-15h 2026-11-23', 'skipped-holiday 2026-11-24 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'a same-day paper that comes online on Vietnam Culture Day itself',
    law: 'Nghị quyết 28/2026/QH16',
    received: '2026-11-24 10:00',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: ['received-on-rest-day 2026-11-24 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'a same-day paper that waits at the door before opening',
    law: COUNT,
    received: '2026-11-25 06:40',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: ['received-before-opening 2026-11-25 07:00'],
  },
  {
    title: 'a same-day paper received in the lunch break',
    law: COUNT,
    received: '2026-11-25 12:00',
    limit: [1, 'same-day-15h'],
    due: '2026-11-25 17:00',
    steps: ['received-at-lunch 2026-11-25 13:30'],
  },
  {
    title: 'a same-day paper received on Friday after closing',
    law: SAME_DAY,
    received: '2026-11-27 17:20',
    limit: [1, 'same-day-15h'],
    due: '2026-11-30 17:00',
    steps: ['received-after-closing 2026-11-27', 'skipped-weekend 2026-11-28', 'skipped-weekend 2026-11-29'],
  },
  {
    title: 'a same-day paper that comes online on a Saturday',
    law: SAME_DAY,
    received: '2026-11-28 09:00',
    limit: [1, 'same-day-15h'],
    due: '2026-11-30 17:00',
    steps: ['received-on-rest-day 2026-11-28', 'skipped-weekend 2026-11-29'],
  },
  {
    title: 'a same-day paper received on the worked Saturday of January',
    law: '12729/VPCP-KGVX',
    received: '2026-01-10 10:00',
    limit: [1, 'same-day-15h'],
    due: '2026-01-10 17:00',
    steps: ['worked-weekend 2026-01-10 Làm bù cho 02/01'],
  },
  {
    title: 'a same-day paper received after 15:00 before the worked Saturday of January',
    law: `${SAME_DAY}; 12729/VPCP-KGVX`,
    received: '2026-01-09 16:00',
    limit: [1, 'same-day-15h'],
    due: '2026-01-10 17:00',
    steps: ['after-15h 2026-01-09', 'worked-weekend 2026-01-10 Làm bù cho 02/01'],
  },
  {
    title: 'three working days over Vietnam Culture Day',
    law: `${COUNT}; Nghị quyết 28/2026/QH16`,
    received: '2026-11-23 09:00',
    limit: [3, 'working-day'],
    due: '2026-11-27 09:00',
    steps: ['skipped-holiday 2026-11-24 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'one working day from the very opening',
    law: COUNT,
    received: '2026-11-25 07:00',
    limit: [1, 'working-day'],
    due: '2026-11-26 07:00',
    steps: [],
  },
  {
    title: 'two working days from the lunch break of a Friday',
    law: COUNT,
    received: '2026-11-27 11:45',
    limit: [2, 'working-day'],
    due: '2026-12-01 13:30',
    steps: ['received-at-lunch 2026-11-27 13:30', 'skipped-weekend 2026-11-28', 'skipped-weekend 2026-11-29'],
  },
  {
    title: 'five working days over Tết Bính Ngọ',
    law: `${HOLIDAYS}; 9441/TB-BNV`,
    received: '2026-02-13 08:30',
    limit: [5, 'working-day'],
    due: '2026-02-27 08:30',
    steps: [
      'skipped-weekend 2026-02-14',
      'skipped-weekend 2026-02-15',
      'skipped-holiday 2026-02-16 Tết Âm lịch',
      'skipped-holiday 2026-02-17 Tết Âm lịch',
      'skipped-holiday 2026-02-18 Tết Âm lịch',
      'skipped-holiday 2026-02-19 Tết Âm lịch',
      'skipped-holiday 2026-02-20 Tết Âm lịch',
      'skipped-weekend 2026-02-21',
      'skipped-weekend 2026-02-22',
    ],
  },
  {
    title: 'two working days over National Day with its swapped Monday',
    law: `${HOLIDAYS}; 9441/TB-BNV`,
    received: '2026-08-27 10:00',
    limit: [2, 'working-day'],
    due: '2026-09-03 10:00',
    steps: [
      'skipped-weekend 2026-08-29',
      'skipped-weekend 2026-08-30',
      'compensatory 2026-08-31 Hoán đổi dịp Quốc khánh',
      'skipped-holiday 2026-09-01 Quốc khánh (ngày liền kề)',
      'skipped-holiday 2026-09-02 Quốc khánh',
    ],
  },
  {
    title: 'three working days of which one is the worked Saturday of August',
    law: '9441/TB-BNV',
    received: '2026-08-20 10:00',
    limit: [3, 'working-day'],
    due: '2026-08-24 10:00',
    steps: ['worked-weekend 2026-08-22 Làm bù cho 31/8', 'skipped-weekend 2026-08-23'],
  },
  {
    title: 'two working days over Giỗ Tổ on a Sunday and its compensatory Monday',
    law: 'Điều 111 khoản 3 Bộ luật Lao động',
    received: '2026-04-24 14:00',
    limit: [2, 'working-day'],
    due: '2026-04-29 14:00',
    steps: [
      'skipped-weekend 2026-04-25',
      'skipped-holiday 2026-04-26 Giỗ Tổ Hùng Vương',
      'compensatory 2026-04-27 Nghỉ bù Giỗ Tổ Hùng Vương',
    ],
  },
  {
    title: 'one working day for what came after closing on the eve of 30 April',
    law: HOLIDAYS,
    received: '2026-04-29 18:00',
    limit: [1, 'working-day'],
    due: '2026-05-05 07:00',
    steps: [
      'received-after-closing 2026-04-29',
      'skipped-holiday 2026-04-30 Ngày Chiến thắng',
      'skipped-holiday 2026-05-01 Ngày Quốc tế lao động',
      'skipped-weekend 2026-05-02',
      'skipped-weekend 2026-05-03',
    ],
  },
  {
    title: 'one working day over the New Year with its swapped Friday',
    law: '12729/VPCP-KGVX',
    received: '2025-12-31 09:00',
    limit: [1, 'working-day'],
    due: '2026-01-05 09:00',
    steps: [
      'skipped-holiday 2026-01-01 Tết Dương lịch',
      'compensatory 2026-01-02 Hoán đổi dịp Tết Dương lịch',
      'skipped-weekend 2026-01-03',
      'skipped-weekend 2026-01-04',
    ],
  },
  {
    title: 'two working days over Tết Đinh Mùi, in a year whose table is not complete',
    law: `${HOLIDAYS}; 10065/VPCP-KGVX`,
    received: '2027-02-03 09:00',
    limit: [2, 'working-day'],
    due: '2027-02-12 09:00',
    steps: [
      'incomplete-calendar 2027-02-03 2027',
      'skipped-holiday 2027-02-04 Tết Âm lịch',
      'skipped-holiday 2027-02-05 Tết Âm lịch',
      'skipped-holiday 2027-02-06 Tết Âm lịch',
      'skipped-holiday 2027-02-07 Tết Âm lịch',
      'skipped-holiday 2027-02-08 Tết Âm lịch',
      'compensatory 2027-02-09 Nghỉ bù Tết Âm lịch',
      'compensatory 2027-02-10 Nghỉ bù Tết Âm lịch',
    ],
  },
  {
    title: 'one working day over 1 May 2027 on a Saturday',
    law: 'Điều 111 khoản 3 Bộ luật Lao động',
    received: '2027-04-29 10:00',
    limit: [1, 'working-day'],
    due: '2027-05-04 10:00',
    steps: [
      'incomplete-calendar 2027-04-29 2027',
      'skipped-holiday 2027-04-30 Ngày Chiến thắng',
      'skipped-holiday 2027-05-01 Ngày Quốc tế lao động',
      'skipped-weekend 2027-05-02',
      'compensatory 2027-05-03 Nghỉ bù Ngày Quốc tế lao động',
    ],
  },
  {
    title: 'three working days of a linked procedure received after 15:00',
    law: 'Nghị định 63/2024/NĐ-CP',
    received: '2026-11-25 15:20',
    limit: [3, 'working-day', 'next-working-day'],
    due: '2026-12-01 07:00',
    steps: ['after-15h 2026-11-25', 'skipped-weekend 2026-11-28', 'skipped-weekend 2026-11-29'],
  },
  {
    title: 'fifteen calendar days that would end on Vietnam Culture Day',
    law: REST_DAY,
    received: '2026-11-09 10:00',
    limit: [15, 'day'],
    due: '2026-11-25 17:00',
    steps: ['moved-from-rest-day 2026-11-24 2026-11-25 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'thirty calendar days that end on a working day',
    law: REST_DAY,
    received: '2026-11-25 10:00',
    limit: [30, 'day'],
    due: '2026-12-25 17:00',
    steps: [],
  },
  {
    title: 'ten calendar days that would end on a Saturday',
    law: REST_DAY,
    received: '2026-11-25 10:00',
    limit: [10, 'day'],
    due: '2026-12-07 17:00',
    steps: ['skipped-weekend 2026-12-06', 'moved-from-rest-day 2026-12-05 2026-12-07'],
  },
  {
    title: 'fifteen calendar days that end on the worked Saturday of August',
    law: `${REST_DAY}; 9441/TB-BNV`,
    received: '2026-08-07 14:00',
    limit: [15, 'day'],
    due: '2026-08-22 17:00',
    steps: ['worked-weekend 2026-08-22 Làm bù cho 31/8'],
  },
  {
    title: 'four working hours over the lunch break',
    law: COUNT,
    received: '2026-11-25 09:00',
    limit: [4, 'working-hour'],
    due: '2026-11-25 15:00',
    steps: ['lunch 2026-11-25'],
  },
  {
    title: 'four working hours over Vietnam Culture Day',
    law: COUNT,
    received: '2026-11-23 15:00',
    limit: [4, 'working-hour'],
    due: '2026-11-25 09:00',
    steps: ['skipped-holiday 2026-11-24 Ngày Văn hóa Việt Nam'],
  },
  {
    title: 'two working hours that end at closing',
    law: COUNT,
    received: '2026-11-25 15:00',
    limit: [2, 'working-hour'],
    due: '2026-11-25 17:00',
    steps: [],
  },
  {
    title: 'eight working hours, a whole day',
    law: COUNT,
    received: '2026-11-25 07:00',
    limit: [8, 'working-hour'],
    due: '2026-11-25 17:00',
    steps: ['lunch 2026-11-25'],
  },
  {
    title: 'one working hour for what came after closing on Friday',
    law: COUNT,
    received: '2026-11-27 17:30',
    limit: [1, 'working-hour'],
    due: '2026-11-30 08:00',
    steps: ['received-after-closing 2026-11-27', 'skipped-weekend 2026-11-28', 'skipped-weekend 2026-11-29'],
  },
  {
    title: 'twelve hours of the clock to protect a child, through a weekend night',
    law: 'Thủ tục 1.004946',
    received: '2026-11-28 20:30',
    limit: [12, 'hour'],
    due: '2026-11-29 08:30',
    steps: ['clock-hours 2026-11-28 12'],
  },
];

/** Appointments that cannot be given. */
export const deadlineRefusalCases: readonly {
  title: string;
  received: string;
  limit: { value: number | null; unit: ProcessingLimit['unit'] };
  refusal: { code: string; data: object };
}[] = [
  {
    title: 'a procedure whose limit nobody has entered',
    received: '2026-11-25 09:00',
    limit: { value: null, unit: 'day' },
    refusal: { code: 'LIMIT_NOT_SET', data: { unit: 'day' } },
  },
  {
    title: 'a reception in a year that is not announced',
    received: '2028-01-04 09:00',
    limit: { value: 1, unit: 'working-day' },
    refusal: { code: 'CALENDAR_NOT_ANNOUNCED', data: { year: 2028 } },
  },
  {
    title: 'a count that walks into a year that is not announced',
    received: '2027-12-31 09:00',
    limit: { value: 1, unit: 'working-day' },
    refusal: { code: 'CALENDAR_NOT_ANNOUNCED', data: { year: 2028 } },
  },
  {
    title: 'calendar days that end in a year that is not announced',
    received: '2027-12-20 09:00',
    limit: { value: 15, unit: 'day' },
    refusal: { code: 'CALENDAR_NOT_ANNOUNCED', data: { year: 2028 } },
  },
];
