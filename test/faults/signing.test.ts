import { expect, it } from 'vitest';
import { bookFaults } from './book-faults.ts';
import { signingCampaign } from './signing-campaign.ts';

it('keeps what it told and whole books when the host is killed while it numbers, signs and seals', async () => {
  const report = await signingCampaign({ trials: 2, seed: 20_261_130, progress: () => undefined });
  expect(report.lost).toBe(0);
  expect(report.unstamped).toBe(0);
  expect(report.timeLosses).toBeGreaterThan(0);
  expect(Object.values(report.faults)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(report.electronic).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(0);
}, 180_000);

it('finds each fault that a book can have', () => {
  const entry = { id: 'a', book: 'X', number: 1, certifiedOn: '2026-11-30', state: 'issued' as const };
  const copy = { id: '1', isIssued: true, entryId: 'a', hasFile: true };
  const none = bookFaults([entry], [copy], {});
  expect(Object.values(none).every((count) => count === 0)).toBe(true);
  expect(bookFaults([entry], [{ ...copy, hasFile: false }], {}).issuedEntryWithoutFile).toBe(1);
  expect(bookFaults([entry], [{ ...copy, entryId: null }], {}).issuedWithoutEntry).toBe(1);
  expect(bookFaults([{ ...entry, state: 'pending' }], [copy], {}).issuedWithoutEntry).toBe(1);
  expect(bookFaults([entry], [], {}).issuedEntryOfNothing).toBe(1);
  const second = { ...entry, id: 'b', number: 2, state: 'void' as const };
  expect(bookFaults([entry, second, { ...second, id: 'c' }], [copy], {}).doubled).toBe(1);
  expect(bookFaults([entry, { ...second, number: 3 }], [copy], {}).skipped).toBe(1);
  expect(bookFaults([entry, { ...second, certifiedOn: '2026-11-29' }], [copy], {}).daysBack).toBe(1);
  expect(bookFaults([{ ...entry, number: 7 }], [copy], { X: 7 }).skipped).toBe(0);
});
