import type { PdfDocument } from './pdf/document.ts';
import {
  asDict,
  asName,
  asRef,
  asString,
  type PdfDict,
  PdfError,
  type PdfString,
  type PdfValue,
  textOf,
} from './pdf/value.ts';

const DEEPEST_FIELD_TREE = 32;
const MOST_FIELDS = 100_000;
const MOST_REVISIONS = 512;
/** `startxref`, a number, and white space as generous as writers are. */
const LONGEST_END = 64;

/** A terminal field (ISO 32000-1, 12.7.3) of one revision. */
export interface FormField {
  /** Object number of the field. */
  readonly num: number;
  /** Fully qualified name, parts joined by full stops. */
  readonly name: string;
  /** Its own or inherited: Sig, Tx, Btn, Ch. */
  readonly type: string | undefined;
  readonly dict: PdfDict;
  /** Object numbers of its separate widgets; empty when field and widget are one dictionary. */
  readonly widgets: readonly number[];
}

/** A terminal signature field (12.7.4.5). */
export interface SignatureField extends FormField {
  /** The signature dictionary, undefined while the field is empty. */
  readonly signature: PdfDict | undefined;
  /** Object number of the signature dictionary; the field's own where it stands inside the field. */
  readonly signatureNum: number | undefined;
}

/** The signature's own string between its delimiters, found as a hexadecimal string of the file itself. */
export function contentsOf(signature: PdfDict): PdfString | undefined {
  const contents = asString(signature.entries.get('Contents'));
  return contents?.hex === true ? contents : undefined;
}

const known = new WeakMap<PdfDocument, readonly FormField[]>();

/** Every signature field of a revision, in the order of its form. Throws {@link PdfError} on loops. */
export function listSignatureFields(document: PdfDocument): SignatureField[] {
  return listFields(document).flatMap((field) => {
    if (field.type !== 'Sig') return [];
    const written = field.dict.entries.get('V');
    const signature = document.dict(written);
    const signatureNum = signature === undefined ? undefined : (asRef(written)?.num ?? field.num);
    return [{ ...field, signature, signatureNum }];
  });
}

/** Every field of a revision, of any type. Throws {@link PdfError} on loops. */
export function listFields(document: PdfDocument): readonly FormField[] {
  const before = known.get(document);
  if (before !== undefined) return before;
  const found = readFields(document);
  known.set(document, found);
  return found;
}

function readFields(document: PdfDocument): FormField[] {
  const form = document.dict(document.catalog.entries.get('AcroForm'));
  const found: FormField[] = [];
  const seen = new Set<number>();

  function visit(
    value: PdfValue,
    parentName: string,
    inheritedType: string | undefined,
    depth: number,
  ): void {
    const num = asRef(value)?.num;
    const dict = document.dict(value);
    if (num === undefined || dict === undefined) return;
    if (seen.has(num) || depth > DEEPEST_FIELD_TREE || seen.size > MOST_FIELDS) {
      throw new PdfError('pdf-damaged', 'a loop in the tree of fields');
    }
    seen.add(num);
    const partial = asString(document.resolve(dict.entries.get('T')));
    const name = [parentName, partial === undefined ? '' : textOf(partial)]
      .filter((part) => part !== '')
      .join('.');
    const type = asName(document.resolve(dict.entries.get('FT'))) ?? inheritedType;
    const kids = document.array(dict.entries.get('Kids')) ?? [];
    const fields = kids.filter((kid) => document.dict(kid)?.entries.has('T') === true);
    for (const kid of fields) visit(kid, name, type, depth + 1);
    if (fields.length > 0) return;
    const widgets = kids.flatMap((kid) => asRef(kid)?.num ?? []);
    found.push({ num, name, type, dict, widgets });
  }

  for (const field of document.array(form?.entries.get('Fields')) ?? []) visit(field, '', undefined, 0);
  return found;
}

/**
 * Whether a page shows a signed field that the form does not list. Some programs sign like that, and some readers find such a signature and others do not: what it says
 * of the file is unsure.
 */
export function hasSignatureOutsideForm(document: PdfDocument): boolean {
  try {
    return findsSignatureOutside(document);
  } catch (error) {
    // Damage has a reason of its own.
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return false;
    throw error;
  }
}

function findsSignatureOutside(document: PdfDocument): boolean {
  const listed = new Set(listFields(document).flatMap(({ num, widgets }) => [num, ...widgets]));
  return document.pages().some((page) => {
    const annotations = document.array(asDict(document.object(page)?.value)?.entries.get('Annots')) ?? [];
    return annotations.some((item) => {
      const entries = document.dict(item)?.entries;
      const isSigned = document.dict(entries?.get('V'))?.entries.has('ByteRange') === true;
      return isSigned && !listed.has(asRef(item)?.num ?? -1);
    });
  });
}

/** The filled fields of a revision. */
export function everySignature(document: PdfDocument): SignatureField[] {
  return listSignatureFields(document).filter(({ signature }) => signature !== undefined);
}

/** Where a signature's value stands in the file: two of one object number are two signatures. Its number, negative, where there is no value. */
export function placeOf({ signature, signatureNum }: SignatureField): number | undefined {
  if (signature === undefined || signatureNum === undefined) return undefined;
  return contentsOf(signature)?.start ?? -signatureNum;
}

/**
 * Places of everything that any revision of the file ever called a signature. One that the newest form no longer shows was taken away.
 */
export function everySignatureEver(
  document: PdfDocument,
  openAt: (end: number) => PdfDocument | undefined,
): Set<number> {
  const ever = new Set<number>();
  for (const end of revisionEnds(document.bytes)) {
    for (const field of fieldsOrNone(openAt(end))) {
      const place = placeOf(field);
      if (place !== undefined) ever.add(place);
    }
  }
  return ever;
}

function fieldsOrNone(document: PdfDocument | undefined): readonly SignatureField[] {
  if (document === undefined) return [];
  try {
    return listSignatureFields(document);
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}

/**
 * Ends of everything that may be a revision: just after the first `%%EOF` behind each place that a `startxref` names before it. Throws
 * {@link PdfError} where there are more than can be looked at: one of them may have had a signature.
 */
function revisionEnds(bytes: Buffer): number[] {
  const ends = new Map<number, number>();
  for (let at = bytes.indexOf('%%EOF'); at !== -1; at = bytes.indexOf('%%EOF', at + 5)) {
    const named = /startxref\s+(\d{1,15})\s+$/u.exec(
      bytes.toString('latin1', Math.max(0, at - LONGEST_END), at),
    );
    const section = Number(named?.[1] ?? Number.POSITIVE_INFINITY);
    if (section < at && !ends.has(section)) ends.set(section, at + 5);
    if (ends.size > MOST_REVISIONS) throw new PdfError('pdf-too-complex', 'revisions');
  }
  return [...ends.values()];
}

/** P of the DocMDP transform (12.8.2.2) of a signature dictionary, undefined for an approval signature. */
export function certificationLevel(document: PdfDocument, signature: PdfDict): number | undefined {
  for (const reference of document.array(signature.entries.get('Reference')) ?? []) {
    const entries = document.dict(reference)?.entries;
    if (asName(document.resolve(entries?.get('TransformMethod'))) !== 'DocMDP') continue;
    const level = document.resolve(
      asDict(document.resolve(entries?.get('TransformParams')))?.entries.get('P'),
    );
    if (level === null) return 2;
    // A level that nobody knows permits nothing.
    return level === 2 || level === 3 ? level : 1;
  }
  return undefined;
}
