import { en } from '../../shared/messages/en.ts';
import { type MessageKey, vi } from '../../shared/messages/vi.ts';

/** Languages of the window; `pseudo` is for tests: every text that comes from the catalogue is bracketed. */
export type Language = 'vi' | 'en' | 'pseudo';
export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** Fills a text of the catalogue. */
export type Translate = (key: MessageKey, values?: Values) => string;

/** The text function of a language. A `{mark}` without a value stays visible, so that a mistake is seen. */
export function translator(language: Language): Translate {
  const catalogue: Record<MessageKey, string> = language === 'en' ? en : vi;
  return (key, values = {}) => {
    const text = catalogue[key].replace(/\{(\w+)\}/gu, (mark, name: string) => String(values[name] ?? mark));
    return language === 'pseudo' ? `⟦${text}⟧` : text;
  };
}

/** True when the catalogue has the key: for keys that are put together from data. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(vi, key);
}
