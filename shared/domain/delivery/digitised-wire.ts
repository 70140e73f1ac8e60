import * as z from 'zod';
import { DossierId, Sha256 } from '../../types/ids.ts';
import { InstantText } from '../../types/text.ts';
import { ReEncodedPage } from '../digitisation/copy-size.ts';
import { DigitalCopyName, ORIGINAL_NAME_LIMIT } from '../digitisation/digital-copy-name.ts';
import { LACKING_FIELDS, PaperFacts } from '../digitisation/paper-facts.ts';

/**
 * The snapshot of a packet `dossier.digitised` (docs/province-api.yaml): the digital copy of a component with what its paper says. It comes again, with the
 * same file, whenever somebody says more of the paper; the last one counts.
 */
export const DigitisedSnapshot = z.strictObject({
  dossierId: DossierId,
  dossierCode: z.string().min(1).max(60),
  /** `MaThanhPhanHoSo`. */
  componentId: z.string().min(1).max(60),
  sha256: Sha256,
  size: z.int().min(0),
  pages: z.int().min(1),
  fileName: DigitalCopyName,
  /** `TenTepDinhKem`, where the file came with a name. */
  originalName: z.string().max(ORIGINAL_NAME_LIMIT).nullable(),
  digitisedAt: InstantText,
  digitisedBy: z.string().min(1).max(200),
  /** The pages that were coded anew so that the file is no larger than the office's limit; the scanned pictures are kept as they came. */
  reEncoded: z.array(ReEncodedPage.pick({ page: true, quality: true, dpi: true })).default([]),
  /** Null until somebody said what the paper is. */
  facts: PaperFacts.nullable(),
  /** What the national data ask for and nobody has said yet. */
  lacking: z.array(z.enum(LACKING_FIELDS)),
  /** As `TaiLieuNop` has them: used again from a component (1) or from a result (2) of another dossier, and of which result. */
  DuocSoHoa: z.literal(1),
  DuocTaiSuDung: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** 1 where an online filing brought it out of the citizen's national warehouse. */
  DuocLayTuKhoDMQG: z.union([z.literal(0), z.literal(1)]),
  MaKetQuaThayThe: z.string().max(40),
  at: InstantText,
});
export type DigitisedSnapshot = z.infer<typeof DigitisedSnapshot>;
