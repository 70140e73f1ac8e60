import type { Role } from '../../shared/domain/people/permissions.ts';
import { PASSWORD } from './an-office.ts';
import type { CounterClient } from './contract-clients.ts';
import { requestId } from './request-id.ts';

const INITIAL = 'mat-khau-ban-dau';

/** Creates a person with roles and signs them in at a window of their own; answers their id. */
export async function aColleague(
  administrator: CounterClient,
  window: CounterClient,
  { login, displayName, roles }: { login: string; displayName: string; roles: readonly Role[] },
): Promise<never> {
  const { userId } = await administrator.people.create({
    requestId: requestId(),
    login,
    displayName,
    jobTitle: 'Công chức',
    initialPassword: INITIAL,
    grants: roles.map((role) => ({ role, validFrom: '2026-01-01', validTo: null })),
  });
  await window.session.signIn({ requestId: requestId(), login, password: INITIAL });
  await window.session.changePassword({
    requestId: requestId(),
    currentPassword: INITIAL,
    newPassword: PASSWORD,
  });
  return userId as never;
}
