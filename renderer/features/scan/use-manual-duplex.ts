import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { type BackMatch, withBacks } from '../../../shared/domain/digitisation/manual-duplex.ts';
import type { PageWork } from './use-page-work.ts';
import type { Scanning, ScanSettings, Slot } from './use-scan.ts';

/** Fronts, then backs, of one component. Its pages are in the records; here stands only which of them are which. */
interface Course {
  /** Pages that were there before. */
  others: string[];
  /** The fronts; null while they are coming. */
  fronts: string[] | null;
}

/** Kept by the browser profile, by component: after a crash of host or window the stack is turned and scanning goes on. */
const useCourses = create<{
  courses: Record<string, Course>;
  put(key: string, course: Course | undefined): void;
}>()(
  persist(
    (set) => ({
      courses: {},
      put: (key, course) =>
        set(({ courses }) => {
          const { [key]: _, ...others } = courses;
          return { courses: course === undefined ? others : { ...others, [key]: course } };
        }),
    }),
    { name: 'qmc.manual-duplex', storage: createJSONStorage(() => localStorage) },
  ),
);

/** How far it is. */
export type ManualDuplexStep = 'none' | 'fronts' | 'turn' | 'backs' | 'uneven' | 'even';

/** Two-sided scanning with a feeder that sees one side: fronts, the person turns the stack, backs, and the pages are interleaved. */
export function useManualDuplex({
  place,
  pages,
  scanning,
  settings,
  work,
}: {
  place: Slot;
  pages: readonly { pageId: string }[];
  scanning: Scanning;
  settings: ScanSettings | undefined;
  work: PageWork;
}) {
  const key = `${place.dossierId} ${place.componentId}`;
  const course = useCourses(({ courses }) => courses[key]);
  const { put } = useCourses.getState();
  const pageIds = pages.map(({ pageId }) => pageId);
  const since = pageIds.filter((id) => course?.others.includes(id) === false);
  const fronts = course?.fronts ? since.filter((id) => course.fronts?.includes(id)) : since;
  const backs = course?.fronts ? since.filter((id) => course.fronts?.includes(id) === false) : [];
  const isRunning = scanning.running !== undefined;
  /** How many pages there were before the backs that are coming. */
  const [before, setBefore] = useState<number>();

  const feed = async () => {
    if (settings === undefined || isRunning) return;
    await scanning.scan(place, { ...settings, source: 'feeder', duplex: false });
  };
  const interleave = async (match?: BackMatch) => {
    const after = withBacks(pageIds, fronts, backs, match);
    const isSame = after.join() === pageIds.join();
    const arranged = [{ componentId: place.componentId, before: pageIds, after }];
    if (isSame || (await work.arrange(arranged, fronts.length + backs.length))) put(key, undefined);
  };
  const latest = useRef(interleave);
  latest.current = interleave;
  const isEven = backs.length > 0 && backs.length === fronts.length;
  // When the scan of the backs has ended and its pages are seen: as many backs as fronts leave nothing to decide.
  const haveCome = before !== undefined && !isRunning && pageIds.length > before;
  useEffect(() => {
    if (!haveCome) return;
    setBefore(undefined);
    if (isEven) void latest.current();
  }, [haveCome, isEven]);

  return {
    step: stepOf(course, { isRunning, fronts, backs }),
    fronts: fronts.length,
    backs: backs.length,
    scanFronts: () => {
      if (course === undefined) put(key, { others: pageIds, fronts: null });
      void feed();
    },
    scanBacks: async () => {
      if (course === undefined || settings === undefined || isRunning) return;
      put(key, { ...course, fronts });
      setBefore(pageIds.length);
      await feed();
    },
    /** The backs are set aside, and the stack is turned once more. */
    backsAgain: () => void work.setAside(backs),
    interleave: (match?: BackMatch) => void interleave(match),
    /** Everything stays as it stands. */
    leave: () => {
      setBefore(undefined);
      put(key, undefined);
    },
  };
}

function stepOf(
  course: Course | undefined,
  { isRunning, fronts, backs }: { isRunning: boolean; fronts: string[]; backs: string[] },
): ManualDuplexStep {
  if (course === undefined) return 'none';
  if (course.fronts === null) return isRunning ? 'fronts' : fronts.length === 0 ? 'none' : 'turn';
  if (isRunning) return 'backs';
  if (backs.length === 0) return fronts.length === 0 ? 'none' : 'turn';
  return backs.length === fronts.length ? 'even' : 'uneven';
}
