import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfText,
  withEntries,
} from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import { asDict, asInteger, asRef, type PdfDict } from '../../electron/helpers/verify/pdf/value.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { seededRandom } from '../support/seeded-random.ts';
import {
  aCertifiedCopy,
  anOffice,
  aScan,
  NOW,
  type SigningOffice,
  signBy,
  withFields,
} from './a-signed-copy.ts';
import { byteRanges } from './signature-tools.ts';

let office: SigningOffice;
let copy: Awaited<ReturnType<typeof aCertifiedCopy>>;

beforeAll(async () => {
  office = await anOffice();
  copy = await aCertifiedCopy(office);
});

function verdictOf(pdf: Uint8Array, roots = office.roots) {
  return verifySignedPdf({ pdf, roots: [...roots], at: NOW });
}

/** The file with an incremental update made by someone who is not a signer. */
function updated(
  pdf: Uint8Array,
  change: (update: ReturnType<typeof createUpdate>, document: PdfDocument) => void,
): Buffer {
  const document = openPdf(Buffer.from(pdf));
  const update = createUpdate(document);
  change(update, document);
  return update.build().bytes;
}

function dictOf(document: PdfDocument, num: number): PdfDict {
  const dict = asDict(document.object(num)?.value);
  if (dict === undefined) throw new Error(`no dictionary ${num}`);
  return dict;
}

