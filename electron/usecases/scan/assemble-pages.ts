import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { AssembleRequest } from '../../host/ports/page-files.ts';
import type { ScratchPlace } from '../../host/store-file.ts';

/** Pages pass through in pieces: the memory does not follow their number. */
const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 512 };

/** A page in a file of its own, and what is said of it. */
export type ReadyPage = AssembleRequest['pages'][number];

type Context = Pick<QueryContext, 'host' | 'counter' | 'signal'>;

/** Makes one PDF of pages in a helper process, from files to a file; answers where it lies and its bytes. */
export async function assembleIntoFile(
  { host, counter, signal }: Context,
  place: ScratchPlace,
  pages: ReadyPage[],
  facts: AssembleRequest['facts'],
) {
  const target = place.newFile();
  const assembled = await host.helpers.run(
    helperKinds.assembleScan,
    { pages, facts, target },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!assembled.ok) return refuse('PAGES_NOT_READ', { reason: assembled.refusal.code });
  if (!assembled.value.ok) {
    const { code } = assembled.value.refusal;
    if (code === 'DISK_FULL') return refuse(code, { folder: counter.folder.path });
    return refuse('PAGES_NOT_READ', { reason: code });
  }
  return ok({ file: target, bytes: assembled.value.value.bytes });
}

/** {@link assembleIntoFile}, and hands the bytes of the PDF on in pieces. */
export async function assemblePages<T>(
  context: Context,
  place: ScratchPlace,
  pages: ReadyPage[],
  facts: AssembleRequest['facts'],
  take: (pdf: AsyncIterable<Buffer>) => Promise<T>,
) {
  const made = await assembleIntoFile(context, place, pages, facts);
  return made.ok ? ok(await take(place.read(made.value.file))) : made;
}
