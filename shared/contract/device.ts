import * as z from 'zod';
import { DeviceId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** A desk's machine and what it can lend. */
export const DeviceView = z.object({
  id: DeviceId,
  kind: z.enum(['host', 'station']),
  name: z.string(),
  registeredAt: InstantText,
  revokedAt: InstantText.nullable(),
  connected: z.boolean(),
  isThisDevice: z.boolean(),
  scanners: z.number().int().nonnegative(),
  printers: z.number().int().nonnegative(),
  signers: z.number().int().nonnegative(),
});
export type DeviceView = z.infer<typeof DeviceView>;

/** The machines of the office. */
export const device = {
  list: query('device:administer')
    .input(queryInput({}))
    .output(z.object({ devices: z.array(DeviceView) })),
  rename: command('device:administer')
    .input(commandInput({ deviceId: DeviceId, name: oneLine(100) }))
    .output(z.object({ deviceId: DeviceId }))
    .errors({ DEVICE_NOT_FOUND: { status: 404, data: z.object({ deviceId: z.string() }) } }),
};
