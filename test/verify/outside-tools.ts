import { assertSound, byteRanges, opensslVerify } from '../signing/signature-tools.ts';

/** The chain is another question: authorities may be in /DSS, and certificates may have ended since a stamp. */
const SIGNATURE_ONLY = ['-noverify'];
const DICTIONARY_BEFORE = 200;

/** What programs that share no code with ours find wrong with a file, its structure and each of its signatures; undefined: nothing. */
export async function outsideFault(pdf: Buffer, rootPem: string): Promise<string | undefined> {
  try {
    await assertSound(pdf);
    for (const range of byteRanges(pdf)) {
      const before = pdf.toString('latin1', Math.max(0, range[1] - DICTIONARY_BEFORE), range[1]);
      // A document time stamp is no signature over the file but over a note with its digest.
      if (before.includes('ETSI.RFC3161')) continue;
      const said = await opensslVerify(pdf, range, rootPem, SIGNATURE_ONLY);
      if (!said.includes('successful')) return said;
    }
    return undefined;
  } catch (error) {
    return String((error as Error).message)
      .split('\n')
      .slice(0, 3)
      .join(' ');
  }
}
