import { openPdf, type PdfDocument } from '../verify/pdf/document.ts';
import {
  asArray,
  asDict,
  asName,
  asRef,
  asStream,
  asString,
  type PdfDict,
  PdfError,
  type PdfValue,
} from '../verify/pdf/value.ts';

/** What in a PDF does something by itself, carries something besides its pages, or shows other content than they do. */
export type ActiveContent =
  | { readonly kind: 'script' | 'files' | 'xfa' | 'media' }
  /** `action`: its name as ISO 32000-1, 12.6.4 has it. */
  | { readonly kind: 'action'; readonly action: string };

/** A foreign PDF as far as it matters to a dossier. */
export interface InspectedPdf {
  readonly pages: number;
  /** What was found first of the worst kind; null in a file that only shows pages. */
  readonly active: ActiveContent | null;
}

/** From the worst to the least. */
const KINDS = [
  'script',
  'action',
  'files',
  'xfa',
  'media',
] as const satisfies readonly ActiveContent['kind'][];

/** Actions that run a program, send or fetch something, or open a file inside the file, also where a person has to press. */
const RUNNING = new Set(['Launch', 'SubmitForm', 'ImportData', 'GoToE', 'RichMediaExecute']);
const MEDIA_ACTIONS = new Set(['Rendition', 'Movie', 'Sound', 'GoTo3DView']);
const MEDIA = new Set(['RichMedia', '3D', 'Screen', 'Movie', 'Sound', 'RichMediaContent']);
/** What a file may do when it is opened or a page is turned: show a place in itself. */
const MAY_START = 'GoTo';
/** Actions behind one another. */
const LONGEST_CHAIN = 64;
/** Objects that one paper may consist of. */
const MOST_OBJECTS = 2_000_000;

/**
 * Reads a foreign PDF through everything that its newest revision refers to, inside object streams too: no name tree, annotation or field hides
 * anything. Nothing is repaired, so what is judged is what every reader shows. Throws PdfError.
 */
export function inspectPdf(bytes: Uint8Array): InspectedPdf {
  const document = openPdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const pages = document.pages().length;
  let found: ActiveContent | null = null;
  for (const dict of everyDictionary(document)) {
    const active = activeIn(document, dict);
    if (active !== null && (found === null || KINDS.indexOf(active.kind) < KINDS.indexOf(found.kind)))
      found = active;
    if (found?.kind === 'script') break;
  }
  return { pages, active: found };
}

/** Every dictionary that the trailer leads to, each object once. */
function* everyDictionary(document: PdfDocument): Generator<PdfDict> {
  const pending: PdfValue[] = [document.trailer];
  const seen = new Set<number>();
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const num = asRef(value)?.num;
    if (num !== undefined) {
      if (seen.has(num)) continue;
      if (seen.size >= MOST_OBJECTS) throw new PdfError('pdf-too-complex', 'objects');
      seen.add(num);
      pending.push(document.resolve(value));
      continue;
    }
    const dict = asDict(value) ?? asStream(value)?.dict;
    for (const inner of dict?.entries.values() ?? asArray(value) ?? [])
      if (typeof inner === 'object' && inner !== null && asName(inner) === undefined) pending.push(inner);
    if (dict === undefined) continue;
    // Two values under one key: readers differ in which of them counts.
    if (dict.ambiguous) throw new PdfError('pdf-damaged', 'a key twice in one dictionary');
    yield dict;
  }
}

function activeIn(document: PdfDocument, dict: PdfDict): ActiveContent | null {
  const nameOf = (key: string) => asName(document.resolve(dict.entries.get(key)));
  const isThere = (key: string) => document.resolve(dict.entries.get(key)) !== null;
  const action = nameOf('S') ?? '';
  if (action === 'JavaScript' || isScript(document.resolve(dict.entries.get('JS'))))
    return { kind: 'script' };
  if (RUNNING.has(action)) return { kind: 'action', action };
  const started = startedBy(document, dict);
  if (started !== undefined) return { kind: 'action', action: started };
  const subtype = nameOf('Subtype') ?? '';
  if (
    isThere('EF') ||
    subtype === 'FileAttachment' ||
    nameOf('Type') === 'EmbeddedFile' ||
    isThere('Collection')
  )
    return { kind: 'files' };
  if (isThere('XFA')) return { kind: 'xfa' };
  return MEDIA.has(subtype) || MEDIA_ACTIONS.has(action) ? { kind: 'media' } : null;
}

function isScript(value: PdfValue): boolean {
  return asString(value) !== undefined || asStream(value) !== undefined;
}

/** The first action that a dictionary starts without a person and that does more than show a place of this file. */
function startedBy(document: PdfDocument, dict: PdfDict): string | undefined {
  const triggers = [
    dict.entries.get('OpenAction'),
    ...(document.dict(dict.entries.get('AA'))?.entries.values() ?? []),
  ];
  for (const trigger of triggers) {
    const pending = [document.resolve(trigger)];
    for (let steps = 0; pending.length > 0; steps += 1) {
      if (steps > LONGEST_CHAIN) throw new PdfError('pdf-too-complex', 'actions');
      // A destination is an array or a name: only a dictionary acts.
      const action = asDict(pending.pop() ?? null);
      if (action === undefined) continue;
      const name = asName(document.resolve(action.entries.get('S'))) ?? 'Action';
      if (name !== MAY_START) return name;
      const next = document.resolve(action.entries.get('Next'));
      pending.push(...(asArray(next) ?? [next]).map((one) => document.resolve(one)));
    }
  }
  return undefined;
}
