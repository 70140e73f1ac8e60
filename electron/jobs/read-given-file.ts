import type { FileReading, UnreadFile } from '../../db/repositories/file-text-repository.ts';
import { helperKinds } from '../host/ports/helper-kinds.ts';
import type { PageReading } from '../host/text-book.ts';

/** Pages whose own text is read in one go, and the longest that may take. */
const AT_ONCE = 20;
const TEXT_LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
/** A page as a picture, and a picture's text: on an old machine many seconds each. */
const PICTURE_LIMITS = { timeoutMs: 180_000, memoryLimitMb: 1024 };
/** A page that says less may be a picture with the stamp of a signature on it: its picture is read. */
const FEW_WORDS = 25;
/** No paper of a counter has more pages, and a file with so many pages that cannot be read is made to waste time: the rest is not looked for. */
const MOST_PAGES = 500;
const MOST_PROBLEMS = 3;

/** What reading a given file needs. */
type FileReader = Pick<PageReading, 'files' | 'helpers' | 'log' | 'read'>;

/**
 * Reads the next pages of a PDF that was taken as it is: the text that they have themselves, or one page of pictures. The list says where it was after
 * a stop. Answers false when it was stopped in the middle.
 */
export async function readGivenFile(
  deps: FileReader,
  { sha256, next, problems }: UnreadFile,
  signal: AbortSignal,
): Promise<boolean> {
  const { files, helpers, log } = deps;
  if (next > MOST_PAGES || problems >= MOST_PROBLEMS) {
    log.warn({ sha256, next, problems }, 'the rest of a given file is not read');
    files.done(sha256);
    return true;
  }
  const pdf = await deps.read({ sha256 });
  if (pdf === undefined) {
    files.done(sha256);
    return true;
  }
  const text = async (most: number) =>
    await helpers.run(helperKinds.readPdfText, { pdf, from: next, most }, { ...TEXT_LIMITS, signal });
  let answer = await text(AT_ONCE);
  // One page that cannot be read stops no other.
  if (!answer.ok && !signal.aborted) answer = await text(1);
  if (signal.aborted) return false;
  if (!answer.ok) return skip(deps, { sha256, next }, answer.refusal.code);
  const { total, pages } = answer.value;
  const own = pages.findIndex((words) => words.length < FEW_WORDS);
  const readable = own === -1 ? pages : pages.slice(0, own);
  for (const [place, words] of readable.entries())
    files.keep(sha256, next + place, { engine: 'file', words });
  if (readable.length === 0 && next <= total) {
    const read = await readPicture(deps, { pdf, page: next }, signal);
    if (signal.aborted) return false;
    const [words = []] = pages;
    files.keep(sha256, next, 'problem' in read && words.length > 0 ? { engine: 'file', words } : read);
  }
  if (next + Math.max(1, readable.length) > total) files.done(sha256);
  return true;
}

/** A file that cannot be opened at all has one problem, not one for each page it may have. */
function skip(
  { files, log }: FileReader,
  { sha256, next }: Pick<UnreadFile, 'sha256' | 'next'>,
  problem: string,
): true {
  log.warn({ sha256, page: next, problem }, 'a page of a given file could not be read');
  files.keep(sha256, next, { problem });
  if (next === 1) files.done(sha256);
  return true;
}

async function readPicture(
  { helpers, log }: FileReader,
  { pdf, page }: { pdf: Uint8Array; page: number },
  signal: AbortSignal,
): Promise<FileReading> {
  const limits = { ...PICTURE_LIMITS, signal };
  const drawn = await helpers.run(helperKinds.drawPdfPage, { pdf, page }, limits);
  const read = drawn.ok ? await helpers.run(helperKinds.recogniseText, drawn.value, limits) : drawn;
  if (read.ok) return read.value;
  if (!signal.aborted)
    log.warn({ page, problem: read.refusal.code }, 'the picture of a page could not be read');
  return { problem: read.refusal.code };
}
