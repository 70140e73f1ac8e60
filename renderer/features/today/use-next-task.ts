import { useCallback } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { create } from 'zustand';
import type { WorkListName } from '../../../shared/contract/today.ts';
import { useClient } from '../../lib/context.tsx';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { pathOfTask } from './work-lists.ts';

/** What the key to the next task says: which list the opened one is from, that nothing is left, or why it could not be asked. */
export type NextTaskNote =
  | { kind: 'opened'; list: WorkListName; code: string | null; again: boolean }
  | { kind: 'none' }
  | { kind: 'refused'; refused: Refused };

interface Round {
  userId: string;
  /** What was opened or passed over since the round began. */
  passed: readonly string[];
  note: NextTaskNote | undefined;
  /** Whether an answer is awaited: a second press before it is the same one. */
  asking: boolean;
  close(): void;
}

/** The round that the signed-in person goes through their tasks in; it lasts over screens and the lock. */
export const useRound = create<Round>((set) => ({
  userId: '',
  passed: [],
  note: undefined,
  asking: false,
  close: () => set({ note: undefined }),
}));

/** As many as the contract takes; who passes over more begins to see the first ones again. */
const MOST = 200;
const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/u;

/** Opens the most urgent thing to do that was not opened in this round; what is on the screen now counts as opened. */
export function useNextTask(userId: string): () => void {
  const client = useClient();
  return useCallback(() => {
    const round = useRound.getState();
    if (round.asking) return;
    useRound.setState({ asking: true });
    const [here] = ID.exec(globalThis.location.hash) ?? [];
    const before = round.userId === userId ? round.passed : [];
    const passed = [...before.filter((key) => key !== here), ...(here === undefined ? [] : [here])];
    const open = async () => {
      try {
        const { task, again } = await client.today.next({ passed: passed.slice(-MOST) });
        const note: NextTaskNote =
          task === null ? { kind: 'none' } : { kind: 'opened', again, list: task.list, code: task.code };
        useRound.setState({
          userId,
          passed: task === null ? [] : [...(again ? [] : passed), task.key],
          note,
        });
        navigate(task === null ? '/today' : pathOfTask(task));
        document.getElementById('main')?.focus();
      } catch (error) {
        useRound.setState({ note: { kind: 'refused', refused: toRefused(error) } });
      } finally {
        useRound.setState({ asking: false });
      }
    };
    void open();
  }, [client, userId]);
}
