import type { TableCell, TableHead } from '../host/ports/table-file.ts';

/** What the thread that writes tables is told: the head first, then rows when it asks for more (null after the last), and that a piece was taken. */
export type ToTableThread =
  | { kind: 'head'; head: TableHead }
  | { kind: 'rows'; rows: readonly TableCell[][] | null }
  | { kind: 'taken' };

/** What it says; it sends no second piece before the first was taken. */
export type FromTableThread =
  | { kind: 'more' }
  | { kind: 'piece'; bytes: Uint8Array }
  | { kind: 'end' }
  | { kind: 'failed'; message: string };
