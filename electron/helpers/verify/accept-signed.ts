import { ok, type Refusal, type Refused } from '../../../shared/types/result.ts';
import type {
  Accepted,
  AcceptInput,
  AcceptOutcome,
  AcceptRefusal,
} from '../../host/ports/whole-file-signer.ts';
import { parseCertificate, subjectName } from './certificate.ts';
import type { CheckedSignature } from './check-signature.ts';
import { describeCertificate } from './describe-certificate.ts';
import { pageBox, type Rect, rectOf } from './page-box.ts';
import { openPdf, type PdfDocument } from './pdf/document.ts';
import { doubtfulParts } from './pdf/second-reading.ts';
import { asDict, PdfError } from './pdf/value.ts';
import { forbiddenChanges } from './permitted-changes.ts';
import { reachedFrom, readable } from './revision-changes.ts';
import { parseRevocationData } from './revocation-data.ts';
import { listSignatureFields, type SignatureField } from './signature-fields.ts';
import { type ExaminedFile, examineFile } from './verify-signed-pdf.ts';

/** A box may take this share of its page: more hides what the citizen reads. */
const LARGEST_SHARE = 1 / 6;

/**
 * Judges a file that another program signed whole. It is taken only if it begins with our very bytes, exactly one signature is new and is the expected
 * officer's, it holds to the last byte, and nothing but its box is different on any page. An older format without a certification is taken and named.
 */
export function acceptSigned({ before, after, ...input }: AcceptInput): AcceptOutcome {
  const [old, now] = [bufferOf(before), bufferOf(after)];
  if (now.length <= old.length || !now.subarray(0, old.length).equals(old))
    return refused('SIGNED_FILE_REWRITTEN', {});
  try {
    return judge(openPdf(old), now, input);
  } catch (error) {
    if (error instanceof PdfError) return refused('SIGNED_FILE_DAMAGED', { reason: error.fault });
    // Nesting that outgrows the stack is the reader's limit, too.
    if (error instanceof RangeError) return refused('SIGNED_FILE_DAMAGED', { reason: 'pdf-too-complex' });
    throw error;
  }
}

function judge(old: PdfDocument, now: Buffer, input: Omit<AcceptInput, 'before' | 'after'>): AcceptOutcome {
  const anchors = {
    roots: input.roots.flatMap((root) => parseCertificate(root) ?? []),
    lists: input.revocationLists.flatMap((list) => parseRevocationData(list) ?? []),
  };
  const file = examineFile(now, anchors, Date.parse(input.at));
  const known = new Set(listSignatureFields(old).flatMap(({ signatureNum }) => signatureNum ?? []));
  const added = file.checked.filter(({ field }) => !known.has(field.signatureNum ?? -1));
  const [signature, ...more] = added;
  const kept = file.checked.length - added.length === known.size;
  if (signature === undefined || more.length > 0 || !kept || signature.isDocumentTimestamp)
    return refused('SIGNED_FILE_SIGNATURES', { added: added.length });
  const own = judgeSignature(signature, now.length, input.certificate);
  if (own !== undefined) return own;
  const change = changeShown(old, file.document);
  if (change !== undefined) return refused('SIGNED_FILE_CHANGED', { reason: change });
  const [twofold] = doubtfulParts(file.document).filter(
    ({ at, superseded }) => at >= old.bytes.length || superseded !== true,
  );
  if (twofold !== undefined)
    return refused('SIGNED_FILE_CHANGED', { reason: `${twofold.kind}:${twofold.num}` });
  const page = wrongBox(file, signature.field);
  if (page !== undefined) return refused('SIGNATURE_BOX_WRONG', { page });
  const format: Accepted['format'] = signature.notes.includes('not-pades') ? 'pkcs7' : 'pades';
  if (signature.signer === undefined) throw new Error('a signature that was found intact has no signer');
  const { certificate, others } = signature.signer;
  return ok({ format, field: signature.field.name, signer: describeCertificate(certificate, others) });
}

