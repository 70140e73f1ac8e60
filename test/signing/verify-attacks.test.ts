import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, withEntries } from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import { asDict, asInteger, asRef, type PdfDict } from '../../electron/helpers/verify/pdf/value.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { aCertifiedCopy, anOffice, NOW, type SigningOffice, signBy } from './a-signed-copy.ts';
import { byteRanges } from './signature-tools.ts';

let office: SigningOffice;
let copy: Awaited<ReturnType<typeof aCertifiedCopy>>;

beforeAll(async () => {
  office = await anOffice();
  copy = await aCertifiedCopy(office);
});

function verdictOf(pdf: Uint8Array) {
  return verifySignedPdf({ pdf, roots: [...office.roots], at: NOW });
}

function dictOf(document: PdfDocument, num: number): PdfDict {
  const dict = asDict(document.object(num)?.value);
  if (dict === undefined) throw new Error(`no dictionary ${num}`);
  return dict;
}

/** The file with a page that somebody who is no signer appended. */
function withAnotherPage(pdf: Uint8Array): Buffer {
  const document = openPdf(Buffer.from(pdf));
  const update = createUpdate(document);
  const root = asRef(document.catalog.entries.get('Pages'))?.num ?? -1;
  const tree = dictOf(document, root);
  const page = update.allocate();
  update.put(
    page,
    pdfDict({ Type: pdfName('Page'), Parent: pdfRef(root), MediaBox: pdfArray([0, 0, 595, 842]) }),
  );
  const kids = document.array(tree.entries.get('Kids')) ?? [];
  const count = (asInteger(tree.entries.get('Count')) ?? 0) + 1;
  update.put(root, withEntries(tree, { Kids: pdfArray([...kids, pdfRef(page)]), Count: count }));
  return update.build().bytes;
}

describe('one changed byte', () => {
  test.each([20261124, 7])('never leaves the file valid, wherever it is (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const survivors: number[] = [];
    for (let trial = 0; trial < 250; trial += 1) {
      const broken = Buffer.from(copy.signed);
      const at = random.below(broken.length);
      broken[at] = (broken[at] ?? 0) ^ (1 + random.below(255));
      if (verdictOf(broken).verdict === 'valid') survivors.push(at);
    }
    expect(survivors).toEqual([]);
  });

  test('never leaves the file valid inside the signatures themselves, bit by bit', () => {
    const survivors: string[] = [];
    for (const [, gapStart, gapEnd] of byteRanges(copy.signed)) {
      // Places all over the CMS, each with another bit, and some of the padding.
      for (let at = gapStart; at < gapStart + 3200; at += 11) survivors.push(...flip(at, 1 << (at % 8)));
      for (let at = gapStart + 3200; at < gapEnd; at += 997) survivors.push(...flip(at, 1 << (at % 8)));
    }
    expect(survivors).toEqual([]);
  });

  test('in letters only, a to A, is noticed', () => {
    const [, gapStart = 0] = byteRanges(copy.signed)[1] ?? [];
    const letter = Buffer.from(copy.signed)
      .subarray(gapStart)
      .findIndex((byte) => byte >= 0x61 && byte <= 0x66);
    expect(flip(gapStart + letter, 0x20)).toEqual([]);
  });

  function flip(at: number, mask: number): string[] {
    const broken = Buffer.from(copy.signed);
    broken[at] = (broken[at] ?? 0) ^ mask;
    return verdictOf(broken).verdict === 'valid' ? [`${at}^${mask}`] : [];
  }
});

test('a page added by another program is forbidden', async () => {
  const pdf = await PDFDocument.load(copy.signed, { updateMetadata: false });
  pdf.addPage([595, 842]);
  expect(verdictOf(await pdf.save()).verdict).toBe('invalid');
});

test('every signature says what came after it, and only that', async () => {
  const verdict = verdictOf(await signBy(office, withAnotherPage(copy.officerSigned), 'agency'));
  expect(verdict.verdict).toBe('invalid');
  expect(verdict.signatures[0]).toMatchObject({
    intact: true,
    modifiedAfter: 'forbidden',
    reasons: ['page-added:4'],
  });
  expect(verdict.signatures[1]).toMatchObject({ intact: true, modifiedAfter: 'none', reasons: [] });
});

test('cut off from its file, or the file from it, is not valid', () => {
  expect(verdictOf(copy.signed.subarray(0, copy.officerSigned.length)).verdict).toBe('valid');
  expect(verdictOf(copy.signed.subarray(0, copy.signed.length - 1)).verdict).toBe('invalid');
  expect(verdictOf(copy.fields)).toEqual({
    verdict: 'unknown',
    signatures: [],
    reasons: ['no-signatures'],
    level: null,
  });
});
