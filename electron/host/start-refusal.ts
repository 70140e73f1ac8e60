import type { FolderRefusal } from '../../db/folder/data-folder.ts';
import type { Refusal } from '../../shared/types/result.ts';

/** Why a host does not start; every code has its message `start.refusal.<CODE>`. */
export type StartRefusal = FolderRefusal | Refusal<'PORT_TAKEN', { port: number }>;
