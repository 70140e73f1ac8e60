import { refuse } from '../../shared/types/result.ts';
import type { ScannerDescription } from '../host/ports/device-agent.ts';
import type { Scanner } from '../host/ports/scanner.ts';
import { esclAddress } from './escl/address.ts';
import { type EsclLimits, runEsclScan } from './escl/escl-scan.ts';
import { exchange, HttpError } from './escl/http-exchange.ts';
import { readCapabilities } from './escl/messages.ts';
import { XmlError } from './escl/strict-xml.ts';

/** Which scanners are asked, and how long. */
interface EsclScannerOptions {
  /** Addresses as an administrator writes them, such as `http://10.0.0.7/eSCL`; others than http and https are passed over. */
  addresses: () => readonly string[];
  /** Addresses of scanners that announced themselves; they can be scanned with and are not listed here. */
  announced?: () => readonly string[];
  limits?: Partial<EsclLimits>;
}

const LIMITS: EsclLimits = {
  answerMs: 10_000,
  idleMs: 30_000,
  busyMs: 30_000,
  pageMs: 120_000,
  retryMs: 1000,
  largestPage: 64 * 1024 * 1024,
  longestRun: 500,
};
const LISTING_MS = 5000;
const LARGEST_LISTING = 1024 * 1024;

/**
 * Scanners of the office network that speak eSCL (Mopria, driverless): JPEG bytes arrive as the scanner made them. Their addresses are
 * given, or were heard by {@link ./escl/scanner-search.ts}.
 */
export function createEsclScanner({
  addresses,
  announced = () => [],
  limits = {},
}: EsclScannerOptions): Scanner & {
  /** Those of the given addresses that answer now, each by its address. */
  list(): Promise<ScannerDescription[]>;
} {
  const inOneWay = (written: readonly string[]) => [
    ...new Set(written.flatMap((address) => esclAddress(address) ?? [])),
  ];
  return {
    async list() {
      const answers = await Promise.all(inOneWay(addresses()).map(describe));
      return answers.filter((answer) => answer !== undefined);
    },
    async scan(request, sink, signal) {
      const known = inOneWay([...addresses(), ...announced()]);
      const address = known.find((one) => `escl:${one}` === request.scannerId);
      if (address === undefined) return refuse('SCANNER_UNKNOWN', { scannerId: request.scannerId });
      return await runEsclScan({ address, request, sink, signal, limits: { ...LIMITS, ...limits } });
    },
  };
}

async function describe(address: string): Promise<ScannerDescription | undefined> {
  try {
    const { status, body } = await exchange({
      method: 'GET',
      url: new URL('ScannerCapabilities', address),
      answerMs: LISTING_MS,
      idleMs: LISTING_MS,
      largest: LARGEST_LISTING,
    });
    return status === 200 ? { id: `escl:${address}`, name: readCapabilities(body).name } : undefined;
  } catch (error) {
    // Switched off, or another thing at its address: not there to be scanned with.
    if (error instanceof HttpError || error instanceof XmlError) return undefined;
    throw error;
  }
}
