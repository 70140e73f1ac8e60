import * as z from 'zod';
import { helperEntry } from '../../electron/helpers/helper-table.ts';
import type { HelperKind } from '../../electron/host/ports/helper-process.ts';

const nothing = z.strictObject({});
const pid = z.strictObject({ pid: z.number().int() });
type Nothing = Record<string, never>;

/** Tells its process number. */
export const whoami: HelperKind<Nothing, { pid: number }, Nothing> = {
  name: 'whoami',
  input: nothing,
  output: pid,
  progress: nothing,
};

/** Dies in a given way. */
export const crash: HelperKind<{ how: 'abort' | 'segfault' | 'exit' | 'throw' }, Nothing, Nothing> = {
  name: 'crash',
  input: z.strictObject({ how: z.enum(['abort', 'segfault', 'exit', 'throw']) }),
  output: nothing,
  progress: nothing,
};

/** Never comes back: politely (looks at its signal) or not; tells its process number first. */
export const hang: HelperKind<{ polite: boolean }, Nothing, { pid: number }> = {
  name: 'hang',
  input: z.strictObject({ polite: z.boolean() }),
  output: nothing,
  progress: pid,
};

/** Takes ever more memory. */
export const allocate: HelperKind<{ where: 'heap' | 'outside' }, Nothing, Nothing> = {
  name: 'allocate',
  input: z.strictObject({ where: z.enum(['heap', 'outside']) }),
  output: nothing,
  progress: nothing,
};

/** Tells its progress so many times. */
export const chatty: HelperKind<{ times: number }, { told: number }, { at: number }> = {
  name: 'chatty',
  input: z.strictObject({ times: z.number().int() }),
  output: z.strictObject({ told: z.number().int() }),
  progress: z.strictObject({ at: z.number().int() }),
};

/** Answers something else than it declares. */
export const liar: HelperKind<Nothing, { truth: string }, Nothing> = {
  name: 'liar',
  input: nothing,
  output: z.strictObject({ truth: z.string() }),
  progress: nothing,
};

/** The table that a helper process of these tests loads instead of the product's. */
export const helpers = [
  helperEntry(whoami, async () => async () => ({ pid: process.pid })),
  helperEntry(
    crash,
    async () =>
      ({ how }) =>
        die(how),
  ),
  helperEntry(hang, async () => async ({ polite }, { signal, onProgress }) => {
    onProgress({ pid: process.pid });
    if (polite)
      return await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (;;);
  }),
  helperEntry(allocate, async () => async ({ where }) => {
    const held: unknown[] = [];
    for (;;) {
      held.push(
        where === 'heap'
          ? Array.from({ length: 100_000 }, (_unused, at) => ({ at }))
          : Buffer.alloc(8 * 1024 * 1024, 1),
      );
      await new Promise((resolve) => setTimeout(resolve, where === 'heap' ? 0 : 10));
    }
  }),
  helperEntry(chatty, async () => async ({ times }, { onProgress }) => {
    for (let at = 0; at < times; at++) onProgress({ at });
    return { told: times };
  }),
  helperEntry(liar, async () => async () => ({ untruth: 1 }) as never),
];

async function die(how: 'abort' | 'segfault' | 'exit' | 'throw'): Promise<Nothing> {
  if (how === 'abort') process.abort();
  if (how === 'segfault') process.kill(process.pid, 'SIGSEGV');
  if (how === 'exit') process.exit(7);
  if (how === 'throw') throw Object.assign(new Error('Nguyễn Văn A'), { code: 'TOKEN_GONE' });
  return await new Promise(() => undefined);
}
