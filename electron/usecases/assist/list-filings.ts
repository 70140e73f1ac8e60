import type { AssistedRow } from '../../../db/repositories/assisted-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { isDemanded } from '../../../shared/domain/dossier/components.ts';
import {
  ASSISTED_STATES,
  isBeingPrepared,
  mayBeFiledBy,
  portalFields,
} from '../../../shared/domain/online/assisted-filing.ts';
import { officeDay, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';
import { caseOf, OTHER_PLACE, placesOf } from './prepare-files.ts';

type ReadersOf = QueryContext['readers'];

/** Whom the office helped, those still open first, and how many in a time: for the report of online services. */
export const listFilings = queryHandler(contract.assist.list, ({ from, to }, { readers }) => {
  const rows = readers.assisted.figures(startOfOfficeDay(from), startOfOfficeDay(to, 1));
  const sum = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).reduce((total, { count }) => total + count, 0);
  const people = [...new Set(rows.map(({ by }) => by))];
  return ok({
    filings: readers.assisted.list().map((row) => ({
      ...hitOf(readers, row),
      candidates: candidatesOf(readers, row).length,
    })),
    figures: {
      byState: Object.fromEntries(
        ASSISTED_STATES.map((state) => [state, sum((row) => row.state === state)]),
      ) as Record<(typeof ASSISTED_STATES)[number], number>,
      byPerson: people.map((by) => ({
        name: nameOf(readers, by),
        opened: sum((row) => row.by === by),
        filed: sum((row) => row.by === by && row.state === 'filed'),
      })),
    },
  });
});

/** One filing with its files, the words to copy, and the online filings that may be it. */
export const getFiling = queryHandler(contract.assist.get, ({ filingId }, { readers, clock }) => {
  const row = readers.assisted.find(filingId);
  if (row === undefined) return refuse('ASSISTED_UNKNOWN', { filingId });
  const entry = caseOf(readers, row, officeDay(clock.now()));
  const demanded = new Set(
    entry.components
      .filter((component) => isDemanded(component, false, { channel: 'online', agent: null }))
      .map(({ id }) => id),
  );
  const { person, request, caseId, preparedAt, endedAt, endedBy, submissionId, givenUpFor } = row;
  return ok({
    ...hitOf(readers, row),
    caseId,
    person,
    request,
    preparedAt,
    endedAt,
    endedBy: endedBy === null ? null : nameOf(readers, endedBy),
    submissionId,
    givenUpFor,
    purgeAfter: row.purgeAfter,
    purgedAt: row.purgedAt,
    components: placesOf(entry).map((place) => ({
      ...place,
      demanded: place.componentId !== OTHER_PLACE && demanded.has(place.componentId),
    })),
    files: readers.assisted.files(filingId).map(({ dpi: _dpi, ...file }) => file),
    fields: portalFields(row),
    candidates: candidatesOf(readers, row),
  });
});

/** What came down since and may be the filing; a person says whether it is. */
function candidatesOf({ assisted }: ReadersOf, { state, procedureCode, openedAt, person }: AssistedRow) {
  if (!isBeingPrepared(state)) return [];
  return assisted
    .filedSince(procedureCode, openedAt)
    .filter(({ content }) => mayBeFiledBy(person, content))
    .map(({ content: _content, ...candidate }) => candidate);
}

function hitOf(readers: ReadersOf, row: AssistedRow) {
  const { filingId, procedureCode, procedureName, person, state, openedAt, openedBy, filedCode } = row;
  return {
    filingId,
    procedureCode,
    procedureName,
    personName: person.name,
    state,
    openedAt,
    openedBy: nameOf(readers, openedBy),
    filedCode,
  };
}

function nameOf({ users }: ReadersOf, id: string): string {
  return users.find(UserId.parse(id))?.displayName ?? '';
}
