import { pageBox, type Rect, rectOf } from './page-box.ts';
import type { PdfDocument } from './pdf/document.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asRef,
  asString,
  changedKeys,
  type PdfDict,
  type PdfValue,
  sameValue,
} from './pdf/value.ts';
import { readable } from './revision-changes.ts';
import { type Comparison, isNewSignature } from './revision-comparison.ts';
import type { FormField, SignatureField } from './signature-fields.ts';

const FILLED_FIELD_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M']);
/** Lists of resources (7.8.3). */
const RESOURCES: ReadonlySet<string> = new Set(
  'Font XObject ColorSpace ExtGState Pattern Shading Properties ProcSet Encoding'.split(' '),
);
const FORM_TYPES: ReadonlySet<string | undefined> = new Set(['Tx', 'Btn', 'Ch']);
/** Boxes of later signatures may take this share of a page together: more hides what was signed. */
const LARGEST_SHARE = 1 / 3;
/** Fields for long texts are large; one that takes more than half of a page hides the page. */
const LARGEST_FILLED_SHARE = 1 / 2;
/** Keys of an ordinary field that filling it changes. */
export const FILLED_FORM_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'M', 'I', 'RV']);

/** Why the form itself may not have changed like that; undefined when it may. */
export function judgeForm({ before, after, newFields }: Comparison): string | undefined {
  const old = before.dict(before.catalog.entries.get('AcroForm'));
  const now = after.dict(after.catalog.entries.get('AcroForm'));
  if (now === undefined) return old === undefined ? undefined : 'form-changed:AcroForm';
  if (now.ambiguous) return 'form-changed:twice';
  for (const key of changedKeys(old, now)) {
    const [was, is] = [before.resolve(old?.entries.get(key)), after.resolve(now.entries.get(key))];
    if (key === 'SigFlags') {
      const kept = asInteger(was) ?? 0;
      if (((asInteger(is) ?? 0) & kept) !== kept) return 'form-changed:SigFlags';
    } else if (key === 'DR') {
      if (!onlyGrew(before, after, asDict(was), asDict(is))) return 'form-changed:DR';
    } else if (key === 'Fields') continue;
    else if (old !== undefined || key !== 'DA') return `form-changed:${key}`;
  }
  const fields = before.array(old?.entries.get('Fields')) ?? [];
  return extendedBy(fields, after.resolve(now.entries.get('Fields')), newFields)
    ? undefined
    : 'form-changed:Fields';
}

/** Resources of a form: new names may come, known ones stay. */
function onlyGrew(
  before: PdfDocument,
  after: PdfDocument,
  old: PdfDict | undefined,
  now: PdfDict | undefined,
): boolean {
  if (now === undefined) return old === undefined;
  return changedKeys(old, now).every((key) => {
    const [was, is] = [before.dict(old?.entries.get(key)), after.dict(now.entries.get(key))];
    if (!RESOURCES.has(key)) return false;
    if (old?.entries.has(key) !== true) return true;
    return (
      was !== undefined && is !== undefined && changedKeys(was, is).every((name) => !was.entries.has(name))
    );
  });
}

/** Whether the value is the list `old` with only permitted new fields behind it. */
export function extendedBy(old: readonly PdfValue[], value: PdfValue, allowed: ReadonlySet<number>): boolean {
  const now = asArray(value);
  if (now === undefined) return value === null && old.length === 0;
  return (
    now.length >= old.length &&
    now.every((item, at) =>
      at < old.length ? sameValue(item, old[at]) : allowed.has(asRef(item)?.num ?? -1),
    )
  );
}

/** An empty signature field may be signed, and nothing else of it may change. */
export function judgeField(
  field: SignatureField,
  now: PdfDict | undefined,
  comparison: Comparison,
): string | undefined {
  const strange = changedKeys(field.dict, now).some((key) => !FILLED_FIELD_KEYS.has(key));
  const plain = isFilled(field, comparison) && now?.ambiguous === false && !strange;
  if (plain && comparison.locks.isLocked(field.name)) return `field-locked:${field.name}`;
  return plain && comparison.level !== 1 ? undefined : `signature-field-changed:${field.name}`;
}

