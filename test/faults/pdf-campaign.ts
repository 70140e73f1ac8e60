import { createHash } from 'node:crypto';
import { openPdf, type PdfDocument } from '../../electron/helpers/verify/pdf/document.ts';
import { inheritedBy } from '../../electron/helpers/verify/pdf/page-attributes.ts';
import {
  asDict,
  asName,
  asString,
  type PdfDict,
  type PdfValue,
  textOf,
} from '../../electron/helpers/verify/pdf/value.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import type { FileVerdict } from '../../shared/domain/certification/verdict.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { mutate } from './pdf-mutations.ts';

/** Says what a file is worth; the control says it wrongly. */
type Judge = (pdf: Buffer) => FileVerdict;

/** What a campaign starts from. */
export interface PdfSeeds {
  /** Signed files that are valid, of every kind. */
  readonly good: readonly Buffer[];
  /** Files that were changed between their signatures, or behind the first, and then signed by the second signer. */
  readonly signedOver: readonly Buffer[];
  readonly roots: readonly Uint8Array[];
  readonly at: string;
}

export interface PdfReport {
  trials: number;
  /** What the judge threw, and what took longer than it may. */
  crashes: number;
  slow: number;
  /** Files called valid that show something else than every good file. */
  wrong: number;
  /** Files called valid that show what a good file shows. */
  sameShown: number;
  verdicts: Record<FileVerdict['verdict'], number>;
  slowestMs: number;
  /** The first faults, to be looked at. */
  examples: string[];
}

const SLOW_MS = 5000;
const MOST_EXAMPLES = 5;

/** The product's judge. */
export function judgeOf({ roots, at }: PdfSeeds): Judge {
  return (pdf) => verifySignedPdf({ pdf, roots: [...roots], at });
}

/** A judge that does not compare revisions: what a common viewer says. The campaign must find it wrong. */
export function careless(judge: Judge): Judge {
  return (pdf) => {
    const verdict = judge(pdf);
    const sound = verdict.signatures.every(({ intact, trust }) => intact && trust === 'trusted');
    return sound && verdict.signatures.length > 0 ? { ...verdict, verdict: 'valid' } : verdict;
  };
}

/** Judges changed files; none may be called valid that shows anything else than a good one. */
export function pdfCampaign(
  seeds: PdfSeeds,
  options: { trials: number; seed: number; judge: Judge; progress?: (done: number) => void },
): PdfReport {
  const random = seededRandom(options.seed);
  const known = new Set(seeds.good.map((good) => shownBy(good)));
  // Whoever signs a field last says what it looks like.
  const knownOver = new Set(seeds.good.map((good) => shownBy(good, LAST_SIGNED)));
  const report: PdfReport = {
    trials: 0,
    crashes: 0,
    slow: 0,
    wrong: 0,
    sameShown: 0,
    verdicts: { valid: 0, invalid: 0, unknown: 0 },
    slowestMs: 0,
    examples: [],
  };
  const signedOver = [...seeds.signedOver];
  for (let trial = 0; trial < options.trials; trial += 1) {
    const ready = signedOver.pop();
    const { bytes, kinds } =
      ready === undefined
        ? mutate(random.pick(seeds.good), random, seeds.good)
        : { bytes: ready, kinds: ['signed-over'] };
    attempt(bytes, `${trial}: ${kinds.join(' ')}`, ready === undefined ? undefined : LAST_SIGNED);
    options.progress?.(trial + 1);
  }
  return report;

  function attempt(bytes: Buffer, name: string, without: string | undefined): void {
    report.trials += 1;
    const start = performance.now();
    try {
      const { verdict } = options.judge(bytes);
      report.verdicts[verdict] += 1;
      if (verdict !== 'valid') return;
      if ((without === undefined ? known : knownOver).has(shownBy(bytes, without))) report.sameShown += 1;
      else fault('wrong', name);
    } catch (error) {
      fault('crashes', `${name} ${String((error as Error).stack).slice(0, 300)}`);
    } finally {
      const took = performance.now() - start;
      report.slowestMs = Math.max(report.slowestMs, Math.round(took));
      if (took > SLOW_MS) fault('slow', name);
    }
  }

  function fault(kind: 'wrong' | 'crashes' | 'slow', name: string): void {
    report[kind] += 1;
    if (report.examples.length < MOST_EXAMPLES) report.examples.push(`${kind} ${name}`);
  }
}