function addPage(update: ReturnType<typeof createUpdate>, document: PdfDocument): void {
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

describe('after the last signature', () => {
  test('an added page is forbidden and named', () => {
    const verdict = verdictOf(updated(copy.signed, addPage));
    expect(verdict.verdict).toBe('invalid');
    for (const signature of verdict.signatures) {
      expect(signature).toMatchObject({ intact: true, coversWholeFile: false, modifiedAfter: 'forbidden' });
      expect(signature.reasons).toContain('page-added:4');
    }
  });

  test('a page added by another program is forbidden', async () => {
    const pdf = await PDFDocument.load(copy.signed, { updateMetadata: false });
    pdf.addPage([595, 842]);
    expect(verdictOf(await pdf.save()).verdict).toBe('invalid');
  });

  test('anything at all is forbidden, be it one space', () => {
    const verdict = verdictOf(Buffer.concat([copy.signed, Buffer.from(' ')]));
    expect(verdict).toMatchObject({ verdict: 'invalid' });
    expect(verdict.signatures[1]?.reasons).toContain('bytes-after-last-signature:1');
  });

  test('an update that changes nothing is forbidden', () => {
    const verdict = verdictOf(
      updated(copy.signed, (update, { catalogRef, catalog }) => update.put(catalogRef, catalog)),
    );
    expect(verdict.signatures.map(({ modifiedAfter }) => modifiedAfter)).toEqual(['forbidden', 'forbidden']);
  });

  test('a signature taken out of its field is noticed', () => {
    const verdict = verdictOf(
      updated(copy.signed, (update, document) => {
        const field =
          asRef(
            document.array(
              document.dict(document.catalog.entries.get('AcroForm'))?.entries.get('Fields'),
            )?.[0],
          )?.num ?? -1;
        update.put(field, withEntries(dictOf(document, field), { V: null }));
      }),
    );
    expect(verdict).toMatchObject({ verdict: 'invalid', reasons: ['signature-removed'] });
  });
});

describe('between the two signatures', () => {
  /** The agency signs a file that somebody changed after the officer. */
  async function signedOver(change: Parameters<typeof updated>[1]) {
    return verdictOf(await signBy(office, updated(copy.officerSigned, change), 'agency'));
  }

  test('an added page makes the first signature invalid and not the second', async () => {
    const verdict = await signedOver(addPage);
    expect(verdict.verdict).toBe('invalid');
    expect(verdict.signatures[0]).toMatchObject({
      intact: true,
      modifiedAfter: 'forbidden',
      reasons: ['page-added:4'],
    });
    expect(verdict.signatures[1]).toMatchObject({ intact: true, modifiedAfter: 'none', reasons: [] });
  });

  test('a removed page is named', async () => {
    const verdict = await signedOver((update, document) => {
      const root = asRef(document.catalog.entries.get('Pages'))?.num ?? -1;
      const tree = dictOf(document, root);
      const kids = document.array(tree.entries.get('Kids')) ?? [];
      update.put(root, withEntries(tree, { Kids: pdfArray(kids.slice(1)), Count: kids.length - 1 }));
    });
    expect(verdict.signatures[0]?.reasons).toEqual(['page-removed:1']);
  });

  test('changed words on a page are forbidden, and the page is named', async () => {
    const verdict = await signedOver((update, document) => {
      const page = dictOf(document, document.pages()[1] ?? -1);
      const [contents] = document.array(page.entries.get('Contents')) ?? [
        page.entries.get('Contents') ?? null,
      ];
      const raw = Buffer.from('BT ET');
      update.put(asRef(contents)?.num ?? -1, { kind: 'stream', dict: pdfDict({}), raw });
    });
    expect(verdict.signatures[0]?.reasons).toEqual(['page-changed:2']);
  });

  test('an annotation over the content is forbidden', async () => {
    const verdict = await signedOver((update, document) => {
      const num = document.pages()[0] ?? -1;
      const note = update.allocate();
      const rect = pdfArray([0, 0, 595, 842]);
      update.put(
        note,
        pdfDict({ Type: pdfName('Annot'), Subtype: pdfName('FreeText'), Rect: rect, Contents: pdfText('x') }),
      );
      update.put(num, withEntries(dictOf(document, num), { Annots: pdfArray([pdfRef(note)]) }));
    });
    expect(verdict.signatures[0]?.reasons).toContain('annotations-changed:1');
  });

  test.each([
    [
      'a script',
      { OpenAction: pdfDict({ S: pdfName('JavaScript'), JS: pdfText('1') }) },
      'catalog-changed:OpenAction',
    ],
    ['names', { Names: pdfDict({}) }, 'catalog-changed:Names'],
  ])('%s in the catalog is forbidden', async (_what, entries, reason) => {
    const verdict = await signedOver((update, { catalogRef, catalog }) =>
      update.put(catalogRef, withEntries(catalog, entries)),
    );
    expect(verdict.signatures[0]?.reasons).toEqual([reason]);
  });

  test('the place and the looks of a signature field stay', async () => {
    const verdict = await signedOver((update, document) => {
      const fields =
        document.array(document.dict(document.catalog.entries.get('AcroForm'))?.entries.get('Fields')) ?? [];
      const num = asRef(fields[1])?.num ?? -1;
      update.put(num, withEntries(dictOf(document, num), { Rect: pdfArray([0, 0, 595, 842]) }));
    });
    expect(verdict.signatures[0]?.reasons).toEqual(['signature-field-changed:agency']);
  });

  test('an object that a page waited for may not appear later', async () => {
    const scan = await PDFDocument.load(await aScan());
    const hidden = scan.context.nextRef();
    scan.getPage(0).node.set(PDFName.of('Later'), hidden);
    scan.getPage(0).node.set(PDFName.of('Note'), PDFString.of('x'));
    const officerSigned = await signBy(
      office,
      await withFields(await scan.save({ useObjectStreams: false })),
      'officer',
    );
    const later = updated(officerSigned, (update) =>
      update.put(hidden.objectNumber, { kind: 'stream', dict: pdfDict({}), raw: Buffer.from('BT ET') }),
    );
    const verdict = verdictOf(await signBy(office, later, 'agency'));
    expect(verdict.verdict).toBe('invalid');
    expect(verdict.signatures[0]).toMatchObject({ modifiedAfter: 'forbidden' });
  });

  test('validation data may come', async () => {
    const verdict = await signedOver((update, { catalogRef, catalog }) => {
      const [store, certificate] = [update.allocate(), update.allocate()];
      update.put(certificate, {
        kind: 'stream',
        dict: pdfDict({}),
        raw: Buffer.from(office.officer.certificate),
      });
      update.put(store, pdfDict({ Type: pdfName('DSS'), Certs: pdfArray([pdfRef(certificate)]) }));
      update.put(catalogRef, withEntries(catalog, { DSS: pdfRef(store) }));
    });
    expect(verdict).toMatchObject({ verdict: 'valid' });
  });

  test('a new field after a certifying signature is forbidden', async () => {
    const verdict = await signedOver((update, document) => {
      const formRef = asRef(document.catalog.entries.get('AcroForm'))?.num ?? -1;
      const form = dictOf(document, formRef);
      const field = update.allocate();
      const page = document.pages()[0] ?? -1;
      update.put(
        field,
        pdfDict({
          FT: pdfName('Sig'),
          T: pdfText('third'),
          Subtype: pdfName('Widget'),
          P: pdfRef(page),
          Rect: pdfArray([0, 0, 9, 9]),
        }),
      );
      const fields = document.array(form.entries.get('Fields')) ?? [];
      update.put(formRef, withEntries(form, { Fields: pdfArray([...fields, pdfRef(field)]) }));
    });
    expect(verdict.signatures[0]?.reasons).toContain('form-changed:Fields');
  });
});

describe('the signature itself', () => {
  test('with another root is of an unknown signer, not invalid', async () => {
    const stranger = await anOffice();
    const verdict = verdictOf(copy.signed, stranger.roots);
    expect(verdict.verdict).toBe('unknown');
    expect(verdict.signatures[0]).toMatchObject({
      intact: true,
      trust: 'unknown',
      reasons: ['no-trusted-root'],
    });
  });

  test('of a certificate that has expired since is not called valid', () => {
    const verdict = verifySignedPdf({
      pdf: copy.signed,
      roots: [...office.roots],
      at: '2040-01-01T00:00:00.000Z',
    });
    expect(verdict).toMatchObject({ verdict: 'unknown' });
    expect(verdict.signatures[0]).toMatchObject({ trust: 'expired', reasons: ['certificate-expired'] });
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

  test.each([
    [
      'an empty /Contents',
      (text: string) =>
        text.replace(/\/Contents<[0-9a-f]{64}/u, (found) => `/Contents<${'0'.repeat(found.length - 10)}`),
    ],
    [
      'five numbers',
      (text: string) => text.replace(/\/ByteRange\[0 (\d+) (\d+) (\d+)\] {2}/u, '/ByteRange[0 $1 $2 $3 0]'),
    ],
    ['another start', (text: string) => text.replace('/ByteRange[0 ', '/ByteRange[1 ')],
  ])('with %s is invalid', (_what, change) => {
    const changed = Buffer.from(change(Buffer.from(copy.officerSigned).toString('latin1')), 'latin1');
    expect(changed.equals(copy.officerSigned)).toBe(false);
    expect(verdictOf(changed)).toMatchObject({ verdict: 'invalid' });
  });
});

test.each([
  ['nothing', Buffer.alloc(0), 'not-a-pdf'],
  ['garbage', Buffer.from('%PDF-1.7\ngarbage'), 'pdf-damaged'],
  ['a loop of cross-references', loopOfSections(), 'pdf-damaged'],
  ['endless nesting', endlessNesting(), 'pdf-too-complex'],
])('a file of %s is answered, not suffered', (_what, pdf, reason) => {
  expect(verdictOf(pdf)).toMatchObject({ signatures: [], reasons: [reason] });
});

function loopOfSections(): Buffer {
  const head = '%PDF-1.7\n';
  return Buffer.from(
    `${head}xref\n0 0\ntrailer\n<</Root 1 0 R /Prev ${head.length}>>\nstartxref\n${head.length}\n%%EOF`,
  );
}

function endlessNesting(): Buffer {
  const body = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\n`;
  const table = 'xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>';
  return Buffer.from(`${body}${table}\nstartxref\n${body.length}\n%%EOF`);
}
