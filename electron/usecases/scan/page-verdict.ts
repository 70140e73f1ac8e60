import type { PageRow } from '../../../db/repositories/page-repository.ts';
import type { PageQuality } from '../../../shared/contract/dossier.ts';
import {
  AS_SCANNED,
  hasColour,
  isSameFlatten,
  mayBeGrey,
  proposeCleanUp,
} from '../../../shared/domain/digitisation/clean-up.ts';
import { type Flatten, flattenedSize } from '../../../shared/domain/digitisation/flatten.ts';
import {
  findingsOf,
  hindrances,
  NOT_MEASURED,
  NOTE_HALF,
} from '../../../shared/domain/digitisation/page-findings.ts';
import type { PageMeasures } from '../../../shared/domain/digitisation/page-measures.ts';
import { loneHalves, type NotePicture, sheetsOf } from '../../../shared/domain/digitisation/stuck-note.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { Readers } from '../../host/repositories.ts';

/** A page with what is known of its quality. */
export type JudgedPage = PageRow & { note: NotePicture | null; quality: PageQuality };

/** The pages of a dossier that count, each with its verdict. */
export function judgedPages(
  { pages, pageQuality, users }: Pick<Readers, 'pages' | 'pageQuality' | 'users'>,
  dossierId: DossierId,
): JudgedPage[] {
  const rows = pages.ofDossier(dossierId);
  if (rows.length === 0) return [];
  const measured = new Map(pageQuality.measures(dossierId).map((row) => [row.pageId, row]));
  const acceptances = pageQuality.acceptances(dossierId);
  const chosen = pageQuality.cleanUps(dossierId);
  const notes = noted(rows, pageQuality.notes(dossierId));
  return rows.map((page, index) => {
    const { measures = null, problem = null, beforeId = null } = measured.get(page.pageId) ?? {};
    const { picture, isSecond, isLone } = notes.get(page.pageId) ?? NO_NOTE;
    const before = rows[index - 1];
    // A page counts as repeated only while the sheet that it repeats stands before it, and is not the other half of a pair.
    const isAfterSame = before?.componentId === page.componentId && before.pageId === beforeId && !isSecond;
    const current: PageMeasures | null = measures && {
      ...measures,
      sameAsBefore: measures.sameAsBefore && isAfterSame,
    };
    const proposed = current === null ? AS_SCANNED : proposeCleanUp(current);
    const cleanUp = chosen.get(page.pageId) ?? proposed;
    // What was measured holds for the page as it was made flat then.
    const isStale = current !== null && !isSameFlatten(cleanUp.flatten, current.photo?.flattened ?? null);
    const unmeasured = problem === null ? [] : NOT_MEASURED;
    const findings = [
      ...(isLone ? [NOTE_HALF] : []),
      ...(current === null ? unmeasured : isStale ? [] : findingsOf(current)),
    ];
    return {
      ...page,
      note: picture,
      quality: {
        state: isStale ? 'waiting' : current !== null ? 'measured' : problem === null ? 'waiting' : 'failed',
        ...sizesOf(current, cleanUp.flatten),
        dpi: isStale ? null : (current?.dpi ?? null),
        outline: current?.photo?.outline ?? null,
        findings: findings.map(({ code, severity }) => {
          const said = acceptances.find(({ pageId, finding }) => pageId === page.pageId && finding === code);
          return {
            code,
            severity,
            accepted:
              said === undefined
                ? null
                : {
                    reason: said.reason,
                    by: users.find(said.acceptedBy as never)?.displayName ?? '',
                    at: said.acceptedAt,
                  },
          };
        }),
        cleanUp,
        proposed,
        hasColour: current !== null && hasColour(current),
        mayBeGrey: current !== null && mayBeGrey(current),
      },
    };
  });
}

/** Pixels of the picture as it came in, and of what it is made into. */
function sizesOf(measures: PageMeasures | null, flatten: Flatten | null) {
  if (measures === null) return { size: null, picture: null };
  const { width, height, photo } = measures;
  const picture = photo?.size ?? { width, height };
  if (flatten === null) return { size: picture, picture };
  const flat = flattenedSize(flatten, picture);
  return { size: { width: flat.width, height: flat.height }, picture };
}

const NO_NOTE = { picture: null, isSecond: false, isLone: false };

/** What the marked pages of each component are to one another. */
function noted(rows: readonly PageRow[], notes: ReadonlyMap<string, NotePicture>) {
  const found = new Map<string, { picture: NotePicture | null; isSecond: boolean; isLone: boolean }>();
  if (notes.size === 0) return found;
  for (const pages of Map.groupBy(rows, ({ componentId }) => componentId).values()) {
    const pictures = pages.map(({ pageId }) => notes.get(pageId) ?? null);
    const lone = loneHalves(pictures);
    for (const sheet of sheetsOf(pictures))
      for (const [half, at] of sheet.entries())
        found.set(pages[at]?.pageId ?? '', {
          picture: pictures[at] ?? null,
          isSecond: half > 0,
          isLone: lone.has(at),
        });
  }
  return found;
}

/** How many pages of paper these pictures show: a page with a stuck note has two. */
export function sheetCount(pages: readonly JudgedPage[]): number {
  return sheetsOf(pages.map(({ note }) => note)).length;
}

/** The numbers, from 1, of pages of which no digital copy may be made as they are: also one that is still to be measured. */
export function pagesNotGood(pages: readonly JudgedPage[]): number[] {
  return pages.flatMap(({ quality: { state, findings } }, index) => {
    if (state === 'waiting') return [index + 1];
    const accepted = new Set(findings.flatMap(({ code, accepted: said }) => (said === null ? [] : [code])));
    return hindrances(findings, accepted).length > 0 ? [index + 1] : [];
  });
}
