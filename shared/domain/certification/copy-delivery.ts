import { foldedWords } from '../dossier/search-entry.ts';

/** How an electronic copy reaches the citizen: a stick or folder, a mail of the office, or the citizen's own store at the province. */
export const DELIVERY_WAYS = ['folder', 'mail', 'store'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/** What mail systems take as attachments, before they are coded for the way. */
export const LARGEST_MAIL_BYTES = 18_000_000;

const LONGEST_TITLE = 60;

/**
 * The name of a copy's file: letters without marks, digits and strokes only, so that every stick, mail system and computer takes it. Number and book make it the only
 * one of its kind.
 */
export function copyFileName({
  number,
  book,
  title,
}: {
  number: string;
  book: string;
  title: string;
}): string {
  const words = foldedWords(`so ${number} ${book} ${title}`).join('-');
  const plain = words.replaceAll(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '');
  return `ban-sao-${plain.slice(0, LONGEST_TITLE).replace(/-+$/u, '')}.pdf`;
}
