import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { eventStream, queryInput } from './procedure.ts';

/** What the host tells its windows without being asked; a window answers by asking its queries again. */
export const LiveEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('connected') }),
  z.object({ topic: z.literal('workspace') }),
  z.object({ topic: z.literal('session') }),
  z.object({ topic: z.literal('office') }),
  z.object({ topic: z.literal('people') }),
  z.object({ topic: z.literal('device') }),
  z.object({ topic: z.literal('health') }),
  z.object({ topic: z.literal('outbox') }),
  z.object({ topic: z.literal('dossier') }),
  z.object({ topic: z.literal('certify') }),
  z.object({ topic: z.literal('tray') }),
  z.object({ topic: z.literal('stack') }),
  z.object({ topic: z.literal('print') }),
  z.object({ topic: z.literal('online') }),
  z.object({
    topic: z.literal('scan-progress'),
    dossierId: z.string(),
    componentId: z.string(),
    pages: z.number(),
  }),
  /** Pages of a stack that came, and how many of them were looked at. */
  z.object({ topic: z.literal('stack-progress'), runId: z.string(), pages: z.number(), read: z.number() }),
  /** Pages of a digital copy that are coded anew: how many are done of how many. */
  z.object({
    topic: z.literal('copy-progress'),
    dossierId: z.string(),
    componentId: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  /** Copies of a queue that is signed with one PIN: how many were begun of how many. */
  z.object({
    topic: z.literal('signing-progress'),
    role: z.enum(['officer', 'agency']),
    done: z.number(),
    total: z.number(),
  }),
  z.object({
    topic: z.literal('export-progress'),
    exportId: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  /** Pages that are drawn to judge a file: how many are done of how many. */
  z.object({
    topic: z.literal('check-progress'),
    checkId: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  z.object({ topic: z.literal('backup-progress'), done: z.number(), total: z.number() }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** Events that tell how far a piece of work is, and that make no query stale. */
export type ProgressTopic = Extract<LiveEvent['topic'], `${string}-progress`>;

/** Pushed events. */
export const live = {
  watch: eventStream('anyone').input(queryInput({})).output(eventIterator(LiveEvent)),
};
