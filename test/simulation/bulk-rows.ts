import type { PacketRow } from '../../db/repositories/outbox-repository.ts';
import type { NewEntry } from '../../db/repositories/search-repository.ts';

/** What a column takes. */
export type Value = string | number | null | Uint8Array;

/** Rows on their way to the writer: for each table the values of all its rows, one after the other, in the order of the columns. */
export interface RowBatch {
  tables: Record<string, Value[]>;
  /** Without their signatures: those stand beside the bytes, not in the chain, and the writer makes them. */
  packets: Omit<PacketRow, 'signature'>[];
  /** Entries of the search index, in the order of reception. */
  entries: NewEntry[];
}

/** Collects rows until somebody takes them. */
export function createRowCollector() {
  let batch: RowBatch = { tables: {}, packets: [], entries: [] };
  return {
    put(table: string, ...values: Value[]): void {
      batch.tables[table] ??= [];
      batch.tables[table].push(...values);
    },
    putPacket: (packet: RowBatch['packets'][number]): void => void batch.packets.push(packet),
    putEntry: (entry: NewEntry): void => void batch.entries.push(entry),
    take(): RowBatch {
      const taken = batch;
      batch = { tables: {}, packets: [], entries: [] };
      return taken;
    },
  };
}
export type RowCollector = ReturnType<typeof createRowCollector>;
