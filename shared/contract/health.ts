import * as z from 'zod';
import { InstantText, nameOfThing } from '../types/text.ts';
import { command, commandInput, query, queryInput, secretCommand } from './procedure.ts';

/** One line of the health check: what was looked at, how it stands, and the figures its message shows. */
export const HealthItem = z.object({
  check: z.enum([
    'integrity',
    'clean-shutdown',
    'key-slots',
    'recovery-shares',
    'disk-space',
    'backup',
    'unsent-packets',
    'audit-chain',
    'clock',
  ]),
  state: z.enum(['good', 'attention', 'bad', 'checking']),
  figures: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HealthItem = z.infer<typeof HealthItem>;

const folderRefusals = {
  BACKUP_FOLDER_UNUSABLE: { status: 422, data: z.object({ directory: z.string(), reason: z.string() }) },
} as const;

/** How the data and the machine stand, and what protects them. */
export const health = {
  get: query('health:see')
    .input(queryInput({}))
    .output(z.object({ items: z.array(HealthItem), version: z.string(), checkedAt: InstantText })),
  verifyAudit: command('data:protect')
    .input(commandInput({}))
    .output(
      z.object({
        entries: z.number().int(),
        intact: z.boolean(),
        firstBrokenSeq: z.number().int().nullable(),
        head: z.string(),
      }),
    ),
  /** Forgets the search index and writes it anew from the records, beside the work. */
  rebuildSearch: command('data:protect').input(commandInput({})).output(z.object({})),
  chooseBackupFolder: command('data:protect')
    .input(commandInput({ directory: nameOfThing(1000) }))
    .output(z.object({ directory: z.string() }))
    .errors(folderRefusals),
  backUp: command('data:protect')
    .input(commandInput({}))
    .output(
      z.object({
        name: z.string(),
        bytes: z.number().int(),
        files: z.number().int(),
        finishedAt: InstantText,
      }),
    )
    .errors({
      ...folderRefusals,
      BACKUP_FOLDER_NOT_CHOSEN: { status: 409, data: z.object({}) },
      BACKUP_RUNNING: { status: 409, data: z.object({}) },
      BACKUP_FAILED: { status: 500, data: z.object({ reason: z.string() }) },
    }),
  issueRecoveryShares: secretCommand('data:protect')
    .input(commandInput({}))
    .output(z.object({ threshold: z.number().int(), shares: z.array(z.string()), folderTail: z.string() })),
};