function judgeSignature(
  { signer, coverage, intact, faults, doubts, trust }: CheckedSignature,
  size: number,
  certificate: Uint8Array | null,
): Refused<AcceptRefusal> | undefined {
  const broken = faults[0] ?? doubts[0];
  if (!intact || signer === undefined || broken !== undefined)
    return refused('SIGNED_FILE_NOT_INTACT', { reason: broken ?? 'signature-wrong' });
  if (coverage?.end !== size) return refused('SIGNED_FILE_NOT_INTACT', { reason: 'bytes-after-signature' });
  if (certificate !== null && !signer.certificate.der.equals(certificate))
    return refused('SIGNED_BY_ANOTHER', { signer: subjectName(signer.certificate) });
  switch (trust.status) {
    case 'trusted':
      return undefined;
    case 'expired':
      return refused('CERTIFICATE_EXPIRED', {
        notAfter: new Date(signer.certificate.notAfter).toISOString(),
      });
    case 'revoked':
      return refused('CERTIFICATE_REVOKED', {});
    case 'unknown':
      return refused('CERTIFICATE_UNTRUSTED', {});
  }
}

const UNEXPLAINED = /^object-unexplained:(\d+)$/u;
const MOST_LEFTOVERS = 7;

/** What is different besides the signature; objects that a program left behind and nothing leads to are none, as nothing shows them. */
function changeShown(old: PdfDocument, now: PdfDocument): string | undefined {
  const changes = forbiddenChanges(old, now);
  const root = now.trailer.entries.get('Root');
  const reached = reachedFrom(now, root, () => false);
  const isLeftover = (reason: string) => {
    const num = UNEXPLAINED.exec(reason)?.[1];
    return num !== undefined && !reached.has(Number(num));
  };
  // More than are named may stand behind a full list.
  if (changes.length > MOST_LEFTOVERS) return changes[0];
  return changes.find((reason) => !isLeftover(reason));
}

/** The page, from 1, on which the signature's box is too large or lies on another signature's; undefined where all is well, or nothing is shown. */
function wrongBox({ document }: ExaminedFile, field: SignatureField): number | undefined {
  const others = listSignatureFields(document).filter(({ num }) => num !== field.num);
  const pages = document.pages();
  for (const num of boxesOf(field)) {
    const at = pages.findIndex((page) => annotationsOf(document, page).includes(num));
    const box = widgetRect(document, num);
    if (at === -1 || box === undefined) continue;
    const { box: page } = pageBox(document, pages[at] ?? -1);
    const overlaps = others.some((other) =>
      boxesOf(other).some(
        (one) =>
          annotationsOf(document, pages[at] ?? -1).includes(one) && meet(box, widgetRect(document, one)),
      ),
    );
    if (area(box) > area(page) * LARGEST_SHARE || overlaps) return at + 1;
  }
  return undefined;
}

const boxesOf = ({ num, widgets }: SignatureField) => (widgets.length > 0 ? widgets : [num]);

function annotationsOf(document: PdfDocument, page: number): number[] {
  const dict = asDict(readable(document, page)?.value);
  const list = document.array(dict?.entries.get('Annots')) ?? [];
  return list.flatMap((item) => (typeof item === 'object' && item?.kind === 'ref' ? [item.num] : []));
}

function widgetRect(document: PdfDocument, num: number): Rect | undefined {
  return rectOf(document, asDict(readable(document, num)?.value)?.entries.get('Rect'));
}

const area = ([left, bottom, right, top]: Rect) => (right - left) * (top - bottom);

function meet(a: Rect, b: Rect | undefined): boolean {
  return b !== undefined && area(b) > 0 && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function refused<C extends AcceptRefusal['code']>(
  code: C,
  data: Extract<AcceptRefusal, { code: C }>['data'],
): Refused<AcceptRefusal> {
  return { ok: false, refusal: { code, data } as Refusal as AcceptRefusal };
}
