import { describe, expect, it } from 'vitest';
import {
  actionsAt,
  clockRuns,
  DOSSIER_ACTIONS,
  DOSSIER_STATES,
  isOpen,
  NATIONAL_STATUS,
  stateAfter,
  WORK_STAGES,
} from './dossier-state.ts';

describe('the states of a dossier', () => {
  it('map onto the ten national status codes, each state exactly one, a wrong intake that of a stop', () => {
    expect(DOSSIER_STATES.map((state) => NATIONAL_STATUS[state])).toEqual([
      1, 5, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 8,
    ]);
    expect(new Set(Object.values(NATIONAL_STATUS)).size).toBe(10);
  });

  it('let a wrong intake be made void before a result only', () => {
    for (const state of ['received', 'processing', 'supplement-asked', 'payment-asked'] as const)
      expect(stateAfter(state, 'void')).toEqual({ ok: true, value: 'voided' });
    for (const state of [
      'registered',
      'result-in',
      'returned',
      'refused',
      'withdrawn',
      'stopped',
      'voided',
    ] as const)
      expect(stateAfter(state, 'void').ok).toBe(false);
  });

  it('let the clock of what another office is competent for run only once that office has it', () => {
    expect(clockRuns('forwarded')).toBe(false);
    expect(isOpen('forwarded')).toBe(true);
    expect(stateAfter('forwarded', 'confirm-arrival', 'elsewhere')).toEqual({ ok: true, value: 'received' });
    expect(actionsAt('forwarded', 'elsewhere')).toEqual([
      'confirm-arrival',
      'withdraw',
      'refuse',
      'report-lost-slip',
      'void',
    ]);
    for (const state of DOSSIER_STATES.filter((each) => each !== 'forwarded'))
      expect(stateAfter(state, 'confirm-arrival', 'elsewhere').ok).toBe(false);
  });

  it('lead from reception through processing to the returned result', () => {
    expect(stateAfter('received', 'start-processing')).toEqual({ ok: true, value: 'processing' });
    expect(stateAfter('processing', 'record-result')).toEqual({ ok: true, value: 'result-in' });
    expect(stateAfter('result-in', 'return-result')).toEqual({ ok: true, value: 'returned' });
  });

  it('let what was filed online be accepted, refused or sent back to be completed, which only the citizen does', () => {
    expect(actionsAt('registered', 'unassigned')).toEqual(['accept', 'ask-completion', 'refuse']);
    expect(stateAfter('registered', 'accept')).toEqual({ ok: true, value: 'received' });
    expect(stateAfter('registered', 'ask-completion')).toEqual({ ok: true, value: 'completion-asked' });
    expect(stateAfter('completion-asked', 'complete')).toEqual({ ok: true, value: 'registered' });
    expect(stateAfter('completion-asked', 'accept').ok).toBe(false);
    expect(stateAfter('received', 'ask-completion').ok).toBe(false);
  });

  it('let a same-day paper get its result at once', () => {
    expect(stateAfter('received', 'record-result')).toEqual({ ok: true, value: 'result-in' });
  });

  it('wait for the citizen or for a ground to go on, and go on where they stopped', () => {
    for (const [action, waiting] of [
      ['ask-supplement', 'supplement-asked'],
      ['ask-payment', 'payment-asked'],
      ['stop', 'stopped'],
    ] as const) {
      expect(stateAfter('processing', action)).toEqual({ ok: true, value: waiting });
      expect(stateAfter(waiting, 'resume')).toEqual({ ok: true, value: 'processing' });
    }
  });

  it('end by withdrawal only while there is no result', () => {
    for (const state of ['received', 'processing', 'supplement-asked', 'payment-asked'] as const)
      expect(stateAfter(state, 'withdraw')).toEqual({ ok: true, value: 'withdrawn' });
    for (const state of ['result-in', 'returned', 'refused', 'withdrawn'] as const)
      expect(stateAfter(state, 'withdraw').ok).toBe(false);
  });

  it('stay as they are when the return is appointed anew', () => {
    expect(stateAfter('processing', 'reappoint')).toEqual({ ok: true, value: 'processing' });
    expect(stateAfter('received', 'extend')).toEqual({ ok: true, value: 'received' });
    expect(stateAfter('result-in', 'report-lost-slip')).toEqual({ ok: true, value: 'result-in' });
  });

  it('go back to work when a result is sent back, never after it was handed over', () => {
    expect(stateAfter('result-in', 'send-result-back')).toEqual({ ok: true, value: 'processing' });
    expect(stateAfter('returned', 'send-result-back').ok).toBe(false);
  });

  it('refuse every action that the state and the stage of work do not list', () => {
    for (const state of DOSSIER_STATES) {
      for (const stage of WORK_STAGES) {
        const allowed = actionsAt(state, stage);
        for (const action of DOSSIER_ACTIONS) {
          const after = stateAfter(state, action, stage);
          if (allowed.includes(action)) expect(after.ok).toBe(true);
          else
            expect(after).toEqual({
              ok: false,
              refusal: { code: 'ACTION_NOT_ALLOWED', data: { state, action } },
            });
        }
      }
    }
  });

  it.each([
    ['unassigned', ['assign', 'record-result']],
    ['with-processor', ['take-back', 'hand-on']],
    ['with-last-processor', ['record-result', 'take-back', 'hand-on']],
    ['with-signer', ['take-back', 'hand-on', 'approve', 'send-back']],
    ['approved', ['record-result']],
    ['elsewhere', ['record-result']],
  ] as const)('at work, %s, allow of the steps of work %j', (stage, expected) => {
    const ofWork = ['record-result', 'assign', 'take-back', 'hand-on', 'approve', 'send-back'];
    expect(
      actionsAt('processing', stage)
        .filter((action) => ofWork.includes(action))
        .sort(),
    ).toEqual([...expected].sort());
    // Whoever holds it, a dossier can wait for the citizen or end.
    expect(actionsAt('processing', stage)).toEqual(
      expect.arrayContaining(['ask-supplement', 'refuse', 'withdraw', 'stop']),
    );
    expect(actionsAt('supplement-asked', stage)).not.toEqual(expect.arrayContaining(['hand-on']));
  });
});
