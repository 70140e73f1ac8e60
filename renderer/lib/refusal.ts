import { isDefinedError } from '@orpc/client';
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
export function refusalText(
  t: Translate,
  { code, data }: Refused,
  show: (name: string, value: unknown) => string = plain,
): string {
  const key = `refusal.${code}`;
  if (!isMessageKey(key)) return t('app.offline');
  const values: Values = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, show(name, value)]),
  );
  return t(key, values);
}

function plain(_name: string, value: unknown): string {
  return String(value);
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
