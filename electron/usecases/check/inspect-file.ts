import type { CheckedFile } from '../../../shared/contract/check.ts';
import { isDemoRoot } from '../../../shared/domain/certification/demo-root.ts';
import { looksLikeStatementCode } from '../../../shared/domain/certification/statement-code.ts';
import type { FileVerdict } from '../../../shared/domain/certification/verdict.ts';
import { readSlipText } from '../../../shared/domain/slip/slip-proof.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { Sha256 } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { judgeDrawn } from '../../host/judge-drawn.ts';
import type { DrawnRevisions } from '../../host/ports/drawn-revisions.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { judgedAgainst } from '../certify/verify-file.ts';

/** Changed pages that are shown; what else changed is said in words. */
const MOST_PICTURES = 6;
/** Codes of ours stand on the first page or on the last. */
const PAGES_WITH_CODES = 3;
const READING = { timeoutMs: 20_000, memoryLimitMb: 768 };
const PDF = Buffer.from('%PDF-');

/** Everything that can be said of a file that somebody brings: its signatures, how its pages looked when they were signed, and what the book says of it. */
export async function inspectFile(
  context: QueryContext,
  sha256: Sha256,
  onProgress: (progress: { done: number; total: number }) => void,
) {
  const { counter, readers, host, clock, signal, signedIn } = context;
  const file = counter.uploads.get(sha256) ?? readers.blobs.find(sha256);
  if (file === undefined) return refuse('FILE_NOT_STORED', { sha256 });
  const bytes = await counter.folder.blobs.readAll(file);
  const judged = await judgeDrawn(host.helpers, judgedAgainst(context, bytes), {
    thorough: { pictures: MOST_PICTURES },
    signal,
    onProgress,
  });
  if (!judged.ok) return refuse('VERIFYING_FAILED', { reason: judged.refusal.code });
  const { verdict, drawn } = judged.value;
  return ok({
    sha256,
    size: bytes.length,
    checkedAt: clock.now(),
    checkedBy: signedIn().displayName,
    verdict,
    pages: drawn?.pages ?? null,
    looks: drawn === null ? null : { drawn: drawn.drawn, same: drawn.same, undrawn: drawn.undrawn },
    changes: changesOf(drawn),
    roots: rootsOf(context, verdict),
    entry: entryOf(context, sha256, drawn),
    places: readers.check.placesOf(sha256),
    codes: verdict.signatures.length > 0 ? [] : await codesOf(context, bytes),
  } satisfies CheckedFile);
}

/** A page once, with every place of it that looks otherwise. */
function changesOf(drawn: DrawnRevisions | null): CheckedFile['changes'] {
  const pages = new Map<number, DrawnRevisions['changed'][number]['boxes']>();
  for (const { page, boxes } of drawn?.changed ?? []) pages.set(page, [...(pages.get(page) ?? []), ...boxes]);
  const inText = (jpeg: Uint8Array | null | undefined) =>
    jpeg === null || jpeg === undefined ? null : Buffer.from(jpeg).toString('base64');
  return [...pages]
    .sort(([a], [b]) => a - b)
    .map(([page, boxes]) => {
      const picture = drawn?.pictures.find((one) => one.page === page);
      return { page, boxes, before: inText(picture?.before), after: inText(picture?.after) };
    });
}

/** The roots that signatures of the file lead to, as they were brought here. */
function rootsOf({ readers }: QueryContext, { signatures }: FileVerdict): CheckedFile['roots'] {
  const used = new Set(signatures.map(({ root }) => root));
  return readers.signingKeys
    .trustAnchors()
    .filter(({ fingerprint }) => used.has(fingerprint))
    .map(({ certificate: _, ...root }) => ({ ...root, isDemo: isDemoRoot(root.subject) }));
}

/** The entry of the copy of which these bytes are a version, or that they begin with. */
function entryOf(
  { readers }: QueryContext,
  sha256: Sha256,
  drawn: DrawnRevisions | null,
): CheckedFile['entry'] {
  const parts = (drawn?.revisions ?? []).map((revision) => revision.sha256).reverse();
  const whole = readers.check.versionOf(sha256);
  const grown = parts.map((part) => readers.check.versionOf(part)).find((one) => one !== undefined);
  const half = [sha256, ...parts].map((part) => readers.check.halfOf(part)).find((one) => one !== undefined);
  const found = whole ?? grown ?? half;
  const copy = found === undefined ? undefined : readers.copies.find(found.copyId);
  const entry = copy?.entryId === null || copy === undefined ? undefined : readers.books.find(copy.entryId);
  if (found === undefined || copy === undefined || entry === undefined) return null;
  const ofWhole = whole?.sha256 === sha256 ? ('newest' as const) : ('earlier' as const);
  return {
    version: whole !== undefined ? ofWhole : grown !== undefined ? 'later' : 'half',
    state: entry.state,
    number: writtenCount(entry.number),
    ...{ book: entry.book, certifiedOn: entry.certifiedOn, signerName: entry.signerName },
    ...{ title: copy.title, requester: copy.requester, voidReason: entry.voidReason },
    ...{ dossierId: copy.dossierId, dossierCode: copy.dossierCode },
  };
}

/** The codes of ours on a picture, or on the pages of a PDF as they are drawn; a file that cannot be drawn has none. */
async function codesOf({ host, signal }: QueryContext, bytes: Buffer): Promise<string[]> {
  const options = { ...READING, ...(signal === undefined ? {} : { signal }) };
  const found: string[] = [];
  const isPdf = bytes.subarray(0, PDF.length).equals(PDF);
  for (let page = 1; page <= (isPdf ? PAGES_WITH_CODES : 1); page += 1) {
    const picture = isPdf
      ? await host.helpers.run(helperKinds.drawPdfPage, { pdf: bytes, page }, options)
      : ok({ jpeg: bytes });
    if (!picture.ok) break;
    const read = await host.helpers.run(helperKinds.readCodes, { jpeg: picture.value.jpeg }, options);
    if (read.ok) found.push(...read.value.codes.map(({ text }) => text));
  }
  return [...new Set(found)].filter((text) => looksLikeStatementCode(text) || readSlipText(text).ok);
}
