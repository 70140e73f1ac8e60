import { contract } from '../../../shared/contract/index.ts';
import type { LedgerEntry, LedgerHeader } from '../../../shared/domain/delivery/ledger-file.ts';
import { SignedReceipt } from '../../../shared/domain/delivery/province-wire.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import { spanOfDays } from './span-of-days.ts';

/** Rows of one answer: a window asks for the next as soon as it has these. */
const PAGE = 500;

/**
 * The ledger of some days as lines of text that `npm run verify-ledger` checks without this program's files: the first answer begins with the header. What packets
 * say is left out; receipts are as the province signed them.
 */
export const exportLedger = queryHandler(contract.delivery.exportLedger, (input, { readers, clock }) => {
  const span = spanOfDays(input);
  if (!span.ok) return span;
  const { id: installationId, name } = readers.installation.get();
  const connection = readers.settings.get('province.connection');
  // Packets go on being made while a window reads page after page: the file ends where its header says.
  const madeAt = input.after?.madeAt ?? clock.now();
  const { from, to } = span.value;
  const until = { from, to: to < madeAt ? to : madeAt };
  const { ranges, rows } = readers.outbox.ledger(until, input.after, PAGE);
  const header: LedgerHeader = {
    format: 'qmc-ledger',
    version: 1,
    installationId,
    name,
    from: input.from,
    to: input.to,
    madeAt,
    provinceName: connection?.provinceName ?? null,
    receiptKey: connection?.receiptKey ?? null,
    ranges,
  };
  const entries = rows.map(
    ({ receipt, ...row }): LedgerEntry => ({
      ...row,
      receipt:
        receipt === null ? null : SignedReceipt.parse(JSON.parse(Buffer.from(receipt).toString('utf8'))),
    }),
  );
  const lines = [...(input.after === null ? [header] : []), ...entries];
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return ok({
    text: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    next: last === undefined ? null : { epoch: last.epoch, seq: last.seq, madeAt },
    total: ranges.reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq, 0),
  });
});
