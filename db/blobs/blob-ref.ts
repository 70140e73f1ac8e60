/** Where stored bytes lie; the record that names them keeps this. */
export interface BlobRef {
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly segment: number;
  readonly keyId: number;
}

/** Stored bytes cannot be read as they were written; `file` is relative to the data folder. Never replaced by empty content. */
export class BlobDamaged extends Error {
  readonly code = 'FILE_DAMAGED';
  readonly data: { file: string; detail: string };
  constructor(file: string, detail: string, cause?: unknown) {
    super(`${file}: ${detail}`, cause === undefined ? {} : { cause });
    this.name = 'BlobDamaged';
    this.data = { file, detail };
  }
}

/** The key of these bytes was destroyed by a purge; nobody can read them again. */
export class BlobPurged extends Error {
  readonly code = 'BLOB_PURGED';
  readonly data: { sha256: string };
  constructor(sha256: string) {
    super(`blob ${sha256} was purged`);
    this.name = 'BlobPurged';
    this.data = { sha256 };
  }
}
