import { beforeAll, describe, expect, test } from 'vitest';
import { createUpdate, type IncrementalUpdate } from '../../electron/helpers/signing/incremental-update.ts';
import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfText,
  withEntries,
} from '../../electron/helpers/signing/pdf-text.ts';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import { asDict, asRef, type PdfDict, type PdfValue } from '../../electron/helpers/verify/pdf/value.ts';
import { forbiddenChanges } from '../../electron/helpers/verify/permitted-changes.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { anOffice, aScan, NOW, type SigningOffice, signBy, withFields } from './a-signed-copy.ts';

let office: SigningOffice;
/** Signed by the officer: with a certification (P=2) and without; both have the agency's empty field and two text fields, one filled. */
let certified: Buffer;
let approved: Buffer;

type Change = (update: IncrementalUpdate, document: PdfDocument) => void;

beforeAll(async () => {
  office = await anOffice();
  const form = updated(Buffer.from(await withFields(await aScan({ pages: 1 }), 0)), (update, document) => {
    const fields = ['empty', 'filled'].map((name) => {
      const num = update.allocate();
      update.put(num, pdfDict({ ...textField(name), V: name === 'filled' ? pdfText('100') : undefined }));
      return pdfRef(num);
    });
    append(update, document, fields);
  });
  certified = Buffer.from(await signBy(office, form, 'officer'));
  approved = Buffer.from(await signBy(office, form, 'officer', { certify: false }));
});

function textField(name: string) {
  return {
    ...{ Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName('Tx') },
    ...{ T: pdfText(name), Rect: pdfArray([50, 600, 200, 620]) },
  };
}

function updated(pdf: Buffer, change: Change): Buffer {
  const document = openPdf(pdf);
  const update = createUpdate(document);
  change(update, document);
  return update.build().bytes;
}

function dictOf(document: PdfDocument, num: number): PdfDict {
  const dict = asDict(document.object(num)?.value);
  if (dict === undefined) throw new Error(`no dictionary ${num}`);
  return dict;
}

/** Puts fields behind those of the form and on the first page. */
function append(update: IncrementalUpdate, document: PdfDocument, added: readonly PdfValue[]): void {
  const form = asRef(document.catalog.entries.get('AcroForm'))?.num ?? -1;
  const page = document.pages()[0] ?? -1;
  for (const [num, key] of [
    [form, 'Fields'],
    [page, 'Annots'],
  ] as const) {
    const dict = dictOf(document, num);
    const known = document.array(dict.entries.get(key)) ?? [];
    update.put(num, withEntries(dict, { [key]: pdfArray([...known, ...added]) }));
  }
}

function fieldNum(document: PdfDocument, at: number): number {
  const form = document.dict(document.catalog.entries.get('AcroForm'));
  return asRef(document.array(form?.entries.get('Fields'))?.[at])?.num ?? -1;
}

/** Fields in the order of the form. */
const [OFFICER, AGENCY, EMPTY, FILLED] = [0, 1, 2, 3];

function fill(at: number, entries: Record<string, PdfValue>): Change {
  return (update, document) => {
    const num = fieldNum(document, at);
    update.put(num, withEntries(dictOf(document, num), entries));
  };
}

function looks(update: IncrementalUpdate): PdfValue {
  const num = update.allocate();
  update.put(num, { kind: 'stream', dict: pdfDict({ Subtype: pdfName('Form') }), raw: Buffer.from('BT ET') });
  return pdfDict({ N: pdfRef(num) });
}

function changes(pdf: Buffer, change: Change): string[] {
  return forbiddenChanges(openPdf(pdf), openPdf(updated(pdf, change)));
}

describe('a signature field', () => {
  test.each<[string, (document: PdfDocument) => PdfValue]>([
    ['words', () => pdfText('đã ký')],
    ['nothing', () => null],
    [
      "the officer's signature again",
      (document) => dictOf(document, fieldNum(document, OFFICER)).entries.get('V') ?? null,
    ],
  ])('does not get looks by being given %s', (_what, value) => {
    const reasons = changes(certified, (update, document) =>
      fill(AGENCY, { V: value(document), AP: looks(update) })(update, document),
    );
    expect(reasons).toEqual(['signature-field-changed:agency']);
  });

  test.each([
    ['of a name that is there', 'filled', [0, 0, 9, 9]],
    ['that covers the page', 'third', [0, 0, 595, 842]],
  ])('that is new, %s, is forbidden', (_what, name, rect) => {
    const reasons = changes(approved, newSignature(name, rect));
    expect(reasons).not.toEqual([]);
  });

  test('that is new and small may come where nothing was certified, and not where something was', () => {
    expect(changes(approved, newSignature('third', [10, 10, 100, 60]))).toEqual([]);
    expect(changes(certified, newSignature('third', [10, 10, 100, 60]))).not.toEqual([]);
  });

  function newSignature(name: string, rect: number[]): Change {
    return (update, document) => {
      const [field, signature] = [update.allocate(), update.allocate()];
      update.put(signature, pdfDict({ Type: pdfName('Sig') }));
      const text = { ...textField(name), FT: pdfName('Sig'), Rect: pdfArray(rect) };
      update.put(field, pdfDict({ ...text, V: pdfRef(signature), AP: looks(update) }));
      append(update, document, [pdfRef(field)]);
    };
  }
});

