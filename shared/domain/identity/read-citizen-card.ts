import type { PlainDate } from '../../types/clock.ts';
import { ok, type Result } from '../../types/result.ts';
import { type CardHint, cardHints } from './card-hints.ts';
import { type MrzRefusal, mrzLines, readCardMrz } from './card-mrz.ts';
import { type CardQrRefusal, type CardReading, readCardQr } from './card-qr.ts';

/** Which side of the card was read. */
export const CARD_SOURCES = ['qr', 'mrz'] as const;
type CardSource = (typeof CARD_SOURCES)[number];

/**
 * Reads what a reader delivers of a citizen card: its QR, or the three lines of its machine readable zone, the way that is left when the QR of
 * a card of 2024 does not read. `today` is the office's day; an expired card is read, with a hint.
 */
export function readCitizenCard(
  text: string,
  today: PlainDate,
): Result<CardReading & { source: CardSource }, CardQrRefusal | MrzRefusal> {
  if (mrzLines(text).length === 0) {
    const qr = readCardQr(text, today);
    return qr.ok ? ok({ ...qr.value, source: 'qr' }) : qr;
  }
  const mrz = readCardMrz(text, today);
  if (!mrz.ok) return mrz;
  const card = mrz.value;
  const hints: CardHint[] = [...cardHints(card), { code: 'MARKS_LOST' }];
  if (card.expiresOn !== null && card.expiresOn < today)
    hints.push({ code: 'CARD_EXPIRED', expiredOn: card.expiresOn });
  return ok({ card, hints, repaired: [], source: 'mrz' });
}
