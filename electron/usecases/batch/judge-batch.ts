import { canonicalJson, plainJson } from '../../../shared/domain/canonical-json.ts';
import {
  type BatchRead,
  type BatchReading,
  type BatchRow,
  ownerOf,
  readBatch,
} from '../../../shared/domain/dossier/batch.ts';
import { oldNumberOf, type Party, partyNumber } from '../../../shared/domain/dossier/party.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { BATCH_FORM } from '../../../shared/forms/tables/batch-sheet.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { sha256Hex } from '../../host/packet-signer.ts';
import type { TablesRead } from '../../host/ports/workbook.ts';

type Known = Pick<QueryContext['readers'], 'catalogues' | 'dossiers' | 'imports'>;

/** A row that can be received, with its identity and the dossier that it gave before. */
export interface JudgedRow extends BatchRow {
  rowSha256: string;
  code: string | undefined;
}

/** What a file of new dossiers holds, judged by the catalogue of the day and the dossiers that are open. */
export function judgeBatch(
  known: Known,
  now: Instant,
  tables: Exclude<TablesRead, { kind: 'fault' }>,
): Omit<BatchRead, 'rows'> & { rows: JudgedRow[] } {
  const today = officeDay(now);
  const about: BatchReading = {
    today,
    procedureOf(code) {
      const found = known.catalogues.on(today).findProcedure(code, today);
      if (found.ok) return { procedure: found.value };
      return { problem: found.refusal.code === 'PROCEDURE_UNKNOWN' ? 'unknown' : 'not-in-force' };
    },
    openFor: (party, procedureCode) => openCodeOf(known, party, procedureCode),
    takenBefore: ({ receipt }) => known.imports.findRow(identityOf(receipt)),
  };
  const read = readBatch(tables.kind === 'json' ? [] : tables.sheets, BATCH_FORM, about);
  return {
    ...read,
    rows: read.rows.map((row) => {
      const rowSha256 = identityOf(row.receipt);
      return { ...row, rowSha256, code: known.imports.findRow(rowSha256) };
    }),
  };
}

/** The code of a dossier of a procedure that is open for a person, by either number. */
function openCodeOf({ dossiers }: Pick<Known, 'dossiers'>, party: Party, procedureCode: string) {
  const number = partyNumber(party);
  return number === null ? undefined : dossiers.openOf(number, oldNumberOf(party), procedureCode)[0]?.code;
}

/** Whether somebody opened a dossier for the owner of a row since the list was read, and the row does not say why it is received all the same. */
export function isOpenedMeanwhile(known: Pick<Known, 'dossiers'>, { receipt }: BatchRow): boolean {
  const owner = ownerOf(receipt);
  if (owner === undefined || receipt.repeatReason !== undefined) return false;
  return openCodeOf(known, owner, receipt.procedureCode) !== undefined;
}

// What the row says, wherever it stands: the same row of a file that was put right is not received again.
function identityOf(receipt: BatchRow['receipt']): string {
  return sha256Hex(canonicalJson(plainJson(receipt)));
}
