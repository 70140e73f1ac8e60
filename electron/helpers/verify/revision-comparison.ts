import { type FieldLocks, readFieldLocks } from './field-locks.ts';
import type { PdfDocument } from './pdf/document.ts';
import { asDict, asName, type PdfDict } from './pdf/value.ts';
import { type References, reachedFrom, readable, referencesIn } from './revision-changes.ts';
import {
  certificationLevel,
  type FormField,
  listFields,
  listSignatureFields,
  type SignatureField,
} from './signature-fields.ts';

/** Keys that a new signature field or its widget may have; no actions, no scripts. */
const NEW_FIELD_KEYS: ReadonlySet<string> = new Set(
  'Type Subtype FT T TU TM V Rect P F Ff AP AS MK DA Q BS Border Parent Kids M NM Lock SV'.split(' '),
);

/** Two neighbouring signed revisions and what the rules need to know about them. */
export interface Comparison {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly references: References;
  readonly fieldsBefore: ReadonlyMap<number, SignatureField>;
  readonly fieldsAfter: ReadonlyMap<number, SignatureField>;
  /** Fields of other types, and the fields of separate widgets, by the object number of either. */
  readonly ordinary: ReadonlyMap<number, FormField>;
  /** Signature fields by the object numbers of their separate widgets. */
  readonly owners: ReadonlyMap<number, SignatureField>;
  readonly locks: FieldLocks;
  /** Somebody signed without certifying: for what was filled in then. */
  readonly approved: boolean;
  /** Everything that the validation data before leads to. */
  readonly storeBefore: ReadonlySet<number>;
  /** Strictest certification in force: undefined, 1 (nothing may follow), 2 or 3. */
  readonly level: number | undefined;
  /** Fields and their separate widgets that came with this revision and may have come. */
  readonly newFields: ReadonlySet<number>;
}

/** Collects what the rules need before they look at single objects. */
export function compareRevisions(before: PdfDocument, after: PdfDocument): Comparison {
  const byNumber = (fields: SignatureField[]) => new Map(fields.map((field) => [field.num, field]));
  const fieldsBefore = byNumber(listSignatureFields(before));
  const fieldsAfter = byNumber(listSignatureFields(after));
  const levels = [...fieldsBefore.values()].flatMap(({ signature }) =>
    signature === undefined ? [] : (certificationLevel(before, signature) ?? []),
  );
  const approved = [...fieldsBefore.values()].some(
    ({ signature }) =>
      signature !== undefined &&
      certificationLevel(before, signature) === undefined &&
      asName(signature.entries.get('SubFilter')) !== 'ETSI.RFC3161',
  );
  const locks = readFieldLocks(before, fieldsBefore.values());
  levels.push(...locks.levels);
  const level = levels.length === 0 ? undefined : Math.min(...levels);
  const names = new Set(listFields(before).map(({ name }) => name));
  const newFields = new Set<number>();
  for (const field of fieldsAfter.values()) {
    // Two fields of one name are one field to a viewer.
    if (fieldsBefore.has(field.num) || names.has(field.name)) continue;
    if (!mayCome(before, after, field, level, locks)) continue;
    names.add(field.name);
    for (const num of [field.num, ...field.widgets]) newFields.add(num);
  }
  const ordinary = new Map<number, FormField>();
  for (const field of listFields(before)) {
    if (field.type !== 'Sig') for (const num of [field.num, ...field.widgets]) ordinary.set(num, field);
  }
  const owners = new Map(
    [...fieldsBefore.values()].flatMap((field) => field.widgets.map((num) => [num, field])),
  );
  const storeBefore = reachedFrom(before, before.catalog.entries.get('DSS'), () => false);
  return {
    ...{ before, after, references: referencesIn(before), fieldsBefore, fieldsAfter },
    ...{ ordinary, owners, locks, approved, storeBefore, level, newFields },
  };
}

/** A new field: a time stamp that shows nothing, always; a signature, only while the document is not certified. */
function mayCome(
  before: PdfDocument,
  after: PdfDocument,
  field: SignatureField,
  level: number | undefined,
  locks: FieldLocks,
): boolean {
  if (field.signature === undefined) return false;
  // A signature that only calls itself a time stamp is one.
  const [type, format] = ['Type', 'SubFilter'].map((key) => asName(field.signature?.entries.get(key)));
  const isTimestamp = type === 'DocTimeStamp' && format === 'ETSI.RFC3161';
  if (!isTimestamp && (level !== undefined || locks.isLocked(field.name))) return false;
  if (!isNewSignature(before, field)) return false;
  return [field.num, ...field.widgets].every((num) => {
    const dict = asDict(readable(after, num)?.value);
    if (dict === undefined || dict.ambiguous || readable(before, num) !== undefined) return false;
    const plain = [...dict.entries.keys()].every((key) => NEW_FIELD_KEYS.has(key));
    return plain && (!isTimestamp || !isVisible(after, dict));
  });
}

/** A signature that was already there says nothing new: a field that shows it again only pretends. */
export function isNewSignature(before: PdfDocument, { num, signatureNum }: SignatureField): boolean {
  return signatureNum !== undefined && (signatureNum === num || readable(before, signatureNum) === undefined);
}

function isVisible(document: PdfDocument, widget: PdfDict): boolean {
  const rect = document.array(widget.entries.get('Rect'))?.map((item) => document.resolve(item)) ?? [];
  return rect.length === 4 && rect[0] !== rect[2] && rect[1] !== rect[3];
}
