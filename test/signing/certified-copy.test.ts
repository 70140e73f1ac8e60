import { expect, test } from 'vitest';
import { drawCertification } from '../../electron/helpers/pdf/draw-certification.ts';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { copyCertificationText } from '../../shared/forms/nd-23-2015/copy-certification.ts';
import { aPaperJpeg, scanPdf } from '../pdf/a-scan.ts';
import { accepted, anOffice, DEVICE, NOW, signBy, signer } from './a-signed-copy.ts';
import { assertSound, byteRanges, opensslVerify, pdfsig } from './signature-tools.ts';

test('a scanned paper becomes a certified copy: words drawn, fields made, officer and agency sign', async () => {
  const office = await anOffice();
  const paper = await aPaperJpeg();
  const drawn = await drawCertification(await scanPdf([{ jpeg: paper }]), {
    text: copyCertificationText({ number: '07', book: '01/2026-SCTĐT/BS', certifiedOn: '2026-11-24' }),
    signatory: { titleLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Nguyễn Văn Thử' },
    at: NOW,
  });
  const { pageIndex } = drawn;
  const fields = accepted(
    await signer.addFields({
      deviceId: DEVICE,
      pdf: drawn.pdf,
      fields: [
        { name: 'officer', pageIndex, rect: [...drawn.officerRect], appearance: null },
        { name: 'agency', pageIndex, rect: [...drawn.agencyRect], appearance: null },
      ],
    }),
  );
  const signed = await signBy(office, await signBy(office, fields, 'officer'), 'agency');
  expect(verifySignedPdf({ pdf: signed, roots: [...office.roots], at: NOW }).verdict).toBe('valid');
  await assertSound(signed);
  expect((await pdfsig(signed, office.root)).match(/Signature is Valid/gu)).toHaveLength(2);
  for (const range of byteRanges(signed)) {
    expect(await opensslVerify(signed, range, office.root)).toContain('successful');
  }
});
