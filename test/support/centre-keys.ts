import { join } from 'node:path';
import { PASSWORD } from '../signing/a-signed-copy.ts';
import type { TrustCentre } from '../signing/a-trust-centre.ts';
import type { CounterClient } from './contract-clients.ts';
import { demoSigners } from './demo-keys.ts';
import { requestId } from './request-id.ts';

/** Takes up the key files of officer and agency of a trust centre, the officer's for who is signed in, and trusts its root. */
export async function centreKeys(client: CounterClient, centre: TrustCentre) {
  await demoSigners(client);
  await client.certify.addTrustAnchor({ requestId: requestId(), pem: centre.root });
  const deviceId = (await client.device.list({})).devices[0]?.id as never;
  const me = (await client.session.get({})).user?.id ?? null;
  const add = async (role: 'officer' | 'agency') => {
    const source = { kind: 'pkcs12' as const, path: join(centre.folder, `${role}.p12`) };
    const holder = { holderId: role === 'officer' ? me : null, nameSeen: true };
    const key = { requestId: requestId(), role, label: role, deviceId, source, pin: PASSWORD, ...holder };
    return (await client.certify.addKey(key)).keyId;
  };
  return { officer: await add('officer'), agency: await add('agency') };
}
