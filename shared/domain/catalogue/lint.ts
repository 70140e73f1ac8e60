import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../../types/clock.ts';
import type { ProcessingLimit } from '../deadline/processing-limit.ts';
import type { Procedure, ProcedureCase, ProcedureCatalogue, StepClock } from './procedure-catalogue.ts';

/**
 * The seven parts that every procedure must have (khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP, checked by indicator 1.3): name, course of work, way
 * of filing, composition and number of sets, limit, who may ask, who decides. Name, way and deciding agency cannot be absent from an entry;
 * the others are looked for.
 */
export const LINT_RULES = [
  'order-missing',
  'subject-missing',
  'limit-missing',
  'count-missing',
  'online-level-missing',
  'ended',
  'ends-soon',
  'no-successor',
  'law-changed',
  'local-code-missing',
  'result-code-missing',
  'child-code-missing',
  'steps-exceed',
  'steps-short',
  'basis-missing',
  'fee-not-set',
] as const;
export type LintRule = (typeof LINT_RULES)[number];

/** What is wrong with an entry; `place` names the case, component, fee or result in the entry's own words, null for the whole entry. */
export interface LintFinding {
  code: string;
  shortName: string;
  rule: LintRule;
  place: string | null;
  /** Days that the steps take together and the limit, for the rules about steps. */
  days?: { steps: number; limit: number } | undefined;
  /** The day that a rule about time speaks of. */
  day?: PlainDate | undefined;
}

const SOON_DAYS = 30;
const WORKING_HOURS_OF_A_DAY = 8;
type Found = Omit<LintFinding, 'code' | 'shortName'>;

/** Everything in a catalogue that an official should put right, as of a day, in the order of the catalogue. */
export function lintCatalogue({ procedures }: Pick<ProcedureCatalogue, 'procedures'>, day: PlainDate) {
  return procedures.flatMap((procedure) =>
    [...wholeEntry(procedure), ...validityOf(procedure, day), ...codesOf(procedure), ...stepsOf(procedure)]
      .concat(procedure.cases.flatMap((entry) => caseOf(procedure, entry)))
      .map((found): LintFinding => ({ code: procedure.code, shortName: procedure.shortName, ...found })),
  );
}

function wholeEntry({ order, steps, subjects, channels, onlineLevel }: Procedure): Found[] {
  return [
    ...when(order === undefined && steps === undefined, 'order-missing'),
    ...when(subjects === undefined || subjects.length === 0, 'subject-missing'),
    ...when(channels.includes('online') && onlineLevel === undefined, 'online-level-missing'),
  ];
}

function validityOf({ validity }: Procedure, day: PlainDate): Found[] {
  const { to, standing, replacedBy, review } = validity;
  const ended = to !== null ? day > to : standing === 'replaced';
  const soon =
    to !== null && !ended && Temporal.PlainDate.from(day).add({ days: SOON_DAYS }).toString() >= to;
  return [
    ...when(ended, 'ended', null, to === null ? {} : { day: to }),
    ...when(soon, 'ends-soon', null, { day: to ?? day }),
    ...when(standing === 'replaced' && replacedBy === undefined, 'no-successor'),
    ...when(review !== undefined && day >= review.from, 'law-changed', review?.law ?? null),
  ];
}

function codesOf({ localCode, results, linked }: Procedure): Found[] {
  return [
    ...when(localCode === undefined, 'local-code-missing'),
    ...results.flatMap(({ code, name }) => when(code === undefined, 'result-code-missing', name)),
    ...(linked?.children ?? []).flatMap(({ code, name }) => when(code === null, 'child-code-missing', name)),
  ];
}

// The steps belong to the procedure, the limits to its cases: no case may be exceeded, and at least one must be filled.
function stepsOf({ steps, cases }: Procedure): Found[] {
  if (steps === undefined) return [];
  const total = stepDays(steps.list.map(({ clock }) => clock));
  const limits = cases.flatMap(({ name, limit }) => {
    const days = limitDays(limit);
    return days === undefined ? [] : [{ name, days, mayBeLess: limit.unit === 'same-day-15h' }];
  });
  const exceeded = limits.filter(({ days }) => total > days);
  const filled = limits.some(({ days, mayBeLess }) => total === days || (mayBeLess && total < days));
  const longest = Math.max(...limits.map(({ days }) => days));
  return [
    ...exceeded.flatMap(({ name, days }) =>
      when(true, 'steps-exceed', name, { days: { steps: total, limit: days } }),
    ),
    ...when(limits.length > 0 && exceeded.length === 0 && !filled, 'steps-short', null, {
      days: { steps: total, limit: longest },
    }),
  ];
}

/** How many days steps take one after the other, eight working hours a day; a day of posting, council or another agency is a day. */
export function stepDays(clocks: readonly StepClock[]): number {
  const hours = clocks.reduce(
    (sum, clock) =>
      sum + (clock.kind === 'working-hours' ? clock.hours : clock.days * WORKING_HOURS_OF_A_DAY),
    0,
  );
  return Math.round((hours / WORKING_HOURS_OF_A_DAY) * 100) / 100;
}

function limitDays({ value, unit }: ProcessingLimit): number | undefined {
  if (value === null) return undefined;
  if (unit === 'hour') return value / 24;
  return unit === 'working-hour' ? value / WORKING_HOURS_OF_A_DAY : value;
}

function caseOf({ cases }: Procedure, { name, limit, components, fees }: ProcedureCase): Found[] {
  const at = (part: string) => (cases.length > 1 ? `${name}: ${part}` : part);
  return [
    ...when(limit.value === null, 'limit-missing', name),
    ...components.flatMap((component) => {
      const { counts, requirement, database, replacedBy } = component;
      const none = counts.original + counts.certified + counts.photocopy === 0;
      const lookedUp = requirement.kind === 'looked-up';
      return [
        ...when(none && !lookedUp, 'count-missing', at(component.name)),
        ...when(
          (lookedUp && replacedBy === undefined) || (replacedBy !== undefined && database === undefined),
          'basis-missing',
          at(component.name),
        ),
      ];
    }),
    ...fees.flatMap((fee) => when(fee.tariff.kind === 'council', 'fee-not-set', at(fee.name))),
  ];
}

function when(
  holds: boolean,
  rule: LintRule,
  place: string | null = null,
  more: Pick<LintFinding, 'day' | 'days'> = {},
): Found[] {
  return holds ? [{ rule, place, ...more }] : [];
}
