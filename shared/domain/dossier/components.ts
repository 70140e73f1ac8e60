import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import type {
  FilingChannel,
  PaperCounts,
  ProcedureCase,
  ProcedureComponent,
} from '../catalogue/procedure-catalogue.ts';
import { storedKindOf } from '../digitisation/person-store.ts';
import type { HandedComponent } from './receipt-input.ts';

/** A component of a received dossier, with the words it was accepted under. */
export interface ReceivedComponent {
  componentId: string;
  name: string;
  source: HandedComponent['source'];
  counts: PaperCounts;
  onlyShown: boolean;
  paperReason: HandedComponent['paperReason'];
  /** The data that replaces the paper is still to be looked up (chờ tra cứu). */
  lookupPending: boolean;
}

/** A component that must be there and is not, or not in a sufficient form or number. */
export interface MissingComponent {
  componentId: string;
  name: string;
  needed: PaperCounts;
  given: PaperCounts;
}

/** Why the composition is refused. */
export type ComponentRefusal =
  | Refusal<'COMPONENT_UNKNOWN', { componentId: string }>
  | Refusal<'COMPONENT_TWICE', { componentId: string; name: string }>
  | Refusal<'COMPONENT_NOT_IN_DATABASE', { componentId: string; name: string }>
  | Refusal<'COMPONENT_NOT_IN_STORE', { componentId: string; name: string }>
  | Refusal<'MISSING_COMPONENT', { components: MissingComponent[] }>;

/** The circumstances that decide whether a component must be there; `agent` is who files by authorisation, if anyone. */
export interface FilingCircumstances {
  channel: FilingChannel;
  agent: 'person' | 'organisation' | null;
  /** The papers came as files: one stands for whichever form of the paper is demanded, whether it suffices the review decided. */
  byFile?: boolean;
}

const NOTHING: PaperCounts = { original: 0, certified: 0, photocopy: 0 };

/**
 * Checks the composition of a dossier: what the case demands in these circumstances must be there, all missing ones in one answer (supplements
 * may be asked for once only, Điều 11 Nghị định 118/2025/NĐ-CP). A paper that a database replaces is never missing: when nobody has looked the
 * data up yet, the look-up stays open. What lies in the holder's store counts as there (Điều 4 khoản 2a): the caller makes sure that it still holds.
 * Other components with no paper and no look-up are left out of the answer.
 */
export function checkComponents(
  procedureCase: ProcedureCase,
  handed: readonly HandedComponent[],
  circumstances: FilingCircumstances,
): Result<ReceivedComponent[], ComponentRefusal> {
  const byId = new Map(procedureCase.components.map((component) => [component.id, component]));
  const handedById = new Map<string, HandedComponent>();
  for (const entry of handed) {
    const component = byId.get(entry.componentId);
    if (component === undefined) return refuse('COMPONENT_UNKNOWN', { componentId: entry.componentId });
    const named = { componentId: component.id, name: component.name };
    if (handedById.has(component.id)) return refuse('COMPONENT_TWICE', named);
    if (entry.source === 'database' && component.database === undefined)
      return refuse('COMPONENT_NOT_IN_DATABASE', named);
    if (entry.source === 'store' && storedKindOf(component) === null)
      return refuse('COMPONENT_NOT_IN_STORE', named);
    handedById.set(component.id, entry);
  }
  const missing = procedureCase.components.filter((component) =>
    isMissing(component, handedById.get(component.id), circumstances),
  );
  if (missing.length > 0)
    return refuse('MISSING_COMPONENT', {
      components: missing.map((component) => describe(component, handedById)),
    });
  return ok(
    procedureCase.components.flatMap((component) =>
      received(component, handedById.get(component.id), circumstances),
    ),
  );
}

/** Whether a paper must be there in the circumstances: never one that a database replaces. */
export function isDemanded(
  component: ProcedureComponent,
  applies: boolean,
  circumstances: FilingCircumstances,
): boolean {
  return component.replacedBy === undefined && concerns(component, applies, circumstances);
}

/** Whether a component concerns a dossier in the circumstances; one with a condition only when the clerk judges that it applies. */
function concerns(
  { requirement }: ProcedureComponent,
  applies: boolean,
  { channel, agent }: FilingCircumstances,
): boolean {
  switch (requirement.kind) {
    case 'always':
      return true;
    case 'channel':
      return requirement.channels.includes(channel);
    case 'authorised':
      return agent !== null && requirement.agents.includes(agent);
    case 'judged':
      return applies;
    case 'looked-up':
      return false;
  }
}

/**
 * Whether papers suffice. More than one count above zero in the demand means alternatives. A better form stands for a lesser one (an original for
 * a certified copy, a certified copy for a photocopy), never the other way round.
 */
export function coversCounts(needed: PaperCounts, given: PaperCounts): boolean {
  const number = Math.max(needed.original, needed.certified, needed.photocopy);
  let accepted = given.original;
  if (needed.certified > 0 || needed.photocopy > 0) accepted += given.certified;
  if (needed.photocopy > 0) accepted += given.photocopy;
  return accepted >= number;
}

function isMissing(
  component: ProcedureComponent,
  entry: HandedComponent | undefined,
  circumstances: FilingCircumstances,
): boolean {
  if (!isDemanded(component, entry?.applies ?? false, circumstances)) return false;
  if (entry !== undefined && entry.source !== 'paper') return false;
  const given = entry?.counts ?? NOTHING;
  return circumstances.byFile === true
    ? given.original + given.certified + given.photocopy === 0
    : !coversCounts(component.counts, given);
}

function describe(
  { id, name, counts }: ProcedureComponent,
  handed: ReadonlyMap<string, HandedComponent>,
): MissingComponent {
  return { componentId: id, name, needed: counts, given: handed.get(id)?.counts ?? NOTHING };
}

function received(
  component: ProcedureComponent,
  entry: HandedComponent | undefined,
  circumstances: FilingCircumstances,
): ReceivedComponent[] {
  const { id: componentId, name, onlyShown } = component;
  if (entry !== undefined && entry.source !== 'paper')
    return [
      {
        componentId,
        name,
        source: entry.source,
        counts: NOTHING,
        onlyShown,
        paperReason: null,
        lookupPending: false,
      },
    ];
  const counts = entry?.counts ?? NOTHING;
  const paperReason = entry?.paperReason ?? null;
  if (counts.original + counts.certified + counts.photocopy > 0)
    return [{ componentId, name, source: 'paper', counts, onlyShown, paperReason, lookupPending: false }];
  const replaced = component.replacedBy !== undefined && component.database !== undefined;
  if (!replaced || !concerns(component, entry?.applies ?? false, circumstances)) return [];
  return [
    {
      componentId,
      name,
      source: 'database',
      counts: NOTHING,
      onlyShown,
      paperReason: null,
      lookupPending: true,
    },
  ];
}
