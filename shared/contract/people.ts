import * as z from 'zod';
import { ROLES } from '../domain/people/permissions.ts';
import { UserId } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** The name a person types to sign in: ASCII, so that no input method changes it. */
export const LoginName = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/));

/** A password: long rather than complicated; stored as argon2id only. */
export const NewPassword = z
  .string()
  .transform((text) => text.normalize('NFC'))
  .pipe(z.string().min(10).max(200));

/** A role granted to a person for a time; no end means until further notice. */
export const RoleGrant = z.strictObject({
  role: z.enum(ROLES),
  validFrom: PlainDateText,
  validTo: PlainDateText.nullable(),
});
export type RoleGrant = z.infer<typeof RoleGrant>;

/** A person as the administrator sees them. */
export const UserSummary = z.object({
  id: UserId,
  login: z.string(),
  displayName: z.string(),
  jobTitle: z.string(),
  grants: z.array(RoleGrant),
  validFrom: PlainDateText,
  validTo: PlainDateText.nullable(),
  mustChangePassword: z.boolean(),
  lockedUntil: InstantText.nullable(),
});
export type UserSummary = z.infer<typeof UserSummary>;

const userNotFound = { USER_NOT_FOUND: { status: 404, data: z.object({ userId: z.string() }) } } as const;
const lastAdministrator = { LAST_ADMINISTRATOR: { status: 409, data: z.object({}) } } as const;
const badGrant = {
  GRANT_ENDS_BEFORE_START: {
    status: 422,
    data: z.object({ role: z.string(), validFrom: z.string(), validTo: z.string() }),
  },
  GRANT_OVERLAPS: { status: 422, data: z.object({ role: z.string() }) },
} as const;

/** People who sign in, and their roles. */
export const people = {
  list: query('people:administer')
    .input(queryInput({}))
    .output(z.object({ users: z.array(UserSummary) })),
  create: command('people:administer')
    .input(
      commandInput({
        login: LoginName,
        displayName: oneLine(100, 2),
        jobTitle: oneLine(100, 0),
        initialPassword: NewPassword,
        grants: z.array(RoleGrant).min(1).max(50),
      }),
    )
    .output(z.object({ userId: UserId }))
    .errors({ LOGIN_TAKEN: { status: 409, data: z.object({ login: z.string() }) }, ...badGrant }),
  setRoles: command('people:administer')
    .input(commandInput({ userId: UserId, grants: z.array(RoleGrant).max(50) }))
    .output(z.object({ userId: UserId }))
    .errors({ ...userNotFound, ...lastAdministrator, ...badGrant }),
  resetPassword: command('people:administer')
    .input(commandInput({ userId: UserId, initialPassword: NewPassword }))
    .output(z.object({ userId: UserId }))
    .errors(userNotFound),
  end: command('people:administer')
    .input(commandInput({ userId: UserId, validTo: PlainDateText }))
    .output(z.object({ userId: UserId }))
    .errors({ ...userNotFound, ...lastAdministrator }),
};
