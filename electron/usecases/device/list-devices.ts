import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** The machines of the office and what each lends. */
export const listDevices = queryHandler(contract.device.list, async (_input, { readers, host }) => {
  const own = readers.devices.findHost()?.id;
  const devices = await Promise.all(
    readers.devices.list().map(async (device) => {
      const agent = host.deviceAgents.of(device.id);
      const lent = agent.ok ? await agent.value.list() : undefined;
      return {
        ...device,
        connected: agent.ok,
        isThisDevice: device.id === own,
        scanners: lent?.scanners.length ?? 0,
        printers: lent?.printers.length ?? 0,
        signers: lent?.signers.length ?? 0,
      };
    }),
  );
  return ok({ devices });
});
