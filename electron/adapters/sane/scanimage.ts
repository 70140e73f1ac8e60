import { execFile } from 'node:child_process';
import { ScanStop } from '../scan-stop.ts';

const LONGEST_OUTPUT_BYTES = 1024 * 1024;

/**
 * What `scanimage` lists of a device that it opens for that.
 * @throws ScanStop when the device does not open within `timeoutMs`
 */
export function printedOptions(name: string, timeoutMs: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: LONGEST_OUTPUT_BYTES,
      windowsHide: true,
      signal,
      env: { ...process.env, LC_ALL: 'C' },
    } as const;
    execFile('scanimage', [`--device-name=${name}`, '--all-options'], options, (error, printed, words) => {
      if (error === null) return resolve(printed);
      if (signal.aborted) return reject(new ScanStop('SCAN_CANCELLED'));
      if (error.code === 'ENOENT') return reject(new ScanStop('SCANNER_FAILED', 'SANE_MISSING'));
      reject(failureToOpen(words) ?? new ScanStop('SCANNER_UNREACHABLE'));
    });
  });
}

/** Why a device did not open, by the words of sane_strstatus in English. */
export function failureToOpen(words: string): ScanStop | undefined {
  const reason = /open of device .* failed: (?<reason>.*)/u.exec(words)?.groups?.['reason'];
  if (reason === undefined) return undefined;
  if (reason.startsWith('Device busy')) return new ScanStop('SCANNER_BUSY');
  if (reason.startsWith('Invalid argument')) return new ScanStop('SCANNER_UNKNOWN');
  if (reason.startsWith('Access to resource')) return new ScanStop('SCANNER_FAILED', 'SANE_11');
  return new ScanStop('SCANNER_UNREACHABLE');
}
