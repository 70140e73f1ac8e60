import {
  coveredPages,
  extendedBy,
  FILLED_FORM_KEYS,
  isFormResource,
  judgeField,
  judgeFilled,
  judgeForm,
  judgeWidget,
} from './form-changes.ts';
import { pageListChanges, pagesInheriting, pagesShowing } from './page-changes.ts';
import type { PdfDocument } from './pdf/document.ts';
import {
  asDict,
  asName,
  asRef,
  asStream,
  changedKeys,
  type PdfDict,
  type PdfValue,
  sameValue,
} from './pdf/value.ts';
import { changedObjects, isPlumbing, type ObjectChange, reachedFrom, readable } from './revision-changes.ts';
import { type Comparison, compareRevisions } from './revision-comparison.ts';

const CATALOG_KEYS: ReadonlySet<string> = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const VERSION = /^[12]\.\d$/u;
const INFO_KEYS: ReadonlySet<string> = new Set(['ModDate', 'Producer']);
const MOST_REASONS = 8;

/**
 * Compares a signed revision with a later one, object by object, by an allow-list (ISO 32000-1, 12.8.2.2.2): a signature field that was
 * empty is filled, validation data is added, a time stamp is added, and, where no certification forbids it, a new signature brings its
 * field. Ordinary form fields may be filled where a certification says so, and those that were empty where none says anything. Answers what else changed;
 * nothing means permitted. Annotations are not permitted, whatever a certification says: they cover what was signed.
 */
export function forbiddenChanges(before: PdfDocument, after: PdfDocument): string[] {
  const changes = changedObjects(before, after);
  const comparison = compareRevisions(before, after);
  const reasons = new Set(trailerChanges(comparison));
  for (const reason of pageListChanges(before, after)) reasons.add(reason);
  for (const reason of coveredPages(comparison)) reasons.add(reason);
  const explained = explainedObjects(comparison);
  const unnamed: { num: number; reason: string }[] = [];
  let reached: ReadonlySet<number> | undefined;
  for (const change of changes) {
    const reason = judge(change, comparison, explained);
    if (reason === undefined) continue;
    if (reason.startsWith('object-unexplained') && !isReached(change.num) && !isPaper(change.after)) continue;
    if (reason.startsWith('object-')) unnamed.push({ num: change.num, reason });
    else reasons.add(reason);
  }
  const shown = pagesShowing(after, new Set(unnamed.map(({ num }) => num)));
  for (const page of [...shown, ...pagesInheriting(after, changes)]) {
    if (before.pages().includes(after.pages()[page - 1] ?? -1)) reasons.add(`page-changed:${page}`);
  }
  // An object that no page shows is named only when nothing a reader understands has been named.
  if (reasons.size === 0) for (const { reason } of unnamed) reasons.add(reason);
  return [...reasons].slice(0, MOST_REASONS);

  /** Programs leave objects behind that nothing leads to, and that therefore nothing shows. */
  function isReached(num: number): boolean {
    const { Root, Info } = Object.fromEntries(after.trailer.entries);
    reached ??= new Set([Root, Info].flatMap((from) => [...reachedFrom(after, from, () => false)]));
    return reached.has(num);
  }
}

/** What a program that rebuilds a file may take for the paper itself, even where nothing leads to it. */
function isPaper(object: ObjectChange['after']): boolean {
  const type = asName(asDict(object?.value)?.entries.get('Type'));
  return type === 'Catalog' || type === 'Pages' || type === 'Page';
}

/** Whether a later revision fills ordinary fields and a certification permits just that; then it needs no signature of its own. */
export function onlyFillsForm(before: PdfDocument, after: PdfDocument): boolean {
  const { level, ordinary } = compareRevisions(before, after);
  const fills = changedObjects(before, after).some(({ num }) => ordinary.has(num));
  return fills && level !== undefined && level >= 2 && forbiddenChanges(before, after).length === 0;
}

/**
 * Whether a later revision brings validation data (/DSS) and nothing besides. Only such a revision may stand behind the last signature: it is not
 * signed itself, and its data is believed for who signed that.
 */
