/** Durations in milliseconds of one thing done many times. */
export interface Sample {
  p50: number;
  p99: number;
  n: number;
}

/** Percentiles of durations; the list is sorted in place. */
export function summarise(durations: number[]): Sample {
  durations.sort((a, b) => a - b);
  const at = (share: number) =>
    durations[Math.min(durations.length - 1, Math.floor(durations.length * share))] ?? Number.NaN;
  return { p50: round(at(0.5)), p99: round(at(0.99)), n: durations.length };
}

/** Prints the last line of a benchmark and sets the exit code: `ratio` is ours / peer, good when it is at most `target` and what else must hold, `holds`, does. */
export function report(result: {
  bench: string;
  ours: number;
  peer: number;
  target: number;
  peerName: string;
  figures: Record<string, number | string>;
  holds?: boolean;
}): void {
  const ratio = round(result.ours / result.peer);
  const ok = ratio <= result.target && result.holds !== false;
  const figures = { ours: result.ours, peer: result.peer, ...result.figures };
  process.stdout.write(
    `${JSON.stringify({ bench: result.bench, ratio, target: result.target, ok, figures, peer: result.peerName })}\n`,
  );
  process.exitCode = ok ? 0 : 1;
}

/** Three significant digits behind the point are more than these clocks give. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** How long one call takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
