import type { WorkbookFault } from '../../host/ports/workbook.ts';

/** Bounds of one sheet, whatever kind of file it is in. */
export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 60;
export const LONGEST_CELL = 4000;

/** A workbook that is not taken; `cell` says where when it is about one. */
export class WorkbookError extends Error {
  readonly fault: WorkbookFault;
  readonly place: { sheet: string; cell: string } | undefined;
  constructor(fault: WorkbookFault, place?: { sheet: string; cell: string }) {
    super(fault);
    this.fault = fault;
    this.place = place;
  }
}
