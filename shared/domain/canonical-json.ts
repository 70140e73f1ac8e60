/** Values that have exactly one canonical text: no floating-point numbers, no undefined. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

/**
 * The one text of a value, for hashing and signing: keys sorted by UTF-16 units, no white space, strings as JSON.stringify writes them
 * (the subset of RFC 8785 that has only integers). Throws on a number that is not a safe integer.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
    return String(value);
  }
  // Every event, packet and audit entry goes through here, so the text grows without lists in between.
  let text = '';
  if (isList(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of sortedKeys(value))
    text += `${text === '' ? '' : ','}${keyText(key)}${canonicalJson(value[key] as CanonicalValue)}`;
  return `{${text}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

// Objects have few keys, often sorted already: putting each in its place costs a third of sorting the list.
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    const key = keys[index] as string;
    let at = index;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

const KNOWN_KEYS = 2000;
const keyTexts = new Map<string, string>();

// The keys of events and packets are a few hundred names; those of what people filled in come and go, and are not kept without end.
function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(key)}:`;
  if (keyTexts.size < KNOWN_KEYS) keyTexts.set(key, text);
  return text;
}

/** A copy as a plain JSON value, as what is recorded and sent must be: without what is undefined, which in a list becomes null. */
export function plainJson(value: unknown): CanonicalValue {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return value as CanonicalValue;
  if (Array.isArray(value)) return value.map(plainJson);
  const copy: Record<string, CanonicalValue> = {};
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    if (one === undefined) continue;
    if (key === '__proto__') Object.defineProperty(copy, key, { ...OWN, value: plainJson(one) });
    else copy[key] = plainJson(one);
  }
  return copy;
}

// What strangers sent may have that key; assigning it would set the copy's prototype.
const OWN = { enumerable: true, writable: true, configurable: true };
