import * as z from 'zod';
import { oneLine, PlainDateText } from '../../types/text.ts';
import type { ProgressEntry } from '../delivery/progress-wire.ts';
import { Validity } from './paper-facts.ts';

/** What the result of a dossier says of itself, for its holder's store and the national data. Null is what nobody said. */
export const ResultFacts = z.strictObject({
  /** Of the national list of results (`MaKetQua`, `KQ.…`). */
  code: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{2,39}$/)
    .nullable(),
  number: oneLine(100).nullable(),
  issuedOn: PlainDateText.nullable(),
  issuer: oneLine(200).nullable(),
  signer: oneLine(150).nullable(),
  validity: Validity.nullable(),
  /** Where the electronic result is fetched (`DuongDanTepTinKetQua`), of one whose file lies with another agency. */
  link: z
    .url({ protocol: /^https$/ })
    .max(1000)
    .nullable(),
});
export type ResultFacts = z.infer<typeof ResultFacts>;

/** Of a result of which nothing was said. */
export const NOTHING_SAID: ResultFacts = {
  code: null,
  number: null,
  issuedOn: null,
  issuer: null,
  signer: null,
  validity: null,
  link: null,
};

/** What the province told of another agency's result. */
export function toldFacts(result: NonNullable<ProgressEntry['result']>, issuer: string): ResultFacts {
  const { number, issuedOn, code = null, signer = null, validity = null, link = null } = result;
  return { code, number, issuedOn, issuer, signer, validity, link };
}

/** Whether there is an electronic result: its file is here, or it is known where it is fetched. */
export function isElectronic(result: { sha256: string | null; facts: ResultFacts } | null): boolean {
  return result !== null && (result.sha256 !== null || result.facts.link !== null);
}
