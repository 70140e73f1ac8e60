import { expect, it } from 'vitest';
import type { DeadlineStep } from '../../shared/domain/deadline/calendar-walk.ts';
import { instant, told, zonedText } from '../../shared/domain/deadline/case-times.ts';
import { deadlineCases } from '../../shared/domain/deadline/deadline.cases.ts';
import { computeDeadline, type Deadline } from '../../shared/domain/deadline/deadline.ts';
import { extensionCases } from '../../shared/domain/deadline/extend-deadline.cases.ts';
import { extendDeadline } from '../../shared/domain/deadline/extend-deadline.ts';
import {
  CASE_FIRST_DUE,
  CASE_RECEIVED,
  historyOf,
  type LatenessCase,
  latenessCases,
} from '../../shared/domain/deadline/lateness.cases.ts';
import { type LatenessFigure, lateness } from '../../shared/domain/deadline/lateness.ts';
import type { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { resumeCases } from '../../shared/domain/deadline/resume-deadline.cases.ts';
import { resumeDeadline } from '../../shared/domain/deadline/resume-deadline.ts';
import { defaultCalendar } from '../../shared/domain/deadline/working-calendar.ts';
import { DEADLINE_LAW } from '../../shared/forms/deadline-law.ts';
import { writtenSteps } from '../../shared/forms/own/deadline-explanation.ts';
import { writtenLimit } from '../../shared/forms/written-limit.ts';
import { vi } from '../../shared/messages/vi.ts';
import type { Result } from '../../shared/types/result.ts';

// The document is drawn from the tables that the tests read; `vitest -u` draws it anew after a table changed.
const DOCUMENT = '../../docs/deadline-cases.vi.md';

const legal = new Map(defaultCalendar.holidays.days.map((day) => [day.date, day.legal ?? null]));
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** `09:15 thứ Tư 25/11/2026`. */
function shown(local: string): string {
  const [day = '', time = ''] = local.split(' ');
  const [year, month, dayOfMonth] = day.split('-');
  return `${time} ${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${dayOfMonth}/${month}/${year}`;
}

/** Every article with its mark; one that the list of laws does not know fails. */
function cited(law: string): string {
  return law
    .split('; ')
    .map((text) => {
      const known = Object.values(DEADLINE_LAW).find((each) => each.text === text);
      if (known === undefined) throw new Error(`no mark for ${text}`);
      return `${text} (${known.verified ? 'đã đối chiếu' : 'theo trí nhớ, chưa đối chiếu'})`;
    })
    .join('<br>');
}

/** The reasons of a case in words, after they were found to be those of its table. */
function reasons(answer: Result<Deadline, never>, due: string, steps: readonly string[]): string {
  if (!answer.ok) throw new Error('a case that is refused');
  const explanation: DeadlineStep[] = answer.value.explanation;
  expect(answer.value.due).toBe(zonedText(due));
  expect(explanation.map(told)).toEqual(steps);
  const lines = writtenSteps(explanation, (day) => legal.get(day) ?? null);
  return lines.length === 0 ? 'không có ngày nào phải bỏ' : lines.join('<br>');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function appointments(): string {
  const rows = deadlineCases.map(({ received, limit: [value, unit, after15h], due, steps, law }, index) => {
    const limit: ProcessingLimit = after15h === undefined ? { value, unit } : { value, unit, after15h };
    const answer = computeDeadline(instant(received), limit, defaultCalendar) as Result<Deadline, never>;
    return [
      String(index + 1),
      shown(received),
      writtenLimit(limit) ?? '',
      reasons(answer, due, steps),
      shown(due),
      cited(law),
    ];
  });
  return table(['số', 'tiếp nhận', 'thời hạn', 'cách tính', 'hẹn trả', 'căn cứ'], rows);
}

function resumptions(): string {
  const rows = resumeCases.map(({ ran, unit, pause: [from, to], due, steps, law }, index) => {
    const running = { due: zonedText(ran), unit };
    const answer = resumeDeadline(
      running,
      { from: instant(from), to: instant(to) },
      defaultCalendar,
    ) as Result<Deadline, never>;
    return [
      String(index + 1),
      shown(ran),
      `${shown(from)} đến ${shown(to)}`,
      reasons(answer, due, steps),
      shown(due),
      cited(law),
    ];
  });
  return table(['số', 'hẹn trả cũ', 'tạm dừng', 'cách tính', 'hẹn trả mới', 'căn cứ'], rows);
}

function extensions(): string {
  const rows = extensionCases.map(({ ran, ground: [value, unit], due, steps, law }, index) => {
    const ground = { article: DEADLINE_LAW.extension.text, value, unit, decidedAt: instant(ran) };
    const answer = extendDeadline({ due: zonedText(ran), extendedBy: [] }, ground, defaultCalendar) as Result<
      Deadline,
      never
    >;
    return [
      String(index + 1),
      shown(ran),
      writtenLimit({ value, unit }) ?? '',
      reasons(answer, due, steps),
      shown(due),
      cited(law),
    ];
  });
  return table(['số', 'hẹn trả cũ', 'kéo dài', 'cách tính', 'hẹn trả mới', 'căn cứ'], rows);
}

const PAUSES = { supplement: 'chờ bổ sung', payment: 'chờ nghĩa vụ tài chính', stop: 'dừng có căn cứ' };
const ENDS = {
  resultIn: 'có kết quả',
  returned: 'trả kết quả',
  refused: 'từ chối',
  stopped: 'dừng hẳn',
  withdrawn: 'công dân rút hồ sơ',
} as const;

/** What happened to the dossier of a case, in the order of its clock. */
function course(row: LatenessCase): string {
  const { due, sentDue, pauses = [], now } = row;
  const moved = due === undefined ? [] : [`ngày hẹn theo luật ${shown(due)}`];
  const held =
    sentDue === null
      ? ['Cổng chưa có ngày hẹn']
      : sentDue === undefined
        ? []
        : [`Cổng giữ ngày hẹn ${shown(sentDue)}`];
  const stood = pauses.map(
    ([kind, from, to]) =>
      `${PAUSES[kind]} từ ${shown(from)}${to === null ? ', chưa xong' : ` đến ${shown(to)}`}`,
  );
  const ends = Object.entries(ENDS).flatMap(([end, words]) => {
    const at = row[end as keyof typeof ENDS];
    return at === undefined ? [] : [`${words} ${shown(at)}`];
  });
  const looked = now === undefined ? [] : [`xem lúc ${shown(now)}`];
  return [...stood, ...moved, ...held, ...ends, ...looked].join('<br>');
}

function standing({ standing: known, minutes }: LatenessFigure): string {
  if (known !== 'late') return known === 'early' ? 'trước hạn' : 'đúng hạn';
  const parts = [
    [Math.floor(minutes / 1440), 'ngày'],
    [Math.floor(minutes / 60) % 24, 'giờ'],
    [minutes % 60, 'phút'],
  ] as const;
  return ['quá hạn', ...parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]))].join(
    ' ',
  );
}

