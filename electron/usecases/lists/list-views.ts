import type { ViewRow } from '../../../db/repositories/list-view-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { FIRST_COLUMNS, fitView, MOST_VIEWS, viewNameKey } from '../../../shared/domain/dossier/list-view.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** What the caller keeps of the list, as far as it still means something. */
export const getLists = queryHandler(contract.lists.get, (_input, context) => {
  const { readers, signedIn } = context;
  const { userId } = signedIn();
  const known = knownValues(context);
  return ok({
    columns: fitView(readers.listViews.columnsOf(userId) ?? FIRST_COLUMNS, {}, known).columns,
    views: readers.listViews.visibleTo(userId).map(({ ownerId, columns, filter, ...view }) => ({
      ...view,
      ...fitView(columns, filter, known),
      mine: ownerId === userId,
    })),
    clerks: readers.users.list().map(({ id, displayName }) => ({ userId: id, name: displayName })),
  });
});

/** Keeps the columns that the caller wants to see. */
export const setListColumns = commandHandler(contract.lists.setColumns, ({ columns }, { tx, signedIn }) =>
  tx.immediate((w) => {
    w.listViews.putColumns(signedIn().userId, columns, w.now);
    return ok({ columns });
  }),
);

/** Keeps a view, new or changed. */
export const saveView = commandHandler(contract.lists.saveView, (input, { tx, signedIn }) => {
  const { requestId: _requestId, ...view } = input;
  const { userId } = signedIn();
  const nameKey = viewNameKey(view.name);
  return tx.immediate((w) => {
    const before = w.listViews.find(view.viewId);
    if (before !== undefined && before.ownerId !== userId) return ofAnother(before);
    const namesake = w.listViews.named(userId, nameKey);
    if (namesake !== undefined && namesake !== view.viewId)
      return refuse('VIEW_NAME_TAKEN', { name: view.name });
    if (before === undefined && w.listViews.countOf(userId) >= MOST_VIEWS)
      return refuse('VIEWS_FULL', { most: MOST_VIEWS });
    w.listViews.put({ ...view, nameKey, ownerId: userId, at: w.now });
    return ok({ viewId: view.viewId, name: view.name });
  });
});

/** Throws a view of the caller's own away. */
export const removeView = commandHandler(contract.lists.removeView, ({ viewId }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const view = w.listViews.find(viewId);
    if (view === undefined) return refuse('VIEW_UNKNOWN', {});
    if (view.ownerId !== signedIn().userId) return ofAnother(view);
    w.listViews.remove(viewId);
    return ok({});
  }),
);

const ofAnother = ({ ownerName }: ViewRow) => refuse('VIEW_OF_ANOTHER', { ownerName });

/** A procedure exists as long as the catalogue or a dossier has it, a person for ever. */
function knownValues({ readers, clock }: QueryContext) {
  const catalogue = readers.catalogues.newest();
  const now = clock.now();
  return {
    procedureCode: (procedureCode: string) =>
      catalogue.shortNameOf(procedureCode) !== undefined ||
      readers.search.count({ text: '', procedureCode, now }, 1) > 0,
    receivedBy: (userId: string) => readers.users.find(UserId.parse(userId)) !== undefined,
  };
}
