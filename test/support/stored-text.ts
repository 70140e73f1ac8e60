import { pagesText } from '../pdf/pdf-tools.ts';
import type { InProcessHost } from './in-process-host.ts';

/** The words of a stored PDF in one line, as a search or a copy gets them. */
export async function storedText({ host }: InProcessHost, sha256: string): Promise<string> {
  const { readers, folder } = host.active();
  const ref = readers.blobs.find(sha256 as never);
  if (ref === undefined) throw new Error(`no file ${sha256}`);
  return (await pagesText(await folder.blobs.readAll(ref))).join('\n').replace(/\s+/gu, ' ');
}
