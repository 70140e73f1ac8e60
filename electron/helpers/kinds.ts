import { helperKinds } from '../host/ports/helper-kinds.ts';
import { type HelperEntry, helperEntry } from './helper-table.ts';

const drawingJobs = () => import('./pdf/drawing-jobs.ts');
const signingJobs = () => import('./signing/signing-jobs.ts');

const pageJobs = () => import('./images/page-jobs.ts');
const pdfText = () => import('./pdf/read-pdf-text.ts');
const pageFiles = () => import('./pdf/page-files.ts');

const entries = {
  fileDigest: helperEntry(helperKinds.fileDigest, async () => (await import('./file-digest.ts')).digestFile),
  importFile: helperEntry(helperKinds.importFile, async () => (await pageFiles()).importFile),
  assembleScan: helperEntry(helperKinds.assembleScan, async () => (await pageFiles()).assembleScan),
  pageThumbnail: helperEntry(helperKinds.pageThumbnail, async () => (await pageFiles()).pageThumbnail),
  measurePage: helperEntry(helperKinds.measurePage, async () => (await pageJobs()).runMeasurePage),
  cleanPage: helperEntry(helperKinds.cleanPage, async () => (await pageJobs()).runCleanPage),
  shrinkPage: helperEntry(helperKinds.shrinkPage, async () => (await pageJobs()).runShrinkPage),
  readCodes: helperEntry(
    helperKinds.readCodes,
    async () => (await import('./codes/read-codes.ts')).readCodes,
  ),
  recogniseText: helperEntry(
    helperKinds.recogniseText,
    async () => (await import('./ocr/recognise-text.ts')).recogniseText,
  ),
  readPdfText: helperEntry(helperKinds.readPdfText, async () => (await pdfText()).readPdfText),
  drawPdfPage: helperEntry(helperKinds.drawPdfPage, async () => (await pdfText()).drawPdfPage),
  joinPdfs: helperEntry(helperKinds.joinPdfs, async () => (await drawingJobs()).runJoinPdfs),
  readyPrint: helperEntry(
    helperKinds.readyPrint,
    async () => (await import('./pdf/ready-print.ts')).readyPrint,
  ),
  drawForm: helperEntry(helperKinds.drawForm, async () => (await drawingJobs()).runDrawForm),
  drawFormPiece: helperEntry(helperKinds.drawFormPiece, async () => (await drawingJobs()).runDrawFormPiece),
  signingKeys: helperEntry(helperKinds.signingKeys, async () => (await signingJobs()).runKeyJob),
  signatureEngine: helperEntry(helperKinds.signatureEngine, async () => (await signingJobs()).runEngineJob),
  signatureProof: helperEntry(
    helperKinds.signatureProof,
    async () => (await import('./signing/proof-jobs.ts')).runProofJob,
  ),
  verifySignatures: helperEntry(helperKinds.verifySignatures, async () => {
    const { verifySignedPdf } = await import('./verify/verify-signed-pdf.ts');
    return async (input) => verifySignedPdf(input);
  }),
  compareDrawn: helperEntry(
    helperKinds.compareDrawn,
    async () => (await import('./verify/compare-drawn.ts')).compareDrawn,
  ),
  acceptSigned: helperEntry(helperKinds.acceptSigned, async () => {
    const { acceptSigned } = await import('./verify/accept-signed.ts');
    return async (input) => acceptSigned(input);
  }),
  readTables: helperEntry(
    helperKinds.readTables,
    async () => (await import('./workbook/read-tables.ts')).readTables,
  ),
  writeWorkbook: helperEntry(
    helperKinds.writeWorkbook,
    async () => (await import('./workbook/write-workbook.ts')).writeWorkbook,
  ),
  packFiles: helperEntry(helperKinds.packFiles, async () => {
    const { packZip } = await import('./workbook/zip-archive.ts');
    return async ({ files }) => ({ zip: packZip(files.map(({ name, bytes }) => ({ name, text: bytes }))) });
  }),
} satisfies Record<keyof typeof helperKinds, HelperEntry>;

/** Every kind of work a helper process can do; code is loaded only in the process that runs it. */
export const helpers: readonly HelperEntry[] = Object.values(entries);