describe('an ordinary field', () => {
  const other =
    (at: number): Change =>
    (update, document) =>
      fill(at, { V: pdfText('900'), AP: looks(update) })(update, document);

  test('is filled where a certification permits it, and without one where it was empty', () => {
    expect(changes(certified, other(EMPTY))).toEqual([]);
    expect(changes(certified, other(FILLED))).toEqual([]);
    expect(changes(approved, other(EMPTY))).toEqual([]);
    expect(changes(approved, other(FILLED))).toEqual(['field-changed:filled']);
  });

  test('that was filled stays as the agency signed it, whatever the certification before it said', async () => {
    const agency = Buffer.from(await signBy(office, certified, 'agency'));
    expect(changes(agency, other(EMPTY))).toEqual([]);
    expect(changes(agency, other(FILLED))).toEqual(['field-changed:filled']);
  });

  test('keeps its place, its name and its actions', () => {
    for (const entries of [
      { Rect: pdfArray([0, 0, 595, 842]) },
      { T: pdfText('khác') },
      { AA: pdfDict({}) },
    ]) {
      expect(changes(certified, fill(EMPTY, { V: pdfText('1'), ...entries }))).toEqual([
        'field-changed:empty',
      ]);
    }
    expect(
      changes(certified, (update, document) => fill(EMPTY, { AP: looks(update) })(update, document)),
    ).toEqual(['field-changed:empty']);
  });

  test.each([
    ['All', [], true],
    ['Include', ['empty'], true],
    ['Exclude', ['empty'], false],
    ['Unheard', [], true],
  ])('is locked by %s %j: %s', async (action, names, isLocked) => {
    const lock = pdfDict({ Action: pdfName(action), Fields: pdfArray(names.map(pdfText)) });
    const unsigned = updated(
      Buffer.from(approved.subarray(0, approved.lastIndexOf('%%EOF', approved.length - 10) + 6)),
      fill(OFFICER, { Lock: lock }),
    );
    const locked = Buffer.from(await signBy(office, unsigned, 'officer', { certify: false }));
    expect(changes(locked, other(EMPTY))).toEqual(isLocked ? ['field-locked:empty'] : []);
  });

  test('that was filled behind a certification needs no signature; behind any other it does', () => {
    const judge = (pdf: Buffer) => verifySignedPdf({ pdf, roots: [...office.roots], at: NOW });
    expect(judge(updated(certified, other(EMPTY)))).toMatchObject({
      verdict: 'valid',
      signatures: [{ modifiedAfter: 'permitted', coversWholeFile: false }],
    });
    expect(judge(updated(approved, other(EMPTY)))).toMatchObject({ verdict: 'invalid' });
  });
});

test('a signature that a page shows and the form does not list makes a file unsure', async () => {
  const outside = (pdf: Uint8Array) =>
    updated(Buffer.from(pdf), (update, document) => {
      const [field, value] = [update.allocate(), update.allocate()];
      update.put(value, pdfDict({ Type: pdfName('Sig'), ByteRange: pdfArray([0, 1, 2, 3]) }));
      update.put(field, pdfDict({ ...textField('x'), FT: pdfName('Sig'), V: pdfRef(value) }));
      const page = document.pages()[0] ?? -1;
      update.put(page, withEntries(dictOf(document, page), { Annots: pdfArray([pdfRef(field)]) }));
    });
  const judge = (pdf: Uint8Array) => verifySignedPdf({ pdf, roots: [...office.roots], at: NOW });
  const told = { verdict: 'unknown', reasons: ['signature-outside-form'] };
  expect(judge(outside(await aScan({ pages: 1 })))).toMatchObject({ ...told, signatures: [] });
  const listed = await withFields(outside(await aScan({ pages: 1 })), 0);
  expect(judge(await signBy(office, listed, 'officer'))).toMatchObject(told);
});

