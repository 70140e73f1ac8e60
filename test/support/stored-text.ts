import { pagesText } from '../pdf/pdf-tools.ts';
import type { InProcessHost } from './in-process-host.ts';

/** The words of a stored PDF in one line, as a search or a copy gets them. */
export async function storedText(running: InProcessHost, sha256: string): Promise<string> {
  return (await pagesText(await storedFile(running, sha256))).join('\n').replace(/\s+/gu, ' ');
}

/** The bytes of a stored file. */
export async function storedFile({ host }: InProcessHost, sha256: string): Promise<Uint8Array> {
  const { readers, folder } = host.active();
  const ref = readers.blobs.find(sha256 as never);
  if (ref === undefined) throw new Error(`no file ${sha256}`);
  return await folder.blobs.readAll(ref);
}
