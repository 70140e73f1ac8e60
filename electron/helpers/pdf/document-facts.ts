import { createHash } from 'node:crypto';
import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib';
import type { Instant } from '../../../shared/types/clock.ts';
import { xmpPacket } from './xmp.ts';

/** Name of this program in the files it writes. */
export const PRODUCER = 'quay-mot-cua';

/** What a file says about itself. */
export interface DocumentFacts {
  readonly title: string;
  readonly author?: string | undefined;
  /** The moment of the paper, not of the call: the same input gives the same bytes. */
  readonly createdAt: Instant;
}

/** An empty document that carries its facts and no clock reading. */
export async function createDocument({ title, author, createdAt }: DocumentFacts): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title.normalize('NFC'), { showInWindowTitleBar: true });
  if (author !== undefined) pdf.setAuthor(author.normalize('NFC'));
  pdf.setProducer(PRODUCER);
  pdf.setCreator(PRODUCER);
  pdf.setCreationDate(new Date(createdAt));
  pdf.setModificationDate(new Date(createdAt));
  pdf.setLanguage('vi-VN');
  return pdf;
}

/** Trailer identifier (ISO 32000-1, 14.4) made from what the file was made from; the first half survives later revisions. */
export function setDocumentId(pdf: PDFDocument, ...sources: (string | Uint8Array)[]): void {
  const digest = createHash('sha256');
  for (const source of sources) digest.update(source);
  const id = PDFHexString.of(digest.digest('hex').slice(0, 32));
  const known = pdf.context.lookup(pdf.context.trailerInfo.ID);
  const kept = known instanceof PDFArray ? known.lookup(0) : undefined;
  const first = kept instanceof PDFHexString || kept instanceof PDFString ? kept : id;
  pdf.context.trailerInfo.ID = pdf.context.obj([first, id]);
}

/** Writes the XMP packet anew from the Info dictionary and the identifier, so that the two never differ. */
export function writeXmp(pdf: PDFDocument, modifiedAt: Instant): void {
  const id = pdf.context.lookup(pdf.context.trailerInfo.ID, PDFArray).lookup(1, PDFHexString);
  const packet = xmpPacket({
    title: pdf.getTitle() ?? '',
    author: pdf.getAuthor(),
    createdAt: pdf.getCreationDate()?.toISOString() ?? modifiedAt,
    modifiedAt,
    producer: PRODUCER,
    documentId: id.asString().toLowerCase(),
  });
  const stream = pdf.context.stream(packet, { Type: 'Metadata', Subtype: 'XML' });
  const former = pdf.catalog.get(PDFName.of('Metadata'));
  if (former instanceof PDFRef) pdf.context.delete(former);
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
}

/** PDF 1.7 with a plain cross-reference table and no object streams: what every verifier and the incremental writer of signatures read. */
export function savePlain(pdf: PDFDocument): Promise<Uint8Array> {
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
