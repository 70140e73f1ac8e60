import type { Instant } from '../../../shared/types/clock.ts';
import type { Result } from '../../../shared/types/result.ts';
import type { CertifyRequest, PreparedSignature, SignerRefusal } from '../../host/ports/signer.ts';
import { type CertificationDrawn, drawCertification } from '../pdf/draw-certification.ts';
import { PdfError } from '../verify/pdf/value.ts';
import { addSignatureFields } from './add-signature-fields.ts';
import { refused } from './open-for-signing.ts';
import { prepareSignature } from './prepare-signature.ts';

/** The statement, both fields and the prepared certifying signature, one after the other, each an update of the file before it. */
export async function certifyDocument(
  request: CertifyRequest,
): Promise<Result<PreparedSignature, SignerRefusal>> {
  const { pdf, statement, checks, field, nextField } = request;
  let drawn: CertificationDrawn;
  try {
    drawn = await drawCertification(pdf, {
      text: statement.text,
      signatory: statement.signatory,
      at: checks.at as Instant,
      lastPageImage: statement.lastPageImage ?? undefined,
      watermark: statement.watermark ?? undefined,
    });
  } catch (error) {
    if (error instanceof PdfError) return refused('PDF_UNUSABLE', { reason: error.fault });
    throw error;
  }
  const { pageIndex, officerRect, agencyRect } = drawn;
  const fields = addSignatureFields({
    pdf: drawn.pdf,
    fields: [
      { name: field, pageIndex, rect: [...officerRect], appearance: null },
      { name: nextField, pageIndex, rect: [...agencyRect], appearance: null },
    ],
  });
  if (!fields.ok) return fields;
  return prepareSignature({ ...request, pdf: fields.value, certify: true });
}
