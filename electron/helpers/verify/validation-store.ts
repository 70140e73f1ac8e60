import { createHash } from 'node:crypto';
import { type ParsedCertificate, parseCertificate } from './certificate.ts';
import type { PdfDocument } from './pdf/document.ts';
import { decodeStream } from './pdf/filters.ts';
import { type Reading, startReading } from './pdf/reading.ts';
import { asStream, PdfError, type PdfValue } from './pdf/value.ts';
import type { RevocationData } from './revocation.ts';
import { parseRevocationData } from './revocation-data.ts';

/** More than the chains of a file with a hundred signatures need. */
const MOST_ENTRIES = 1000;

/** Validation data that one revision of a file carries (ISO 32000-2, 12.8.4.3): nothing in it is trusted for being there. */
export interface ValidationStore {
  readonly certificates: readonly ParsedCertificate[];
  readonly data: readonly RevocationData[];
  /** SHA-256 of everything in it, hexadecimal: what is there is not put there again. */
  readonly digests: ReadonlySet<string>;
}

/** Reads /DSS: /Certs, /CRLs and /OCSPs. What is damaged or unreadable in it counts as not there. */
export function readValidationStore(document: PdfDocument): ValidationStore {
  const store = document.dict(document.catalog.entries.get('DSS'));
  const reading = startReading();
  const digests = new Set<string>();
  const all = (key: string): Buffer[] =>
    (document.array(store?.entries.get(key)) ?? []).slice(0, MOST_ENTRIES).flatMap((entry) => {
      const bytes = contentOf(document, entry, reading);
      if (bytes === undefined) return [];
      digests.add(createHash('sha256').update(bytes).digest('hex'));
      return [bytes];
    });
  return {
    certificates: all('Certs').flatMap((der) => parseCertificate(der) ?? []),
    data: [...all('CRLs'), ...all('OCSPs')].flatMap((der) => parseRevocationData(der) ?? []),
    digests,
  };
}

function contentOf(document: PdfDocument, entry: PdfValue, reading: Reading): Buffer | undefined {
  try {
    const stream = asStream(document.resolve(entry));
    return stream === undefined ? undefined : decodeStream(stream, reading);
  } catch (error) {
    if (error instanceof PdfError && error.fault === 'pdf-damaged') return undefined;
    throw error;
  }
}
