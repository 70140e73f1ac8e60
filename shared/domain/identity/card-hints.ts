import { looksOverwritten } from './broken-letters.ts';

/** A hint that a card's fields do not fit each other, or that letters may have been lost. Hints warn, they never refuse. */
export type CardHint =
  | { code: 'MARKS_LOST' }
  | { code: 'LETTERS_DOUBTFUL' }
  | { code: 'CARD_EXPIRED'; expiredOn: string }
  | { code: 'BIRTH_YEAR_DIFFERS'; fromNumber: number; onCard: number }
  | { code: 'SEX_DIFFERS'; fromNumber: 'male' | 'female'; onCard: 'male' | 'female' };

/**
 * Compares a 12-digit number with the year of birth and the sex by the structure of Thông tư 59/2021/TT-BCA: three digits of the place, one of
 * century and sex (0, 1 for 1900-1999, 2, 3 for 2000-2099 and so on; even male), two of the year. That text expired on 01/7/2024 and the
 * law now promises 12 digits only, hence hints.
 */
export function cardHints(card: {
  number: string;
  birthDate: string;
  sex: 'male' | 'female' | null;
}): CardHint[] {
  const century = Number(card.number[3]);
  const year = 1900 + Math.floor(century / 2) * 100 + Number(card.number.slice(4, 6));
  const sex = century % 2 === 0 ? 'male' : 'female';
  const bornIn = Number(card.birthDate.slice(0, 4));
  const hints: CardHint[] = [];
  if (year !== bornIn) hints.push({ code: 'BIRTH_YEAR_DIFFERS', fromNumber: year, onCard: bornIn });
  if (card.sex !== null && sex !== card.sex)
    hints.push({ code: 'SEX_DIFFERS', fromNumber: sex, onCard: card.sex });
  return hints;
}

/** Hints at letters that a reader or an input method may have lost: no mark anywhere, or the traces of letters overwritten while typed. */
export function letterHints({ name, address }: { name: string; address: string | null }): CardHint[] {
  const text = `${name} ${address ?? ''}`;
  if (!/[^\u0000-\u007f]/u.test(text)) return [{ code: 'MARKS_LOST' }];
  return looksOverwritten(text) ? [{ code: 'LETTERS_DOUBTFUL' }] : [];
}