describe('what programs write besides', () => {
  test('metadata, a version and objects that nothing leads to change nothing', () => {
    const reasons = changes(certified, (update, { catalogRef, catalog }) => {
      const [metadata, leftover] = [update.allocate(), update.allocate()];
      const dict = pdfDict({ Type: pdfName('Metadata'), Subtype: pdfName('XML') });
      update.put(metadata, { kind: 'stream', dict, raw: Buffer.from('<x/>') });
      update.put(leftover, pdfDict({ Left: pdfRef(catalogRef) }));
      update.put(catalogRef, withEntries(catalog, { Metadata: pdfRef(metadata), Version: pdfName('1.7') }));
    });
    expect(reasons).toEqual([]);
  });

  test('the resources of the form may grow, and hold nothing but resources', () => {
    const resources =
      (entries: Record<string, PdfValue>): Change =>
      (update, document) => {
        const form = asRef(document.catalog.entries.get('AcroForm'))?.num ?? -1;
        update.put(form, withEntries(dictOf(document, form), { DR: pdfDict(entries) }));
      };
    expect(changes(certified, resources({ Font: pdfDict({ Helv: pdfDict({}) }) }))).toEqual([]);
    expect(changes(certified, resources({ JS: pdfText('1') }))).toEqual(['form-changed:DR']);
  });

  test('a list of annotations is a list', () => {
    const reasons = changes(certified, (update, document) => {
      const page = document.pages()[0] ?? -1;
      update.put(page, withEntries(dictOf(document, page), { Annots: pdfText('x') }));
    });
    expect(reasons).toEqual(['annotations-changed:1']);
  });

  test('a second paper is forbidden, even where nothing leads to it', () => {
    const reasons = changes(certified, (update) =>
      update.put(update.allocate(), pdfDict({ Type: pdfName('Catalog') })),
    );
    expect(reasons).toEqual([expect.stringMatching(/^object-unexplained:/u)]);
  });

  test('an object of the file before that only an earlier definition hid is found', () => {
    const evil = updated(certified, (update, document) => {
      const page = document.pages()[0] ?? -1;
      update.put(page, withEntries(dictOf(document, page), { Rotate: 90 }));
    });
    // The next update takes everything back: the cross-references show the page as it was.
    const before = openPdf(certified);
    const page = before.pages()[0] ?? -1;
    const entry = before.entries.get(page);
    const offset = entry?.type === 'offset' ? entry.offset : -1;
    const table = `xref\n${page} 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n`;
    const newest = openPdf(evil);
    const root = `<</Size 99/Root ${newest.catalogRef} 0 R/Prev ${newest.sections[0]?.offset}>>`;
    const restored = Buffer.concat([
      evil,
      Buffer.from(`${table}${root}\nstartxref\n${evil.length}\n%%EOF\n`, 'latin1'),
    ]);
    const verdict = verifySignedPdf({ pdf: restored, roots: [...office.roots], at: NOW });
    expect(verdict).toMatchObject({ verdict: 'invalid', reasons: ['hidden-object'] });
  });
});

describe('a signature', () => {
  const judge = (pdf: Buffer) => verifySignedPdf({ pdf, roots: [...office.roots], at: NOW });

  test('that only calls itself a time stamp may not come behind a certification', () => {
    const stamp =
      (format: string): Change =>
      (update, document) => {
        const [field, signature] = [update.allocate(), update.allocate()];
        const entries = { Type: pdfName('DocTimeStamp'), SubFilter: pdfName(format) };
        update.put(signature, pdfDict(entries));
        const text = { ...textField('third'), FT: pdfName('Sig'), Rect: pdfArray([0, 0, 0, 0]) };
        update.put(field, pdfDict({ ...text, V: pdfRef(signature) }));
        append(update, document, [pdfRef(field)]);
      };
    expect(changes(certified, stamp('ETSI.RFC3161'))).toEqual([]);
    expect(changes(certified, stamp('ETSI.CAdES.detached'))).not.toEqual([]);
  });

  test('that another one took the number of was taken away', async () => {
    const signature = (document: PdfDocument) =>
      asRef(dictOf(document, fieldNum(document, OFFICER)).entries.get('V'))?.num ?? -1;
    const agency = Buffer.from(await signBy(office, certified, 'agency'));
    const theirs = dictOf(
      openPdf(agency),
      asRef(dictOf(openPdf(agency), fieldNum(openPdf(agency), AGENCY)).entries.get('V'))?.num ?? -1,
    );
    const verdict = judge(updated(agency, (update, document) => update.put(signature(document), theirs)));
    expect(verdict).toMatchObject({
      verdict: 'invalid',
      reasons: expect.arrayContaining(['signature-removed']),
    });
  });
});
