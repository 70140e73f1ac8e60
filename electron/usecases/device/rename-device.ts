import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Gives a machine a name that people at the counter know. */
export const renameDevice = commandHandler(contract.device.rename, (input, { tx }) =>
  tx.immediate((w) => {
    const device = w.devices.find(input.deviceId);
    if (device === undefined) return refuse('DEVICE_NOT_FOUND', { deviceId: input.deviceId });
    w.devices.rename(device.id, input.name);
    w.record({
      subject: { kind: 'device', id: device.id },
      type: 'device.renamed',
      payload: { from: device.name, to: input.name },
    });
    w.announce('device');
    return ok({ deviceId: device.id });
  }),
);
