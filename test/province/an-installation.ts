import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import {
  PACKET_HEADERS,
  type ProvinceMode,
  RegisterAnswer,
} from '../../shared/domain/delivery/province-wire.ts';

/** A packet as a counter sends it. */
export interface TestPacket {
  bytes: Buffer;
  sha256: string;
  headers: Record<string, string>;
}

/** SHA-256 in hexadecimal. */
export const hashOf = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

/** A fictional installation at the other end of a province's wire, with what it needs to send by hand. */
export function anInstallation(url: string, mode: ProvinceMode) {
  const id = uuidv7();
  const keys = new Map<number, { id: string; privateKey: KeyObject; publicKey: string }>();
  let token = '';

  function keyOf(epoch: number) {
    const known = keys.get(epoch);
    if (known !== undefined) return known;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const made = {
      id: uuidv7(),
      privateKey,
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    };
    keys.set(epoch, made);
    return made;
  }

  const call = (path: string, init: RequestInit = {}, bearer = token) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${bearer}` },
    });
  const post = (path: string, body: unknown, bearer?: string) =>
    call(path, { method: 'POST', body: JSON.stringify(body) }, bearer);
  const registration = (epoch: number) => ({
    installationId: id,
    epoch,
    keyId: keyOf(epoch).id,
    publicKey: keyOf(epoch).publicKey,
    agencyCode: 'H61.45',
    name: 'Quầy 1',
    mode,
  });

  return {
    id,
    call,
    post,
    registration,
    /** Registers an epoch and keeps the token. */
    async register(bearer: string, epoch = 1): Promise<RegisterAnswer> {
      const answer = RegisterAnswer.parse(
        await (await post('/v1/installations', registration(epoch), bearer)).json(),
      );
      token = answer.token;
      return answer;
    },
    putFile: (bytes: Uint8Array<ArrayBuffer>, sha256 = hashOf(bytes)) =>
      call(`/v1/files/${sha256}`, {
        method: 'PUT',
        body: bytes,
        headers: { 'content-type': 'application/pdf' },
      }),
    /** The exact bytes of a packet with its signature; `change` replaces fields of the envelope before it is signed. */
    packet(seq: number, change: Record<string, unknown> = {}, epoch = 1): TestPacket {
      const key = keyOf(epoch);
      const bytes = Buffer.from(
        canonicalJson({
          schemaVersion: 1,
          installationId: id,
          epoch,
          seq,
          previousSha256: '0'.repeat(64),
          keyId: key.id,
          kind: 'dossier.received',
          createdAt: `2026-11-24T02:${String(seq % 60).padStart(2, '0')}:00.000Z`,
          event: {
            id: uuidv7(),
            subject: { kind: 'dossier', id: uuidv7() },
            version: 1,
            type: 'dossier.received',
          },
          snapshot: { code: 'H61.45-261124-3001' },
          files: [],
          ...change,
        } as never),
      );
      return {
        bytes,
        sha256: hashOf(bytes),
        headers: {
          [PACKET_HEADERS.epoch]: String(epoch),
          [PACKET_HEADERS.seq]: String(seq),
          [PACKET_HEADERS.keyId]: key.id,
          [PACKET_HEADERS.signature]: sign(null, bytes, key.privateKey).toString('base64'),
        },
      };
    },
    send: ({ bytes, headers }: TestPacket) =>
      call('/v1/packets', { method: 'POST', body: new Uint8Array(bytes), headers }),
  };
}
