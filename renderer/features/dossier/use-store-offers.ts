import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoreEntry } from '../../../shared/contract/store.ts';
import type {
  ProcedureCase,
  ProcedureComponent,
} from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { storedKindOf } from '../../../shared/domain/digitisation/person-store.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import type { Refused } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { rowState } from './components/demanded-components.ts';
import { numberOf, type PartyForm } from './party-form.ts';
import { componentOf, fromStore, type ReceptionForm, withoutStored } from './reception-form.ts';
import type { Reception } from './use-reception.ts';

const LONGEST_REASON = 200;

/** What the holder's store has for the components of the form, once it was looked into. */
export interface StoreOffers {
  /** Whether a holder with a number and a procedure are there, so that a look makes sense. */
  possible: boolean;
  /** Whose store was looked into; undefined before. */
  looked: string | undefined;
  running: boolean;
  refused: Refused | undefined;
  /** What the store has of the kind that a component asks for, what holds first. */
  of(component: ProcedureComponent): readonly StoreEntry[];
  /** Missing components for which something holds. */
  takeable: readonly ProcedureComponent[];
  /** Looks, or, once it was looked, takes for each missing component the newest that holds. */
  lookOrTake(): void;
}

/** The store of whoever owns the papers of the form. Looking is an act of the clerk, for the person at the window, and each look is recorded. */
export function useStoreOffers(
  form: ReceptionForm,
  shown: ProcedureCase | undefined,
  onChange: Reception['change'],
): StoreOffers {
  const client = useClient();
  const { t } = useWords();
  const look = useCommand(client.store.look);
  const [found, setFound] = useState<{ number: string; name: string; entries: readonly StoreEntry[] }>();
  const holder = holderOf(form);
  const number = holder === undefined ? '' : (numberOf(holder) ?? '');
  const isCurrent = found !== undefined && found.number === number;
  const before = useRef(number);
  useEffect(() => {
    // What was taken belongs to the holder that it was taken of.
    if (before.current !== number && before.current !== '') onChange(withoutStored);
    before.current = number;
  }, [number, onChange]);
  const byKind = useMemo(() => {
    const kinds = new Map<string, StoreEntry[]>();
    for (const entry of isCurrent ? found.entries : [])
      kinds.set(entry.kind, [...(kinds.get(entry.kind) ?? []), entry]);
    for (const entries of kinds.values())
      entries.sort((a, b) => Number(b.standing === 'holds') - Number(a.standing === 'holds'));
    return kinds;
  }, [found, isCurrent]);
  const of = useCallback(
    (component: ProcedureComponent) => byKind.get(storedKindOf(component) ?? '') ?? [],
    [byKind],
  );
  const takeable = (shown?.components ?? []).filter(
    (component) => rowState(form, component) === 'missing' && of(component)[0]?.standing === 'holds',
  );
  const possible = holder !== undefined && number !== '' && shown !== undefined;
  const start = async () => {
    if (!possible) return;
    const reason = t('store.forReception', { procedure: form.procedureName }).slice(0, LONGEST_REASON);
    const old = holder.oldNumber?.trim() ?? '';
    const whose = { number, oldNumber: old === '' ? null : old, dossierId: null, reason };
    const answer = await look.run(whose as never);
    if (answer !== undefined) setFound({ number, name: holder.name, entries: answer.entries });
  };
  return {
    possible,
    looked: isCurrent ? found.name : undefined,
    running: look.running,
    refused: look.refused,
    of,
    takeable,
    lookOrTake() {
      if (look.running) return;
      if (!isCurrent || takeable.length === 0) return void start();
      const taken = takeable.flatMap((component) => {
        const [entry] = of(component);
        const one = entry === undefined ? undefined : fromStore(componentOf(form, component.id), entry);
        return one === undefined ? [] : [[component.id, one] as const];
      });
      onChange((now) => ({ ...now, components: { ...now.components, ...Object.fromEntries(taken) } }));
    },
  };
}

/** Who the papers are looked for of: the owner, or whoever files for an owner that has no number. */
function holderOf(form: ReceptionForm): PartyForm | undefined {
  const owner = form.ownerIs === 'submitter' ? form.submitter : form.owner;
  return [owner, form.submitter].find((party) => numberOf(party) !== undefined);
}
