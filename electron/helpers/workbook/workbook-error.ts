import type { WorkbookFault } from '../../host/ports/workbook.ts';

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
