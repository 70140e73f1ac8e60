import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { readSlipKeys } from '../../electron/host/slip-proof.ts';

const province = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const publicOf = ({ publicKey }: typeof province) =>
  publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const PROVINCE_KEY = publicOf(province);

const LIST = {
  provinceName: 'Tỉnh Vĩnh Long',
  mode: 'official',
  issuedAt: '2026-11-24T01:30:00.000Z',
  keys: [
    {
      keyId: '019ac1f2-7c11-7abc-8123-00000000beef',
      installationId: '019ac1f2-7c11-7abc-8123-00000000cafe',
      agencyCode: 'H61.45',
      officeName: 'UBND xã Thử Nghiệm',
      publicKey: publicOf(stranger),
      revokedAt: null,
    },
  ],
};

function signed(list: unknown, by = province) {
  const text = typeof list === 'string' ? list : JSON.stringify(list);
  return { list: text, signature: sign(null, Buffer.from(text, 'utf8'), by.privateKey).toString('base64') };
}

it('takes a list of keys that the province signed', () => {
  expect(readSlipKeys(signed(LIST), PROVINCE_KEY)).toEqual({ ok: true, value: LIST });
});

it.each([
  ['signed by somebody else', signed(LIST, stranger), PROVINCE_KEY, 'signature'],
  [
    'changed after it was signed',
    { ...signed(LIST), list: `${signed(LIST).list} ` },
    PROVINCE_KEY,
    'signature',
  ],
  ['under a key that is none', signed(LIST), 'AAAA', 'signature'],
  ['that is no JSON', signed('{'), PROVINCE_KEY, 'list'],
  ['with a field nobody agreed on', signed({ ...LIST, more: 1 }), PROVINCE_KEY, 'list'],
  [
    'with a key of another length',
    signed({ ...LIST, keys: [{ ...LIST.keys[0], publicKey: 'AAAA' }] }),
    PROVINCE_KEY,
    'list',
  ],
])('refuses a list %s', (_what, list, key, part) => {
  expect(readSlipKeys(list, key)).toMatchObject({ ok: false, refusal: { data: { part } } });
});
