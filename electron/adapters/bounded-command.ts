import { execFile } from 'node:child_process';

const LONGEST_OUTPUT_BYTES = 1024 * 1024;

/**
 * What a system command prints, or undefined when it is not installed, fails, says too much or takes longer than `timeoutMs`; then it is
 * killed. Its messages are in English, whatever the desk's language.
 */
export function printedBy(
  command: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: LONGEST_OUTPUT_BYTES,
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C' },
    } as const;
    const child = execFile(command, args, options, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
    // A grandchild that keeps the pipe open must not keep us waiting.
    child.once('exit', (_code, signal) => {
      if (signal !== null) resolve(undefined);
    });
    child.unref();
  });
}
