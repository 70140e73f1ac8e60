import { type MessageKey, vi } from '../../messages/vi.ts';
import type { FileVerdict, SignatureVerdict } from './verdict.ts';

/** Fills a text of the catalogue; the window has one for its language. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of papers. */
export const sayVietnamese: Say = (key, values = {}) =>
  vi[key].replace(/\{(\w+)\}/gu, (mark, name: string) => String(values[name] ?? mark));

const MOST_REASONS = 3;

/** A reason of a verdict in words; one without words stands as it is. */
export function reasonText(say: Say, reason: string): string {
  const [code = '', detail = ''] = reason.split(':');
  const key = `verdict.reason.${code}`;
  return Object.hasOwn(vi, key) ? say(key as MessageKey, { detail }) : reason;
}

/** What a file was judged to be, in one sentence that names whose signature, when, and what it covers. `time` writes an instant. */
export function verdictSentence(
  say: Say,
  { verdict, signatures, reasons }: FileVerdict,
  pages: number | null,
  time: (instant: string) => string,
): string {
  const signed = signatures.filter(({ purpose }) => purpose === 'signature');
  const [first] = signed;
  if (verdict === 'valid' && first !== undefined) {
    const signer = nameOf(say, first);
    const covers = say(pages === null ? 'check.file.whole' : 'check.file.pages', { pages: pages ?? 0 });
    const others = signed.length - 1;
    const sentence = say('check.file.valid', { covers, signer, when: whenOf(say, first, time) });
    return others === 0 ? sentence : `${sentence}${say('check.file.others', { others })}`;
  }
  if (signatures.length === 0 && reasons.includes('no-signatures')) return say('check.file.unsigned');
  const own = signatures.flatMap((signature) => signature.reasons);
  const all = [...new Set([...own, ...reasons])].filter((reason) => !REMARKS.has(reason));
  const strangers = signed.filter(({ trust }) => trust === 'unknown').map((one) => nameOf(say, one));
  const wordsOf = (reason: string) =>
    reason === 'no-trusted-root' && strangers.length > 0
      ? say('check.file.noRoot', { signers: strangers.join(', ') })
      : reasonText(say, reason);
  const said = all.sort(byWeight).slice(0, MOST_REASONS).map(wordsOf);
  const more = all.length > MOST_REASONS ? [say('check.file.more', { more: all.length - MOST_REASONS })] : [];
  const words = [...said, ...more].join('; ');
  return say(verdict === 'invalid' ? 'verdict.invalid' : 'verdict.unknown', { reasons: words });
}

/** What a person sees on the pages is said before what only a program sees. */
function byWeight(a: string, b: string): number {
  return Number(b.startsWith('page')) - Number(a.startsWith('page'));
}

/** Reasons that change no verdict. */
const REMARKS: ReadonlySet<string> = new Set(['not-pades', 'timestamp-not-trusted']);

/** The signer as a person reads it. */
export function nameOf(say: Say, { signer }: SignatureVerdict): string {
  return signer === '' ? say('signature.nobody') : signer;
}

/** When it was signed, and by what that is known. */
export function whenOf(
  say: Say,
  { timestamp, claimedAt }: SignatureVerdict,
  time: (instant: string) => string,
): string {
  if (timestamp !== null) return say('signature.proved', { time: time(timestamp) });
  return claimedAt === null ? say('signature.noTime') : say('signature.claimed', { time: time(claimedAt) });
}

/** What one signature is worth by itself; `changed`: what it signed was touched afterwards. */
export function stateOfSignature({ intact, modifiedAfter, trust, reasons }: SignatureVerdict) {
  if (!intact) return reasons.includes('unsupported-format') ? 'unknown' : 'invalid';
  if (modifiedAfter === 'forbidden') return 'changed';
  if (trust === 'revoked' || reasons.includes('wrong-key-usage')) return 'invalid';
  return trust === 'trusted' && !reasons.includes('weak-digest') ? 'valid' : 'unknown';
}
