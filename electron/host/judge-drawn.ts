import type { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import { ok, type Result } from '../../shared/types/result.ts';
import { judgeFile } from './judge-file.ts';
import { DRAWING_LIMITS, type DrawnRevisions } from './ports/drawn-revisions.ts';
import { helperKinds } from './ports/helper-kinds.ts';
import type { HelperProcesses, HelperRefusal } from './ports/helper-process.ts';
import type { VerifyInput } from './ports/signature-verifier.ts';

const MEGABYTE = 1024 * 1024;
/** A file up to this size has room within the limit; above it its revisions are held with it. */
const COMMON_MB = 24;
const COPIES = 5;

interface DrawingOptions {
  /** Also draws pages whose objects are the same, and pictures of this many changed ones. */
  readonly thorough?: { readonly pictures: number };
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: { done: number; total: number }) => void;
}

/** A verdict with what was drawn for it; null where nothing was to be compared, or could be. */
interface DrawnVerdict {
  readonly verdict: FileVerdict;
  readonly drawn: DrawnRevisions | null;
}

type Cancelled = Extract<HelperRefusal, { code: 'HELPER_CANCELLED' }>;

/**
 * The verdict of {@link judgeFile} with a second line behind it: the pages of each signed revision and of the file are drawn and compared, so that what only shows on
 * paper is seen although the objects look innocent.
 */
export async function judgeDrawn(
  helpers: HelperProcesses,
  input: VerifyInput,
  options: DrawingOptions = {},
): Promise<Result<DrawnVerdict, Cancelled>> {
  const judged = await judgeFile(helpers, input);
  if (!judged.ok) return judged;
  const verdict = judged.value;
  const grown = verdict.signatures.some(({ modifiedAfter }) => modifiedAfter !== 'none');
  // Where the objects condemn a file, only a person who looks at it needs the pictures.
  const wanted = options.thorough !== undefined || verdict.verdict !== 'invalid';
  // Pages and revisions are told of every signed file that a person asks about.
  const anything = grown || (options.thorough !== undefined && verdict.signatures.length > 0);
  if (!anything || !wanted || options.signal?.aborted === true) return ok({ verdict, drawn: null });
  const drawn = await draw(helpers, input.pdf, options);
  if (!drawn.ok && drawn.refusal.code === 'HELPER_CANCELLED') return { ok: false, refusal: drawn.refusal };
  return ok(drawn.ok ? { verdict: seen(verdict, drawn.value), drawn: drawn.value } : undrawn(verdict));
}

async function draw(
  helpers: HelperProcesses,
  pdf: Uint8Array,
  { thorough, signal, onProgress }: DrawingOptions,
) {
  const beyond = Math.max(0, Math.ceil(pdf.byteLength / MEGABYTE) - COMMON_MB);
  return await helpers.run(
    helperKinds.compareDrawn,
    { pdf, everyPage: thorough !== undefined, pictures: thorough?.pictures ?? 0 },
    {
      timeoutMs: DRAWING_LIMITS.killMs,
      memoryLimitMb: DRAWING_LIMITS.memoryMb + Math.ceil(beyond / 64) * 64 * COPIES,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
  );
}

/** The verdict on the objects, sharpened by what the drawings show. */
export function seen(verdict: FileVerdict, { changed, undrawn: left }: DrawnRevisions): FileVerdict {
  if (changed.length === 0) return left.length === 0 ? verdict : unsure(verdict, left);
  const signatures = verdict.signatures.map((signature, index) => {
    // Signatures stand in the order of signing.
    const later = changed.filter((one) => index < one.signatures);
    if (later.length === 0) return signature;
    const told = signature.reasons.filter((reason) => reason.startsWith('page-'));
    const pages = [...new Set(later.map(({ page }) => page))].filter(
      (page) => !told.some((reason) => reason.endsWith(`:${page}`)),
    );
    const reasons = [...signature.reasons, ...pages.map((page) => `page-looks-changed:${page}`)];
    return { ...signature, modifiedAfter: 'forbidden' as const, reasons };
  });
  return { ...verdict, verdict: 'invalid', signatures, level: null };
}

function unsure(verdict: FileVerdict, pages: readonly number[]): FileVerdict {
  const reasons = [...verdict.reasons, ...new Set(pages.map((page) => `page-not-drawn:${page}`))];
  const kept = verdict.verdict === 'invalid' ? 'invalid' : 'unknown';
  return { ...verdict, verdict: kept, reasons, level: null };
}

/** The process that draws gave nothing: of a file that would be valid that is no longer sure. */
function undrawn(verdict: FileVerdict): DrawnVerdict {
  const reasons = [...verdict.reasons, 'judging-not-drawn'];
  const kept = verdict.verdict === 'invalid' ? 'invalid' : 'unknown';
  return { verdict: { ...verdict, verdict: kept, reasons, level: null }, drawn: null };
}
