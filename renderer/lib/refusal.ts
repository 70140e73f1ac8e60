import { isDefinedError } from '@orpc/client';
import { showValue } from './format.ts';
import { isMessageKey, type Translate, type Values } from './i18n.ts';

/** What a refused or failed call means to the window. */
export interface Refused {
  code: string;
  data: Record<string, unknown>;
}

/** Reads the listed refusal out of what a call threw; an unlisted failure is a lost connection or a defect. */
export function toRefused(error: unknown): Refused {
  if (isDefinedError(error as Error)) {
    const { code, data } = error as unknown as { code: string; data: unknown };
    return { code, data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {} };
  }
  return { code: 'UNREACHABLE', data: {} };
}

/** True when the call may have been lost on the way, so that the same request id must be asked again. */
export function isLost(error: unknown): boolean {
  return toRefused(error).code === 'UNREACHABLE';
}

/** The refusal in words: what happened, what is safe, what to do. */
export function refusalText(t: Translate, { code, data }: Refused): string {
  // A key file counts no tries of its PIN, and a token may not tell how many are left.
  if (code === 'WRONG_PIN' && typeof data['triesLeft'] !== 'number') return t('refusal.WRONG_PIN.uncounted');
  const key = `refusal.${code}`;
  return isMessageKey(key) ? t(key, shownData(t, data)) : t('app.offline');
}

/** Data of a refusal or of a health line as people read it: words for codes, the office's form for dates and instants. */
export function shownData(t: Translate, data: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, codeInWords(t, name, value) ?? showNamed(value)]),
  );
}

/** A list as its items' names, parted by semicolons; anything else as {@link showValue}. */
function showNamed(value: unknown): string {
  if (!Array.isArray(value)) return showValue(value);
  return value
    .map((item: unknown) =>
      typeof item === 'object' && item !== null && 'name' in item ? String(item.name) : showValue(item),
    )
    .join('; ');
}

function codeInWords(t: Translate, name: string, value: unknown): string | undefined {
  if (name === 'kinds')
    return String(value)
      .split(', ')
      .map((kind) => codeInWords(t, 'kind', kind) ?? kind)
      .join(', ');
  if (name === 'parts' && Array.isArray(value))
    return value.map((part) => codeInWords(t, 'part', part) ?? showValue(part)).join(', ');
  const key = `word.${name}.${String(value)}`;
  return isMessageKey(key) ? t(key) : undefined;
}

/** The words for each wrong field of an INVALID_INPUT refusal, by path. */
export function fieldProblems(t: Translate, refused: Refused | undefined): Record<string, string> {
  if (refused?.code !== 'INVALID_INPUT') return {};
  const issues = refused.data['issues'] as { path: string; code: string }[];
  return Object.fromEntries(
    issues.map(({ path, code }) => {
      const key = `invalid.${code}`;
      return [path, isMessageKey(key) ? t(key) : t('invalid.other')];
    }),
  );
}
