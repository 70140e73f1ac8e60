import type { Refusal, Result } from '../../../shared/types/result.ts';
import type { PrintService } from './print-service.ts';
import type { Scanner } from './scanner.ts';

/** A document scanner a desk can lend. `id` is `escl:<url>`, `sane:<driver's name>` or `wia:<id of Windows>`, stable while it stays where it is. */
export interface ScannerDescription {
  readonly id: string;
  readonly name: string;
  /** Its number in the network, of one that nobody entered and that announced itself: a person says first that it is theirs. */
  readonly announcedAt?: string;
}

/** A printer a desk can lend. */
export interface Printer {
  readonly id: string;
  readonly name: string;
}

/** A signing token (through its PKCS#11 module) a desk can lend. */
export interface TokenReader {
  readonly id: string;
  readonly name: string;
}

/** What a desk's machine has now. */
export interface DeviceInventory {
  readonly scanners: readonly ScannerDescription[];
  readonly printers: readonly Printer[];
  readonly signers: readonly TokenReader[];
  /** False while a slow driver has not answered yet: the rest is complete, ask again later. */
  readonly complete: boolean;
}

/** The machine of one desk, here or across the office network: whatever scans, prints or signs is asked of the agent of its device. */
export interface DeviceAgent extends Scanner, PrintService {
  readonly deviceId: string;
  /** Never waits longer than two seconds; a listing older than 30 s is answered at once and renewed behind the answer. */
  list(): Promise<DeviceInventory>;
}

/** Finds the agent of a device by the id that every scanner, printer and signer call carries. */
export interface DeviceAgents {
  of(
    deviceId: string,
  ): Result<DeviceAgent, Refusal<'DEVICE_NOT_CONNECTED' | 'DEVICE_UNKNOWN', { deviceId: string }>>;
}
