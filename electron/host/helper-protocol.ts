import * as z from 'zod';

/** What a host tells a helper process; one piece of work at a time. */
export type HostToHelper =
  | { type: 'run'; id: number; kind: string; input: unknown }
  | { type: 'cancel'; id: number };

/** {@link HostToHelper} as it is read on the other side. */
export const HostToHelper = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), id: z.number().int(), kind: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.number().int() }),
]);

/** What a helper process tells its host. */
export const HelperToHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), id: z.number().int(), progress: z.unknown() }),
  z.object({ type: z.literal('done'), id: z.number().int(), output: z.unknown() }),
  z.object({ type: z.literal('failed'), id: z.number().int(), reason: z.string() }),
  z.object({ type: z.literal('cancelled'), id: z.number().int() }),
  /** Sent only where the system does not show a process's memory to its parent. */
  z.object({ type: z.literal('memory'), rssBytes: z.number().int() }),
]);
export type HelperToHost = z.infer<typeof HelperToHost>;
