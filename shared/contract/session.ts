import * as z from 'zod';
import { PERMISSIONS, ROLES } from '../domain/people/permissions.ts';
import { DeviceId, UserId } from '../types/ids.ts';
import { NewPassword } from './people.ts';
import { commandInput, query, queryInput, sessionCommand } from './procedure.ts';

/** Four to twelve digits that unlock an idle session of the same person on the same window; three wrong tries ask for the password. */
const UnlockCode = z.string().regex(/^[0-9]{4,12}$/);

/** Who is signed in on this window. */
export const SessionView = z.object({
  state: z.enum(['signed-out', 'signed-in', 'locked']),
  user: z
    .object({
      id: UserId,
      displayName: z.string(),
      jobTitle: z.string(),
      roles: z.array(z.enum(ROLES)),
      permissions: z.array(z.enum(PERMISSIONS)),
      mustChangePassword: z.boolean(),
      hasUnlockCode: z.boolean(),
    })
    .nullable(),
  deviceId: DeviceId.nullable(),
  idleLockMinutes: z.number().int().positive(),
});
export type SessionView = z.infer<typeof SessionView>;

const Password = z
  .string()
  .max(400)
  .transform((text) => text.normalize('NFC'));

/** The head's own name and password, typed at the window of a clerk to approve one thing; no session begins with them. */
export const HeadApproval = z.strictObject({ login: z.string().max(200), password: Password });
export type HeadApproval = z.infer<typeof HeadApproval>;

/** What an approval may be refused for. */
export const HeadApprovalRefusals = {
  HEAD_APPROVAL_NEEDED: { status: 403, data: z.object({}) },
  APPROVER_IS_NOT_HEAD: { status: 403, data: z.object({ name: z.string() }) },
  WRONG_CREDENTIALS: { status: 401, data: z.object({ triesBeforeDelay: z.number().int() }) },
  SIGN_IN_DELAYED: { status: 429, data: z.object({ until: z.string() }) },
} as const;

/** Sign-in, lock and unlock of the caller's own window. */
export const session = {
  get: query('anyone').input(queryInput({})).output(SessionView),
  signIn: sessionCommand('anyone')
    .input(commandInput({ login: z.string().max(200), password: Password }))
    .output(SessionView)
    .errors({
      WRONG_CREDENTIALS: { status: 401, data: z.object({ triesBeforeDelay: z.number().int() }) },
      SIGN_IN_DELAYED: { status: 429, data: z.object({ until: z.string() }) },
      USER_NOT_IN_FORCE: { status: 403, data: z.object({}) },
    }),
  signOut: sessionCommand('anyone').input(commandInput({})).output(SessionView),
  lock: sessionCommand('signed-in').input(commandInput({})).output(SessionView),
  unlock: sessionCommand('anyone')
    .input(commandInput({ secret: Password }))
    .output(SessionView)
    .errors({
      WRONG_UNLOCK: { status: 401, data: z.object({ triesLeft: z.number().int() }) },
      PASSWORD_REQUIRED: { status: 401, data: z.object({}) },
      SIGN_IN_DELAYED: { status: 429, data: z.object({ until: z.string() }) },
    }),
  changePassword: sessionCommand('signed-in')
    .input(commandInput({ currentPassword: Password, newPassword: NewPassword }))
    .output(SessionView)
    .errors({
      WRONG_CREDENTIALS: { status: 401, data: z.object({ triesBeforeDelay: z.number().int() }) },
      SIGN_IN_DELAYED: { status: 429, data: z.object({ until: z.string() }) },
      PASSWORD_UNCHANGED: { status: 422, data: z.object({}) },
    }),
  setUnlockCode: sessionCommand('signed-in')
    .input(commandInput({ currentPassword: Password, unlockCode: UnlockCode.nullable() }))
    .output(SessionView)
    .errors({
      WRONG_CREDENTIALS: { status: 401, data: z.object({ triesBeforeDelay: z.number().int() }) },
      SIGN_IN_DELAYED: { status: 429, data: z.object({ until: z.string() }) },
    }),
};
