import * as z from 'zod';
import { Tariff } from '../domain/catalogue/procedure-catalogue.ts';
import { FeeChoice } from '../domain/dossier/fees.ts';
import { FeeReceiptSetting, PAYMENT_METHODS } from '../domain/fee/fee-receipt.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { FeeRefusals } from './dossier.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { HeadApproval, HeadApprovalRefusals } from './session.ts';

const none = z.object({});
const FeeNamed = z.object({ feeId: z.string(), name: z.string() });
const ReceiptUnknown = { RECEIPT_UNKNOWN: { status: 404, data: none } } as const;

/** A receipt as people see it. */
export const FeeReceiptView = z.object({
  receiptId: z.uuid(),
  dossierId: DossierId,
  code: z.string(),
  formSign: z.string(),
  symbol: z.string(),
  /** As it is written, with its leading zeros. */
  number: z.string(),
  payer: z.string(),
  method: z.enum(PAYMENT_METHODS),
  amountVnd: z.number().int(),
  issuedAt: InstantText,
  issuedBy: z.string(),
  lines: z.array(z.object({ feeId: z.string(), name: z.string(), amountVnd: z.number().int() })),
  cancelled: z
    .object({ reason: z.string(), at: InstantText, by: z.string(), approver: z.string() })
    .nullable(),
  paperId: z.string().nullable(),
});
export type FeeReceiptView = z.infer<typeof FeeReceiptView>;

/** A line of a dossier's fees that is to be paid: what the reception decided, and what its tariff asks for. */
const FeeToPay = z.object({
  choice: FeeChoice,
  name: z.string(),
  /** Null where it must still be reckoned. */
  amountVnd: z.number().int().nullable(),
  tariff: Tariff.nullable(),
});

/** Fees paid at the window, and their receipts (Điều 24 Nghị định 118/2025/NĐ-CP). */
export const fee = {
  /** Who issues the receipts; null until an administrator has said. */
  setting: query('office:see')
    .input(queryInput({}))
    .output(z.object({ setting: FeeReceiptSetting.nullable() })),
  setSetting: command('office:administer')
    .input(
      commandInput({
        setting: z.discriminatedUnion('by', [
          FeeReceiptSetting.options[0],
          FeeReceiptSetting.options[1]
            .omit({ first: true })
            .extend({ firstNumber: z.int().min(1).max(9_999_999) }),
        ]),
      }),
    )
    .output(none)
    .errors({ SERIES_BEGUN: { status: 409, data: z.object({ next: z.string() }) } }),
  /** What is still to be paid for a dossier without a receipt, and the receipts so far. */
  ofDossier: query('dossier:see')
    .input(queryInput({ dossierId: DossierId }))
    .output(
      z.object({
        setting: FeeReceiptSetting.nullable(),
        payer: z.object({ name: z.string(), address: z.string() }),
        due: z.array(FeeToPay),
        receipts: z.array(FeeReceiptView),
      }),
    )
    .errors({ DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) } }),
  /** The receipts of a day in the order of their numbers, and what stands of them. */
  day: query('dossier:see')
    .input(queryInput({ day: PlainDateText }))
    .output(
      z.object({
        receipts: z.array(FeeReceiptView),
        more: z.boolean(),
        standing: z.object({ receipts: z.number().int(), amountVnd: z.number().int() }),
        byMethod: z.array(z.object({ method: z.enum(PAYMENT_METHODS), amountVnd: z.number().int() })),
      }),
    ),
  /** Takes money for fees of a dossier: the next number of the series, in the same transaction. */
  take: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        payer: oneLine(200),
        address: oneLine(300, 0),
        method: z.enum(PAYMENT_METHODS),
        fees: z
          .array(
            FeeChoice.pick({ feeId: true, quantity: true, councilAmountVnd: true, originals: true }).strict(),
          )
          .min(1)
          .max(50),
      }),
    )
    .output(
      z.object({
        receiptId: z.uuid(),
        number: z.string(),
        amountVnd: z.number().int(),
        packetSeq: z.number().int(),
      }),
    )
    .errors({
      ...FeeRefusals,
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_VOIDED: { status: 409, data: none },
      FEE_RECEIPTED: { status: 409, data: FeeNamed },
      FEE_WAIVED: { status: 409, data: FeeNamed },
      NOTHING_TO_PAY: { status: 409, data: none },
      RECEIPTS_NOT_SET: { status: 409, data: none },
      RECEIPTS_ELSEWHERE: { status: 409, data: z.object({ system: z.string() }) },
      RECEIPTS_USED_UP: { status: 409, data: none },
    }),
  /** Draws a receipt in its three copies; one that is drawn already is given again, so that a later print of it is a reprint. */
  draw: command('dossier:receive')
    .input(commandInput({ receiptId: z.uuid(), paper: z.enum(['A4', 'A5']) }))
    .output(DrawnPaper)
    .errors({
      ...ReceiptUnknown,
      RECEIPT_CANCELLED: { status: 409, data: z.object({ reason: z.string() }) },
      DOSSIER_VOIDED: { status: 409, data: none },
      PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
    }),
  /** Cancels a receipt with the head's approval; its number stays taken, and the fees may be receipted again. */
  cancel: command('dossier:receive')
    .input(commandInput({ receiptId: z.uuid(), reason: oneLine(500, 3), approval: HeadApproval.nullable() }))
    .output(z.object({ packetSeq: z.number().int() }))
    .errors({
      ...ReceiptUnknown,
      ...HeadApprovalRefusals,
      RECEIPT_CANCELLED: { status: 409, data: z.object({ reason: z.string() }) },
    }),
};
