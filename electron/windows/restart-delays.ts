/** Waits before a host that died is started again, in milliseconds; when the last has been used up, a person is asked. */
export const RESTART_DELAYS_MS: readonly number[] = [250, 1000, 2000, 4000, 8000];
