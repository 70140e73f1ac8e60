/** More digits than a signed record can have, and fewer: a card's number or a telephone never is one. */
const DIGITS = /^[0-9]{200,520}$/;

/** Whether a text may be a signed record, as a reader types it; blanks and line ends around it do not matter. */
export function looksLikeProof(text: string): boolean {
  return DIGITS.test(text.trim());
}

/**
 * Bytes and their signature as one decimal number. Digits alone cross every keyboard layout and Vietnamese input tool unchanged, and a QR code packs them almost as
 * tightly as bytes (ISO/IEC 18004, numeric mode).
 */
export function digitsOf(bytes: Uint8Array, signature: Uint8Array): string {
  // The leading 1 keeps zeros at the front.
  return BigInt(`0x1${hex(bytes)}${hex(signature)}`).toString(10);
}

/** The bytes of such a number; undefined for one that is none. */
export function bytesOfDigits(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = BigInt(text.trim()).toString(16);
  if (!digits.startsWith('1') || digits.length % 2 === 0) return undefined;
  return Uint8Array.from({ length: (digits.length - 1) / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at + 1, 2 * at + 3), 16),
  );
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
