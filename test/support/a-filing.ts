import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { RunningProvince } from '../province/province-server.ts';
import { aCitizen } from './a-receipt.ts';

/** The component of a social pension that its applicant files. */
export const PENSION_PAPER = 'van-ban-de-nghi-huong-tro-cap-huu-tri-xa';

interface FiledFile {
  bytes: Uint8Array;
  name: string;
  mediaType: string;
  componentId?: string | null;
  fromNationalStore?: boolean;
}

/** What a citizen files on the portal for a social pension; `change` replaces fields of it. */
export function aFiling(files: readonly FiledFile[], change: Record<string, unknown> = {}) {
  return {
    submissionId: uuidv7(),
    revision: 1,
    code: 'G22.99-261124-150001',
    filedAt: '2026-11-24T01:00:00.000Z',
    procedureCode: '1.014027',
    caseId: 'standard',
    owner: aCitizen().person,
    submitter: { kind: 'owner' },
    receiver: { kind: 'owner' },
    delivery: { method: 'electronic' },
    request: 'Hưởng trợ cấp hưu trí xã hội',
    verifiedByVneid: true,
    files: files.map(({ bytes, name, mediaType, componentId = PENSION_PAPER, fromNationalStore }) => ({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      mediaType,
      name,
      componentId,
      ...(fromNationalStore === undefined ? {} : { fromNationalStore }),
    })),
    ...change,
  };
}

/** Files it with the office of the tests: the files first, then the text. */
export async function fileOnline(
  province: RunningProvince,
  filing: ReturnType<typeof aFiling>,
  files: readonly FiledFile[],
): Promise<void> {
  for (const { bytes, mediaType } of files)
    await province.store.putFile(
      createHash('sha256').update(bytes).digest('hex'),
      mediaType,
      new Blob([new Uint8Array(bytes)]).stream() as never,
    );
  const { submissionId: id, revision } = filing;
  await province.file('H61.45', { id, revision, text: canonicalJson(filing as never) });
}
