import { contract } from '../../../shared/contract/index.ts';
import {
  type CounterLine,
  compareLedgers,
  type LedgerLine,
  ledgerPreimage,
} from '../../../shared/domain/delivery/ledger.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';
import { sha256Hex } from '../../host/packet-signer.ts';
import type { Province, ProvinceDoor, ProvinceRefusal } from '../../host/ports/province.ts';
import { spanOfDays } from './span-of-days.ts';

// 10,000 packets a day at most in an office; pages hold 500 or more. A province that pages for ever is not believed.
const MOST_PAGES = 2000;

/** Compares this counter's packets of some days with the province's ledger, packet by packet. */
export const reconcile = queryHandler(contract.delivery.reconcile, async (input, context) => {
  const span = spanOfDays(input);
  if (!span.ok) return span;
  const connection = context.readers.settings.get('province.connection');
  if (connection === null) return refuse('PROVINCE_NOT_CONNECTED', {});
  const door = { url: connection.url, bearer: connection.token, signal: context.signal };
  const before = context.readers.outbox.lines(span.value.from, span.value.to);
  const there = await readLedger(context.host.province, door, span.value);
  if (!there.ok) return there;
  return ok(compare(context, span.value, before, there.value));
});

/** Deliveries go on while the province is asked: a packet whose state changed meanwhile is compared the next time. */
function compare(
  { readers, clock }: QueryContext,
  span: Span,
  before: readonly CounterLine[],
  there: readonly LedgerLine[],
) {
  const here = readers.outbox.lines(span.from, span.to);
  const stateOf = (lines: readonly CounterLine[]) =>
    new Map(lines.map(({ epoch, seq, state }) => [`${epoch}:${seq}`, state]));
  const [was, is] = [stateOf(before), stateOf(here)];
  return {
    here: here.length,
    there: there.length,
    unsent: here.filter(({ state }) => state !== 'receipted').length,
    differences: compareLedgers(here, there).filter(
      ({ epoch, seq }) => was.get(`${epoch}:${seq}`) === is.get(`${epoch}:${seq}`),
    ),
    checkedAt: clock.now(),
  };
}

interface Span {
  from: Instant;
  to: Instant;
}

/** Every page of the province's ledger; its count and chain hash must fit what it listed. */
async function readLedger(
  province: Province,
  door: ProvinceDoor,
  span: Span,
): Promise<Result<LedgerLine[], ProvinceRefusal>> {
  const lines: LedgerLine[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await province.ledger(door, { ...span, ...(after === undefined ? {} : { after }) });
    if (!answer.ok) return answer;
    const { packets, next, count, chainSha256 } = answer.value;
    lines.push(...packets.map(({ epoch, seq, sha256 }) => ({ epoch, seq, sha256 })));
    if (next === null)
      return lines.length === count && sha256Hex(ledgerPreimage(lines)) === chainSha256
        ? ok(lines)
        : unreadable('count or chain hash of the ledger');
    after = next;
  }
  return unreadable('a ledger without end');
}

function unreadable(detail: string) {
  return refuse('PROVINCE_ANSWER_UNREADABLE', { status: 200, detail });
}
