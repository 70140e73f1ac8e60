import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoAuthority } from '../../electron/adapters/demo-authority.ts';
import type { CounterClient } from './contract-clients.ts';
import { requestId } from './request-id.ts';

/** Opens the key files of {@link addDemoKeys}. */
export const PIN = 'demo1234';

/** An authority that says loudly that it is none, its officer and its agency; valid around `now`. */
export async function addDemoKeys(client: CounterClient, folder: string, now: string) {
  const authority = await makeDemoAuthority(
    {
      root: 'CA TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
      organisation: 'UBND xã Thử Nghiệm',
      officer: 'Phạm Minh Đức',
      agency: 'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM',
    },
    PIN,
    now,
  );
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: authority.root });
  const { devices } = await client.device.list({});
  const deviceId = devices[0]?.id as never;
  const add = async (role: 'officer' | 'agency', label: string) => {
    const path = join(folder, `${role}.p12`);
    await writeFile(path, authority[role].pkcs12);
    const source = { kind: 'pkcs12' as const, path };
    return await client.certify.addKey({ requestId: requestId(), role, label, deviceId, source, pin: PIN });
  };
  const officer = await add('officer', 'Phó Chủ tịch Phạm Minh Đức');
  const agency = await add('agency', 'Con dấu số của Ủy ban nhân dân xã');
  return { root: authority.root, officer: officer.keyId, agency: agency.keyId };
}
