import { Temporal } from 'temporal-polyfill';
import type { DeadlineStep } from '../../domain/deadline/calendar-walk.ts';
import type { ProcessingLimit } from '../../domain/deadline/processing-limit.ts';
import type { Instant, PlainDate } from '../../types/clock.ts';
import { citedLaw, DEADLINE_LAW } from '../deadline-law.ts';
import { FormDefinition } from '../form-definition.ts';
import type { FormValues } from '../form-values.ts';
import { TT_03_2025 } from '../tt-03-2025/circular.ts';
import { given, type OfficeFacts, officeValues } from '../tt-03-2025/common-values.ts';
import { writtenLimit } from '../written-limit.ts';
import { writtenMoment } from '../written-time.ts';

/**
 * How the appointment of a dossier was reckoned, day by day, for the citizen who asks and for the inspector later. No circular prints a form for
 * it; it is the office's own. Its grounds carry the marks of what was read in a source.
 */
export const DEADLINE_EXPLANATION: FormDefinition = FormDefinition.parse({
  ...TT_03_2025,
  circular: { number: '118/2025/NĐ-CP', issuedOn: '2025-06-09', issuer: 'Chính phủ' },
  validity: { from: '2025-07-01', to: null },
  id: 'own/deadline-explanation',
  kind: 'deadline-explanation',
  formNumber: 'BTTH',
  title: 'BẢN TÍNH THỜI HẠN GIẢI QUYẾT HỒ SƠ',
  source: ['Không có mẫu ban hành; nội dung do phần mềm xếp theo Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP'],
  symbol: 'BTTH',
  qrKey: 'code',
  fields: [
    {
      kind: 'line',
      parts: [{ key: 'code', label: 'Mã hồ sơ', format: 'dossier-code', required: true, strong: true }],
    },
    { kind: 'line', parts: [{ key: 'procedure', label: 'Thủ tục', required: true }] },
    { kind: 'line', parts: [{ key: 'owner', label: 'Chủ hồ sơ', required: true }] },
    {
      kind: 'line',
      parts: [{ key: 'receivedAt', label: 'Tiếp nhận lúc', format: 'moment', required: true }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'competent', label: 'Cơ quan có thẩm quyền giải quyết' }],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [
        { key: 'competentAt', label: 'Cơ quan đó nhận hồ sơ, bắt đầu tính thời hạn, lúc', format: 'moment' },
      ],
    },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [
        {
          key: 'competentExpectedAt',
          label: 'Chưa nhận; dự kiến nhận, tạm tính thời hạn từ lúc',
          format: 'moment',
        },
      ],
    },
    { kind: 'line', parts: [{ key: 'limit', label: 'Thời hạn giải quyết', required: true }] },
    {
      kind: 'line',
      omitWhenEmpty: true,
      parts: [{ key: 'firstDueAt', label: 'Hẹn trả khi tiếp nhận', format: 'moment' }],
    },
    { kind: 'list', key: 'days', label: 'Cách tính khi tiếp nhận', omitWhenEmpty: true },
    { kind: 'list', key: 'moves', label: 'Những lần ngày hẹn thay đổi', omitWhenEmpty: true },
    {
      kind: 'line',
      parts: [{ key: 'dueAt', label: 'Hẹn trả hiện nay', format: 'moment', required: true, strong: true }],
    },
    { kind: 'list', key: 'grounds', label: 'Căn cứ' },
    {
      kind: 'statement',
      text: 'Ngày không nêu ở trên là ngày làm việc bình thường. Ngày hẹn đã in trên giấy hẹn không tự thay đổi.',
    },
  ],
  signers: [{ key: 'maker', title: 'NGƯỜI LẬP', note: '(Ký và ghi rõ họ tên)', optional: false }],
  copies: [],
});

/** A change of the appointment: what moved it, from which to which, and the days on the way. */
interface AppointmentMove {
  kind: 'supplement' | 'payment' | 'stop' | 'extension' | 'reappointment';
  from: Instant;
  /** The end of a pause; null for what moved the appointment at once. */
  to: Instant | null;
  /** The article of a stop or an extension, or the notice of a payment; null where the law itself gives it. */
  ground: string | null;
  dueBeforeAt: Instant;
  dueAfterAt: Instant;
  steps: readonly DeadlineStep[];
}

