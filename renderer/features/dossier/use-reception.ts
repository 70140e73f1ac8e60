import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { useClient } from '../../lib/context.tsx';
import { useDrafts } from '../../lib/drafts.ts';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { emptyReception, fromDraft, isBlankReception, type ReceptionForm } from './reception-form.ts';

const NAME = 'reception.form';
const SAVE_AFTER_MS = 400;

/**
 * How the draft on the host stands to the form: `saved` at an instant, `waiting` for a pause in the typing, `unsaved` after a failure, or `lost`:
 * another window has opened it, or has received it.
 */
export type DraftState =
  | { kind: 'blank' | 'waiting' | 'unsaved' }
  | { kind: 'saved'; at: string }
  | { kind: 'lost'; refused: Refused };

/** A form put aside, or one that another window has open. */
export interface ParkedForm {
  form: ReceptionForm;
  savedAt: string;
  heldSince: string | null;
}

/** The form that is being filled in, what keeps it, and the ones put aside. */
export interface Reception {
  form: ReceptionForm | undefined;
  change(patch: Partial<ReceptionForm> | ((form: ReceptionForm) => ReceptionForm)): void;
  draftState: DraftState;
  parked: ParkedForm[];
  /** Puts the form aside and opens an empty one. */
  park(): void;
  /** Takes a form up again, from another window too, as it was saved last; the one that was open is put aside. Answers why not, if not. */
  take(draftId: string): Promise<Refused | undefined>;
  /** Throws a parked form away. */
  discard(form: ReceptionForm): void;
  /** After the dossier was received: an empty form. */
  startAnew(): void;
  /** Saves what is not saved yet and waits until it is, so that no saving comes after the reception. */
  settle(): Promise<void>;
}

/** The reception form over screens, lock and restarts: in the window's memory at once, on the host after a pause of 400 ms. */
export function useReception(): Reception {
  const client = useClient();
  const form = useDrafts(({ drafts }) => drafts[NAME]) as ReceptionForm | undefined;
  const kept = useAsk(['dossier', 'drafts'], {}, () => client.dossier.drafts({}));
  const list = useMemo(() => formsOf(kept.data?.drafts ?? []), [kept.data]);
  const saving = useSavedDraft(form);
  const queries = useQueryClient();
  const asked = kept.isSuccess || kept.isError;
  useEffect(() => {
    if (form !== undefined || !asked) return;
    // After a restart the form that was open, not one that was put aside, comes back.
    const left = list.find(({ form: kept, heldSince }) => !kept.parked && heldSince === null);
    put(left?.form ?? emptyReception(uuidv7()));
  }, [form, asked, list]);
  const keep = useCallback(
    (parked: ReceptionForm | undefined, next: ReceptionForm) => {
      put(next);
      if (parked === undefined || isBlankReception(parked)) return;
      void saving.now({ ...parked, parked: true }).then(() => draftsChanged(queries));
    },
    [saving, queries],
  );
  return {
    form,
    change,
    draftState: saving.state,
    parked: list.filter((entry) => entry.form.draftId !== form?.draftId),
    park: useCallback(() => keep(current(), emptyReception(uuidv7())), [keep]),
    take: async (draftId) => {
      const open = current();
      try {
        const { value } = await client.dossier.takeDraft({ requestId: uuidv7() as never, draftId });
        const taken = fromDraft(draftId, value);
        if (taken !== undefined)
          keep(open?.draftId === draftId ? undefined : open, { ...taken, parked: false });
        return undefined;
      } catch (error) {
        return toRefused(error);
      } finally {
        void draftsChanged(queries);
      }
    },
    discard: ({ draftId }) => {
      void client.dossier
        .discardDraft({ requestId: uuidv7() as never, draftId })
        .finally(() => draftsChanged(queries));
    },
    startAnew: useCallback(() => put(emptyReception(uuidv7())), []),
    settle: saving.settle,
  };
}

/** Drafts are pushed to no window: this one asks again for them and for their figure on Today. */
async function draftsChanged(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['dossier', 'drafts'] });
  await queries.invalidateQueries({ queryKey: ['today'] });
}

function current(): ReceptionForm | undefined {
  return useDrafts.getState().drafts[NAME] as ReceptionForm | undefined;
}

function put(form: ReceptionForm): void {
  useDrafts.getState().put(NAME, form);
}

function change(patch: Partial<ReceptionForm> | ((form: ReceptionForm) => ReceptionForm)): void {
  const form = current();
  if (form === undefined) return;
  put(typeof patch === 'function' ? patch(form) : { ...form, ...patch });
}

function formsOf(
  drafts: { draftId: string; savedAt: string; heldSince: string | null; value: Record<string, unknown> }[],
): ParkedForm[] {
  return drafts
    .flatMap(({ draftId, savedAt, heldSince, value }) => {
      const form = fromDraft(draftId, value);
      return form === undefined ? [] : [{ form, savedAt, heldSince }];
    })
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

function isLost({ code }: Refused): boolean {
  return code === 'DRAFT_OPEN_ELSEWHERE' || code === 'DRAFT_RECEIVED';
}

function useSavedDraft(form: ReceptionForm | undefined) {
  const client = useClient();
  const [state, setState] = useState<DraftState>({ kind: 'blank' });
  const saved = useRef<ReceptionForm>(undefined);
  const known = useRef<string>(undefined);
  const queries = useQueryClient();
  const inFlight = useRef<Promise<void>>(Promise.resolve());
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const now = useCallback(
    (value: ReceptionForm): Promise<void> => {
      saved.current = value;
      const { draftId } = value;
      const save = async () => {
        try {
          const { savedAt } = await client.dossier.saveDraft({
            requestId: uuidv7() as never,
            draftId,
            value: { ...value } as never,
          });
          setState({ kind: 'saved', at: savedAt });
          if (known.current !== draftId) void draftsChanged(queries);
          known.current = draftId;
        } catch (error) {
          // The form is still in the window's memory; the next change tries again.
          if (saved.current === value) saved.current = undefined;
          const refused = toRefused(error);
          setState(isLost(refused) ? { kind: 'lost', refused } : { kind: 'unsaved' });
        }
      };
      inFlight.current = inFlight.current.then(save);
      return inFlight.current;
    },
    [client, queries],
  );
  useEffect(() => {
    if (form === undefined || form === saved.current) return;
    if (isBlankReception(form)) {
      setState({ kind: 'blank' });
      return;
    }
    setState({ kind: 'waiting' });
    pause.current = setTimeout(() => void now(form), SAVE_AFTER_MS);
    return () => clearTimeout(pause.current);
  }, [form, now]);
  const settle = useCallback(async () => {
    // A save that still waited for a pause would come after the reception and bring the received form back as a parked one.
    clearTimeout(pause.current);
    const form = current();
    await (form === undefined || form === saved.current || isBlankReception(form)
      ? inFlight.current
      : now(form));
  }, [now]);
  return useMemo(() => ({ state, now, settle }), [state, now, settle]);
}
