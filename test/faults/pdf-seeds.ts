import { aCertifiedCopy, anOffice, aScan, NOW, signBy, withFields } from '../signing/a-signed-copy.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { PdfSeeds } from './pdf-campaign.ts';
import { updatedBy } from './pdf-mutations.ts';

/** Good files of every kind, and `over` files that somebody changed before the second signer signed. */
export async function pdfSeeds({ over, seed }: { over: number; seed: number }): Promise<PdfSeeds> {
  const office = await anOffice();
  const random = seededRandom(seed);
  const plain = await aCertifiedCopy(office);
  const packed = await aCertifiedCopy(office, { packed: true });
  const approved = await signBy(office, await withFields(await aScan()), 'officer', { certify: false });
  const both = await signBy(office, approved, 'agency');
  const good = [plain.officerSigned, plain.signed, packed.officerSigned, packed.signed, approved, both].map(
    (file) => Buffer.from(file),
  );
  const signedOver: Buffer[] = [];
  for (let left = over; left > 0; left -= 1) {
    const changed = updatedBy(
      Buffer.from(random.pick([plain.officerSigned, packed.officerSigned, approved])),
      random,
    );
    // What the signer's own program refuses to sign never reaches the verifier.
    const signed = await signBy(office, changed, 'agency').catch(() => undefined);
    if (signed !== undefined) signedOver.push(Buffer.from(signed));
  }
  return { good, signedOver, roots: office.roots, at: NOW };
}
