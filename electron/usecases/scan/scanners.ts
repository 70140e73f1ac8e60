import { contract } from '../../../shared/contract/index.ts';
import { DeviceId } from '../../../shared/types/ids.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** The scanners of every desk that answers; `complete` is false while a slow driver has not. */
export const listScanners = queryHandler(contract.scan.scanners, async (_input, { host, readers }) => {
  const desks = await Promise.all(
    readers.devices.list().map(async (device) => {
      const agent = host.deviceAgents.of(device.id);
      if (!agent.ok) return { scanners: [], complete: true };
      const { scanners, complete } = await agent.value.list();
      const deviceId = DeviceId.parse(device.id);
      return {
        scanners: scanners.map(({ id, name, announcedAt = null }) => ({
          deviceId,
          scannerId: id,
          name,
          announcedAt,
        })),
        complete,
      };
    }),
  );
  return ok({
    scanners: desks.flatMap(({ scanners }) => scanners),
    complete: desks.every(({ complete }) => complete),
  });
});

/** The addresses of network scanners, as the administrator wrote them, and what announces itself besides. */
export const getScannerAddresses = queryHandler(
  contract.scan.addresses,
  async (_input, { host, readers }) => {
    const own = readers.devices.findHost()?.id;
    const agent = own === undefined ? undefined : host.deviceAgents.of(own);
    const { scanners } = agent?.ok ? await agent.value.list() : { scanners: [] };
    return ok({
      addresses: [...readers.settings.get('scanner.addresses')],
      announced: scanners.flatMap(({ id, name, announcedAt }) =>
        announcedAt === undefined ? [] : [{ name, address: id.replace(/^escl:/u, '') }],
      ),
    });
  },
);

/** Writes the addresses of network scanners that speak eSCL; the whole list, each time. */
export const setScannerAddresses = commandHandler(contract.scan.setAddresses, ({ addresses }, { tx }) =>
  tx.immediate((w) => {
    w.settings.set('scanner.addresses', addresses, w.now);
    w.announce('device');
    return ok({ addresses });
  }),
);
