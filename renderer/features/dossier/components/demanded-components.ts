import type {
  ProcedureCase,
  ProcedureComponent,
} from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { coversCounts, isDemanded } from '../../../../shared/domain/dossier/components.ts';
import { agentOf, type ComponentForm, componentOf, type ReceptionForm } from '../reception-form.ts';

/** The kinds of paper in the order of the slip's columns. */
export const KINDS = ['original', 'certified', 'photocopy'] as const;

/** How a component stands in the checklist. */
export type RowState = 'there' | 'missing' | 'optional' | 'not-needed';

/** How a row stands: what is demanded in these circumstances and not there is missing. */
export function rowState(form: ReceptionForm, component: ProcedureComponent): RowState {
  const entry = componentOf(form, component.id);
  const demanded = isDemanded(component, entry.applies, { channel: form.channel, agent: agentOf(form) });
  const hasAny = KINDS.some((kind) => entry.counts[kind] > 0);
  if (entry.source === 'database') return 'there';
  if (demanded) return coversCounts(component.counts, entry.counts) ? 'there' : 'missing';
  if (hasAny) return 'there';
  return component.requirement.kind === 'judged' || component.database !== undefined
    ? 'optional'
    : 'not-needed';
}

/** The form with every demanded component handed in as the procedure asks: the usual case in one key. */
export function asDemanded(form: ReceptionForm, shown: ProcedureCase): ReceptionForm {
  const filled = shown.components
    .filter((component) => rowState(form, component) === 'missing')
    .map(({ id, counts }) => [
      id,
      { ...componentOf(form, id), source: 'paper' as const, counts: firstForm(counts) },
    ]);
  return { ...form, components: { ...form.components, ...Object.fromEntries(filled) } };
}

// Several counts above zero are alternatives: the best form stands for all of them.
function firstForm(counts: ComponentForm['counts']): ComponentForm['counts'] {
  const kind = KINDS.find((name) => counts[name] > 0) ?? 'original';
  return { original: 0, certified: 0, photocopy: 0, [kind]: Math.max(1, counts[kind]) };
}
