import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf, looksLikeProof } from '../../shared/domain/signed-digits.ts';
import { keyTailOf, packSlip, readSlipText, type SlipRecord } from '../../shared/domain/slip/slip-proof.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const A_RECORD: SlipRecord = {
  mode: 'official',
  keyTail: keyTailOf('019ac1f2-7c11-7abc-8123-00000000beef'),
  agencyCode: 'H61.45',
  code: 'H61.45-261128-0001',
  receivedAt: '2026-11-28T01:15:00.000Z',
  dueAt: '2026-12-01T10:00:00.000Z',
};

function textOf(record: SlipRecord): string {
  const { bytes, signed } = packSlip(record);
  return digitsOf(bytes, sign(null, signed, privateKey));
}

const proves = (text: string) => {
  const read = readSlipText(text);
  return read.ok && verify(null, read.value.signed, publicKey, read.value.signature);
};

const code = fc.stringMatching(/^[!-~]{1,60}$/u);
const minute = fc.integer({ min: 0, max: 0xffff_ffff }).map((n) => new Date(n * 60_000).toISOString());

describe('the record in the second QR code of a slip', () => {
  it('reads as it was written, and is signed', () => {
    const records = fc.record({
      mode: fc.constantFrom('official' as const, 'practice' as const),
      keyTail: fc.uuid().map(keyTailOf),
      agencyCode: code,
      code,
      receivedAt: minute,
      dueAt: minute,
    });
    fc.assert(
      fc.property(records, (record) => {
        const text = textOf(record);
        expect(text).toMatch(/^\d+$/u);
        expect(looksLikeProof(`${text}\r\n`)).toBe(true);
        expect(readSlipText(` ${text}\n`)).toMatchObject({ ok: true, value: { record } });
        expect(proves(text)).toBe(true);
      }),
    );
  });

  it('keeps whole minutes, as the slip prints them', () => {
    const read = readSlipText(textOf({ ...A_RECORD, dueAt: '2026-12-01T10:00:59.999Z' }));
    expect(read).toMatchObject({ ok: true, value: { record: { dueAt: '2026-12-01T10:00:00.000Z' } } });
  });

  it('proves nothing once any bit of it has changed', () => {
    const number = BigInt(textOf(A_RECORD));
    const bits = number.toString(2).length;
    for (let bit = 0; bit < bits; bit++)
      expect(proves((number ^ (1n << BigInt(bit))).toString())).toBe(false);
  });

  it('proves nothing once any digit has changed, is gone or was typed twice', () => {
    const text = textOf(A_RECORD);
    for (let at = 0; at < text.length; at++) {
      const other = String((Number(text[at]) + 1) % 10);
      expect(proves(text.slice(0, at) + other + text.slice(at + 1))).toBe(false);
      expect(proves(text.slice(0, at) + text.slice(at + 1))).toBe(false);
      expect(proves(text.slice(0, at) + text[at] + text.slice(at))).toBe(false);
    }
  });

  it('refuses what is no proof, without a throw', () => {
    for (const text of [
      '',
      'H61.45-261128-0001',
      '079088123456',
      '9'.repeat(300),
      '1'.repeat(10_000),
      '０'.repeat(300),
    ])
      expect(readSlipText(text).ok, text.slice(0, 20)).toBe(false);
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{190,530}$/u), (text) => !proves(text)));
    fc.assert(fc.property(fc.string({ maxLength: 600 }), (text) => !proves(text)));
  });

  it('says that a newer program made it', () => {
    const { bytes } = packSlip(A_RECORD);
    const newer = Uint8Array.from(bytes, (byte, at) => (at === 0 ? 2 : byte));
    expect(readSlipText(digitsOf(newer, new Uint8Array(64)))).toMatchObject({
      ok: false,
      refusal: { code: 'SLIP_UNREADABLE', data: { part: 'version' } },
    });
  });
});
