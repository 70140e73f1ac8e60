/** Path of an encrypted file and its raw key. */
export interface FileSource {
  readonly path: string;
  readonly key: Uint8Array;
}

/** What the pool tells a worker that waits: its last part was taken. */
export interface PartTaken {
  readonly taken: number;
}

/** What the pool asks of a worker. */
export interface WorkerRequest {
  readonly id: number;
  readonly query: string;
  readonly args: object;
  readonly source: FileSource | undefined;
}

/** What a worker says: once that it may be ended, and to a request `progress` and `part` any number of times before one of the other two. */
export type WorkerAnswer =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'part'; readonly id: number; readonly part: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly code?: string };
