import type { Instant } from '../../../shared/types/clock.ts';
import { ok, type Result } from '../../../shared/types/result.ts';
import type {
  CertifyRequest,
  PreparedSignature,
  SignerRefusal,
  StateRequest,
} from '../../host/ports/signer.ts';
import { type CertificationDrawn, drawCertification } from '../pdf/draw-certification.ts';
import { PdfError } from '../verify/pdf/value.ts';
import { addSignatureFields } from './add-signature-fields.ts';
import { refused } from './open-for-signing.ts';
import { prepareSignature } from './prepare-signature.ts';

/** The statement, both fields and the prepared certifying signature, one after the other, each an update of the file before it. */
export async function certifyDocument(
  request: CertifyRequest,
): Promise<Result<PreparedSignature, SignerRefusal>> {
  const { field, nextField } = request;
  const drawn = await draw({ ...request, at: request.checks.at });
  if (!drawn.ok) return drawn;
  const { pageIndex, officerRect, agencyRect } = drawn.value;
  const fields = addSignatureFields({
    pdf: drawn.value.pdf,
    fields: [
      { name: field, pageIndex, rect: [...officerRect], appearance: null },
      { name: nextField, pageIndex, rect: [...agencyRect], appearance: null },
    ],
  });
  if (!fields.ok) return fields;
  return prepareSignature({ ...request, pdf: fields.value, certify: true });
}

/** The statement and the field of the signature after the first: a program that signs files whole makes its own. */
export async function stateDocument(request: StateRequest): Promise<Result<Uint8Array, SignerRefusal>> {
  const drawn = await draw(request);
  if (!drawn.ok) return drawn;
  const { pdf, pageIndex, agencyRect } = drawn.value;
  const { nextField: name } = request;
  return addSignatureFields({ pdf, fields: [{ name, pageIndex, rect: [...agencyRect], appearance: null }] });
}

async function draw({
  pdf,
  statement,
  at,
}: Pick<StateRequest, 'pdf' | 'statement' | 'at'>): Promise<Result<CertificationDrawn, SignerRefusal>> {
  try {
    const drawn = await drawCertification(pdf, {
      text: statement.text,
      signatory: statement.signatory,
      at: at as Instant,
      lastPageImage: statement.lastPageImage ?? undefined,
      watermark: statement.watermark ?? undefined,
    });
    return ok(drawn);
  } catch (error) {
    if (error instanceof PdfError) return refused('PDF_UNUSABLE', { reason: error.fault });
    throw error;
  }
}
