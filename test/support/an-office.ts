import { uuidv7 } from 'uuidv7';
import type { CounterClient } from './contract-clients.ts';

/** A password long enough for the rules. */
export const PASSWORD = 'mot-cua-2026-thu-nghiem';

/** What a plausible, fictional first run types. */
export function anOffice(change: { name?: string; login?: string } = {}) {
  return {
    requestId: uuidv7() as never,
    office: {
      name: change.name ?? 'Trung tâm Phục vụ hành chính công xã Thử Nghiệm',
      superiorName: 'Ủy ban nhân dân xã Thử Nghiệm',
      agencyCode: 'H61.45',
      place: {
        kind: 'typed' as const,
        communeType: 'xa' as const,
        communeName: 'Thử Nghiệm',
        provinceName: 'Vĩnh Long',
        validFrom: '2025-07-01',
      },
      address: 'Ấp 3, xã Thử Nghiệm, tỉnh Vĩnh Long',
      phone: '0270 3000 111',
    },
    installation: { name: 'Quầy 1', deviceName: 'Máy quầy 1', dailyCodes: { first: 3001, last: 3999 } },
    books: [
      { symbol: 'SCT/BS' as const, nextNumber: 1243 },
      { symbol: 'SCTĐT/BS' as const, nextNumber: 1 },
    ],
    administrator: {
      login: change.login ?? 'quantri',
      displayName: 'Trần Thị Bích Hạnh',
      jobTitle: 'Giám đốc Trung tâm',
      password: PASSWORD,
    },
  };
}

/** Does a first run and signs the administrator in. */
export async function setUpAndSignIn(client: CounterClient): Promise<void> {
  await client.setup.start(anOffice());
  await client.session.signIn({ requestId: uuidv7() as never, login: 'quantri', password: PASSWORD });
}
