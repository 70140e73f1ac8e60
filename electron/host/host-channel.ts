import * as z from 'zod';

const HelperId = z.number().int();

/** What Electron's main process tells the host in its utility process. */
export const MainToHost = z.discriminatedUnion('type', [
  /** Two ports come with it: the contract's and the one for stored files. */
  z.object({ type: z.literal('connect'), clientId: z.string().min(16) }),
  z.object({ type: z.literal('ask-unsent') }),
  z.object({ type: z.literal('close') }),
  /** One port comes with it: the helper's. */
  z.object({ type: z.literal('helper-spawned'), id: HelperId, pid: z.number().int().optional() }),
  z.object({ type: z.literal('helper-exited'), id: HelperId, exit: z.string(), outOfMemory: z.boolean() }),
]);
export type MainToHost = z.infer<typeof MainToHost>;

/** What the host tells Electron's main process. */
export const HostToMain = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('refused'),
    refusal: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }),
  }),
  z.object({ type: z.literal('unsent'), count: z.number().int().nonnegative() }),
  z.object({ type: z.literal('closed') }),
  z.object({
    type: z.literal('spawn-helper'),
    id: HelperId,
    kind: z.string().regex(/^[a-z0-9-]+$/),
    memoryLimitMb: z.number().int().positive(),
  }),
  z.object({ type: z.literal('kill-helper'), id: HelperId }),
]);
export type HostToMain = z.infer<typeof HostToMain>;
