import * as z from 'zod';
import type { Instant } from '../../types/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { oneLine } from '../../types/text.ts';
import type { ProcedureCase } from '../catalogue/procedure-catalogue.ts';

/**
 * One thing the citizen is asked for. `componentId` names the component it belongs to, null for anything else. `paperReason` says why a paper
 * is asked for although a database holds its data.
 */
export const SupplementItem = z.strictObject({
  componentId: z.string().max(60).nullable(),
  text: oneLine(300),
  paperReason: z.enum(['not-in-database', 'lookup-failed', 'data-inexact']).nullable(),
});
export type SupplementItem = z.infer<typeof SupplementItem>;

/** Why a supplement cannot be asked for. */
export type SupplementRefusal =
  | Refusal<'SUPPLEMENT_ASKED_BEFORE', { askedAt: Instant }>
  | Refusal<'COMPONENT_UNKNOWN', { componentId: string }>
  | Refusal<'PAPER_IN_DATABASE', { name: string; database: string }>;

/**
 * Whether these things may be asked for. All that is missing is asked for at once and only once (Điều 11 Nghị định 118/2025/NĐ-CP): a second
 * request needs the head's `ground`, and the dossier then counts as late at the national portal (indicator 2.1). A paper whose data is in a
 * connected database may be demanded only for a reason (Điều 4 khoản 2a).
 */
export function decideSupplement(
  items: readonly SupplementItem[],
  { components }: Pick<ProcedureCase, 'components'>,
  before: { askedAt: Instant | undefined; ground: string | null },
): Result<undefined, SupplementRefusal> {
  if (before.askedAt !== undefined && before.ground === null)
    return refuse('SUPPLEMENT_ASKED_BEFORE', { askedAt: before.askedAt });
  for (const { componentId, paperReason } of items) {
    if (componentId === null) continue;
    const component = components.find(({ id }) => id === componentId);
    if (component === undefined) return refuse('COMPONENT_UNKNOWN', { componentId });
    const { database, name } = component;
    if (database !== undefined && database !== null && paperReason === null)
      return refuse('PAPER_IN_DATABASE', { name, database });
  }
  return ok(undefined);
}
