/** Failures in a row, and the shortest and longest wait that may follow, in seconds. */
export const RETRY_DELAY_CASES: readonly { failures: number; shortest: number; longest: number }[] = [
  { failures: 1, shortest: 2.5, longest: 5 },
  { failures: 2, shortest: 5, longest: 10 },
  { failures: 3, shortest: 10, longest: 20 },
  { failures: 6, shortest: 80, longest: 160 },
  { failures: 8, shortest: 320, longest: 640 },
  { failures: 9, shortest: 450, longest: 900 },
  { failures: 50, shortest: 450, longest: 900 },
  { failures: 100_000, shortest: 450, longest: 900 },
];
