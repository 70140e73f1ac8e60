import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/**
 * Our states of a dossier: one for each national status, that of a wrong intake, that of an online filing which waits for the citizen before it
 * is accepted, and `forwarded`: received here for another office, which has not received it yet. A draft is not yet a dossier; an online filing is one from the day it came, and has a code of ours once accepted.
 */
export const DOSSIER_STATES = [
  'registered',
  'completion-asked',
  'forwarded',
  'received',
  'refused',
  'processing',
  'supplement-asked',
  'payment-asked',
  'withdrawn',
  'stopped',
  'result-in',
  'returned',
  'voided',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];

/**
 * The national status code of each state: 1 Mới đăng ký, 2 Được tiếp nhận, 3 Không được tiếp nhận, 4 Đang xử lý, 5 Yêu cầu bổ sung giấy tờ,
 * 6 Yêu cầu thực hiện nghĩa vụ tài chính, 7 Công dân yêu cầu rút hồ sơ, 8 Dừng xử lý, 9 Đã xử lý xong, 10 Đã trả kết quả. A dossier filed
 * at the counter begins at 2; 1 is for online filing before acceptance, and 5 is also what waits for the citizen before it. A dossier made void keeps its number and is told as 8: there is no
 * national code for a wrong intake, and 3 would say that the citizen was refused. What another office has yet to receive is 2: it was received.
 */
export const NATIONAL_STATUS = {
  registered: 1,
  'completion-asked': 5,
  forwarded: 2,
  received: 2,
  refused: 3,
  processing: 4,
  'supplement-asked': 5,
  'payment-asked': 6,
  withdrawn: 7,
  stopped: 8,
  'result-in': 9,
  returned: 10,
  voided: 8,
} as const satisfies Record<DossierState, number>;

/** What may be done with a dossier; the first three before the reception of an online filing, `complete` by the citizen. */
export const DOSSIER_ACTIONS = [
  'accept',
  'ask-completion',
  'complete',
  'confirm-arrival',
  'start-processing',
  'record-result',
  'return-result',
  'ask-supplement',
  'ask-payment',
  'stop',
  'resume',
  'withdraw',
  'refuse',
  'reappoint',
  'extend',
  'send-result-back',
  'report-lost-slip',
  'void',
  'assign',
  'take-back',
  'hand-on',
  'approve',
  'send-back',
] as const;
export type DossierAction = (typeof DOSSIER_ACTIONS)[number];

/** Whether pages, copies and statements may still be added. */
export function isOpen(state: DossierState): boolean {
  return !(['refused', 'withdrawn', 'stopped', 'returned', 'voided'] as readonly DossierState[]).includes(
    state,
  );
}

/** Whether the time of the limit runs: nobody waits for the citizen, for a ground, or for a result to be fetched. */
export function clockRuns(state: DossierState): boolean {
  return state === 'received' || state === 'processing';
}

const BEFORE_A_RESULT = [
  'record-result',
  'ask-supplement',
  'ask-payment',
  'stop',
  'withdraw',
  'refuse',
  'reappoint',
  'extend',
  'report-lost-slip',
  'void',
] as const;

/**
 * What each state allows. A same-day paper may get its result without a recorded start. A supplement that never comes ends in a refusal or a
 * stop; a dossier is withdrawn only while there is no result (Điều 21 Nghị định 118/2025/NĐ-CP). What makes a wrong intake void besides its
 * state stands in {@link decideVoid}. The time of what was received for another office begins with that office's reception (Điều 17 khoản 3), so
 * nothing interrupts or moves it before. An online filing is accepted, refused, or sent back once to be completed (Điều 17 khoản 2).
 */
const ALLOWED_ACTIONS = {
  registered: ['accept', 'ask-completion', 'refuse'],
  'completion-asked': ['complete', 'refuse'],
  forwarded: ['confirm-arrival', 'withdraw', 'refuse', 'report-lost-slip', 'void'],
  received: ['start-processing', 'assign', ...BEFORE_A_RESULT],
  refused: [],
  processing: [...BEFORE_A_RESULT, 'assign', 'take-back', 'hand-on', 'approve', 'send-back'],
  'supplement-asked': ['resume', 'refuse', 'stop', 'withdraw', 'report-lost-slip', 'void'],
  'payment-asked': ['resume', 'withdraw', 'report-lost-slip', 'void'],
  withdrawn: [],
  stopped: ['resume', 'report-lost-slip'],
  'result-in': ['return-result', 'send-result-back', 'report-lost-slip'],
  returned: [],
  voided: [],
} as const satisfies Record<DossierState, readonly DossierAction[]>;

/** Null where the action leaves the state as it is. */
const STATE_AFTER = {
  accept: 'received',
  'ask-completion': 'completion-asked',
  complete: 'registered',
  'confirm-arrival': 'received',
  'start-processing': 'processing',
  'record-result': 'result-in',
  'return-result': 'returned',
  'ask-supplement': 'supplement-asked',
  'ask-payment': 'payment-asked',
  stop: 'stopped',
  resume: 'processing',
  withdraw: 'withdrawn',
  refuse: 'refused',
  reappoint: null,
  extend: null,
  'send-result-back': 'processing',
  'report-lost-slip': null,
  void: 'voided',
  assign: 'processing',
  'take-back': null,
  'hand-on': null,
  approve: null,
  'send-back': null,
} as const satisfies Record<DossierAction, DossierState | null>;

/** Where a dossier stands among the people who work on it; `elsewhere`: another agency does, and its steps are not known here. */
export const WORK_STAGES = [
  'elsewhere',
  'unassigned',
  'with-processor',
  'with-last-processor',
  'with-signer',
  'approved',
] as const;
export type WorkStage = (typeof WORK_STAGES)[number];

/** What the stage of work allows of the actions that depend on it: a result is not recorded past the person who has yet to approve it. */
const ALLOWED_AT_STAGE = {
  elsewhere: ['record-result'],
  unassigned: ['assign', 'record-result'],
  'with-processor': ['take-back', 'hand-on'],
  'with-last-processor': ['take-back', 'hand-on', 'record-result'],
  'with-signer': ['take-back', 'hand-on', 'approve', 'send-back'],
  approved: ['record-result'],
} as const satisfies Record<WorkStage, readonly DossierAction[]>;

const BY_STAGE: ReadonlySet<DossierAction> = new Set(Object.values(ALLOWED_AT_STAGE).flat());

/** All that may be done with a dossier in a state and at a stage of work. */
export function actionsAt(state: DossierState, stage: WorkStage): DossierAction[] {
  const atStage: readonly DossierAction[] = ALLOWED_AT_STAGE[stage];
  return ALLOWED_ACTIONS[state].filter((action) => !BY_STAGE.has(action) || atStage.includes(action));
}

/** The action is not one of those its state allows. */
export type ActionNotAllowed = Refusal<'ACTION_NOT_ALLOWED', { state: DossierState; action: DossierAction }>;

/**
 * The state that an action leads to; the same rule greys the button and guards the command. `stage` is needed where people are assigned:
 * left out, nobody is.
 */
export function stateAfter(
  state: DossierState,
  action: DossierAction,
  stage: WorkStage = 'unassigned',
): Result<DossierState, ActionNotAllowed> {
  return actionsAt(state, stage).includes(action)
    ? ok(STATE_AFTER[action] ?? state)
    : refuse('ACTION_NOT_ALLOWED', { state, action });
}
