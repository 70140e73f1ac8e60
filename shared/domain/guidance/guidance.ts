import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { oneLine } from '../../types/text.ts';
import { PaperCounts, type ProcedureCase } from '../catalogue/procedure-catalogue.ts';
import { foldedWords, searchWords } from '../dossier/search-entry.ts';

/** What is wrong with a paper of the composition: it is not there, or it is there and cannot be taken as it is. */
export const LACKS = ['missing', 'wrong'] as const;
const Lack = z.enum(LACKS);

/** Why a paper is asked for although a database holds its data. */
const PaperReason = z.enum(['not-in-database', 'lookup-failed', 'data-inexact']);

/** One thing that the citizen was told to bring or to put right, with the words of that day. */
export const GuidanceItem = z.strictObject({
  /** The component of the catalogue; null for what the clerk wrote themselves. */
  componentId: z.string().nullable(),
  name: z.string(),
  /** The forms in which the paper is accepted: several above zero are alternatives. */
  counts: PaperCounts,
  /** Null where the clerk's own words say all. */
  lack: Lack.nullable(),
  /** What to do about it, in the clerk's words. */
  todo: z.string(),
  paperReason: PaperReason.nullable().default(null),
});
export type GuidanceItem = z.infer<typeof GuidanceItem>;

/** The same as the clerk says it: a component of the case, or words of their own. */
const SaidItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('component'),
    componentId: z.string().max(120),
    lack: Lack,
    todo: oneLine(500, 0),
    paperReason: PaperReason.nullable(),
  }),
  z.strictObject({ kind: z.literal('other'), text: oneLine(500) }),
]);
export type SaidItem = z.infer<typeof SaidItem>;

/** Who stood at the window, as far as they said; the number serves to know them when they come again and is not printed. */
export const GuidedPerson = z.strictObject({
  name: oneLine(200, 0),
  address: oneLine(300, 0),
  phone: oneLine(40, 0),
  email: z.union([z.literal(''), z.email().max(200)]),
  number: oneLine(20, 0).default(''),
});
export type GuidedPerson = z.infer<typeof GuidedPerson>;

/**
 * A visit that ends with guidance instead of a reception (Điều 17 Nghị định 118/2025/NĐ-CP: who brings an incomplete composition is told what is
 * missing). Nobody has to say who they are.
 */
export const GUIDANCE_FIELDS = {
  procedureCode: z.string().max(60),
  caseId: z.string().max(60),
  person: GuidedPerson,
  items: z.array(SaidItem).min(1).max(60),
  reason: oneLine(500, 0),
} as const;

/** Why nobody may be sent for these things. */
export type GuidanceRefusal =
  | Refusal<'COMPONENT_UNKNOWN', { componentId: string }>
  | Refusal<'COMPONENT_TWICE', { componentId: string; name: string }>
  | Refusal<'PAPER_IN_DATABASE', { name: string; database: string }>;

const NO_PAPERS: PaperCounts = { original: 0, certified: 0, photocopy: 0 };

/**
 * What the citizen is told, with names and forms as the catalogue has them. All of it at once (Điều 11 Nghị định 118/2025/NĐ-CP); a paper whose data
 * is in a connected database is asked for only with a reason (Điều 4 khoản 2a), unless it is only shown.
 */
export function decideGuidance(
  said: readonly SaidItem[],
  { components }: Pick<ProcedureCase, 'components'>,
): Result<GuidanceItem[], GuidanceRefusal> {
  const items: GuidanceItem[] = [];
  for (const item of said) {
    if (item.kind === 'other') {
      const { text: name } = item;
      items.push({ componentId: null, name, counts: NO_PAPERS, lack: null, todo: '', paperReason: null });
      continue;
    }
    const { componentId, lack, todo, paperReason } = item;
    const component = components.find(({ id }) => id === componentId);
    if (component === undefined) return refuse('COMPONENT_UNKNOWN', { componentId });
    const { name, counts, database, onlyShown, requirement } = component;
    if (items.some((before) => before.componentId === componentId))
      return refuse('COMPONENT_TWICE', { componentId, name });
    const needsReason = !onlyShown || requirement.kind === 'looked-up';
    if (database !== undefined && needsReason && paperReason === null)
      return refuse('PAPER_IN_DATABASE', { name, database });
    items.push({ componentId, name, counts, lack, todo, paperReason });
  }
  return ok(items);
}

/** The reference of a visit: `HD-261124-003`, the third of 24/11/2026. It has no shape of a dossier's code. */
export function guidanceReference({ day, number }: { day: PlainDate; number: number }): string {
  return `HD-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(3, '0')}`;
}

/** The words by which a visit is found, without marks. */
export function guidanceWords(visit: {
  reference: string;
  procedureCode: string;
  procedureName: string;
  person: GuidedPerson;
}): string {
  const { reference, procedureCode, procedureName, person } = visit;
  const { name, phone, number, address } = person;
  const text = [inOnePiece(reference), procedureCode, procedureName, name, phone, number, address].join('\n');
  return searchWords(text.normalize('NFC').toLowerCase()).join(' ');
}

/** The words that must each begin one of {@link guidanceWords}. */
export function wordsSought(text: string): string[] {
  return foldedWords(inOnePiece(text));
}

// The parts of a reference stand in others too.
function inOnePiece(text: string): string {
  return text.replace(/\bHD-(\d{6})-(\d+)/giu, 'HD$1$2');
}
