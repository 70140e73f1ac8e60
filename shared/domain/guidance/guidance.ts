import * as z from 'zod';
import { oneLine } from '../../types/text.ts';

/** What is wrong with a paper of the composition: it is not there, or it is there and cannot be taken as it is. */
const LACKS = ['missing', 'wrong'] as const;

const Count = z.int().min(0).max(999);

/** One thing that the citizen has to bring or put right. */
const GuidanceItem = z.strictObject({
  /** The component of the catalogue; null for what the clerk wrote themselves. */
  componentId: z.string().max(120).nullable(),
  name: oneLine(1000),
  counts: z.strictObject({ original: Count, certified: Count, photocopy: Count }),
  lack: z.enum(LACKS),
  /** What to do about it, in the clerk's words. */
  todo: oneLine(500, 0),
});
export type GuidanceItem = z.infer<typeof GuidanceItem>;

/**
 * A visit that ends with guidance instead of a reception (Điều 17 Nghị định 118/2025/NĐ-CP: who brings an incomplete composition is told what is
 * missing). Nobody has to say who they are.
 */
export const GuidanceInput = z.strictObject({
  procedureCode: z.string().max(60),
  caseId: z.string().max(60),
  person: z.strictObject({
    name: oneLine(200, 0),
    address: oneLine(300, 0),
    phone: oneLine(40, 0),
    email: z.union([z.literal(''), z.email().max(200)]),
  }),
  items: z.array(GuidanceItem).min(1).max(60),
  reason: oneLine(500, 0),
});
export type GuidanceInput = z.infer<typeof GuidanceInput>;
