import * as z from 'zod';
import { PlainDateText } from '../../types/text.ts';
import { DOSSIER_STATES } from './dossier-state.ts';
import { PROCESSING_OWNERS } from './receipt.ts';

/** What a list of dossiers can show of each; the order is that in which they are offered. */
export const LIST_COLUMNS = [
  'code',
  'procedure',
  'procedureCode',
  'owner',
  'submitter',
  'phone',
  'address',
  'state',
  'receivedAt',
  'due',
  'receivedBy',
  'channel',
  'processingOwner',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What a list shows until somebody chooses: fits a screen of 1366 pixels. */
export const FIRST_COLUMNS: readonly ListColumn[] = [
  'code',
  'procedure',
  'owner',
  'state',
  'receivedAt',
  'due',
];

/** Some columns, each once, in the order in which they are shown. */
export const ListColumns = z
  .array(z.enum(LIST_COLUMNS))
  .min(1)
  .max(LIST_COLUMNS.length)
  .refine((columns) => new Set(columns).size === columns.length, { params: { code: 'twice' } });

/** What narrows a list of dossiers besides words. */
export const ListFilter = z.strictObject({
  states: z.array(z.enum(DOSSIER_STATES)).max(DOSSIER_STATES.length).optional(),
  procedureCode: z.string().max(60).optional(),
  /** The clerk who received it: a person's id. */
  receivedBy: z.uuid().optional(),
  processingOwner: z.enum(PROCESSING_OWNERS).optional(),
  /** Only those whose time runs and is over. */
  late: z.boolean().optional(),
  /** Only those whose time runs and ends before the day does. */
  dueToday: z.boolean().optional(),
  /** Days of reception, both included. */
  from: PlainDateText.optional(),
  to: PlainDateText.optional(),
});
export type ListFilter = z.infer<typeof ListFilter>;

/** Words longer than this are no search that somebody wants to keep. */
export const LONGEST_VIEW_TEXT = 200;
export const LONGEST_VIEW_NAME = 60;
/** Views that one person may keep. */
export const MOST_VIEWS = 50;

/** Under what a name is the same as another of the same person: case and blanks do not tell two apart, marks do. */
export function viewNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** What a stored view still means, and what of it is gone. */
export interface FittedView {
  columns: ListColumn[];
  filter: ListFilter;
  /** Columns and values that no longer exist, as they were stored: `column:old`, `states:old`, `receivedBy:…`. */
  gone: string[];
}

/** What exists outside this program's own lists. */
interface KnownValues {
  procedureCode(code: string): boolean;
  receivedBy(userId: string): boolean;
}

/**
 * Reads a stored view leniently: a release may have dropped a column or a state, a catalogue a procedure. What is gone is left out and named; a
 * view without any column shows the first ones.
 */
export function fitView(columns: unknown, filter: unknown, known: KnownValues): FittedView {
  const gone: string[] = [];
  const kept = [...new Set(Array.isArray(columns) ? columns : [])].filter((column): column is ListColumn => {
    const exists = (LIST_COLUMNS as readonly unknown[]).includes(column);
    if (!exists) gone.push(`column:${String(column)}`);
    return exists;
  });
  return {
    columns: kept.length === 0 ? [...FIRST_COLUMNS] : kept,
    filter: fitFilter(filter, known, gone),
    gone,
  };
}

function fitFilter(stored: unknown, known: KnownValues, gone: string[]): ListFilter {
  const fitted: Record<string, unknown> = {};
  const parts = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  for (const [name, value] of parts) {
    const one = name === 'states' && Array.isArray(value) ? knownStates(value, gone) : value;
    // A filter whose every state is gone would find nothing at all, and the clerk would not know why.
    if (Array.isArray(one) && one.length === 0) continue;
    const exists =
      Object.hasOwn(ListFilter.shape, name) &&
      ListFilter.safeParse({ [name]: one }).success &&
      (name !== 'procedureCode' || known.procedureCode(String(one))) &&
      (name !== 'receivedBy' || known.receivedBy(String(one)));
    if (exists) fitted[name] = one;
    else gone.push(`${name}:${String(one)}`);
  }
  return ListFilter.parse(fitted);
}

function knownStates(states: readonly unknown[], gone: string[]): unknown[] {
  return states.filter((state) => {
    const exists = (DOSSIER_STATES as readonly unknown[]).includes(state);
    if (!exists) gone.push(`states:${String(state)}`);
    return exists;
  });
}
