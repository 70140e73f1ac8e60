import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const ASK_MS = 5000;
let found: Promise<boolean> | undefined;

/** Whether the machine has a tesseract that reads Vietnamese; asked once in a process. */
export function hasNativeTesseract(): Promise<boolean> {
  found ??= promisify(execFile)('tesseract', ['--list-langs'], { timeout: ASK_MS, windowsHide: true })
    .then(({ stdout, stderr }) => /^vie\s*$/mu.test(stdout + stderr))
    .catch(() => false);
  return found;
}

/**
 * Reads a picture with the machine's tesseract.
 * @returns its table of words (TSV)
 * @throws Error when it ends with a failure
 */
export function readWithNative(
  picture: Uint8Array,
  { dpi, signal }: { dpi: number; signal: AbortSignal },
): Promise<string> {
  const args = ['stdin', 'stdout', '-l', 'vie', '--oem', '1', '--psm', '3', '--dpi', String(dpi), 'tsv'];
  // One page at a time on one core: whoever stands at the window comes first.
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', args, {
      signal,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const printed: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-500);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString('utf8'));
      else reject(Object.assign(new Error(`tesseract: ${said}`), { code: 'ENGINE_FAILED' }));
    });
    // An engine that ends early says so by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(picture);
  });
}
