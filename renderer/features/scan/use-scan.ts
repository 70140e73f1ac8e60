import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { useClient } from '../../lib/context.tsx';
import { isMessageKey } from '../../lib/i18n.ts';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../lib/upload.ts';

const LOOK_AGAIN_MS = 1500;

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
}

/** Pages on their way into a slot. */
export interface Scanning {
  scan(slot: Slot, settings: ScanSettings): Promise<void>;
  addFiles(slot: Slot, files: readonly File[]): Promise<void>;
  cancel(): void;
  /** The slot that pages are coming into, and how many came with the last run. */
  running: Slot | undefined;
  came: number | undefined;
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

/** Runs the scanner or takes files; pages show as they come, and those that came are kept whatever stops the rest. */
export function useScanning(): Scanning {
  const client = useClient();
  const queries = useQueryClient();
  const abort = useRef<AbortController>(undefined);
  const [running, setRunning] = useState<Slot>();
  const [came, setCame] = useState<number>();
  const [copied, setCopied] = useState<number>();
  const [stopped, setStopped] = useState<Refused>();
  const look = useCallback(() => queries.invalidateQueries({ queryKey: ['dossier', 'get'] }), [queries]);
  useEffect(() => {
    if (running === undefined) return;
    const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, look]);
  const work = async (slot: Slot, take: (signal: AbortSignal) => Promise<Refused | undefined>) => {
    if (abort.current !== undefined) return;
    const controller = new AbortController();
    abort.current = controller;
    setRunning(slot);
    setStopped(undefined);
    setCame(undefined);
    setCopied(undefined);
    try {
      setStopped(await take(controller.signal));
    } catch (error) {
      if (controller.signal.aborted) setStopped({ code: 'SCAN_CANCELLED', data: {} });
      else setStopped(error instanceof UploadRefused ? error.refused : scannerProblem(toRefused(error)));
    } finally {
      abort.current = undefined;
      setRunning(undefined);
      await look();
    }
  };
  const call = <T extends object>(input: T) => ({ requestId: uuidv7(), ...input }) as never;
  return {
    scan: (slot, settings) =>
      work(slot, async (signal) => {
        const result = await client.scan.run(call({ ...slot, ...settings }), { signal });
        setCame(result.pages.length);
        return result.stopped === null ? undefined : scannerProblem(result.stopped);
      }),
    addFiles: (slot, files) =>
      work(slot, async (signal) => {
        let count = 0;
        for (const file of files) {
          const { sha256 } = await uploadFile(file);
          const result = await client.scan.addFile(call({ ...slot, sha256 }), { signal });
          count += result.pages.length;
          if (result.digitalCopy === null) setCame(count);
          else setCopied(result.digitalCopy.pages);
          if (result.stopped !== null) return scannerProblem(result.stopped);
        }
        return undefined;
      }),
    cancel: () => abort.current?.abort(),
    running,
    came,
    copied,
    stopped,
  };
}
