import type { PageRow } from '../../../db/repositories/page-repository.ts';
import type { PageQuality } from '../../../shared/contract/dossier.ts';
import { AS_SCANNED, proposeCleanUp } from '../../../shared/domain/digitisation/clean-up.ts';
import { findingsOf, hindrances } from '../../../shared/domain/digitisation/page-findings.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { Readers } from '../../host/repositories.ts';

/** A page with what is known of its quality. */
export type JudgedPage = PageRow & { quality: PageQuality };

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
  return rows.map((page, index) => {
    const { measures = null, problem = null, beforeId = null } = measured.get(page.pageId) ?? {};
    const before = rows[index - 1];
    // A page counts as repeated only while the sheet that it repeats stands before it.
    const isAfterSame = before?.componentId === page.componentId && before.pageId === beforeId;
    const current = measures && { ...measures, sameAsBefore: measures.sameAsBefore && isAfterSame };
    const proposed = current === null ? AS_SCANNED : proposeCleanUp(current);
    const findings = current === null ? [] : findingsOf(current);
    return {
      ...page,
      quality: {
        state: current !== null ? 'measured' : problem === null ? 'waiting' : 'failed',
        size: current && { width: current.width, height: current.height },
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
        cleanUp: chosen.get(page.pageId) ?? proposed,
        proposed,
      },
    };
  });
}

/** The numbers, from 1, of pages of which no digital copy may be made as they are. */
export function pagesNotGood(pages: readonly JudgedPage[]): number[] {
  return pages.flatMap(({ quality: { findings } }, index) => {
    const accepted = new Set(findings.flatMap(({ code, accepted: said }) => (said === null ? [] : [code])));
    return hindrances(findings, accepted).length > 0 ? [index + 1] : [];
  });
}