/** What the paper tells. */
export interface ExplanationFacts {
  office: OfficeFacts;
  code: string;
  procedure: string;
  owner: string;
  receivedAt: Instant;
  /** The office from whose reception the limit counts; null where it counts from the one here. */
  competent: { office: string; expectedAt: Instant; receivedAt: Instant | null } | null;
  limit: ProcessingLimit;
  /** Null for a dossier that came from another system with its appointment. */
  firstDueAt: Instant | null;
  firstSteps: readonly DeadlineStep[];
  moves: readonly AppointmentMove[];
  dueAt: Instant;
  /** The ground of a day that is not an ordinary one, as announced; null when none is known. */
  legalOf: (day: PlainDate) => string | null;
  at: Instant;
  by: string;
}

/** The values of {@link DEADLINE_EXPLANATION}. Neighbouring days of one kind make one line. */
export function explanationValues(told: ExplanationFacts): FormValues {
  const facts = { ...told, legalOf: (day: PlainDate) => resolution(told.legalOf(day)) };
  const days = writtenSteps(facts.firstSteps, facts.legalOf);
  const moves = facts.moves.map((move) => writtenMove(move, facts.legalOf));
  return {
    office: officeValues(DEADLINE_EXPLANATION, facts.office),
    issuedAt: facts.at,
    fields: {
      code: facts.code,
      procedure: facts.procedure,
      owner: facts.owner,
      receivedAt: facts.receivedAt,
      ...given('competent', facts.competent?.office ?? null),
      ...given('competentAt', facts.competent?.receivedAt ?? null),
      ...given(
        'competentExpectedAt',
        facts.competent?.receivedAt === null ? facts.competent.expectedAt : null,
      ),
      limit: writtenLimit(facts.limit) ?? 'theo hệ thống cũ',
      ...given('firstDueAt', facts.firstDueAt),
      ...(days.length === 0 ? {} : { days: days.slice(0, MOST) }),
      ...(moves.length === 0 ? {} : { moves: moves.slice(0, MOST) }),
      dueAt: facts.dueAt,
      grounds: groundsOf(facts),
    },
    signers: { maker: { name: facts.by } },
  };
}

// A form takes so many lines in a list.
const MOST = 60;

const MOVE_WORDS = {
  supplement: 'Chờ bổ sung hồ sơ',
  payment: 'Chờ thực hiện nghĩa vụ tài chính',
  stop: 'Dừng giải quyết',
  extension: 'Kéo dài thời hạn',
  reappointment: 'Xin lỗi và hẹn lại',
} as const satisfies Record<AppointmentMove['kind'], string>;

function writtenMove(move: AppointmentMove, legalOf: ExplanationFacts['legalOf']): string {
  const time =
    move.to === null
      ? `lúc ${writtenMoment(move.from)}`
      : `từ ${writtenMoment(move.from)} đến ${writtenMoment(move.to)}`;
  const ground = move.ground === null ? '' : ` (${move.ground})`;
  const days = writtenSteps(move.steps, legalOf);
  const how = days.length === 0 ? '' : `. ${days.join('; ')}`;
  return `${MOVE_WORDS[move.kind]} ${time}${ground}: hẹn trả từ ${writtenMoment(move.dueBeforeAt)} thành ${writtenMoment(move.dueAfterAt)}${how}`;
}

/** The rules that were used, each once, in the order of their weight. */
function groundsOf({ limit, firstSteps, moves, legalOf }: ExplanationFacts): string[] {
  const steps = [...firstSteps, ...moves.flatMap((move) => move.steps)];
  const has = (...kinds: DeadlineStep['kind'][]) => steps.some(({ kind }) => kinds.includes(kind));
  const moved = (kind: AppointmentMove['kind']) => moves.some((move) => move.kind === kind);
  const cited = [
    DEADLINE_LAW.count,
    ...(limit.unit === 'same-day-15h' ? [DEADLINE_LAW.sameDay] : []),
    ...(has('skipped-weekend', 'skipped-holiday', 'compensatory', 'received-on-rest-day')
      ? [DEADLINE_LAW.holidays]
      : []),
    ...(limit.unit === 'day' || has('moved-from-rest-day') ? [DEADLINE_LAW.restDay] : []),
    ...(moved('supplement') ? [DEADLINE_LAW.supplement] : []),
    ...(moved('payment') ? [DEADLINE_LAW.duty] : []),
    ...(moved('stop') ? [DEADLINE_LAW.stop] : []),
    ...(moved('reappointment') ? [DEADLINE_LAW.apology] : []),
  ].map(citedLaw);
  const announced = steps.flatMap(({ date }) => legalOf(date) ?? []);
  return [...new Set([...cited, ...announced])].slice(0, MOST);
}

