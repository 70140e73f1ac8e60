import type { HeadApproval } from '../../../shared/contract/session.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { TRIES_BEFORE_DELAY } from '../../../shared/domain/people/sign-in-delay.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { checkPassword } from './check-password.ts';

/** Who approved, as an event and a step name them. */
export interface Approver {
  userId: UserId;
  displayName: string;
}

/**
 * Finds the head who approves what a clerk may not do alone: the caller, when they are the head, or the person whose password was typed at
 * the clerk's window. A session belongs to one person of one window, so that a head who comes to the counter would have to sign the clerk out;
 * their password, counted and delayed like any sign-in, approves this one thing and opens no session.
 */
export async function approvingHead(approval: HeadApproval | null, context: CommandContext) {
  const { readers, host, clock, signedIn } = context;
  if (approval === null) {
    const { userId, displayName, roles } = signedIn();
    const approver: Approver = { userId, displayName };
    return isPermitted('dossier:override', roles) ? ok(approver) : refuse('HEAD_APPROVAL_NEEDED', {});
  }
  const user = readers.users.findByLogin(approval.login.trim().toLowerCase());
  if (user === undefined) {
    await host.passwords.hash(approval.password);
    return refuse('WRONG_CREDENTIALS', { triesBeforeDelay: TRIES_BEFORE_DELAY - 1 });
  }
  const checked = await checkPassword(user, approval.password, context);
  if (!checked.ok) return checked;
  const today = officeDay(clock.now());
  const inForce = user.validFrom <= today && (user.validTo === null || today <= user.validTo);
  const mayApprove =
    inForce &&
    !user.mustChangePassword &&
    isPermitted('dossier:override', readers.users.rolesOn(user.id, today));
  if (!mayApprove) return refuse('APPROVER_IS_NOT_HEAD', { name: user.displayName });
  const approver: Approver = { userId: user.id, displayName: user.displayName };
  return ok(approver);
}
