import type { SessionView } from '../../../shared/contract/session.ts';
import { isPermitted, PERMISSIONS } from '../../../shared/domain/people/permissions.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { QueryContext } from '../../host/call-context.ts';

/** The caller's session as its window may know it. */
export function sessionView({ counter, readers, client, clock }: QueryContext): SessionView {
  const session = counter.sessions.find(client.id);
  const idleLockMinutes = readers.settings.get('session.idleLockMinutes');
  const deviceId = readers.devices.findHost()?.id ?? null;
  const user = session === undefined ? undefined : readers.users.find(session.userId);
  const today = officeDay(clock.now());
  const ended = user?.validTo != null && user.validTo < today;
  if (session === undefined || user === undefined || ended)
    return { state: 'signed-out', user: null, deviceId, idleLockMinutes };
  const roles = readers.users.rolesOn(user.id, today);
  return {
    state: session.locked ? 'locked' : 'signed-in',
    user: {
      id: user.id,
      displayName: user.displayName,
      jobTitle: user.jobTitle,
      roles,
      permissions: PERMISSIONS.filter((permission) => isPermitted(permission, roles)),
      mustChangePassword: user.mustChangePassword,
      hasUnlockCode: user.unlockCodeHash !== null,
    },
    deviceId,
    idleLockMinutes,
  };
}
