import type { Sha256 } from '../../../shared/types/ids.ts';
import type { Refusal, Result } from '../../../shared/types/result.ts';

/** A file that a scanner's own program has put into the folder, whole. */
export interface HotFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: Sha256;
}

/** What became of a file. `name` is what the scanner's program called it. */
export type HotFolderEvent =
  | { readonly kind: 'taken'; readonly name: string; readonly sha256: Sha256 }
  /** The same bytes were taken before; the file is put aside, nobody is asked. */
  | { readonly kind: 'repeat'; readonly name: string; readonly sha256: Sha256 }
  /** `code` is the taker's refusal, or FILE_TOO_LARGE; the file is put aside. */
  | { readonly kind: 'refused'; readonly name: string; readonly code: string };

/** Keeps files. */
export interface HotFolderTaker {
  /**
   * Answers only when the file is kept for good, or refused. After a crash between its answer and the move of the file it is asked once
   * more for the same `sha256` and must answer the same. What it throws leaves the file where it is, for the next look.
   */
  take(file: HotFile): Promise<Result<object, Refusal>>;
}

/** A folder into which the scanner's own program puts files, for scanners that no driver here reaches. */
export interface HotFolder {
  /**
   * Looks once; a look that is still under way is shared. A file is taken at the second look that finds it unchanged.
   * @throws what the taker threw, after every other file had its turn
   */
  look(): Promise<Result<readonly HotFolderEvent[], Refusal<'HOT_FOLDER_MISSING', { folder: string }>>>;
}

/** Why a folder cannot be watched. */
export type HotFolderRefusal =
  | Refusal<'PATH_NOT_ABSOLUTE', { path: string }>
  | Refusal<'FOLDER_MISSING', { path: string }>
  /** The program's own files would be taken for scans. */
  | Refusal<'INSIDE_DATA_FOLDER', { path: string }>
  | Refusal<'NOT_WRITABLE', { path: string }>;

/** The folders of this machine and its network, as far as scans are put there. */
export interface HotFolders {
  /** Whether files can be taken from a folder: it is there, apart from `dataFolder`, and can be written (tried). Answers its real path. */
  check(path: string, dataFolder: string): Promise<Result<string, HotFolderRefusal>>;
  open(folder: string, taker: HotFolderTaker): HotFolder;
}
