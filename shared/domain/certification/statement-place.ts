import * as z from 'zod';

/** Where a statement is printed on the last page of a paper copy: millimetres from the left and the top edge of an A4 sheet, as the printer feeds it. */
export const StatementPlace = z.strictObject({
  leftMm: z.number().min(0).max(92),
  topMm: z.number().min(0).max(230),
});
export type StatementPlace = z.infer<typeof StatementPlace>;

/** The lower right corner, where most copies are blank. */
export const USUAL_PLACE: StatementPlace = { leftMm: 80, topMm: 210 };
