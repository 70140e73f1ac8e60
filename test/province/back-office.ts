import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { ProgressEntry } from '../../shared/domain/delivery/progress-wire.ts';
import type { ProvinceRecords, ProvinceSelf } from './province-records.ts';
import type { ProvinceStore } from './province-store.ts';

/** A step as a test tells it; the rest of the entry is filled in. */
export type ToldStep = Partial<Omit<ProgressEntry, 'cursor' | 'dossierCode'>> &
  Pick<ProgressEntry, 'status' | 'at'>;

/** The agencies of a reference province: they take the dossiers that counters received for them, work on them and say so. */
export function createBackOffice({ db }: ProvinceStore, records: ProvinceRecords, self: ProvinceSelf) {
  /** The counter that received a dossier; of a code that nobody received, the only one there is. */
  async function counterOf(code: string): Promise<string> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT installation_id AS id FROM packet WHERE kind IN ('dossier.received', 'dossier.code-linked') AND convert_from(bytes, 'UTF8')::jsonb -> 'snapshot' ->> 'dossierCode' = $1
       UNION ALL SELECT id FROM installation LIMIT 1`,
      [code],
    );
    if (rows[0] === undefined) throw new Error('no counter is enrolled');
    return rows[0].id;
  }

  /** Tells of one step of a dossier; numbers follow each other unless one is given. */
  async function tell(dossierCode: string, step: ToldStep): Promise<ProgressEntry> {
    const installationId = await counterOf(dossierCode);
    const number = step.number ?? (await records.progressNumber(dossierCode)) + 1;
    const entry = {
      entryId: uuidv7(),
      dossierCode,
      unit: 'UBND xã Ba Tri',
      role: 'Chuyên viên',
      person: 'Trần Văn Nhận',
      step: 'Xử lý hồ sơ',
      receivedAt: null,
      dueAt: null,
      article: null,
      payment: null,
      result: null,
      ...step,
      number,
    };
    let told: ProgressEntry | undefined;
    await records.tell(installationId, { code: dossierCode, number }, self, (cursor) => {
      told = { ...entry, cursor };
      return canonicalJson(told as never);
    });
    if (told === undefined) throw new Error('nothing was told');
    return told;
  }

  /** Puts any text into a counter's list, as a careless province would. */
  async function tellText(text: string | ((cursor: number) => string), signature?: string): Promise<void> {
    const installationId = await counterOf('');
    const make = typeof text === 'string' ? () => text : text;
    await records.tell(installationId, { code: '', number: 0 }, self, make, signature);
  }

  /** Moves every dossier that was received for another office one step on: taken, worked on, its result signed. Answers how many moved. */
  async function workOn(at: string): Promise<number> {
    const { rows } = await db.query<{ code: string; office: string }>(
      `SELECT s ->> 'dossierCode' AS code, s -> 'competent' ->> 'office' AS office
       FROM packet, LATERAL (SELECT convert_from(bytes, 'UTF8')::jsonb -> 'snapshot' AS s) x
       WHERE kind = 'dossier.received' AND s -> 'competent' ->> 'office' IS NOT NULL ORDER BY arrival`,
    );
    let moved = 0;
    for (const { code, office } of rows) {
      const step = COURSE[await records.progressNumber(code)];
      if (step === undefined) continue;
      await tell(code, { ...step(at), unit: office });
      moved += 1;
    }
    return moved;
  }

  return { tell, tellText, workOn };
}
export type BackOffice = ReturnType<typeof createBackOffice>;

/** What an agency says of an ordinary dossier, step by step. */
const COURSE: readonly ((at: string) => ToldStep)[] = [
  (at) => ({ status: 2, at, receivedAt: at, step: 'Nhận hồ sơ' }),
  (at) => ({ status: 4, at, step: 'Thẩm tra hồ sơ' }),
  (at) => ({
    status: 9,
    at,
    role: 'Chủ tịch',
    step: 'Ký kết quả',
    result: { name: 'Quyết định', number: '12/QĐ-UBND', issuedOn: at.slice(0, 10) },
  }),
];