/** An empty signature field that has a signature now, one that was not there before. */
function isFilled(field: SignatureField, { before, fieldsAfter }: Comparison): boolean {
  const now = fieldsAfter.get(field.num);
  return field.signature === undefined && now?.signature !== undefined && isNewSignature(before, now);
}

/** An ordinary field, or one of its widgets, that somebody filled. */
export function judgeFilled(
  field: FormField,
  old: PdfDict | undefined,
  now: PdfDict | undefined,
  { before, after, level, locks, approved }: Comparison,
): string | undefined {
  const changed = `field-changed:${field.name}`;
  const current = asDict(readable(after, field.num)?.value);
  const [was, is] = [field.dict.entries.get('V') ?? null, current?.entries.get('V') ?? null];
  if (locks.isLocked(field.name)) return `field-locked:${field.name}`;
  if (now === undefined || now.ambiguous || level === 1 || !FORM_TYPES.has(field.type)) return changed;
  if (changedKeys(old, now).some((key) => !FILLED_FORM_KEYS.has(key)) || sameValue(was, is)) return changed;
  // Who signed without a certification saw what was filled in, and nobody asked them whether it may become something else.
  return (approved || level === undefined) && !isEmpty(before.resolve(was)) ? changed : undefined;
}

function isEmpty(value: PdfValue): boolean {
  return value === null || asString(value)?.bytes.length === 0 || asName(value) === 'Off';
}

/** The default resources of the form, or a list of them, used by the form alone. */
export function isFormResource({ before, references }: Comparison, num: number): boolean {
  const form = before.dict(before.catalog.entries.get('AcroForm'));
  const holder = asRef(form?.entries.get('DR'))?.num;
  const formNum = asRef(before.catalog.entries.get('AcroForm'))?.num ?? before.catalogRef;
  const lists = [...(before.dict(form?.entries.get('DR'))?.entries.values() ?? [])];
  const isList = lists.some((list) => asRef(list)?.num === num);
  const own = [...references.referrers(num)].every((user) => user === holder || user === formNum);
  return own && (num === holder || isList);
}

/** Pages, from 1, of which boxes cover too much that came or got their looks with this revision. */
export function coveredPages(comparison: Comparison): string[] {
  const { after, newFields, fieldsAfter } = comparison;
  const ofSignatures = new Set([...fieldsAfter.values()].flatMap(({ num, widgets }) => [num, ...widgets]));
  return after.pages().flatMap((page, at) => {
    const shown = after.array(asDict(readable(after, page)?.value)?.entries.get('Annots')) ?? [];
    let area = 0;
    let filled = 0;
    for (const item of shown) {
      const num = asRef(item)?.num ?? -1;
      const box = rectOf(after, asDict(readable(after, num)?.value)?.entries.get('Rect'));
      if (box === undefined || !(newFields.has(num) || gotLooks(comparison, num))) continue;
      if (ofSignatures.has(num)) area += areaOf(box);
      else filled += areaOf(box);
    }
    const whole = areaOf(pageBox(after, page).box);
    if (area > whole * LARGEST_SHARE) return [`signature-box-large:${at + 1}`];
    return filled > whole * LARGEST_FILLED_SHARE ? [`page-changed:${at + 1}`] : [];
  });
}

/** A box that was prepared before anybody signed shows something only now. */
function gotLooks({ before, after }: Comparison, num: number): boolean {
  const [old, now] = [asDict(readable(before, num)?.value), asDict(readable(after, num)?.value)];
  const looks = now?.entries.get('AP');
  return looks !== undefined && old !== undefined && !sameValue(old.entries.get('AP'), looks);
}

/** The looks of a signature field that is signed. */
export function judgeWidget(
  owner: SignatureField,
  old: PdfDict | undefined,
  now: PdfDict | undefined,
  comparison: Comparison,
): string | undefined {
  const permitted = changedKeys(old, now).every((key) => key === 'AP' || key === 'AS' || key === 'M');
  const open = isFilled(owner, comparison) && now !== undefined && !now.ambiguous;
  return permitted && open ? undefined : `signature-field-changed:${owner.name}`;
}

const areaOf = ([left, bottom, right, top]: Rect) => (right - left) * (top - bottom);
