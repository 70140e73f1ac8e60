import { expect, it } from 'vitest';
import { translator } from '../../lib/i18n.ts';
import { verdictState, verdictWords } from './verdict-words.ts';

const t = translator('vi');
const signature = {
  signer: 'UBND xã Thử Nghiệm',
  organisation: '',
  root: null,
  intact: true,
  coversWholeFile: true,
  modifiedAfter: 'none' as const,
  trust: 'trusted' as const,
  timestamp: null,
  claimedAt: null,
  purpose: 'signature' as const,
  revocationAsOf: null,
  reasons: [],
};

it('says in one sentence who signed a valid file', () => {
  const verdict = { verdict: 'valid' as const, signatures: [signature], reasons: [], level: 'B-B' as const };
  expect(verdictWords(t, verdict)).toContain('UBND xã Thử Nghiệm');
  expect(verdictState(verdict)).toBe('good');
});

it('names the changed page once and keeps a reason without words as it is', () => {
  const reasons = ['page-changed:2', 'strange-code'];
  const verdict = {
    verdict: 'invalid' as const,
    signatures: [{ ...signature, reasons }],
    reasons,
    level: null,
  };
  expect(verdictWords(t, verdict)).toBe('Không tin được: trang 2 bị thay sau khi ký; strange-code');
  expect(verdictState(verdict)).toBe('bad');
});
