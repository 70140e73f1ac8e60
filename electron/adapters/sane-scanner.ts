import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ok, refuse } from '../../shared/types/result.ts';
import type { ScannerDescription } from '../host/ports/device-agent.ts';
import type { Scanner } from '../host/ports/scanner.ts';
import { printedBy } from './bounded-command.ts';
import { argumentsFor, readDeviceOptions } from './sane/device-options.ts';
import { scanBatch } from './sane/scan-batch.ts';
import { printedOptions } from './sane/scanimage.ts';
import { makeScratchFolder } from './sane/scratch-folder.ts';
import { refusalOfStop, ScanStop } from './scan-stop.ts';

/** How long a driver may take. */
interface SaneScannerOptions {
  /** Milliseconds to look for scanners; SANE asks every network scanner, half a minute is usual. */
  listMs?: number;
  /** Milliseconds to open a device. */
  openMs?: number;
  /** Milliseconds for each page. */
  pageMs?: number;
  /** Folder under which pages wait for being taken; the system's own without it. */
  scratch?: string;
}

const PREFIX = 'sane:';
/** What drivers print as names; nothing that a terminal or a log would act on. */
const NAME = /^[\x20-\x7e]{1,300}$/u;

/**
 * Scanners that SANE drives, through its own `scanimage` in a process of its own: a driver that hangs or dies takes nothing with it. Drivers
 * hand over dots, so pages come as TIFF without loss.
 */
export function createSaneScanner({
  listMs = 60_000,
  openMs = 60_000,
  pageMs = 120_000,
  scratch = tmpdir(),
}: SaneScannerOptions = {}): Scanner & { list(): Promise<ScannerDescription[]> } {
  return {
    async list() {
      const printed = await printedBy('scanimage', ['-f', '%d\t%v %m%n'], listMs);
      return (printed ?? '').split('\n').flatMap((line) => {
        const [name, label] = line.trimEnd().split('\t');
        return name === undefined || label === undefined ? [] : [{ id: `${PREFIX}${name}`, name: label }];
      });
    },
    async scan(request, sink, signal) {
      const { scannerId } = request;
      const name = scannerId.slice(PREFIX.length);
      if (!scannerId.startsWith(PREFIX) || !NAME.test(name)) return refuse('SCANNER_UNKNOWN', { scannerId });
      let pages = 0;
      const folder = await makeScratchFolder(scratch);
      try {
        const options = readDeviceOptions(await printedOptions(name, openMs, signal));
        const chosen = argumentsFor(request, options);
        if (typeof chosen === 'string') throw new ScanStop('SCANNER_FAILED', chosen);
        const args = [`--device-name=${name}`, ...chosen.args];
        if (request.source === 'flatbed') args.push('--batch-count=1');
        const onTaken = () => {
          pages += 1;
        };
        await scanBatch({ args, dpi: chosen.dpi, folder, sink, signal, pageMs, onTaken });
        return ok({ pages });
      } catch (error) {
        if (!(error instanceof ScanStop)) throw error;
        return refusalOfStop(error, scannerId, pages);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
