import type {
  ProcedureCase,
  ProcedureComponent,
} from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { coversCounts, isDemanded } from '../../../../shared/domain/dossier/components.ts';
import type { GuidedComponent } from '../../guidance/index.ts';
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
  if (entry.source !== 'paper') return 'there';
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

/** The components that a citizen may be told of, those that are missing marked; what does not concern them is left out. */
export function guidedComponents(form: ReceptionForm, shown: ProcedureCase): GuidedComponent[] {
  return shown.components.flatMap((component) => {
    const { id, name, database, onlyShown, requirement } = component;
    const state = rowState(form, component);
    if (state === 'not-needed' || requirement.kind === 'looked-up') return [];
    const { counts } = componentOf(form, id);
    const hasAny = KINDS.some((kind) => counts[kind] > 0);
    return [
      {
        id,
        name,
        database: onlyShown ? undefined : database,
        isMissing: state === 'missing',
        lack: hasAny ? 'wrong' : 'missing',
      },
    ];
  });
}

// Several counts above zero are alternatives: the best form stands for all of them.
function firstForm(counts: ComponentForm['counts']): ComponentForm['counts'] {
  const kind = KINDS.find((name) => counts[name] > 0) ?? 'original';
  return { original: 0, certified: 0, photocopy: 0, [kind]: Math.max(1, counts[kind]) };
}
