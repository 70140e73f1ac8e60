import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDemoAuthority } from '../../electron/adapters/demo-authority.ts';
import type { CounterClient } from './contract-clients.ts';
import { requestId } from './request-id.ts';

/** The PIN of both demo keys. */
export const DEMO_PIN = 'demo1234';

/** Takes up key files of a demo authority for officer and agency, and trusts its root; the root comes back as PEM. `now` is the host's time. */
export async function demoKeys(client: CounterClient, folder: string, now = new Date().toISOString()) {
  const names = {
    root: 'CA TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
    organisation: 'UBND xã Thử Nghiệm',
    officer: 'Phạm Minh Đức',
    agency: 'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM',
  };
  const authority = await makeDemoAuthority(names, DEMO_PIN, now);
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: authority.root });
  await demoSigners(client);
  const { users } = await client.people.list({});
  const me = (await client.session.get({})).user?.id;
  const officers = users.filter(({ grants }) => grants.some(({ role }) => role === 'certifying-officer'));
  // Whom the certificate names; else who takes up the keys, where they may sign; else the first who may.
  const officer =
    officers.find(({ displayName }) => displayName === names.officer) ??
    officers.find(({ id }) => id === me) ??
    officers[0];
  const deviceId = (await client.device.list({})).devices[0]?.id as never;
  const add = async (role: 'officer' | 'agency', label: string) => {
    const path = join(folder, `${role}.p12`);
    writeFileSync(path, authority[role].pkcs12);
    const source = { kind: 'pkcs12' as const, path };
    const holderId = role === 'officer' ? (officer?.id ?? null) : null;
    const holder = { holderId, nameSeen: true };
    const input = { requestId: requestId(), role, label, deviceId, source, pin: DEMO_PIN, ...holder };
    return (await client.certify.addKey(input)).keyId;
  };
  return {
    officer: await add('officer', 'Phó Chủ tịch Phạm Minh Đức'),
    agency: await add('agency', 'Con dấu số của Ủy ban nhân dân xã'),
    root: authority.root,
  };
}

/** Records the right of every certifying officer to sign copies: a deputy, or by authorisation where the same person also receives and compares. */
export async function demoSigners(client: CounterClient): Promise<void> {
  for (const { id, grants } of (await client.people.list({})).users) {
    const roles = grants.map(({ role }) => role);
    if (!roles.includes('certifying-officer')) continue;
    const compares = roles.includes('clerk');
    await client.book.addSigner({
      requestId: requestId(),
      userId: id,
      kind: compares ? 'authorised' : 'deputy',
      office: compares ? 'Công chức Tư pháp - Hộ tịch' : '',
      ground: compares ? 'Văn bản số 12/UQ-UBND ngày 02/01/2026' : '',
      scope: ['copy'],
      compares,
      validFrom: '2026-01-01',
      validTo: null,
    });
  }
}
