import type { PdfDocument } from './pdf/document.ts';
import { asName, asString, type PdfDict, textOf } from './pdf/value.ts';
import type { SignatureField } from './signature-fields.ts';

/** What the signatures of a revision forbid to be changed in its form (ISO 32000-1, 12.8.2.4 and 12.7.4.5). */
export interface FieldLocks {
  isLocked(name: string): boolean;
  /** Certification levels that locks bring (ISO 32000-2, table 236). */
  readonly levels: readonly number[];
}

/** Reads the FieldMDP transforms of signatures and the /Lock of their fields: both count, whichever is there. */
export function readFieldLocks(document: PdfDocument, fields: Iterable<SignatureField>): FieldLocks {
  const rules: ((name: string) => boolean)[] = [];
  const levels: number[] = [];
  for (const { dict, signature } of fields) {
    if (signature === undefined) continue;
    const lock = document.dict(dict.entries.get('Lock'));
    if (lock !== undefined) {
      rules.push(ruleOf(document, lock));
      const level = document.resolve(lock.entries.get('P'));
      if (typeof level === 'number') levels.push(level === 2 || level === 3 ? level : 1);
    }
    for (const reference of document.array(signature.entries.get('Reference')) ?? []) {
      const entries = document.dict(reference)?.entries;
      if (asName(document.resolve(entries?.get('TransformMethod'))) !== 'FieldMDP') continue;
      const parameters = document.dict(entries?.get('TransformParams'));
      rules.push(parameters === undefined ? () => true : ruleOf(document, parameters));
    }
  }
  return { isLocked: (name) => rules.some((rule) => rule(name)), levels };
}

/** All, Include or Exclude with names; a field's name stands for everything below it. What is not understood locks all. */
function ruleOf(document: PdfDocument, parameters: PdfDict): (name: string) => boolean {
  const action = asName(document.resolve(parameters.entries.get('Action')));
  const names = (document.array(parameters.entries.get('Fields')) ?? []).flatMap((item) => {
    const text = asString(document.resolve(item));
    return text === undefined ? [] : [textOf(text)];
  });
  const isNamed = (name: string) => names.some((each) => name === each || name.startsWith(`${each}.`));
  if (action === 'Include') return isNamed;
  if (action === 'Exclude') return (name) => !isNamed(name);
  return () => true;
}
