import { describe, expect, it } from 'vitest';
import { decideVoid, type VoidFacts } from './void.ts';

const CLEAN: VoidFacts = {
  receivedOn: '2026-11-23',
  today: '2026-11-23',
  hasResult: false,
  givenTo: null,
  copies: [],
};
const copy = (number: number | null) => ({ title: 'Bằng tốt nghiệp', state: 'compared' as const, number });

describe('a wrong intake', () => {
  it.each<[string, Partial<VoidFacts>, string | null]>([
    ['is made void on its own day', {}, null],
    ['not on the next', { today: '2026-11-24' }, 'VOID_ANOTHER_DAY'],
    ['not after a result', { hasResult: true }, 'VOID_AFTER_RESULT'],
    ['not after its file was given to a unit', { givenTo: 'Phòng Kinh tế' }, 'VOID_AFTER_TRANSFER'],
    ['with a copy that was only compared', { copies: [copy(null)] }, null],
    ['not with a copy that has a number', { copies: [copy(null), copy(7)] }, 'VOID_COPY_NUMBERED'],
  ])('%s', (_case, change, refusal) => {
    const decided = decideVoid({ ...CLEAN, ...change });
    expect(decided.ok ? null : decided.refusal.code).toBe(refusal);
  });
});
