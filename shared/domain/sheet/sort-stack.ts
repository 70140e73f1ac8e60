import type { DossierId } from '../../types/ids.ts';

/** Papers that go out and come back signed; a scan of one is filed with its dossier. */
export const SIGNED_PAPERS = ['slip', 'hand-over-receipt'] as const;
export type SignedPaper = (typeof SIGNED_PAPERS)[number];

/** Why a page waits for a person. The page that gives the reason and those behind it wait alike, until a sheet says again where they belong. */
export const UNDECIDED_REASONS = [
  /** No separator came before it. */
  'before-first',
  'other-dossier',
  'dossier-unknown',
  'dossier-closed',
  'component-unknown',
  /** A separator of another office, of before a restore, or a forged one. */
  'foreign-separator',
  /** A slip that names a key of this office and is not what that key signed. */
  'proof-failed',
  'code-unread',
  /** Two sheets that came as one, or a sheet on which another lay. */
  'several-marks',
  /** An empty side where only fronts are scanned: a separator may have been laid in face down. */
  'blank-sheet',
  /** It follows a signed paper, which ends what came before. */
  'after-paper',
  /** Something stands on the back of a separator. */
  'written-back',
] as const;
export type UndecidedReason = (typeof UNDECIDED_REASONS)[number];

/** What a page's code says of the stack. */
export type Found =
  | { kind: 'plain' }
  | { kind: 'separator'; dossierId: DossierId; componentId: string }
  | { kind: 'paper'; dossierId: DossierId; paper: SignedPaper }
  /** A sheet that parts the stack, but not one whose pages can be filed. */
  | { kind: 'suspect'; reason: UndecidedReason };

/** One side of a sheet as it was read. */
export interface Side {
  found: Found;
  blank: boolean;
}

/** Where a side goes. What is set aside is kept and not in the digital copy. */
export type Place =
  | { kind: 'component'; dossierId: DossierId; componentId: string }
  | { kind: 'signed'; dossierId: DossierId; paper: SignedPaper }
  | { kind: 'aside'; why: 'separator' | 'blank-back' }
  | { kind: 'undecided'; why: UndecidedReason };

type Current = Extract<Place, { kind: 'component' | 'undecided' }>;

/**
 * Files the sides of a stack, in their order: a separator sends what follows into its component, a signed paper files itself. Whatever leaves a doubt
 * about the sheets behind it ends the component: better a page that waits than one in a wrong place. In `duplex` two sides are one sheet.
 */
export function sortStack(sides: readonly Side[], { duplex }: { duplex: boolean }): Place[] {
  let current: Current = { kind: 'undecided', why: 'before-first' };
  return sheetsOf(sides, duplex ? 2 : 1).flatMap((sheet) => {
    const [says, other] = saidBy(sheet);
    const filed = (place: Place, back: (side: Side) => Place) =>
      sheet.map((side) => (side.found === says ? place : back(side)));
    const wait = (why: UndecidedReason): Place[] => {
      current = { kind: 'undecided', why };
      return sheet.map(() => ({ kind: 'undecided', why }));
    };
    if (other !== undefined) return wait('several-marks');
    switch (says.kind) {
      case 'suspect':
        return wait(says.reason);
      case 'separator': {
        const { dossierId, componentId } = says;
        current = { kind: 'component', dossierId, componentId };
        return filed({ kind: 'aside', why: 'separator' }, ({ blank }) =>
          blank ? { kind: 'aside', why: 'blank-back' } : { kind: 'undecided', why: 'written-back' },
        );
      }
      case 'paper': {
        const { dossierId, paper } = says;
        current = { kind: 'undecided', why: 'after-paper' };
        const signed: Place = { kind: 'signed', dossierId, paper };
        return filed(signed, ({ blank }) => (blank ? { kind: 'aside', why: 'blank-back' } : signed));
      }
      case 'plain': {
        if (!duplex && sheet.some(({ blank }) => blank)) return wait('blank-sheet');
        const place = current;
        return sheet.map(() => place);
      }
      default:
        return says satisfies never;
    }
  });
}

function sheetsOf(sides: readonly Side[], by: 1 | 2): Side[][] {
  return sides.flatMap((_, at) => (at % by === 0 ? [sides.slice(at, at + by)] : []));
}

/** What a sheet says, and another thing that it says besides. */
function saidBy(sheet: readonly Side[]): [Found, Found?] {
  const [first = { kind: 'plain' } as const, ...others] = sheet
    .map(({ found }) => found)
    .filter(({ kind }) => kind !== 'plain');
  const [other] = others;
  return other === undefined ? [first] : [first, other];
}
