import { beforeAll, expect, test } from 'vitest';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import { pdfArray, pdfDict, pdfRef, withEntries } from '../../electron/helpers/signing/pdf-text.ts';
import { compareDrawn } from '../../electron/helpers/verify/compare-drawn.ts';
import { openPdf } from '../../electron/helpers/verify/pdf/document.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { judgeDrawn, seen } from '../../electron/host/judge-drawn.ts';
import type { HelperProcesses } from '../../electron/host/ports/helper-process.ts';
import { aCertifiedCopy, anOffice, NOW, type SigningOffice } from './a-signed-copy.ts';

let office: SigningOffice;
let copy: Awaited<ReturnType<typeof aCertifiedCopy>>;

beforeAll(async () => {
  office = await anOffice();
  copy = await aCertifiedCopy(office);
});

const drawn = (pdf: Uint8Array, everyPage = true) =>
  compareDrawn(
    { pdf, everyPage, pictures: 2 },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );

test('two signatures on a page leave it as it was outside their boxes, and the pages before it untouched', async () => {
  const found = await drawn(copy.signed);
  expect(found).toMatchObject({ pages: 3, drawn: 3, same: 0, undrawn: [], changed: [], pictures: [] });
  expect(found.revisions.map(({ signatures }) => signatures)).toEqual([1, 2]);
  expect(await drawn(copy.signed, false)).toMatchObject({ drawn: 1, same: 2, changed: [] });
});

test('one other digit on a page is found, outlined and shown before and after', async () => {
  const after = replaced(copy.signed);
  const found = await drawn(after);
  expect(found.changed).toHaveLength(1);
  const [change] = found.changed;
  expect(change).toMatchObject({ page: 1, signatures: 2 });
  expect(change?.boxes).toHaveLength(1);
  const { left = 0, top = 0, width = 0, height = 0 } = change?.boxes[0] ?? {};
  // At 200 of 595 from the left and at 609 of 842 from below.
  expect(left <= 336 && left + width >= 346 && width < 60).toBe(true);
  expect(top <= 276 && top + height >= 288 && height < 50).toBe(true);
  expect(found.pictures.map(({ page, before, after: now }) => [page, before !== null, now !== null])).toEqual(
    [[1, true, true]],
  );
});

test('a page that looks otherwise is enough, whatever the comparison of objects said', async () => {
  const innocent = verifySignedPdf({ pdf: copy.signed, roots: [...office.roots], at: NOW });
  expect(innocent.verdict).toBe('valid');
  const verdict = seen(innocent, await drawn(replaced(copy.signed), false));
  expect(verdict).toMatchObject({ verdict: 'invalid', level: null });
  for (const signature of verdict.signatures) {
    expect(signature.modifiedAfter).toBe('forbidden');
    expect(signature.reasons).toContain('page-looks-changed:1');
  }
});

test('a drawing that came to no end makes a file that would be valid doubtful, never valid', async () => {
  const verdict = verifySignedPdf({ pdf: copy.signed, roots: [...office.roots], at: NOW });
  const helpers: HelperProcesses = {
    run: (kind) =>
      Promise.resolve(
        kind.name === 'compare-drawn'
          ? {
              ok: false,
              refusal: { code: 'HELPER_OUT_OF_MEMORY', data: { kind: kind.name, memoryLimitMb: 1 } },
            }
          : { ok: true, value: kind.output.parse(verdict) },
      ),
    close: () => Promise.resolve(),
  };
  const judged = await judgeDrawn(helpers, { pdf: copy.signed, roots: [], at: NOW });
  expect(judged).toMatchObject({
    ok: true,
    value: { drawn: null, verdict: { verdict: 'unknown', reasons: ['judging-not-drawn'] } },
  });
});

/** The file with a stroke as large as a letter over its first page, by an update. */
function replaced(pdf: Uint8Array): Buffer {
  const document = openPdf(Buffer.from(pdf));
  const update = createUpdate(document);
  const [page = -1] = document.pages();
  const dict = document.dict(pdfRef(page));
  if (dict === undefined) throw new Error('no page');
  const extra = update.allocate();
  update.put(extra, { kind: 'stream', dict: pdfDict({}), raw: Buffer.from('0 0 1 rg 200 600 6 9 re f') });
  const old = dict.entries.get('Contents') ?? null;
  const contents = document.array(old) ?? [old];
  update.put(page, withEntries(dict, { Contents: pdfArray([...contents, pdfRef(extra)]) }));
  return update.build().bytes;
}