export function onlyBringsValidationData(before: PdfDocument, after: PdfDocument): boolean {
  const changes = changedObjects(before, after);
  const data = reachedFrom(after, after.catalog.entries.get('DSS'), () => false);
  const brought = changes.filter(({ num, after: now }) => now !== undefined && data.has(num));
  const others = changes.filter((change) => !brought.includes(change));
  return (
    brought.length > 0 &&
    others.every(({ num, after: now }) =>
      num === before.catalogRef
        ? changedKeys(before.catalog, after.catalog).every((key) => key === 'DSS' || key === 'Extensions')
        : now !== undefined && isPlumbing(now),
    )
  );
}

function trailerChanges({ before, after, references }: Comparison): string[] {
  const reasons: string[] = [];
  if (before.catalogRef !== after.catalogRef) reasons.push('catalog-changed:Root');
  const [old, now] = [before.trailer.entries.get('Info'), after.trailer.entries.get('Info')];
  if (sameValue(old ?? null, now ?? null)) return reasons;
  const renewed = asRef(now)?.num;
  const isNew =
    renewed !== undefined &&
    readable(before, renewed) === undefined &&
    references.referrers(renewed).size === 0;
  return isNew && infoKept(before.dict(old), after.dict(now))
    ? reasons
    : [...reasons, 'catalog-changed:Info'];
}

/** Writers note in the document information when and by what a file was saved; nothing else of it may change. */
function infoKept(old: PdfDict | undefined, now: PdfDict | undefined): boolean {
  return now !== undefined && !now.ambiguous && changedKeys(old, now).every((key) => INFO_KEYS.has(key));
}

/** New objects that belong to what a permitted change brings, found from there on. */
function explainedObjects({
  before,
  after,
  fieldsBefore,
  fieldsAfter,
  newFields,
  ordinary,
  storeBefore: data,
}: Comparison): Set<number> {
  const explained = new Set<number>();
  const take = (value: PdfValue | undefined): void => {
    const known = (num: number) => explained.has(num) || readable(before, num) !== undefined;
    for (const num of reachedFrom(after, value, known)) explained.add(num);
  };
  // Validation data grows from one proof to the next: what is new in it is found through what was in it before.
  const leadsOut = (num: number) => readable(before, num) !== undefined && !data.has(num);
  for (const num of reachedFrom(after, after.catalog.entries.get('DSS'), leadsOut))
    if (readable(before, num) === undefined) explained.add(num);
  take(after.catalog.entries.get('Extensions'));
  const form = after.catalog.entries.get('AcroForm');
  takeOnly(form);
  takeOnly(after.dict(form)?.entries.get('Fields'));
  take(after.dict(form)?.entries.get('DR'));
  takeOnly(after.trailer.entries.get('Info'));
  takeOnly(after.catalog.entries.get('Metadata'));
  for (const num of ordinary.keys()) {
    const now = asDict(readable(after, num)?.value)?.entries;
    for (const key of FILLED_FORM_KEYS) take(now?.get(key));
  }
  for (const page of after.pages()) takeOnly(asDict(readable(after, page)?.value)?.entries.get('Annots'));
  for (const [num, field] of fieldsAfter) {
    if (!newFields.has(num) && fieldsBefore.get(num)?.signature !== undefined) continue;
    if (!newFields.has(num) && !fieldsBefore.has(num)) continue;
    take(field.dict.entries.get('V'));
    for (const place of [num, ...field.widgets])
      take(asDict(readable(after, place)?.value)?.entries.get('AP'));
    if (newFields.has(num)) for (const place of [num, ...field.widgets]) explained.add(place);
  }
  return explained;

  /** The object itself; what it holds has rules of its own. */
  function takeOnly(value: PdfValue | undefined): void {
    const num = asRef(value)?.num;
    if (num !== undefined && readable(before, num) === undefined) explained.add(num);
  }
}

