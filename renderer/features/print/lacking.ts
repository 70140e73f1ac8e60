import { create } from 'zustand';

/** A paper that was drawn and not printed, because letters on it would be empty boxes. */
export interface LackingPaper {
  id: number;
  letters: string;
  /** The first of its files, to be looked at. */
  sha256: string;
  /** Prints it as it is. */
  print: () => Promise<unknown>;
}

interface LackingStore {
  papers: readonly LackingPaper[];
  /** Holds a paper until somebody decides. */
  hold(paper: Omit<LackingPaper, 'id'>): void;
  settle(id: number): void;
}

/** Papers that wait for somebody to look at them; they go with the window, the papers themselves are kept. */
export const useLacking = create<LackingStore>((set) => ({
  papers: [],
  hold: (paper) =>
    set(({ papers }) => ({ papers: [...papers, { ...paper, id: (papers.at(-1)?.id ?? 0) + 1 }] })),
  settle: (id) => set(({ papers }) => ({ papers: papers.filter((paper) => paper.id !== id) })),
}));

/** The letters that drawn papers lack, each once and no more than a line of them. */
export function lettersOf(drawn: readonly { lacking: string }[]): string {
  return [...new Set(drawn.flatMap(({ lacking }) => [...lacking]))].slice(0, 20).join(' ');
}
