import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';

/** Our states of a dossier, one for each national status. A draft is not yet a dossier. */
export const DOSSIER_STATES = [
  'registered',
  'received',
  'refused',
  'processing',
  'supplement-asked',
  'payment-asked',
  'withdrawn',
  'stopped',
  'result-in',
  'returned',
] as const;
export type DossierState = (typeof DOSSIER_STATES)[number];

/**
 * The national status code of each state: 1 Mới đăng ký, 2 Được tiếp nhận, 3 Không được tiếp nhận, 4 Đang xử lý, 5 Yêu cầu bổ sung giấy tờ,
 * 6 Yêu cầu thực hiện nghĩa vụ tài chính, 7 Công dân yêu cầu rút hồ sơ, 8 Dừng xử lý, 9 Đã xử lý xong, 10 Đã trả kết quả. A dossier filed
 * at the counter begins at 2; 1 is for online filing before acceptance.
 */
export const NATIONAL_STATUS = {
  registered: 1,
  received: 2,
  refused: 3,
  processing: 4,
  'supplement-asked': 5,
  'payment-asked': 6,
  withdrawn: 7,
  stopped: 8,
  'result-in': 9,
  returned: 10,
} as const satisfies Record<DossierState, number>;

/** What may be done with a dossier after its reception. */
export const DOSSIER_ACTIONS = ['start-processing', 'record-result', 'return-result'] as const;
export type DossierAction = (typeof DOSSIER_ACTIONS)[number];

/** Whether pages, copies and statements may still be added. */
export function isOpen(state: DossierState): boolean {
  return !(['refused', 'withdrawn', 'stopped', 'returned'] as readonly DossierState[]).includes(state);
}

/**
 * What each state allows. A same-day paper may get its result without a recorded start. The states that this chain does not reach (supplement,
 * payment, withdrawal, stop, refusal, online registration) allow nothing.
 */
export const ALLOWED_ACTIONS = {
  registered: [],
  received: ['start-processing', 'record-result'],
  refused: [],
  processing: ['record-result'],
  'supplement-asked': [],
  'payment-asked': [],
  withdrawn: [],
  stopped: [],
  'result-in': ['return-result'],
  returned: [],
} as const satisfies Record<DossierState, readonly DossierAction[]>;

const STATE_AFTER = {
  'start-processing': 'processing',
  'record-result': 'result-in',
  'return-result': 'returned',
} as const satisfies Record<DossierAction, DossierState>;

/** The action is not one of those its state allows. */
export type ActionNotAllowed = Refusal<'ACTION_NOT_ALLOWED', { state: DossierState; action: DossierAction }>;

/** The state that an action leads to; the same rule greys the button and guards the command. */
export function stateAfter(
  state: DossierState,
  action: DossierAction,
): Result<DossierState, ActionNotAllowed> {
  const allowed: readonly DossierAction[] = ALLOWED_ACTIONS[state];
  return allowed.includes(action) ? ok(STATE_AFTER[action]) : refuse('ACTION_NOT_ALLOWED', { state, action });
}
