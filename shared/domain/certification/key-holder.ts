import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** What a key says of whose it is. */
export interface HeldKey {
  role: 'officer' | 'agency';
  /** Null: the office's, or a personal key of which nobody has said yet whose it is. */
  holder: { userId: string; name: string } | null;
}

type HolderRefusal =
  | Refusal<'KEY_UNBOUND', Record<never, never>>
  | Refusal<'KEY_OF_ANOTHER', { holder: string }>;

/**
 * Whether somebody may sign with a key: a personal certificate only by its holder, who controls it alone (Điều 22 Luật Giao dịch điện tử
 * 20/2023/QH15); the agency's by whoever keeps the seal.
 */
export function maySignWith({ role, holder }: HeldKey, userId: string): Result<undefined, HolderRefusal> {
  if (role === 'agency') return ok(undefined);
  if (holder === null) return refuse('KEY_UNBOUND', {});
  return holder.userId === userId ? ok(undefined) : refuse('KEY_OF_ANOTHER', { holder: holder.name });
}

/** Whether a certificate's common name is a person's name, alone or with their post or number beside it. */
export function isNamedAs(commonName: string, personName: string): boolean {
  const [words, name] = [commonName, personName].map(wordsOf);
  return words !== undefined && name !== undefined && name.trim() !== '' && words.includes(name);
}

function wordsOf(text: string): string {
  const words =
    text
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
