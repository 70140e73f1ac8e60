import { blobUploadUrl } from './blob-url.ts';
import { isMessageKey } from './i18n.ts';
import type { Refused } from './refusal.ts';

/** The host would not take a file; `refused` says why. */
export class UploadRefused extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(`the file was refused: ${refused.code}`);
    this.name = 'UploadRefused';
    this.refused = refused;
  }
}

/**
 * Hands a file to the host, which stores it by its SHA-256. Sending the same file again changes nothing. Throws {@link UploadRefused} when
 * the host refuses it, and a TypeError when the host cannot be reached.
 */
export async function uploadFile(file: Blob): Promise<{ sha256: string; size: number }> {
  const response = await fetch(blobUploadUrl, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type === '' ? 'application/octet-stream' : file.type },
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new UploadRefused(refusalOf(response.status, answer));
  return answer as { sha256: string; size: number };
}

function refusalOf(status: number, answer: unknown): Refused {
  if (status === 413) return { code: 'FILE_TOO_LARGE', data: {} };
  const { code, data } = (answer ?? {}) as Partial<Refused>;
  return code !== undefined && isMessageKey(`refusal.${code}`)
    ? { code, data: data ?? {} }
    : { code: 'UPLOAD_FAILED', data: {} };
}