const REASONS = {
  'skipped-weekend': 'ngày nghỉ hằng tuần, không tính',
  'skipped-holiday': 'nghỉ lễ, không tính',
  compensatory: 'nghỉ bù, hoán đổi, không tính',
  'worked-weekend': 'ngày làm bù, có tính',
} as const;

/** Each step of an explanation in a line; neighbouring days of one kind make one. `legalOf` names the paper that orders a day. */
export function writtenSteps(steps: readonly DeadlineStep[], legalOf: ExplanationFacts['legalOf']): string[] {
  const lines: { from: PlainDate; to: PlainDate; text: string }[] = [];
  for (const step of steps) {
    if (step.kind in REASONS) {
      const kind = step.kind as keyof typeof REASONS;
      const name = 'name' in step && step.name !== null && step.name !== '' ? `${step.name}: ` : '';
      const legal = legalOf(step.date);
      const text = `${name}${REASONS[kind]}${legal === null ? '' : ` (${legal})`}`;
      const last = lines.at(-1);
      if (last?.text === text && dayAfter(last.to) === step.date) last.to = step.date;
      else lines.push({ from: step.date, to: step.date, text });
    } else lines.push({ from: step.date, to: step.date, text: writtenStep(step) });
  }
  return lines.map(({ from, to, text }) =>
    from === to
      ? `${weekday(from)} ${date(from)}: ${text}`
      : `${weekday(from)} ${date(from)} đến ${weekday(to)} ${date(to)}: ${text}`,
  );
}

function writtenStep(step: DeadlineStep): string {
  switch (step.kind) {
    case 'received-before-opening':
      return `nhận trước giờ mở cửa, tính từ ${step.time}`;
    case 'received-at-lunch':
      return `nhận trong giờ nghỉ trưa, tính từ ${step.time}`;
    case 'received-after-closing':
      return 'nhận sau giờ làm việc, tính từ đầu giờ ngày làm việc tiếp theo';
    case 'received-on-rest-day':
      return `nhận vào ngày nghỉ${step.name === null ? '' : ` (${step.name})`}, tính từ đầu giờ ngày làm việc tiếp theo`;
    case 'after-15h':
      return 'nhận sau 15 giờ, tính từ ngày làm việc tiếp theo';
    case 'lunch':
      return 'không tính giờ nghỉ trưa';
    case 'moved-from-rest-day':
      return `ngày cuối của thời hạn là ngày nghỉ${step.name === null ? '' : ` (${step.name})`}, chuyển sang ${date(step.to)}`;
    case 'clock-hours':
      return `tính ${step.hours} giờ liên tục, kể cả ngày nghỉ`;
    case 'incomplete-calendar':
      return `lịch nghỉ năm ${step.year} mới công bố một phần`;
    case 'paused-work':
      return `còn ${step.hours} giờ ${step.minutes} phút làm việc, tính tiếp từ ${date(step.to)}`;
    case 'paused-clock':
      return `còn ${step.hours} giờ ${step.minutes} phút, tính tiếp từ ${date(step.to)}`;
    case 'paused-days':
      return `còn ${step.days} ngày, tính tiếp từ ${date(step.to)}`;
    case 'paused-late':
      return `đã quá hạn khi bắt đầu tạm dừng (${date(step.to)}), ngày hẹn giữ nguyên`;
    case 'resumed-out-of-hours':
      return `tiếp tục ngoài giờ làm việc, tính từ ${step.time} ngày ${date(step.to)}`;
    case 'extended':
      return `kéo dài đến ${date(step.to)} theo ${step.article}`;
    case 'reappointed':
      return `hẹn lại sang ${date(step.to)}, chỉ một lần`;
    case 'imported':
      return `ngày hẹn giữ nguyên như hệ thống cũ (${step.name})`;
    default:
      return REASONS[step.kind];
  }
}

/** An act of the National Assembly by its kind, as papers cite it; another notice by its number alone. */
function resolution(legal: string | null): string | null {
  return legal?.includes('/QH') ? `Nghị quyết ${legal}` : legal;
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

function weekday(day: PlainDate): string {
  const name = WEEKDAYS[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? '';
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
}

function date(day: PlainDate): string {
  const [year, month, dayOfMonth] = day.split('-');
  return `${dayOfMonth}/${month}/${year}`;
}

function dayAfter(day: PlainDate): PlainDate {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
