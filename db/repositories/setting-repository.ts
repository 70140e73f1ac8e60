import * as z from 'zod';
import { CopyKeepDays, USUAL_COPY_KEEP_DAYS } from '../../shared/domain/certification/copy-retention.ts';
import { StatementPlaces, USUAL_PLACES } from '../../shared/domain/certification/statement-place.ts';
import { TimeAuthorities } from '../../shared/domain/certification/time-authorities.ts';
import { ProvinceConnection } from '../../shared/domain/delivery/connection.ts';
import { CopyLimit, USUAL_COPY_LIMIT } from '../../shared/domain/digitisation/copy-size.ts';
import { FeeReceiptSetting } from '../../shared/domain/fee/fee-receipt.ts';
import { PrintChoice } from '../../shared/domain/print/print-choice.ts';
import { SignedSlipKeys } from '../../shared/domain/slip/slip-keys.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

/** The settings of the office, each with its shape and the value before anyone chose. */
export const settings = {
  'session.idleLockMinutes': { schema: z.number().int().min(1).max(480), initial: 10 },
  'scanner.addresses': { schema: z.array(z.string()), initial: [] as string[] },
  'scanner.watchedFolder': { schema: z.string().nullable(), initial: null },
  /** How large a digital copy may be, in millions of bytes. */
  'digitalCopy.megabytes': { schema: CopyLimit, initial: USUAL_COPY_LIMIT },
  'backup.directory': { schema: z.string().nullable(), initial: null },
  'backup.last': {
    schema: z
      .object({ name: z.string(), bytes: z.number(), files: z.number(), finishedAt: z.string() })
      .nullable(),
    initial: null,
  },
  /** How each kind of paper is printed; the system asks for those that are not named. */
  'print.choices': { schema: z.array(PrintChoice), initial: [] as PrintChoice[] },
  /** Who issues the receipts for fees; null until an administrator has said. */
  'fees.receipts': { schema: FeeReceiptSetting.nullable(), initial: null },
  /** Where the statement of a paper copy is printed. */
  'certify.statementPlaces': { schema: StatementPlaces, initial: USUAL_PLACES },
  /** Whether a paper copy's statement carries the code by which it is looked up in the book. */
  'certify.statementCode': { schema: z.boolean(), initial: true },
  'slip.keys': { schema: SignedSlipKeys.nullable(), initial: null },
  /** Up to where the list of steps of the province with this key was taken. */
  'province.progress': {
    schema: z.object({ receiptKey: z.string(), after: z.number().int().min(0) }).nullable(),
    initial: null,
  },
  /** Whom the office asks for time stamps; nobody until an administrator has named one. */
  'certify.timeAuthorities': {
    schema: TimeAuthorities,
    initial: { addresses: [] as string[], digest: 'sha256' as const },
  },
  /** Days for which the files of a certification may be given once more. */
  'certify.keepDays': { schema: CopyKeepDays, initial: USUAL_COPY_KEEP_DAYS },
  'province.connection': { schema: ProvinceConnection.nullable(), initial: null },
} as const satisfies Record<string, { schema: z.ZodType; initial: unknown }>;

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = z.infer<(typeof settings)[K]['schema']>;

/** Reading settings. */
export function createSettingReader(db: ReadDb) {
  const select = db.prepare('SELECT value FROM setting WHERE key = ?');
  return {
    get<K extends SettingKey>(key: K): SettingValue<K> {
      const row = select.get(key) as { value: string } | undefined;
      const value: unknown = row === undefined ? settings[key].initial : JSON.parse(row.value);
      return settings[key].schema.parse(value) as SettingValue<K>;
    },
  };
}

/** Writing settings; part of a command's transaction. */
export function createSettingRepository(db: WriteDb) {
  const upsert = db.prepare(`
    INSERT INTO setting (key, value, updated_at) VALUES (@key, @value, @at)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`);
  return {
    ...createSettingReader(db),
    set<K extends SettingKey>(key: K, value: SettingValue<K>, at: Instant): void {
      upsert.run({ key, value: JSON.stringify(settings[key].schema.parse(value)), at });
    },
  };
}