/** Every single byte at random places of a file changed, doubled or taken out: nothing of that may be called valid. Answers the survivors. */
export function byteFaults(pdf: Buffer, options: { each: number; seed: number; judge: Judge }): string[] {
  const random = seededRandom(options.seed);
  const survivors: string[] = [];
  const check = (bytes: Buffer, name: string) => {
    if (options.judge(bytes).verdict === 'valid') survivors.push(name);
  };
  for (let left = options.each; left > 0; left -= 1) {
    const at = random.below(pdf.length);
    const flipped = Buffer.from(pdf);
    flipped[at] = (flipped[at] ?? 0) ^ (1 + random.below(255));
    check(flipped, `flip ${at}`);
    const [head, tail] = [pdf.subarray(0, at), pdf.subarray(at)];
    check(Buffer.concat([head, Buffer.from([random.below(256)]), tail]), `insert ${at}`);
    check(Buffer.concat([head, tail.subarray(1)]), `delete ${at}`);
  }
  return survivors;
}

type Put = (text: string | Buffer) => void;
/** The field that the second signer of a changed file signs. */
const LAST_SIGNED = 'agency';
const LOOKS: ReadonlySet<string> = new Set(['AP', 'AS']);
const PAGE_ATTRIBUTES = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
/** What a signature or its validation data brings: it shows nothing of its own, nor do the resources of a form. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['Parent', 'P', 'DSS', 'Extensions', 'M', 'SigFlags', 'DR']);

/**
 * What a file shows, as a digest: all that its pages and its catalog lead to, written out in full, signatures and the looks of one field apart. It follows every reference and knows
 * nothing of what may be permitted.
 */
function shownBy(pdf: Buffer, withoutLooksOf?: string): string {
  const document = openPdf(pdf);
  const hash = createHash('sha256');
  const write = writerOf(document, withoutLooksOf);
  const put: Put = (text) => hash.update(text);
  for (const num of document.pages()) {
    const page = asDict(document.object(num)?.value);
    if (page === undefined) continue;
    write(page, put);
    for (const key of PAGE_ATTRIBUTES) write(inheritedBy(document, page, key) ?? null, put);
  }
  for (const [key, value] of document.catalog.entries) {
    if (key === 'Pages' || NOT_SHOWN.has(key) || value === null) continue;
    hash.update(key);
    write(value, put);
  }
  return hash.digest('hex');
}

/** Writes values out; an object that several lead to is written once and named by its digest then. */
function writerOf(
  document: PdfDocument,
  withoutLooksOf: string | undefined,
): (value: PdfValue, put: Put) => void {
  const digests = new Map<number, string>();
  return write;

  function write(value: PdfValue, put: Put): void {
    if (typeof value !== 'object' || value === null) return put(`${value} `);
    switch (value.kind) {
      case 'ref':
        return put(digestOf(value.num, document.resolve(value)));
      case 'name':
        return put(`/${value.name} `);
      case 'string':
        put(`s${value.bytes.length}:`);
        return put(value.bytes);
      case 'array':
        put('[');
        for (const item of value.items) write(item, put);
        return put(']');
      case 'dict':
        return writeDict(value, put);
      case 'stream':
        writeDict(value.dict, put);
        return put(value.raw);
    }
  }

  function digestOf(num: number, value: PdfValue): string {
    const known = digests.get(num);
    if (known !== undefined) return known;
    digests.set(num, 'loop');
    const hash = createHash('sha256');
    write(value, (text) => hash.update(text));
    const digest = hash.digest('hex');
    digests.set(num, digest);
    return digest;
  }

  function writeDict(dict: PdfDict, put: Put): void {
    const isSignature = asName(dict.entries.get('FT')) === 'Sig';
    const name = asString(dict.entries.get('T'));
    const isLast = isSignature && name !== undefined && textOf(name) === withoutLooksOf;
    put('<<');
    for (const key of [...dict.entries.keys()].sort()) {
      if (NOT_SHOWN.has(key) || (isSignature && key === 'V')) continue;
      if (isLast && LOOKS.has(key)) continue;
      // Nothing is as good as no entry (7.3.7).
      if ((dict.entries.get(key) ?? null) === null) continue;
      put(`/${key} `);
      write(dict.entries.get(key) ?? null, put);
    }
    put('>>');
  }
}
