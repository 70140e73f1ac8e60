import type { PaperSize } from '../../../shared/domain/print/paper-size.ts';
import type { FormDefinition } from '../../../shared/forms/form-definition.ts';
import type { FormValues } from '../../../shared/forms/form-values.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { ok, type Refusal, type Refused, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';

const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 768 };

/** A book to be drawn: its form and sheet, and how rows become its values; `total` is how many there are as far as it is known. */
interface BookOrder<Row> {
  exportId: string;
  form: FormDefinition;
  paper: PaperSize;
  rows: number;
  valuesOf(rows: readonly Row[], total: number): FormValues;
}

type NotDrawn = Refused<Refusal<'PAPER_NOT_DRAWN', { reason: string }>>;

/** Draws the rows of a book as they are read. What of a part does not fill its last page opens the next part, so that the book has no gap. */
export async function drawBookParts<Row>(
  { counter, host, clock }: CommandContext,
  { exportId, form, paper, rows, valuesOf }: BookOrder<Row>,
  read: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  signal: AbortSignal,
) {
  const files: { pdf: Uint8Array; mark: null; shift: null }[] = [];
  const letters = new Set<string>();
  let waiting: Row[] = [];
  let [done, pages] = [0, 0];
  const draw = async (more: boolean, total: number): Promise<NotDrawn | undefined> => {
    const drawn = await host.helpers.run(
      helperKinds.drawFormPiece,
      {
        form,
        values: valuesOf(waiting, total),
        paper,
        watermark: watermarkOf(counter.workspace),
        piece: { rowsBefore: done, pagesBefore: pages, more },
      },
      { ...LIMITS, signal },
    );
    signal.throwIfAborted();
    if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
    files.push({ pdf: drawn.value.pdf, mark: null, shift: null });
    for (const letter of drawn.value.lacking) letters.add(letter);
    done += drawn.value.rows;
    pages += drawn.value.pages;
    waiting = waiting.slice(drawn.value.rows);
    host.feed.publish({ topic: 'export-progress', exportId, done, total: Math.max(total, rows) });
    return undefined;
  };
  let seen = 0;
  let held: readonly Row[] | undefined;
  for await (const entries of read) {
    if (held !== undefined) {
      waiting.push(...held);
      const refused = await draw(true, rows);
      if (refused !== undefined) return refused;
    }
    held = entries;
    seen += entries.length;
  }
  waiting.push(...(held ?? []));
  const refused = await draw(false, seen);
  if (refused !== undefined) return refused;
  const lacking = [...letters].join('');
  const [only] = files;
  if (files.length === 1 && only !== undefined) return ok({ pdf: only.pdf, rows: done, pages, lacking });
  const joined = await host.helpers.run(
    helperKinds.readyPrint,
    { files, at: clock.now() },
    { ...LIMITS, signal },
  );
  signal.throwIfAborted();
  if (!joined.ok) return refuse('PAPER_NOT_DRAWN', { reason: joined.refusal.code });
  return ok({ pdf: joined.value.pdf, rows: done, pages, lacking });
}