function latenesses(): string {
  const rows = latenessCases.map((row, index) => {
    const { history, now } = historyOf(row);
    const { legal, portal, cause } = lateness(history, now);
    expect([legal, portal].map(({ standing: known, minutes }) => `${known} ${minutes}`)).toEqual([
      row.legal,
      row.portal,
    ]);
    const why = cause === null ? '' : vi[`lateness.cause.${cause}`];
    return [String(index + 1), course(row), standing(legal), standing(portal), why, cited(row.law)];
  });
  return table(['số', 'diễn biến', 'theo luật', 'Cổng tính', 'vì sao khác nhau', 'căn cứ'], rows);
}

it('the document that an official reads says what the tables of the tests say', async () => {
  const text = `# Các trường hợp tính thời hạn

Bảng này được dựng từ chính các bảng mà kiểm thử của chương trình đọc; ngày hẹn trong bảng do người viết tay, chương trình phải tính ra đúng như vậy. Cơ quan làm việc 07:00-11:30 và 13:30-17:00, thứ Hai đến thứ Sáu. Căn cứ ghi *đã đối chiếu* khi văn bản, hoặc nguồn trích văn bản, đã được đọc; *theo trí nhớ, chưa đối chiếu* khi chưa.

## 1. Hẹn trả khi tiếp nhận

${appointments()}

## 2. Hẹn trả sau khi tạm dừng

Chỉ chờ bổ sung, chờ nghĩa vụ tài chính và dừng có căn cứ mới làm đồng hồ dừng. Phần thời gian còn lại được tính tiếp.

${resumptions()}

## 3. Kéo dài thời hạn có căn cứ

Mỗi căn cứ một lần, trước khi hết hạn.

${extensions()}

## 4. Quá hạn theo luật và theo cách Cổng tính

Mỗi hồ sơ tiếp nhận lúc ${shown(CASE_RECEIVED)}, hẹn trả lần đầu ${shown(CASE_FIRST_DUE)}. Theo luật: so với ngày hẹn sau các lần tạm dừng, đúng đến phút in trên giấy hẹn. Cổng tính theo chỉ số 2.1: so với ngày hẹn Cổng đang giữ, trừ thời gian chờ bổ sung đã hoàn thành. Thời gian quá hạn là thời gian theo đồng hồ.

${latenesses()}
`;
  await expect(text).toMatchFileSnapshot(DOCUMENT);
});
