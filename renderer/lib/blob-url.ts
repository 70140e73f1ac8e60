/** Where a stored file is read: the same path behind both doors, the loopback host and the program's own scheme. `name`: under which it is saved. */
export function blobUrl(sha256: string, name?: string): string {
  return name === undefined ? `/blob/${sha256}` : `/blob/${sha256}?name=${encodeURIComponent(name)}`;
}

/** Where a window hands a file in. */
export const blobUploadUrl = '/blob';
