import * as z from 'zod';
import { PrinterRef } from '../print/print-choice.ts';

/** Where a statement is printed on the last page of a paper copy: millimetres from the left and the top edge of an A4 sheet, as the printer feeds it. */
export const StatementPlace = z.strictObject({
  leftMm: z.int().min(0).max(92),
  topMm: z.int().min(0).max(230),
});
export type StatementPlace = z.infer<typeof StatementPlace>;

/** The lower right corner, where most copies are blank. */
export const USUAL_PLACE: StatementPlace = { leftMm: 80, topMm: 210 };

/**
 * By how much what a printer prints is moved, in tenths of a millimetre to the right and down: no two printers feed a sheet alike, and trays of one printer differ too. Negative
 * moves it left and up.
 */
export const PrinterShift = z.strictObject({
  rightTenths: z.int().min(-300).max(300),
  downTenths: z.int().min(-300).max(300),
});
export type PrinterShift = z.infer<typeof PrinterShift>;

const NO_SHIFT: PrinterShift = { rightTenths: 0, downTenths: 0 };

/** A printer, and the tray that it is fed from; null where the printer chooses. */
export const PrinterFeed = PrinterRef.extend({ tray: z.string().min(1).max(127).nullable() });
type PrinterFeed = z.infer<typeof PrinterFeed>;

/** Where the office wants the statement, and what each printer is corrected by. */
export const StatementPlaces = z.strictObject({
  usual: StatementPlace,
  printers: z.array(PrinterFeed.extend({ shift: PrinterShift })),
});
export type StatementPlaces = z.infer<typeof StatementPlaces>;

export const USUAL_PLACES: StatementPlaces = { usual: USUAL_PLACE, printers: [] };

/** The correction of a printer's tray; of the printer where nobody measured the tray; none where nobody measured. */
export function shiftOf(
  { printers }: StatementPlaces,
  { deviceId, printerId, tray }: PrinterFeed,
): PrinterShift {
  const measured = printers.filter((each) => each.deviceId === deviceId && each.printerId === printerId);
  const found = measured.find((each) => each.tray === tray) ?? measured.find((each) => each.tray === null);
  return found?.shift ?? NO_SHIFT;
}

/** The places with one printer's correction put in the stead of its earlier one. */
export function withShift(places: StatementPlaces, feed: PrinterFeed, shift: PrinterShift): StatementPlaces {
  const others = places.printers.filter(
    ({ deviceId, printerId, tray }) =>
      deviceId !== feed.deviceId || printerId !== feed.printerId || tray !== feed.tray,
  );
  return { ...places, printers: [...others, { ...feed, shift }] };
}

/** How far from the left and the upper edge the lines of a trial sheet stand. */
export const TRIAL_LINES_MM = 20;

/**
 * The correction after somebody measured where the lines of a trial sheet came out, itself printed with the correction so far. Undefined for what no printer is off by:
 * the wrong edge was measured, or the sheet lay the wrong way round.
 */
export function shiftAfterTrial(
  so: PrinterShift,
  measured: { leftMm: number; topMm: number },
): PrinterShift | undefined {
  const shift = PrinterShift.safeParse({
    rightTenths: so.rightTenths + tenths(TRIAL_LINES_MM - measured.leftMm),
    downTenths: so.downTenths + tenths(TRIAL_LINES_MM - measured.topMm),
  });
  return shift.success ? shift.data : undefined;
}

function tenths(millimetres: number): number {
  return Math.round(millimetres * 10);
}
