import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { aCopy, aSecond, documentStamped, putRevocation, stamp } from './a-proof.ts';
import { accepted } from './a-signed-copy.ts';
import { aTrustCentre, type TimeMode, type TrustCentre } from './a-trust-centre.ts';
import { assertSound, byteRanges, opensslVerify, pdfsig } from './signature-tools.ts';

let centre: TrustCentre;
let copy: Awaited<ReturnType<typeof aCopy>>;

beforeAll(async () => {
  centre = await aTrustCentre();
  copy = await aCopy(centre);
});
afterAll(() => centre.close());

const verdictOf = (pdf: Uint8Array, at = new Date().toISOString()) =>
  verifySignedPdf({ pdf, roots: [...centre.roots], at });

/** Everybody who shares no code with ours, and our own verifier. */
async function expectSoundEverywhere(pdf: Uint8Array, level: string): Promise<void> {
  await assertSound(pdf);
  expect(verdictOf(pdf)).toMatchObject({ verdict: 'valid', level, reasons: [] });
  const said = await pdfsig(pdf, centre.root);
  expect(said).not.toMatch(/Signature is Invalid|not trusted|isn't trusted/iu);
  expect(said.match(/Signature is Valid/gu)?.length).toBeGreaterThanOrEqual(2);
  for (const range of byteRanges(pdf).slice(0, 2))
    expect(await opensslVerify(pdf, range, centre.root)).toContain('successful');
}

describe('a copy whose signatures were stamped as they were made (B-T)', () => {
  test('is sound for every tool and proves both times', async () => {
    await expectSoundEverywhere(copy.agency, 'B-T');
    const { signatures } = verdictOf(copy.agency);
    expect(signatures).toHaveLength(2);
    for (const { timestamp, reasons } of signatures) {
      expect(Math.abs(Date.parse(timestamp ?? '') - Date.now())).toBeLessThan(60_000);
      expect(reasons).toEqual([]);
    }
  });

  test('keeps each earlier revision as its beginning, and its signatures have room for their stamps', () => {
    expect(Buffer.from(copy.agency).subarray(0, copy.officer.length).equals(copy.officer)).toBe(true);
    expect(Buffer.from(copy.officer).subarray(0, copy.fields.length).equals(copy.fields)).toBe(true);
  });

  test('takes no stamp into a signature that another revision covers', async () => {
    const late = await stamp(centre, { kind: 'signature', pdf: copy.agency, field: 'officer' }).catch(String);
    expect(String(late)).toContain('signed-again');
  });
});

test.each(['sha256', 'sha384', 'sha512'] as const)('a stamp may be over an imprint of %s', async (digest) => {
  const { agency } = await aCopy(centre, { stamps: false });
  const stamped = accepted(
    await stamp(centre, { kind: 'signature', pdf: agency, field: 'agency' }, { digest }),
  );
  const [officer, sealed] = verdictOf(stamped.pdf).signatures;
  expect([officer?.timestamp, sealed?.timestamp]).toEqual([null, stamped.at]);
  expect(verdictOf(stamped.pdf).level).toBe('B-B');
});

describe.each([{ packed: false }, { packed: true }])(
  'a copy that waited for its stamp (packed: $packed)',
  ({ packed }) => {
    test('is stamped, given its revocation data and stamped again, each in a revision of its own', async () => {
      const { agency } = await aCopy(centre, { stamps: false, packed });
      expect(verdictOf(agency).level).toBe('B-B');
      const stamped = await documentStamped(centre, agency);
      await expectSoundEverywhere(stamped, 'B-T');
      expect(
        verdictOf(stamped).signatures.map(({ purpose, modifiedAfter }) => [purpose, modifiedAfter]),
      ).toEqual([
        ['signature', 'permitted'],
        ['signature', 'permitted'],
        ['document-timestamp', 'none'],
      ]);
      await aSecond();
      const lasting = accepted(await putRevocation(centre, stamped, [await centre.revocationList()]));
      if (!lasting.done) throw new Error('the list was there');
      await expectSoundEverywhere(lasting.pdf, 'B-LT');
      const archived = await documentStamped(centre, lasting.pdf);
      await expectSoundEverywhere(archived, 'B-LTA');
      for (const [before, after] of [
        [agency, stamped],
        [stamped, lasting.pdf],
        [lasting.pdf, archived],
      ] as const)
        expect(Buffer.from(after).subarray(0, before.length).equals(Buffer.from(before))).toBe(true);
      await aSecond();
      const renewed = accepted(await putRevocation(centre, archived, [await centre.revocationList()]));
      if (!renewed.done) throw new Error('the list was there');
      await expectSoundEverywhere(await documentStamped(centre, renewed.pdf), 'B-LTA');
    });
  },
);

test('a proof outlives the certificates of the signers, until its own authority ends', async () => {
  const ends = Date.parse(new X509Certificate(await centre.certificate('officer')).validTo);
  const later = new Date(ends - 60_000).toISOString();
  expect(verdictOf(copy.agency, later)).toMatchObject({ verdict: 'valid', level: 'B-T' });
  const after = new Date(ends + 86_400_000).toISOString();
  expect(verdictOf(copy.agency, after).signatures[0]).toMatchObject({
    trust: 'expired',
    timestamp: null,
    reasons: ['certificate-expired', 'timestamp-not-trusted'],
  });
});

test('revocation data older than the stamp proves nothing; what is wanted is said with where it is', async () => {
  const old = await centre.revocationList();
  await aSecond();
  const { agency } = await aCopy(centre);
  const asked = accepted(await putRevocation(centre, agency, [old]));
  if (asked.done) throw new Error('the list is older');
  expect(asked.wanted.map(({ subject }) => subject).sort()).toEqual([
    'Dấu thời gian thử',
    'Nguyễn Văn Thử',
    'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM',
  ]);
  for (const { crlUrls, newerAt } of asked.wanted) {
    expect(crlUrls).toEqual([`${centre.url}/ca.crl`]);
    expect(Date.parse(newerAt ?? '')).toBeGreaterThan(Date.now());
  }
});

describe('an authority that does not do what was asked', () => {
  const trial = (mode: TimeMode) => {
    centre.state.mode = mode;
    return stamp(centre, { kind: 'trial', content: Buffer.from('thử') }).finally(() => {
      centre.state.mode = 'sound';
    });
  };

  test.each<[TimeMode, object]>([
    ['down', { code: 'TRUST_SERVICE_FAILING', data: { status: 503 } }],
    ['slow', { code: 'TRUST_SERVICE_UNREACHABLE', data: { reason: 'TIMEOUT' } }],
    ['too-long', { code: 'TRUST_SERVICE_TOO_LONG' }],
    ['cut-off', { code: 'TRUST_SERVICE_UNREACHABLE' }],
    ['garbage', { code: 'TIMESTAMP_WRONG', data: { reason: 'unreadable' } }],
    ['wrong-nonce', { code: 'TIMESTAMP_WRONG', data: { reason: 'nonce' } }],
    ['wrong-imprint', { code: 'TIMESTAMP_WRONG', data: { reason: 'timestamp-of-something-else' } }],
    ['rejected', { code: 'TIMESTAMP_REFUSED', data: { status: 2 } }],
    ['wrong-usage', { code: 'TIMESTAMP_WRONG', data: { reason: 'timestamp-wrong-usage' } }],
    ['usage-not-critical', { code: 'TIMESTAMP_WRONG', data: { reason: 'timestamp-wrong-usage' } }],
  ])('%s: is refused with the reason', async (mode, refusal) => {
    expect(await trial(mode)).toMatchObject({ ok: false, refusal });
  });

  test('sound: says the time and who says it', async () => {
    const said = accepted(await trial('sound'));
    expect(said.authority).toBe('Dấu thời gian thử');
    expect(Math.abs(Date.parse(said.at) - Date.now())).toBeLessThan(60_000);
  });

  test('an authority that leads to no trusted root is named and not believed', async () => {
    const target = { kind: 'trial', content: Buffer.from('thử') } as const;
    expect(await stamp(centre, target, { roots: [] })).toMatchObject({
      refusal: {
        code: 'TIMESTAMP_UNTRUSTED',
        data: { authority: 'Dấu thời gian thử', reason: 'no-trusted-root' },
      },
    });
  });

  test.each([
    [6, 'ahead'],
    [-6, 'behind'],
  ] as const)(
    'an office clock that is %i minutes off (%s) is said, not the certificate',
    async (minutes, direction) => {
      const at = new Date(Date.now() + minutes * 60_000).toISOString();
      const target = { kind: 'trial', content: Buffer.from('thử') } as const;
      expect(await stamp(centre, target, { at })).toMatchObject({
        refusal: { code: 'CLOCK_OFF', data: { minutes: 6, direction } },
      });
    },
  );
});

test('a stamp copied from another copy is refused', async () => {
  const other = await aCopy(centre);
  const [, start = 0, end = 0] = byteRanges(copy.agency)[1] ?? [];
  const [, from = 0, to = 0] = byteRanges(other.agency)[1] ?? [];
  expect([start, end]).toEqual([from, to]);
  // The whole CMS of another copy, stamp included: its digest is of other bytes.
  const moved = Buffer.from(copy.agency);
  Buffer.from(other.agency).copy(moved, start, from, to);
  expect(verdictOf(moved).verdict).toBe('invalid');
});

test('a certificate that was revoked before the stamp makes the copy invalid, one revoked after it does not', async () => {
  await aSecond();
  await centre.revoke('officer');
  const list = await centre.revocationList();
  const at = new Date().toISOString();
  const judged = (pdf: Uint8Array) =>
    verifySignedPdf({ pdf, roots: [...centre.roots], revocationLists: [list], at });
  expect(judged(copy.agency)).toMatchObject({ verdict: 'valid', level: 'B-T' });
  expect(judged(copy.agency).signatures[0]?.revocationAsOf).not.toBeNull();
  const late = await documentStamped(centre, (await aCopy(centre, { stamps: false })).agency);
  expect(judged(late)).toMatchObject({ verdict: 'invalid', signatures: [{ trust: 'revoked' }, {}, {}] });
});
