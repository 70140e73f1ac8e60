/** Which sheet is sure to have its back where there are not as many backs as fronts: the one that went through last, or the first. */
export type BackMatch = 'last-sheet' | 'first-sheet';

/**
 * Sheets of a feeder that sees one side: the fronts in their order, then the stack turned over as it lay, so that the last sheet's back comes
 * first. Each front followed by its back; backs that no front is left for stand at the end, as they came. Every page stands there once.
 */
export function interleaved(
  fronts: readonly string[],
  backs: readonly string[],
  match: BackMatch = 'last-sheet',
): string[] {
  const surplus = Math.max(0, backs.length - fronts.length);
  const [ofSheets, others] =
    match === 'last-sheet'
      ? [backs.slice(0, fronts.length), backs.slice(fronts.length)]
      : [backs.slice(surplus), backs.slice(0, surplus)];
  const inOrder = ofSheets.toReversed();
  const without = match === 'last-sheet' ? fronts.length - inOrder.length : 0;
  return [
    ...fronts.flatMap((front, sheet) => {
      const back = inOrder[sheet - without];
      return back === undefined ? [front] : [front, back];
    }),
    ...others,
  ];
}

/** The pages of a component with fronts and backs interleaved where the first front stands; the others stay in their order. */
export function withBacks(
  pageIds: readonly string[],
  fronts: readonly string[],
  backs: readonly string[],
  match?: BackMatch,
): string[] {
  const moving = new Set([...fronts, ...backs]);
  const at = pageIds.findIndex((id) => moving.has(id));
  const others = pageIds.filter((id) => !moving.has(id));
  return [...others.slice(0, at), ...interleaved(fronts, backs, match), ...others.slice(at)];
}
