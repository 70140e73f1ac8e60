import { isMessageKey, type Translate } from './i18n.ts';

/** A reason of a verdict on signatures in words; one without words stands as it is. */
export function reasonWords(t: Translate, reason: string): string {
  const [code = '', detail = ''] = reason.split(':');
  const key = `verdict.reason.${code}`;
  return isMessageKey(key) ? t(key, { detail }) : reason;
}
