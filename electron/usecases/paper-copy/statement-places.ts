import { contract } from '../../../shared/contract/index.ts';
import { shiftOf, withShift } from '../../../shared/domain/certification/statement-place.ts';
import { choiceFor } from '../../../shared/domain/print/print-choice.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** Where the statement stands on the last page, and by how much the chosen printer is corrected. */
export const getStatementPlaces = queryHandler(contract.paperCopy.places, (_input, { readers }) => {
  const places = readers.settings.get('certify.statementPlaces');
  const { printer, tray } = choiceFor(readers.settings.get('print.choices'), 'copy-statement');
  return ok({
    usual: places.usual,
    feed: printer === null ? null : { ...printer, tray, shift: shiftOf(places, { ...printer, tray }) },
  });
});

/** Moves the statement to where the copies of this office are blank. */
export const setStatementPlace = commandHandler(contract.paperCopy.setPlace, ({ place }, { tx }) =>
  tx.immediate((w) => {
    w.settings.set(
      'certify.statementPlaces',
      { ...w.settings.get('certify.statementPlaces'), usual: place },
      w.now,
    );
    w.record({
      subject: { kind: 'setting', id: 'certify.statementPlaces' },
      type: 'statement-place.set',
      payload: { ...place },
    });
    w.announce('certify');
    return ok({});
  }),
);

/** Corrects how one printer's tray feeds the sheet; other printers and trays keep theirs. */
export const setPrinterShift = commandHandler(
  contract.paperCopy.setShift,
  ({ deviceId, printerId, tray, shift }, { tx }) =>
    tx.immediate((w) => {
      const feed = { deviceId, printerId, tray };
      const places = withShift(w.settings.get('certify.statementPlaces'), feed, shift);
      w.settings.set('certify.statementPlaces', places, w.now);
      w.record({
        subject: { kind: 'setting', id: 'certify.statementPlaces' },
        type: 'statement-place.shifted',
        payload: { ...feed, ...shift },
      });
      w.announce('certify');
      return ok({});
    }),
);
