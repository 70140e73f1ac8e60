import type { Contract } from '../../shared/contract/index.ts';
import type { HandlersOf } from '../host/handlers.ts';
import { getAppointment } from './catalogue/get-appointment.ts';
import { getProcedure } from './catalogue/get-procedure.ts';
import { searchCatalogue } from './catalogue/search-catalogue.ts';
import { listDevices } from './device/list-devices.ts';
import { renameDevice } from './device/rename-device.ts';
import { searchCommunesQuery } from './geography/search-communes.ts';
import { backUp } from './health/back-up.ts';
import { chooseBackupFolder } from './health/choose-backup-folder.ts';
import { getHealth } from './health/get-health.ts';
import { issueRecoveryShares } from './health/issue-recovery-shares.ts';
import { verifyAudit } from './health/verify-audit.ts';
import { watchLive } from './live/watch-live.ts';
import { getOffice } from './office/get-office.ts';
import { renameOffice } from './office/rename-office.ts';
import { createUserCommand } from './people/create-user.ts';
import { endUser } from './people/end-user.ts';
import { listUsers } from './people/list-users.ts';
import { resetPassword } from './people/reset-password.ts';
import { setRoles } from './people/set-roles.ts';
import { changePassword } from './session/change-password.ts';
import { getSession } from './session/get-session.ts';
import { lockSession } from './session/lock-session.ts';
import { setUnlockCode } from './session/set-unlock-code.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { unlockSession } from './session/unlock-session.ts';
import { getSetupStatus } from './setup/get-setup-status.ts';
import { startSetup } from './setup/start-setup.ts';
import { getToday } from './today/get-today.ts';
import { switchWorkspace } from './workspace/switch-workspace.ts';

/** The whole contract, handled: a missing or surplus handler does not compile. */
export const handlers = {
  setup: { status: getSetupStatus, start: startSetup },
  workspace: { switch: switchWorkspace },
  session: {
    get: getSession,
    signIn,
    signOut,
    lock: lockSession,
    unlock: unlockSession,
    changePassword,
    setUnlockCode,
  },
  office: { get: getOffice, rename: renameOffice },
  people: { list: listUsers, create: createUserCommand, setRoles, resetPassword, end: endUser },
  device: { list: listDevices, rename: renameDevice },
  geography: { searchCommunes: searchCommunesQuery },
  catalogue: { search: searchCatalogue, get: getProcedure, appointment: getAppointment },
  health: { get: getHealth, verifyAudit, chooseBackupFolder, backUp, issueRecoveryShares },
  today: { get: getToday },
  live: { watch: watchLive },
} satisfies HandlersOf<Contract>;
