import { contract } from '../../../shared/contract/index.ts';
import { readStatementCode } from '../../../shared/domain/certification/statement-code.ts';
import { keysByTail } from '../../../shared/domain/slip/slip-keys.ts';
import { keyTailOf } from '../../../shared/domain/slip/slip-proof.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { PaperCopyId } from '../../../shared/types/ids.ts';
import { ok } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { provenBy } from '../../host/slip-proof.ts';
import { listedKeys, ownKeys } from '../slip/check-slip.ts';

type Readers = QueryContext['readers'];

/**
 * Judges the code on the statement of a paper copy, and of our own says how its entry stands in the book. It proves that this office printed such a statement, never that
 * this sheet is the one it was printed on: a code can be copied, which is why signature and seal are looked at all the same.
 */
export const checkStatement = queryHandler(contract.paperCopy.check, ({ text }, { readers }) => {
  const read = readStatementCode(text);
  if (!read.ok) return read;
  const { record } = read.value;
  const list = listedKeys(readers);
  const listed = list?.mode === record.mode ? keysByTail(list.keys, record.keyTail) : [];
  const own = ownKeys(readers).filter(({ keyId }) => keyTailOf(keyId) === record.keyTail);
  const nothing = { officeName: null, revokedAt: null, entry: null, mode: record.mode };
  if (own.length === 0) {
    if (listed.length === 0) return ok({ ...nothing, verdict: 'unknown-key' as const });
    const key = provenBy(read.value, listed);
    if (key === undefined) return ok({ ...nothing, verdict: 'forged' as const });
    const { officeName, revokedAt } = key;
    const verdict = revokedAt === null ? ('elsewhere' as const) : ('revoked' as const);
    return ok({ ...nothing, verdict, officeName, revokedAt });
  }
  const key = provenBy(read.value, own);
  const entry = entryOf(readers, record.paperCopyId);
  if (key === undefined || readers.installation.get().mode !== record.mode || entry === null)
    return ok({ ...nothing, verdict: 'forged' as const });
  const officeName = readers.office.getLatest().name;
  const revokedAt = listed.find(({ keyId }) => keyId === key.keyId)?.revokedAt ?? null;
  const verdict = revokedAt === null ? entry.state : ('revoked' as const);
  return ok({ ...nothing, verdict, officeName, revokedAt, entry });
});

/** What the book says of paper copies; null where nothing of the kind ever had a number here. */
function entryOf({ paperCopies, books }: Readers, id: PaperCopyId) {
  const copy = paperCopies.find(id);
  const entry = copy?.entryId === null || copy === undefined ? undefined : books.find(copy.entryId);
  if (copy === undefined || entry === undefined) return null;
  return {
    state: entry.state,
    number: writtenCount(entry.number),
    book: entry.book,
    certifiedOn: entry.certifiedOn,
    title: copy.title,
    requester: copy.requester,
    pages: copy.pages,
    copies: copy.copies,
    signerName: entry.signerName,
    voidReason: entry.voidReason,
    dossierId: copy.dossierId,
    dossierCode: copy.dossierCode,
  };
}

/** Whether statements carry a code. */
export const getStatementCode = queryHandler(contract.paperCopy.code, (_input, { readers }) =>
  ok({ on: readers.settings.get('certify.statementCode') }),
);

/** Switches the code on statements on or off; what was printed before keeps what it has. */
export const setStatementCode = commandHandler(contract.paperCopy.setCode, ({ on }, { tx }) =>
  tx.immediate((w) => {
    w.settings.set('certify.statementCode', on, w.now);
    w.record({
      subject: { kind: 'setting', id: 'certify.statementCode' },
      type: 'statement-code.switched',
      payload: { on },
    });
    w.announce('certify');
    return ok({});
  }),
);
