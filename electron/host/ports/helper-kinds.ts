import * as z from 'zod';
import { Sha256 } from '../../../shared/types/ids.ts';
import { compareDrawnKind } from './drawn-revisions.ts';
import type { HelperKind } from './helper-process.ts';
import { readCodesKind } from './page-codes.ts';
import { assembleScanKind, importFileKind, pageThumbnailKind } from './page-files.ts';
import { cleanPageKind, measurePageKind, shrinkPageKind } from './page-quality.ts';
import { drawFormKind, drawFormPieceKind, joinPdfsKind, readyPrintKind } from './paper-drawing.ts';
import { drawPdfPageKind, readPdfTextKind } from './pdf-text.ts';
import { signatureProofKind } from './signature-proof.ts';
import { verifySignaturesKind } from './signature-verifier.ts';
import { signatureEngineKind, signingKeysKind } from './signer.ts';
import { recogniseTextKind } from './text-recognition.ts';
import { acceptSignedKind } from './whole-file-signer.ts';
import { packFilesKind, readTablesKind, writeWorkbookKind } from './workbook.ts';

/** SHA-256 of a file away from the host's thread: sealed segments, backup manifests, files on the second place. Progress in bytes. */
const fileDigest: HelperKind<
  { path: string },
  { sha256: Sha256; bytes: number },
  { doneBytes: number; totalBytes: number }
> = {
  name: 'file-digest',
  input: z.strictObject({ path: z.string().min(1) }),
  output: z.strictObject({ sha256: Sha256, bytes: z.number().int().nonnegative() }),
  progress: z.strictObject({
    doneBytes: z.number().int().nonnegative(),
    totalBytes: z.number().int().nonnegative(),
  }),
};

/** Every kind of work that helper processes do; a kind is added here and in electron/helpers/kinds.ts, which does not compile without it. */
export const helperKinds = {
  fileDigest,
  importFile: importFileKind,
  assembleScan: assembleScanKind,
  pageThumbnail: pageThumbnailKind,
  measurePage: measurePageKind,
  cleanPage: cleanPageKind,
  shrinkPage: shrinkPageKind,
  readCodes: readCodesKind,
  recogniseText: recogniseTextKind,
  readPdfText: readPdfTextKind,
  drawPdfPage: drawPdfPageKind,
  drawForm: drawFormKind,
  drawFormPiece: drawFormPieceKind,
  joinPdfs: joinPdfsKind,
  readyPrint: readyPrintKind,
  signingKeys: signingKeysKind,
  signatureEngine: signatureEngineKind,
  signatureProof: signatureProofKind,
  verifySignatures: verifySignaturesKind,
  compareDrawn: compareDrawnKind,
  acceptSigned: acceptSignedKind,
  readTables: readTablesKind,
  writeWorkbook: writeWorkbookKind,
  packFiles: packFilesKind,
};
