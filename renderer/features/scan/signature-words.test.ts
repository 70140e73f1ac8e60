import { expect, it } from 'vitest';
import type { SignatureVerdict } from '../../../shared/domain/certification/verdict.ts';
import { translator } from '../../lib/i18n.ts';
import { signatureWords } from './signature-words.ts';

const t = translator('vi');
const signed: SignatureVerdict = {
  signer: 'Nguyễn Văn Thử',
  organisation: '',
  root: null,
  intact: true,
  coversWholeFile: true,
  modifiedAfter: 'none',
  trust: 'trusted',
  timestamp: null,
  claimedAt: '2026-11-24T03:04:05.000Z',
  purpose: 'signature' as const,
  revocationAsOf: null,
  reasons: [],
};

it.each<[Partial<SignatureVerdict>, string, string]>([
  [{}, 'good', 'Chữ ký hợp lệ: Nguyễn Văn Thử'],
  [{ trust: 'unknown', reasons: ['no-trusted-root'] }, 'attention', 'Chưa rõ người ký: Nguyễn Văn Thử'],
  [
    { modifiedAfter: 'forbidden', reasons: ['page-changed:2'] },
    'bad',
    'Tệp bị sửa sau khi ký: Nguyễn Văn Thử',
  ],
  [{ trust: 'revoked' }, 'bad', 'Chữ ký không hợp lệ: Nguyễn Văn Thử'],
  [
    { intact: false, signer: '', reasons: ['digest-mismatch'] },
    'bad',
    'Chữ ký không hợp lệ: không đọc được tên',
  ],
  [{ intact: false, reasons: ['unsupported-format'] }, 'attention', 'Chưa rõ người ký: Nguyễn Văn Thử'],
])('says of %o its state by colour and in words', (found, state, words) => {
  expect(signatureWords(t, { ...signed, ...found })).toMatchObject({ state, words });
});

it('says whose clock the time is from, and why a signature is not simply valid', () => {
  expect(signatureWords(t, signed).when).toContain('theo máy người ký');
  expect(signatureWords(t, { ...signed, timestamp: signed.claimedAt }).when).toContain('dấu thời gian');
  expect(signatureWords(t, { ...signed, claimedAt: null }).when).toBe('không ghi giờ ký');
  const changed = signatureWords(t, { ...signed, modifiedAfter: 'forbidden', reasons: ['page-changed:2'] });
  expect(changed.why).toBe('trang 2 bị thay sau khi ký');
  const older = signatureWords(t, { ...signed, reasons: ['not-pades'] });
  expect(older).toMatchObject({ state: 'good', why: 'chữ ký định dạng cũ, không phải PAdES' });
});
