import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProgressEntry } from '../delivery/progress-wire.ts';
import {
  DOSSIER_STATES,
  type DossierState,
  NATIONAL_STATUS,
  stateAfter,
  WORK_STAGES,
} from './dossier-state.ts';
import { decideProgress, type MirroredDossier } from './province-progress.ts';

const NOW = '2026-11-26T03:00:00.000Z';
const entry = (change: Partial<ProgressEntry> = {}): ProgressEntry => ({
  entryId: '01936000-0000-7000-8000-0000000000b1',
  cursor: 1,
  dossierCode: 'H61.45-261125-3001',
  number: 1,
  at: '2026-11-26T02:00:00.000Z',
  status: 4,
  unit: 'UBND xã Ba Tri',
  role: 'Chuyên viên',
  person: null,
  step: 'Thẩm tra',
  receivedAt: null,
  dueAt: null,
  article: null,
  payment: null,
  result: null,
  ...change,
});
const dossier = (change: Partial<MirroredDossier> = {}): MirroredDossier => ({
  state: 'received',
  stage: 'elsewhere',
  receivedAt: '2026-11-25T02:00:00.000Z',
  lastNumber: 0,
  ...change,
});
const decide = (state: DossierState, change: Partial<ProgressEntry>) =>
  decideProgress(dossier({ state }), entry(change), NOW);

describe('what the province tells of a dossier', () => {
  it.each([
    ['forwarded', { status: 2 }, ['confirm-arrival']],
    [
      'forwarded',
      { status: 4, receivedAt: '2026-11-26T01:00:00.000Z' },
      ['confirm-arrival', 'start-processing'],
    ],
    ['received', { status: 2 }, []],
    ['received', { status: 4 }, ['start-processing']],
    ['processing', { status: 4 }, []],
    ['processing', { status: 5 }, ['ask-supplement']],
    ['supplement-asked', { status: 5 }, []],
    ['supplement-asked', { status: 4 }, ['resume']],
    ['payment-asked', { status: 4 }, ['resume']],
    ['stopped', { status: 4 }, ['resume']],
    ['processing', { status: 6 }, ['ask-payment']],
    ['processing', { status: 8 }, ['stop']],
    ['forwarded', { status: 3 }, ['refuse']],
    ['processing', { status: 7 }, ['withdraw']],
    ['processing', { status: 9 }, ['record-result']],
    ['result-in', { status: 9 }, []],
  ] as const)('of one that is %s, %j, leads to %j', (state, change, actions) => {
    expect(decide(state, change)).toEqual({ ok: true, value: actions });
  });

  it.each([
    ['forwarded', { status: 9 }, 'DOES_NOT_FIT'],
    ['supplement-asked', { status: 9 }, 'DOES_NOT_FIT'],
    ['returned', { status: 5 }, 'DOES_NOT_FIT'],
    ['voided', { status: 9 }, 'DOES_NOT_FIT'],
    ['result-in', { status: 7 }, 'DOES_NOT_FIT'],
    ['forwarded', { status: 4 }, 'NEEDS_A_PERSON'],
    ['result-in', { status: 4 }, 'NEEDS_A_PERSON'],
    ['result-in', { status: 10 }, 'NEEDS_A_PERSON'],
    ['processing', { status: 1 }, 'NEEDS_A_PERSON'],
    ['processing', { status: 2 }, 'NEEDS_A_PERSON'],
    ['processing', { number: 3 }, 'EARLIER_MISSING'],
    ['processing', { at: '2026-11-25T01:59:00.000Z' }, 'TIME_IMPOSSIBLE'],
    ['processing', { at: '2026-11-26T03:06:00.000Z' }, 'TIME_IMPOSSIBLE'],
  ] as const)('of one that is %s, %j, is put aside: %s', (state, change, code) => {
    expect(decide(state, change)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is put aside of one that is worked on here, and once later entries were handled', () => {
    expect(decideProgress(dossier({ stage: 'unassigned' }), entry(), NOW)).toMatchObject({
      refusal: { code: 'WORKED_ON_HERE' },
    });
    expect(decideProgress(dossier({ lastNumber: 4 }), entry({ number: 4 }), NOW)).toMatchObject({
      refusal: { code: 'LATER_HANDLED' },
    });
    expect(decideProgress(dossier({ lastNumber: 4 }), entry({ number: 2 }), NOW, false).ok).toBe(true);
  });

  it('never moves a dossier otherwise than the state machine lets it, and then to the status that was told', () => {
    const told = fc.record({
      status: fc.integer({ min: 1, max: 10 }),
      number: fc.integer({ min: 1, max: 4 }),
      receivedAt: fc.option(fc.constant('2026-11-26T01:00:00.000Z')),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...DOSSIER_STATES),
        fc.constantFrom(...WORK_STAGES),
        fc.integer({ min: 0, max: 4 }),
        told,
        (state, stage, lastNumber, change) => {
          const decided = decideProgress(dossier({ state, stage, lastNumber }), entry(change), NOW);
          if (!decided.ok) return;
          let at: DossierState = state;
          for (const action of decided.value) {
            const next = stateAfter(at, action, stage);
            if (!next.ok) throw new Error(`${at} does not allow ${action}`);
            at = next.value;
          }
          expect(NATIONAL_STATUS[at]).toBe(change.status);
          expect(change.number).toBe(lastNumber + 1);
        },
      ),
    );
  });

  it('is read strictly: an unknown field, a control character, a status beyond ten', () => {
    expect(ProgressEntry.safeParse(entry()).success).toBe(true);
    for (const wrong of [{ ...entry(), note: 'x' }, entry({ step: 'a\u202eb' }), entry({ status: 11 })])
      expect(ProgressEntry.safeParse(wrong).success).toBe(false);
  });
});