/** Why this change is not permitted; undefined when it is. */
function judge(
  change: ObjectChange,
  comparison: Comparison,
  explained: ReadonlySet<number>,
): string | undefined {
  const { num, before: old, after: now } = change;
  const { before, after, references, fieldsBefore, owners, ordinary } = comparison;
  if (now === undefined) return `object-removed:${num}`;
  if (old === undefined) {
    if (references.referrers(num).size > 0) return `object-appeared:${num}`;
    return isPlumbing(now) || explained.has(num) ? undefined : `object-unexplained:${num}`;
  }
  if (num === before.catalogRef) return judgeCatalog(comparison);
  const newDict = asDict(now.value);
  if (num === asRef(before.catalog.entries.get('AcroForm'))?.num) return judgeForm(comparison);
  if (num === asRef(before.dict(before.catalog.entries.get('AcroForm'))?.entries.get('Fields'))?.num) {
    return judgeForm(comparison);
  }
  const field = fieldsBefore.get(num);
  if (field !== undefined) return judgeField(field, newDict, comparison);
  const owner = owners.get(num);
  if (owner !== undefined) return judgeWidget(owner, asDict(old.value), newDict, comparison);
  const form = ordinary.get(num);
  if (form !== undefined) return judgeFilled(form, asDict(old.value), newDict, comparison);
  if (isFormResource(comparison, num)) return judgeForm(comparison);
  const page = pageOf(comparison, num);
  if (page !== undefined) return judgePage(comparison, page);
  if (num === asRef(before.trailer.entries.get('Info'))?.num && references.referrers(num).size === 0) {
    return infoKept(asDict(old.value), newDict) ? undefined : 'catalog-changed:Info';
  }
  if (num === asRef(before.catalog.entries.get('Metadata'))?.num && references.referrers(num).size === 1) {
    return isMetadata(old.value) && isMetadata(now.value) ? undefined : 'catalog-changed:Metadata';
  }
  return isValidationData(comparison, num) && after.catalog.entries.has('DSS')
    ? undefined
    : `object-changed:${num}`;
}

function judgeCatalog(comparison: Comparison): string | undefined {
  const { before, after } = comparison;
  if (after.catalog.ambiguous) return 'catalog-changed:twice';
  const strange = changedKeys(before.catalog, after.catalog).find((key) => !CATALOG_KEYS.has(key));
  if (strange !== undefined) return `catalog-changed:${strange}`;
  const [version, metadata] = ['Version', 'Metadata'].map((key) =>
    after.resolve(after.catalog.entries.get(key)),
  );
  if (version !== null && !VERSION.test(asName(version) ?? '')) return 'catalog-changed:Version';
  const sameMetadata = !changedKeys(before.catalog, after.catalog).includes('Metadata');
  if (!sameMetadata && !isMetadata(metadata)) return 'catalog-changed:Metadata';
  return judgeForm(comparison);
}

/** What programs write about a file (14.3.2): no viewer shows it on a page. */
function isMetadata(value: PdfValue | undefined): boolean {
  return asName(asStream(value)?.dict.entries.get('Type')) === 'Metadata';
}

/** The page that an object is, or whose list of annotations it is. */
function pageOf({ before, references }: Comparison, num: number): number | undefined {
  const pages = before.pages();
  if (pages.includes(num)) return num;
  const users = [...references.referrers(num)];
  const [only] = users;
  if (users.length !== 1 || only === undefined || !pages.includes(only)) return undefined;
  const annotations = asDict(readable(before, only)?.value)?.entries.get('Annots');
  return asRef(annotations)?.num === num ? only : undefined;
}

function judgePage({ before, after, newFields }: Comparison, page: number): string | undefined {
  const old = asDict(readable(before, page)?.value);
  const now = asDict(readable(after, page)?.value);
  const place = before.pages().indexOf(page) + 1;
  if (now === undefined || now.ambiguous || changedKeys(old, now).some((key) => key !== 'Annots')) {
    return `page-changed:${place}`;
  }
  const annotations = before.array(old?.entries.get('Annots')) ?? [];
  const kept = extendedBy(annotations, after.resolve(now.entries.get('Annots')), newFields);
  return kept ? undefined : `annotations-changed:${place}`;
}

/** Part of the validation data (/DSS) before and used by nothing else. */
function isValidationData({ before, references, storeBefore: data }: Comparison, num: number): boolean {
  return (
    data.has(num) &&
    [...references.referrers(num)].every((user) => data.has(user) || user === before.catalogRef)
  );
}
