import { isDefinedError, safe } from '@orpc/client';

/** The listed refusal of a call; throws when the call was accepted or when an unlisted error came through. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const { error } = await safe(call);
  if (error === null) throw new Error('the call was not refused');
  if (!isDefinedError(error)) throw new Error(`an unlisted error crossed the door: ${String(error)}`);
  const { code, data } = error as { code: string; data: unknown };
  return { code, data };
}
