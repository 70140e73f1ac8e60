import { ok, type Result } from '../../../shared/types/result.ts';
import type { SignerRefusal } from '../../host/ports/signer.ts';
import { openPdf, type PdfDocument } from '../verify/pdf/document.ts';
import { PdfError } from '../verify/pdf/value.ts';

/** A refusal of the signer, typed by its code. */
export function refused<const C extends SignerRefusal['code']>(
  code: C,
  data: Extract<SignerRefusal, { code: C }>['data'],
): { ok: false; refusal: SignerRefusal } {
  return { ok: false, refusal: { code, data } as SignerRefusal };
}

/** Opens the PDF and works on it; damage, encryption and excess are refusals. */
export function withPdf<T>(
  pdf: Uint8Array,
  work: (document: PdfDocument) => Result<T, SignerRefusal>,
): Result<T, SignerRefusal> {
  try {
    return work(openPdf(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)));
  } catch (error) {
    if (error instanceof PdfError) return refused('PDF_UNUSABLE', { reason: error.fault });
    throw error;
  }
}

/** A Node buffer over the same bytes. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The work's bytes as a plain array, which crosses processes without the pool a Buffer may lie in. */
export function answered(bytes: Buffer): Result<Uint8Array, SignerRefusal> {
  return ok(new Uint8Array(bytes));
}
