import type { DossierId } from '../../types/ids.ts';

/** The pages of a component, in order, as they are and as they are to be. */
export interface Arranged {
  readonly componentId: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The pages of a component, in order. */
export interface PagesOf {
  readonly componentId: string;
  readonly pageIds: readonly string[];
}

/** Whether the same pages stand there afterwards, each once, and each component is named once. */
export function keepsEveryPage(components: readonly Arranged[]): boolean {
  const names = components.map(({ componentId }) => componentId);
  const before = components.flatMap((component) => component.before).toSorted();
  const after = components.flatMap((component) => component.after).toSorted();
  const isOnce = (values: readonly string[]) => new Set(values).size === values.length;
  return isOnce(names) && isOnce(before) && before.join() === after.join();
}

/** The pages of a component of one of two dossiers, as they are and as they are to be. */
export interface ArrangedIn extends Arranged {
  readonly dossierId: DossierId;
}

/** Whether the same pages stand in both dossiers together afterwards, each once, and each dossier is named once. */
export function keepsEveryPageOfBoth([from, to]: readonly [ArrangedIn, ArrangedIn]): boolean {
  if (from.dossierId === to.dossierId) return false;
  return keepsEveryPage([
    { ...from, componentId: `${from.dossierId} ${from.componentId}` },
    { ...to, componentId: `${to.dossierId} ${to.componentId}` },
  ]);
}

/** What takes an arrangement back. */
export function reversed(components: readonly Arranged[]): Arranged[] {
  return components.map(({ componentId, before, after }) => ({ componentId, before: after, after: before }));
}

/** Pages of a component in front of the one that stands at `at` now, or behind the last one; undefined where they stand there already. */
export function movedWithin(
  { componentId, pageIds }: PagesOf,
  moving: ReadonlySet<string>,
  at: number,
): Arranged[] | undefined {
  const stay = (part: readonly string[]) => part.filter((id) => !moving.has(id));
  const after = [
    ...stay(pageIds.slice(0, at)),
    ...pageIds.filter((id) => moving.has(id)),
    ...stay(pageIds.slice(at)),
  ];
  return after.join() === pageIds.join() ? undefined : [{ componentId, before: pageIds, after }];
}

/** Pages of one component behind the last one of another, in the order in which they stand. */
export function movedTo(from: PagesOf, moving: ReadonlySet<string>, to: PagesOf): Arranged[] {
  return [
    {
      componentId: from.componentId,
      before: from.pageIds,
      after: from.pageIds.filter((id) => !moving.has(id)),
    },
    {
      componentId: to.componentId,
      before: to.pageIds,
      after: [...to.pageIds, ...from.pageIds.filter((id) => moving.has(id))],
    },
  ];
}
