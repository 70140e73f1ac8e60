import { networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import createSocket from 'multicast-dns';
import {
  type AnnouncedScanner,
  isOfOfficeNetwork,
  missingIn,
  readRecords,
  SCANNER_SERVICES,
  type ServiceRecord,
  scannersIn,
} from './announced-scanner.ts';

/** Where and how long is looked. */
interface ScannerSearchOptions {
  /** Milliseconds of one search; it asks three times. */
  searchMs?: number;
  /** Milliseconds for which a scanner is remembered after it was last heard: one lost answer takes none away. */
  keepMs?: number;
  /** UDP port of multicast DNS. */
  port?: number;
  /** IPv4 addresses of the own network cards that are asked through; all without it. */
  through?: () => readonly string[];
}

/** Looks for eSCL scanners that announce themselves on the network (DNS-SD over multicast DNS, RFC 6762 and 6763). */
export interface ScannerSearch {
  /** Asks, listens for a bounded time, and answers all that are remembered. Never throws for what a network says or lacks. */
  find(): Promise<AnnouncedScanner[]>;
  /** Those that are remembered now. */
  known(): AnnouncedScanner[];
}

const SEARCH_MS = 1600;
const KEEP_MS = 10 * 60_000;
const MDNS_PORT = 5353;
/** Records of one sender: more than any network of an office says. */
const MOST_RECORDS = 1000;
const MOST_SENDERS = 200;
const MOST_QUESTIONS = 20;
const ROUNDS = 3;

export function createScannerSearch({
  searchMs = SEARCH_MS,
  keepMs = KEEP_MS,
  port = MDNS_PORT,
  through = ownCards,
}: ScannerSearchOptions = {}): ScannerSearch {
  const remembered = new Map<string, { scanner: AnnouncedScanner; at: number }>();
  const known = () => {
    for (const [address, { at }] of remembered)
      if (performance.now() - at > keepMs) remembered.delete(address);
    return [...remembered.values()].map(({ scanner }) => scanner);
  };
  return {
    known,
    async find() {
      for (const scanner of await search(searchMs, port, through()))
        remembered.set(scanner.address, { scanner, at: performance.now() });
      return known();
    },
  };
}

/** What answers within the time; the records of one sender are put together, for they may come in several packets. */
async function search(ms: number, port: number, through: readonly string[]): Promise<AnnouncedScanner[]> {
  const heard = new Map<string, ServiceRecord[]>();
  const sockets = through.map((address) => {
    // Bound to every address, since that is where multicast arrives; asks through one card.
    const socket = createSocket({ port, interface: address, bind: '0.0.0.0' });
    socket.on('response', ({ answers = [], additionals = [] }, { address: sender }) => {
      if (!isOfOfficeNetwork(sender) && !isOwn(sender)) return;
      const before = heard.get(sender) ?? [];
      if (before.length > MOST_RECORDS || heard.size > MOST_SENDERS) return;
      heard.set(sender, [...before, ...readRecords([...answers, ...additionals])]);
    });
    // A port that another program keeps for itself, a card without multicast, an unreadable packet: nothing is found there.
    socket.on('error', () => undefined);
    socket.on('warning', () => undefined);
    return socket;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const questions = [
      ...SCANNER_SERVICES.map((name) => ({ name, type: 'PTR' as const })),
      ...missingIn([...heard.values()].flat()).slice(0, MOST_QUESTIONS),
    ];
    for (const socket of sockets) socket.query({ questions }, () => undefined);
    await pause(ms / ROUNDS);
  }
  for (const socket of sockets) socket.destroy();
  const found = [...heard].flatMap(([sender, records]) => scannersIn(records, isOwn(sender)));
  return [...new Map(found.map((scanner) => [scanner.address, scanner])).values()];
}

function isOwn(sender: string): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === sender),
  );
}

/** One IPv4 address of each network card, loopback with them: scanners on a USB cable are announced there. */
function ownCards(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => {
    const first = addresses?.find(({ family }) => family === 'IPv4');
    return first === undefined ? [] : [first.address];
  });
}
