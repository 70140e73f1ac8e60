import bwip from 'bwip-js/node';
import { mm } from './paper.ts';

/** Quiet zone on both sides (ISO/IEC 15417). */
const QUIET_MODULES = 10;
/** Two dots of a roll's printer (203 dots an inch) are one module: bars as wide as they are meant to be. */
const MODULE = mm(0.25);
/** Finer bars are read by few scanners. */
const FINEST_MODULE = mm(0.19);

/**
 * The bars of a text as Code 128 (ISO/IEC 15417) with their left edges from 0, in points, quiet zones included in `width`. Undefined where they do not fit
 * `most` points without becoming too fine.
 */
export function code128Bars(
  text: string,
  most: number,
): { width: number; bars: { x: number; width: number }[] } | undefined {
  const [symbol] = bwip.raw('code128', text, '');
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('the Code 128 encoder gave no bars');
  const modules = symbol.sbs.reduce((sum, each) => sum + each, 2 * QUIET_MODULES);
  const unit = Math.min(MODULE, most / modules);
  if (unit < FINEST_MODULE) return undefined;
  const bars: { x: number; width: number }[] = [];
  let at = QUIET_MODULES;
  symbol.sbs.forEach((each, index) => {
    // Bars and gaps in turn.
    if (index % 2 === 0) bars.push({ x: at * unit, width: each * unit });
    at += each;
  });
  return { width: modules * unit, bars };
}
