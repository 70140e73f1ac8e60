import pino from 'pino';
import type { Log } from '../host/log.ts';

/** One JSON line per entry on standard error, so that standard output stays for programs. */
export function createPinoLog(level: 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
