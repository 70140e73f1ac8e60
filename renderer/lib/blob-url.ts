/** Where a stored file is read: the same path behind both doors, the loopback host and the program's own scheme. */
export function blobUrl(sha256: string): string {
  return `/blob/${sha256}`;
}

/** Where a window hands a file in. */
export const blobUploadUrl = '/blob';
