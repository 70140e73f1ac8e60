import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifySignedPdf } from '../../electron/helpers/verify/verify-signed-pdf.ts';
import { aCertifiedCopy, anOffice, NOW, type SigningOffice } from './a-signed-copy.ts';
import { assertSound, byteRanges, opensslVerify, pdfsig } from './signature-tools.ts';

let office: SigningOffice;

beforeAll(async () => {
  office = await anOffice();
});

/** To the second, as a PDF says it. */
const CLAIMED = '2026-11-24T03:04:05.000Z';

describe.each([
  { packed: false, kind: 'a cross-reference table' },
  { packed: true, kind: 'cross-reference and object streams' },
])('a certified copy of a scan with $kind', ({ packed }) => {
  let copy: Awaited<ReturnType<typeof aCertifiedCopy>>;

  beforeAll(async () => {
    copy = await aCertifiedCopy(office, { packed });
  });

  test('is valid for pdfsig, which sees both signatures trusted and the last one cover all', async () => {
    const said = await pdfsig(copy.signed, office.root);
    expect(said.match(/Signature is Valid/gu)).toHaveLength(2);
    expect(said.match(/Certificate is Trusted/gu)).toHaveLength(2);
    expect(said.match(/ETSI\.CAdES\.detached/gu)).toHaveLength(2);
    expect(said).toContain('Nguyễn Văn Thử');
    expect(said.lastIndexOf('Total document signed')).toBeGreaterThan(said.lastIndexOf('Signature #2'));
  });

  test('passes OpenSSL with CAdES attributes and qpdf', async () => {
    await assertSound(copy.signed);
    const ranges = byteRanges(copy.signed);
    expect(ranges).toHaveLength(2);
    for (const range of ranges) {
      expect(await opensslVerify(copy.signed, range, office.root)).toContain('successful');
    }
  });

  test('keeps every earlier file as its beginning, byte for byte', () => {
    const { fields, officerSigned, signed } = copy;
    expect(Buffer.from(officerSigned).subarray(0, fields.length).equals(fields)).toBe(true);
    expect(Buffer.from(signed).subarray(0, officerSigned.length).equals(officerSigned)).toBe(true);
  });

  test('is valid for the verifier, which says what came after which signature', () => {
    const root = new X509Certificate(office.root).fingerprint256.replaceAll(':', '').toLowerCase();
    const named = { organisation: 'UBND xã Thử Nghiệm', root };
    expect(verifySignedPdf({ pdf: copy.signed, roots: [...office.roots], at: NOW })).toEqual({
      verdict: 'valid',
      signatures: [
        {
          signer: 'Nguyễn Văn Thử',
          ...named,
          intact: true,
          coversWholeFile: false,
          modifiedAfter: 'permitted',
          trust: 'trusted',
          timestamp: null,
          claimedAt: CLAIMED,
          purpose: 'signature',
          revocationAsOf: null,
          reasons: [],
        },
        {
          signer: 'ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM',
          ...named,
          intact: true,
          coversWholeFile: true,
          modifiedAfter: 'none',
          trust: 'trusted',
          timestamp: null,
          claimedAt: CLAIMED,
          purpose: 'signature',
          revocationAsOf: null,
          reasons: [],
        },
      ],
      reasons: [],
      level: 'B-B',
    });
  });
});

test('the command prints one line of JSON per file and exits 1 when a file is not valid', async () => {
  const { signed, fields } = await aCertifiedCopy(office);
  const paths = [join(office.folder, 'signed.pdf'), join(office.folder, 'fields.pdf')] as const;
  await writeFile(paths[0], signed);
  await writeFile(paths[1], fields);
  const command = join(import.meta.dirname, '../../electron/cli/verify.ts');
  const run = (...files: string[]) =>
    promisify(execFile)(process.execPath, [command, '--trust', join(office.folder, 'root.crt'), ...files]);
  const good = await run(paths[0]);
  expect(JSON.parse(good.stdout)).toMatchObject({ file: paths[0], verdict: 'valid' });
  const mixed = await run(...paths).catch((error: unknown) => error as { code: number; stdout: string });
  expect(mixed).toMatchObject({ code: 1 });
  const lines = mixed.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { verdict: string });
  expect(lines.map(({ verdict }) => verdict)).toEqual(['valid', 'unknown']);
  await expect(run(join(office.folder, 'not-there.pdf'))).rejects.toMatchObject({ code: 1 });
});
