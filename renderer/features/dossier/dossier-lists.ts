import type { ListFilter } from '../../../shared/domain/dossier/list-view.ts';
import type { Translate } from '../../lib/i18n.ts';

/** Lists of plain dossiers: one list with a filter that it begins with. Today leads to them, and the views offer them. */
const PRESETS = {
  all: {},
  'due-today': { dueToday: true },
  overdue: { late: true },
  asked: { states: ['supplement-asked', 'payment-asked'] },
  'to-return': { states: ['result-in'] },
} as const satisfies Record<string, ListFilter>;
export type DossierList = keyof typeof PRESETS;
export const DOSSIER_LISTS = Object.keys(PRESETS) as DossierList[];

/** Lists with a table of their own. */
export const OTHER_LISTS = [
  'mine',
  'promises',
  'unacknowledged',
  'online',
  'due-soon',
  'to-call',
  'to-transfer',
  'awaited',
  'codeless',
  'originals',
  'receipts',
  'guidance',
  'to-verify',
  'copies-lacking',
] as const;

/** Whether a list is one of plain dossiers. */
export function isDossierList(list: string): list is DossierList {
  return Object.hasOwn(PRESETS, list);
}

/** The filter that a list begins with. */
export function presetOf(list: DossierList): ListFilter {
  return PRESETS[list] as ListFilter;
}

/** One condition of a filter, in words, and the filter without it. */
export interface Condition {
  id: string;
  words: string;
  without: ListFilter;
}

/** What the conditions of a filter are called. */
export interface ConditionNames {
  t: Translate;
  showDate(day: string): string;
  procedure(code: string): string;
  clerk(userId: string): string;
}

/** The conditions of a filter, one for each state and one for each other part. */
export function conditionsOf(filter: ListFilter, names: ConditionNames): Condition[] {
  const { t, showDate } = names;
  const { states, late, dueToday, procedureCode, receivedBy, processingOwner, from, to } = filter;
  const whole = (id: keyof ListFilter, words: string): Condition => {
    const { [id]: _gone, ...without } = filter;
    return { id, words, without };
  };
  return [
    ...(late ? [whole('late', t('dossiers.list.overdue'))] : []),
    ...(dueToday ? [whole('dueToday', t('dossiers.list.due-today'))] : []),
    ...(states ?? []).map((state) => {
      const rest = (states ?? []).filter((other) => other !== state);
      const { states: _states, ...others } = filter;
      return {
        id: `state-${state}`,
        words: t(`dossier.state.${state}`),
        without: rest.length === 0 ? others : { ...others, states: rest },
      };
    }),
    ...(procedureCode === undefined ? [] : [whole('procedureCode', names.procedure(procedureCode))]),
    ...(receivedBy === undefined
      ? []
      : [whole('receivedBy', t('filter.isReceivedBy', { name: names.clerk(receivedBy) }))]),
    ...(processingOwner === undefined
      ? []
      : [whole('processingOwner', t(`processingOwner.${processingOwner}`))]),
    ...(from === undefined ? [] : [whole('from', t('filter.isFrom', { day: showDate(from) }))]),
    ...(to === undefined ? [] : [whole('to', t('filter.isTo', { day: showDate(to) }))]),
  ];
}
