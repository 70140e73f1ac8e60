import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { PaperSize } from '../../../shared/domain/digitisation/flatten.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient } from '../../lib/context.tsx';
import { isMessageKey } from '../../lib/i18n.ts';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../lib/upload.ts';
import { useScanProgress } from '../../lib/use-live.ts';

/** Where pages go. */
export interface Slot {
  dossierId: string;
  componentId: string;
}

/** What the scanner is asked to do. */
export interface ScanSettings {
  deviceId: string;
  scannerId: string;
  source: 'feeder' | 'flatbed';
  duplex: boolean;
  colour: 'colour' | 'gray';
  dpi: 200 | 300 | 600;
  /** The page that the scanned one takes the place of. */
  insteadOf?: string;
}

/** Pages on their way into a slot. */
export interface Scanning {
  scan(slot: Slot, settings: ScanSettings): Promise<void>;
  addFiles(slot: Slot, files: readonly File[]): Promise<void>;
  /** A photograph of a paper; answers whether it is a page now. */
  addPhoto(slot: Slot, photo: Blob, paper: PaperSize): Promise<boolean>;
  cancel(): void;
  /** The slot that pages are coming into, and how many came with the last run. */
  running: Slot | undefined;
  came: number | undefined;
  /** Pages that the running scan has brought so far. */
  coming: number;
  /** Pages of the digital copy that a PDF became. */
  copied: number | undefined;
  stopped: Refused | undefined;
}

/** A scanner's own code, also when it is wrapped by the refusal of a scan that gave nothing; one without words is a failed scan. */
export function scannerProblem({ code, data }: Refused): Refused {
  if (code === 'SCAN_GAVE_NOTHING')
    return scannerProblem({
      code: String(data['code']),
      data: (data['data'] ?? {}) as Refused['data'],
    });
  return isMessageKey(`refusal.${code}`) || code === 'UNREACHABLE'
    ? { code, data }
    : { code: 'SCANNER_FAILED', data: { reason: code } };
}

/** Which commands bring the pages: those of a dossier, or those of another owner of papers, whose id then stands for the dossier's. */
export interface ScanDoors {
  scan(slot: Slot, settings: ScanSettings, options: { signal: AbortSignal }): Promise<Came>;
  addFile(
    slot: Slot,
    file: { sha256: string; name: string } | { sha256: string; paper: PaperSize },
    options: { signal: AbortSignal },
  ): Promise<Came>;
  /** The queries that show the pages. */
  shownBy: readonly string[];
}

type Came = Awaited<ReturnType<CounterClient['scan']['run']>>;

const call = <T extends object>(input: T) => ({ requestId: uuidv7(), ...input }) as never;

/** The doors of a dossier's components. */
function useDossierDoors(): ScanDoors {
  const client = useClient();
  return {
    scan: (slot, settings, options) => client.scan.run(call({ ...slot, ...settings }), options),
    addFile: (slot, file, options) => client.scan.addFile(call({ ...slot, ...file }), options),
    shownBy: ['dossier', 'get'],
  };
}

/** Runs the scanner or takes files; pages are counted as they come, and those that came are kept whatever stops the rest. */
export function useScanning(): Scanning {
  return useScanningInto(useDossierDoors());
}

/** {@link useScanning} for any owner of papers. */
export function useScanningInto(doors: ScanDoors): Scanning {
  const queries = useQueryClient();
  const abort = useRef<AbortController>(undefined);
  const [running, setRunning] = useState<Slot>();
  const [came, setCame] = useState<number>();
  const [copied, setCopied] = useState<number>();
  const [stopped, setStopped] = useState<Refused>();
  const { progress, show } = useScanProgress();
  const isMine = progress?.dossierId === running?.dossierId && progress?.componentId === running?.componentId;
  const work = async (slot: Slot, take: (signal: AbortSignal) => Promise<Refused | undefined>) => {
    if (abort.current !== undefined) return false;
    const controller = new AbortController();
    abort.current = controller;
    setRunning(slot);
    show(undefined);
    setStopped(undefined);
    setCame(undefined);
    setCopied(undefined);
    try {
      const stop = await take(controller.signal);
      setStopped(stop);
      return stop === undefined;
    } catch (error) {
      if (controller.signal.aborted) setStopped({ code: 'SCAN_CANCELLED', data: {} });
      else setStopped(error instanceof UploadRefused ? error.refused : scannerProblem(toRefused(error)));
      return false;
    } finally {
      abort.current = undefined;
      setRunning(undefined);
      show(undefined);
      await queries.invalidateQueries({ queryKey: [...doors.shownBy] });
    }
  };
  return {
    scan: async (slot, settings) => {
      await work(slot, async (signal) => {
        const result = await doors.scan(slot, settings, { signal });
        setCame(result.pages.length);
        return result.stopped === null ? undefined : scannerProblem(result.stopped);
      });
    },
    addFiles: async (slot, files) => {
      await work(slot, async (signal) => {
        let count = 0;
        for (const file of files) {
          const { sha256 } = await uploadFile(file);
          const result = await doors.addFile(slot, { sha256, name: file.name }, { signal });
          count += result.pages.length;
          if (result.digitalCopy === null) setCame(count);
          else setCopied(result.digitalCopy.pages);
          if (result.stopped !== null) return scannerProblem(result.stopped);
        }
        return undefined;
      });
    },
    addPhoto: (slot, photo, paper) =>
      work(slot, async (signal) => {
        const { sha256 } = await uploadFile(photo);
        const result = await doors.addFile(slot, { sha256, paper }, { signal });
        setCame(result.pages.length);
        return undefined;
      }),
    cancel: () => abort.current?.abort(),
    running,
    came,
    coming: isMine ? (progress?.pages ?? 0) : 0,
    copied,
    stopped,
  };
}
