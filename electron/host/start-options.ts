import * as z from 'zod';

/** How a host is started, from the command line or from Electron's main process. */
export const StartOptions = z.strictObject({
  dataDir: z.string().min(1),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Serve only: no window is opened by the launcher. */
  headless: z.boolean().default(false),
  /** Keep the data key in a file of mode 0600 instead of the operating system's key store; a warning stays visible. */
  keyFile: z.string().min(1).optional(),
  /** False: the text of scanned pages is not read, on a machine that is too weak for it. */
  readText: z.boolean().optional(),
  logLevel: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
});
export type StartOptions = z.infer<typeof StartOptions>;
