import * as z from 'zod';
import { FORM_KINDS, type FormKind } from '../../forms/form-definition.ts';
import { DeviceId } from '../../types/ids.ts';
import { PAPER_SIZES } from './paper-size.ts';

/** Names of queues and trays are the print system's. */
const SystemName = z.string().min(1).max(127);

/** A printer of a desk. */
export const PrinterRef = z.strictObject({ deviceId: DeviceId, printerId: SystemName });
export type PrinterRef = z.infer<typeof PrinterRef>;

/** How a kind of paper is printed. Without a printer the system's own print window asks each time. */
export const PrintChoice = z.strictObject({
  /** A choice outlives the circular that a form comes from. */
  kind: z.enum(FORM_KINDS),
  printer: PrinterRef.nullable(),
  /** Null: the printer chooses. */
  tray: SystemName.nullable(),
  duplex: z.boolean(),
  copies: z.int().min(1).max(9),
  /** The sheet on which a form of several sheets is drawn unless somebody chooses another one there. */
  paper: z.enum(PAPER_SIZES).nullable(),
  /** Printed at once after the slip of a reception; of separators only. */
  withSlip: z.boolean().default(false),
});
export type PrintChoice = z.infer<typeof PrintChoice>;

/** The choice for a kind of paper; the system asks where nobody chose. */
export function choiceFor(choices: readonly PrintChoice[], kind: FormKind): PrintChoice {
  const asks = { kind, printer: null, tray: null, duplex: false, copies: 1, paper: null, withSlip: false };
  return choices.find((choice) => choice.kind === kind) ?? asks;
}
