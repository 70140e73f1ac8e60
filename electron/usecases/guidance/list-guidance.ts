import type { GuidanceRow } from '../../../db/repositories/guidance-repository.ts';
import type { GuidanceView } from '../../../shared/contract/guidance.ts';
import { contract } from '../../../shared/contract/index.ts';
import { guidanceReference, wordsSought } from '../../../shared/domain/guidance/guidance.ts';
import { officeDay, secondsAfter } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

const PAGE = 100;
const MOST_EARLIER = 3;
const HALF_A_YEAR_SECONDS = 183 * 86_400;

/** The visits of some days, a page of them, and how many there are. */
export const listGuidance = queryHandler(contract.guidance.list, ({ from, to, text, skip }, { readers }) => {
  const found = readers.guidance.page({ from, to, words: wordsSought(text), limit: PAGE, skip });
  return ok({ visits: found.visits.map(viewOf), total: found.total });
});

/** What the person with a number was told before about a procedure: whoever comes again is not told another thing without need. */
export const listEarlierGuidance = queryHandler(
  contract.guidance.earlier,
  ({ procedureCode, number }, { readers, clock }) => {
    const since = officeDay(secondsAfter(clock.now(), -HALF_A_YEAR_SECONDS));
    const found = readers.guidance.earlier({ procedureCode, number, since, limit: MOST_EARLIER });
    return ok({ visits: found.map(viewOf) });
  },
);

function viewOf(row: GuidanceRow): GuidanceView {
  const { id, procedureCode, procedureName, caseName, person, items, visitedAt, visitedBy, sha256 } = row;
  return {
    visitId: id,
    reference: guidanceReference(row),
    procedureCode,
    procedureName,
    caseName,
    personName: person.name,
    phone: person.phone,
    items: items.map(({ name, lack, todo }) => ({ name, lack, todo })),
    visitedAt,
    visitedBy,
    sha256,
  };
}
