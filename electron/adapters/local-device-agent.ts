import { ok, refuse } from '../../shared/types/result.ts';
import type {
  DeviceAgent,
  DeviceAgents,
  DeviceInventory,
  Printer,
  TokenReader,
} from '../host/ports/device-agent.ts';
import type { PrintService } from '../host/ports/print-service.ts';
import type { Scanner } from '../host/ports/scanner.ts';
import { createCupsPrinters } from './cups/cups-printers.ts';
import { esclAddress } from './escl/address.ts';
import type { ScannerSearch } from './escl/scanner-search.ts';
import { createEsclScanner } from './escl-scanner.ts';
import { createRenewedListing } from './renewed-listing.ts';
import { createSaneScanner } from './sane-scanner.ts';
import { createWiaScanner } from './wia-scanner.ts';

/** How the machine's own devices are found. */
export interface LocalDeviceOptions {
  /**
   * The id under which this machine is registered. Without it every registered device is taken for this machine, which is true for an
   * office of one desk.
   */
  ownDeviceId?: () => string | undefined;
  /** Addresses of network scanners that speak eSCL, as an administrator writes them; none without it. */
  esclAddresses?: () => readonly string[];
  /** Looks for eSCL scanners that announce themselves; nobody looks without it. */
  scannerSearch?: ScannerSearch;
  /** The program that speaks with WIA; the shipped script on Windows and none elsewhere without it. */
  wiaCommand?: readonly [string, ...string[]];
  /** Milliseconds a listing may be old before it is renewed behind the answer. */
  freshMs?: number;
  /** Milliseconds an answer may take. */
  answerMs?: number;
  /** Milliseconds after which a driver that does not answer is given up. */
  giveUpMs?: number;
}

const DEVICE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// SANE asks every network scanner; half a minute is usual.
const GIVE_UP_MS = 60_000;
const FRESH_MS = 30_000;
const ANSWER_MS = 2000;

/** The devices of the machine that the host itself runs on: CUPS printers, scanners that SANE or WIA drives, and eSCL scanners of its network. */
export function createLocalDeviceAgents(options: LocalDeviceOptions = {}): DeviceAgents {
  const { ownDeviceId, freshMs = FRESH_MS, answerMs = ANSWER_MS, giveUpMs = GIVE_UP_MS } = options;
  const { esclAddresses = () => [], scannerSearch = NO_SEARCH } = options;
  const sane = createSaneScanner({ listMs: giveUpMs });
  const wia = createWiaScanner({
    openMs: giveUpMs,
    ...(options.wiaCommand === undefined ? {} : { command: options.wiaCommand }),
  });
  const hasWia = process.platform === 'win32' || options.wiaCommand !== undefined;
  const escl = createEsclScanner({
    addresses: esclAddresses,
    announced: () => scannerSearch.known().map(({ address }) => address),
  });
  // Each has a listing of its own: a network scanner is there while SANE still looks around.
  const saneScanners = createRenewedListing(() => sane.list(), freshMs);
  const wiaScanners = createRenewedListing(async () => (hasWia ? await wia.list() : []), freshMs);
  const esclScanners = createRenewedListing(
    () => escl.list(),
    freshMs,
    () => esclAddresses().join('\n'),
  );
  const announced = createRenewedListing(() => scannerSearch.find(), freshMs);
  const system = createCupsPrinters();
  const printers = createRenewedListing(async () => await listed(system), freshMs);

  async function list(): Promise<DeviceInventory> {
    const [foundEscl, foundSane, foundWia, foundAnnounced, foundPrinters] = await Promise.all([
      esclScanners.within(answerMs),
      saneScanners.within(answerMs),
      wiaScanners.within(answerMs),
      announced.within(answerMs),
      printers.within(answerMs),
    ]);
    const entered = new Set(esclAddresses().map(esclAddress));
    const others = (foundAnnounced ?? []).filter(({ address }) => !entered.has(address));
    return {
      scanners: [
        ...(foundEscl ?? []),
        ...(foundSane ?? []),
        ...(foundWia ?? []),
        ...others.map(({ name, address, at }) => ({ id: `escl:${address}`, name, announcedAt: at })),
      ],
      printers: foundPrinters ?? [],
      signers: NO_SIGNERS,
      complete: [foundEscl, foundSane, foundWia, foundAnnounced, foundPrinters].every(
        (found) => found !== undefined,
      ),
    };
  }

  const scan: Scanner['scan'] = (request, sink, signal) => {
    const { scannerId } = request;
    const driver = scannerId.startsWith('escl:') ? escl : scannerId.startsWith('wia:') ? wia : sane;
    return driver.scan(request, sink, signal);
  };

  return {
    of(deviceId) {
      if (!DEVICE_ID.test(deviceId)) return refuse('DEVICE_UNKNOWN', { deviceId });
      if (ownDeviceId !== undefined && ownDeviceId() !== deviceId)
        return refuse('DEVICE_NOT_CONNECTED', { deviceId });
      const agent: DeviceAgent = {
        ...system,
        deviceId,
        list,
        async scan(request, sink, signal) {
          const { scannerId } = request;
          return request.deviceId === deviceId
            ? await scan(request, sink, signal)
            : refuse('SCANNER_UNKNOWN', { scannerId });
        },
      };
      return ok(agent);
    },
  };
}

// Tokens are reached through PKCS#11 modules that an administrator names; none is named yet, so none is lent.
const NO_SIGNERS: readonly TokenReader[] = [];
const NO_SEARCH: ScannerSearch = { find: async () => [], known: () => [] };

async function listed(system: PrintService): Promise<Printer[]> {
  const found = await system.printers();
  return found.ok ? found.value.map(({ id, name }) => ({ id, name })) : [];
}
