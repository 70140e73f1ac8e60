import type { PdfDocument } from '../verify/pdf/document.ts';
import { inheritedBy } from '../verify/pdf/page-attributes.ts';
import { asDict, asInteger, asRef, type PdfDict, PdfError, type PdfValue } from '../verify/pdf/value.ts';
import type { IncrementalUpdate } from './incremental-update.ts';
import { pdfArray, pdfDict, pdfName, pdfRef, withEntries } from './pdf-text.ts';

/** A form XObject where it is painted: its origin in the page's own points. */
export interface Painting {
  readonly form: number;
  readonly x: number;
  readonly y: number;
  /** Darkens only what is light (blend mode Multiply; ISO 32000-1, 11.3.5). */
  readonly multiply?: boolean;
}

/** The visible box of a page (14.11.2), and by how much it is turned, in degrees. Throws {@link PdfError}. */
export function pageBox(document: PdfDocument, page: PdfDict) {
  const written = inheritedBy(document, page, 'CropBox') ?? inheritedBy(document, page, 'MediaBox');
  const [x1, y1, x2, y2] = (document.array(written) ?? []).map((value) => document.resolve(value));
  if (![x1, y1, x2, y2].every((value) => typeof value === 'number'))
    throw new PdfError('pdf-damaged', 'a page without size');
  const [left, bottom, right, top] = [x1, y1, x2, y2] as [number, number, number, number];
  const turned = document.resolve(inheritedBy(document, page, 'Rotate'));
  return {
    x: Math.min(left, right),
    y: Math.min(bottom, top),
    width: Math.abs(right - left),
    height: Math.abs(top - bottom),
    rotate: typeof turned === 'number' ? turned : 0,
  };
}

/** Paints forms over what a page shows; what it already draws keeps its streams, in a graphics state of its own. Throws {@link PdfError}. */
export function paintOnPage(
  document: PdfDocument,
  update: IncrementalUpdate,
  num: number,
  paintings: readonly Painting[],
): void {
  const page = asDict(document.object(num)?.value);
  if (page === undefined) throw new PdfError('pdf-damaged', 'a page');
  const written = page.entries.get('Contents');
  const before = document.array(written) ?? (written === undefined ? [] : [written]);
  const resources = document.dict(inheritedBy(document, page, 'Resources')) ?? pdfDict({});
  const drawn = paint(document, update, resources, paintings);
  const [open, close] = [addContent(update, 'q'), addContent(update, `Q\n${drawn.operators}`)];
  update.put(
    num,
    withEntries(page, {
      Contents: pdfArray([pdfRef(open), ...before, pdfRef(close)]),
      Resources: drawn.resources,
    }),
  );
}

/** Adds a page behind the last that shows only the painted forms. Throws {@link PdfError}. */
export function addPaintedPage(
  document: PdfDocument,
  update: IncrementalUpdate,
  size: { readonly width: number; readonly height: number },
  paintings: readonly Painting[],
): void {
  const root = asRef(document.catalog.entries.get('Pages'));
  const tree = document.dict(root);
  const kids = document.array(tree?.entries.get('Kids'));
  const count = asInteger(document.resolve(tree?.entries.get('Count')));
  if (root === undefined || tree === undefined || kids === undefined || count === undefined)
    throw new PdfError('pdf-damaged', 'the page tree');
  const box = pdfArray([0, 0, size.width, size.height]);
  const drawn = paint(document, update, pdfDict({}), paintings);
  const num = update.allocate();
  update.put(
    num,
    pdfDict({
      Type: pdfName('Page'),
      Parent: root,
      // What the tree would hand down belongs to the scanned pages.
      MediaBox: box,
      CropBox: box,
      Rotate: 0,
      Resources: drawn.resources,
      Contents: pdfRef(addContent(update, drawn.operators)),
    }),
  );
  update.put(root.num, withEntries(tree, { Kids: pdfArray([...kids, pdfRef(num)]), Count: count + 1 }));
}

function paint(
  document: PdfDocument,
  update: IncrementalUpdate,
  resources: PdfDict,
  paintings: readonly Painting[],
): { resources: PdfDict; operators: string } {
  const forms: Record<string, PdfValue> = {};
  const states: Record<string, PdfValue> = {};
  const operators = paintings.map(({ form, x, y, multiply = false }) => {
    const name = `QMC${form}`;
    forms[name] = pdfRef(form);
    if (!multiply) return `q 1 0 0 1 ${x} ${y} cm /${name} Do Q`;
    const state = update.allocate();
    update.put(state, pdfDict({ Type: pdfName('ExtGState'), BM: pdfName('Multiply') }));
    states[`${name}GS`] = pdfRef(state);
    return `q 1 0 0 1 ${x} ${y} cm /${name}GS gs /${name} Do Q`;
  });
  const joined = (key: string, own: Record<string, PdfValue>) =>
    withEntries(document.dict(resources.entries.get(key)) ?? pdfDict({}), own);
  const added = {
    XObject: joined('XObject', forms),
    ...(Object.keys(states).length > 0 ? { ExtGState: joined('ExtGState', states) } : {}),
  };
  return { resources: withEntries(resources, added), operators: operators.join('\n') };
}

function addContent(update: IncrementalUpdate, operators: string): number {
  const num = update.allocate();
  update.put(num, { kind: 'stream', dict: pdfDict({}), raw: Buffer.from(`${operators}\n`, 'latin1') });
  return num;
}
