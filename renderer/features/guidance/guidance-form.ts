import type { GuidedPerson, SaidItem } from '../../../shared/domain/guidance/guidance.ts';

type SaidComponent = Extract<SaidItem, { kind: 'component' }>;

/** A component that may be named on the paper: how it stands, and the database that holds its data, if one does. */
export interface GuidedComponent {
  id: string;
  name: string;
  database: string | undefined;
  isMissing: boolean;
  /** What is probably wrong with it: nothing was brought, or what was brought does not do. */
  lack: SaidComponent['lack'];
}

/** What is said of a component that was chosen. */
export type GuidedLine = Pick<SaidComponent, 'lack' | 'todo' | 'paperReason'>;

/** What the clerk writes before the paper is drawn. */
export interface GuidanceForm {
  person: GuidedPerson;
  /** The chosen components by their ids. */
  lines: Readonly<Record<string, GuidedLine>>;
  /** The clerk's own words, one thing each. */
  others: readonly string[];
  reason: string;
}

/** A line about a component as it is first offered. */
export function lineOf({ lack }: Pick<GuidedComponent, 'lack'>): GuidedLine {
  return { lack, todo: '', paperReason: null };
}

/** Everything that is missing, chosen already. */
export function firstGuidance(person: GuidedPerson, components: readonly GuidedComponent[]): GuidanceForm {
  const missing = components.filter(({ isMissing }) => isMissing);
  return {
    person,
    lines: Object.fromEntries(missing.map((component) => [component.id, lineOf(component)])),
    others: [],
    reason: '',
  };
}

/** What is sent: components in the order of the catalogue, then the clerk's own words; rows without a word are left out. */
export function toSaidItems(form: GuidanceForm, components: readonly GuidedComponent[]): SaidItem[] {
  return [
    ...components.flatMap(({ id }) => {
      const line = form.lines[id];
      return line === undefined ? [] : [{ kind: 'component' as const, componentId: id, ...line }];
    }),
    ...form.others.filter((text) => text.trim() !== '').map((text) => ({ kind: 'other' as const, text })),
  ];
}
