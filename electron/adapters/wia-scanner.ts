import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, refuse } from '../../shared/types/result.ts';
import type { ScannerDescription } from '../host/ports/device-agent.ts';
import type { Scanner, ScanRequest, ScanSink } from '../host/ports/scanner.ts';
import { makeScratchFolder } from './sane/scratch-folder.ts';
import { refusalOfStop, ScanStop } from './scan-stop.ts';
import { settingsFor, stopOf, WIA_PAPER_EMPTY, type WiaAnswer } from './wia/wia-messages.ts';
import { startWia, type WiaProcess } from './wia/wia-process.ts';

/** How the script is run, and how long a driver may take. */
interface WiaScannerOptions {
  /** The program with its arguments; Windows PowerShell with the shipped script without it. */
  command?: readonly [string, ...string[]];
  /** Milliseconds to look for scanners, or to open one. */
  openMs?: number;
  /** Milliseconds for each page. */
  pageMs?: number;
  /** Folder under which pages wait for being taken; the system's own without it. */
  scratch?: string;
}

const PREFIX = 'wia:';
const LONGEST_RUN = 500;
const POWERSHELL = [
  'powershell.exe',
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-ExecutionPolicy',
  'Bypass',
  '-File',
  fileURLToPath(new URL('./wia/wia-scan.ps1', import.meta.url)),
] as const;
const HEADS = { jpeg: 'ffd8ff', png: '89504e47' };

/**
 * Scanners that Windows drives, through WIA in a PowerShell process of its own: a driver that hangs or dies takes nothing with it. Tested
 * against a stand-in that replays what a Windows machine is expected to say; no Windows was run.
 */
export function createWiaScanner({
  command = POWERSHELL,
  openMs = 60_000,
  pageMs = 120_000,
  scratch = tmpdir(),
}: WiaScannerOptions = {}): Scanner & { list(): Promise<ScannerDescription[]> } {
  return {
    async list() {
      const wia = startWia(command, new AbortController().signal);
      try {
        return await listed(wia, openMs);
      } catch (error) {
        // No WIA, no PowerShell, a service that does not answer: nothing to scan with.
        if (error instanceof ScanStop) return [];
        throw error;
      } finally {
        await wia.end();
      }
    },
    async scan(request, sink, signal) {
      const { scannerId } = request;
      if (!scannerId.startsWith(PREFIX)) return refuse('SCANNER_UNKNOWN', { scannerId });
      const run = { pages: 0 };
      const folder = await makeScratchFolder(scratch);
      const wia = startWia(command, signal);
      try {
        const dpi = await opened(wia, request, openMs);
        await takePages({ wia, request, sink, signal, pageMs, folder, dpi, run });
        return ok({ pages: run.pages });
      } catch (error) {
        if (!(error instanceof ScanStop)) throw error;
        return refusalOfStop(error, scannerId, run.pages);
      } finally {
        await wia.end();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function listed(wia: WiaProcess, ms: number): Promise<ScannerDescription[]> {
  const scanners: ScannerDescription[] = [];
  for (let answer = await wia.ask({ do: 'list' }, ms); answer.kind !== 'end'; answer = await wia.more(ms)) {
    if (answer.kind !== 'scanner') throw unexpected(answer, 0);
    scanners.push({ id: `${PREFIX}${answer.id}`, name: answer.name });
  }
  return scanners;
}

/** Opens the device and sets it for a request; answers the resolution it will scan with. */
async function opened(wia: WiaProcess, request: ScanRequest, ms: number): Promise<number> {
  const device = await wia
    .ask({ do: 'open', device: request.scannerId.slice(PREFIX.length) }, ms)
    .catch((error: unknown) => {
      // Nothing was scanned yet: a script that ended or fell silent has reached no device.
      throw error instanceof ScanStop && error.code === 'SCANNER_GONE'
        ? new ScanStop('SCANNER_UNREACHABLE')
        : error;
    });
  if (device.kind === 'unknown') throw new ScanStop('SCANNER_UNKNOWN');
  if (device.kind !== 'opened') throw unexpected(device, 0);
  const settings = settingsFor(request, device);
  if (typeof settings === 'string') throw new ScanStop('SCANNER_FAILED', settings);
  const answer = await wia.ask(settings, ms);
  if (answer.kind !== 'set') throw unexpected(answer, 0);
  return settings.dpi;
}

async function takePages({
  wia,
  request,
  sink,
  signal,
  pageMs,
  folder,
  dpi,
  run,
}: {
  wia: WiaProcess;
  request: ScanRequest;
  sink: ScanSink;
  signal: AbortSignal;
  pageMs: number;
  folder: string;
  dpi: number;
  run: { pages: number };
}): Promise<void> {
  while (run.pages < LONGEST_RUN) {
    if (signal.aborted) throw new ScanStop('SCAN_CANCELLED');
    const file = join(folder, `${String(run.pages + 1).padStart(6, '0')}.img`);
    const answer = await wia.ask({ do: 'page', file }, pageMs);
    if (answer.kind === 'failed' && answer.hresult === WIA_PAPER_EMPTY && run.pages > 0) return;
    if (answer.kind !== 'page') throw unexpected(answer, run.pages);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (!bytes.toString('hex', 0, 4).startsWith(HEADS[answer.format]))
      throw new ScanStop('SCANNER_ANSWER_UNREADABLE');
    await rm(file);
    await sink.onPage({ bytes, mediaType: `image/${answer.format}`, dpi });
    run.pages += 1;
    if (request.source === 'flatbed') return;
  }
  throw new ScanStop('SCANNER_FAILED', 'TOO_MANY_PAGES');
}

function unexpected(answer: WiaAnswer, pages: number): ScanStop {
  return answer.kind === 'failed' ? stopOf(answer.hresult, pages) : new ScanStop('SCANNER_ANSWER_UNREADABLE');
}
