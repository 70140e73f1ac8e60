/** A cell: text, or a moment as it is written here and as the number that a spreadsheet calculates with. */
export type TableCell = string | { text: string; serial: number };

/** How a table is written: Excel's own file, or delimited text. */
export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The head of a table. */
export interface TableHead {
  format: TableFormat;
  /** The name of its sheet, at most 31 letters. */
  sheet: string;
  /** Widths in characters; `moments` holds days with their hours. */
  columns: readonly { title: string; width: number; moments: boolean }[];
}

/** Writes tables of any length in bounded memory, away from the host's thread. */
export interface TableFiles {
  /**
   * The bytes of a file, as its rows come: rows are asked for only while bytes are taken. Whoever stops taking them ends the work. Throws what the
   * rows throw.
   */
  write(head: TableHead, rows: AsyncIterable<readonly TableCell[][]>): AsyncGenerator<Uint8Array>;
}
