import {
  IconAlarm,
  IconArrowsDiff,
  IconCalendarDue,
  IconCalendarQuestion,
  IconClockPause,
  IconClockShare,
  IconCloudUp,
  IconFileCertificate,
  IconFileCheck,
  IconFileDescription,
  IconFileExport,
  IconFiles,
  IconHourglass,
  IconLock,
  IconMailQuestion,
  IconNumber,
  IconPackageExport,
  IconPhone,
  IconRubberStamp,
  IconSend,
  IconSignature,
  IconUserCheck,
  IconUserQuestion,
  IconUsersPlus,
  IconWorldCheck,
  IconWritingSign,
  type TablerIcon,
} from '@tabler/icons-react';
import type { WorkListName } from '../../../shared/contract/today.ts';

/** How a work list is shown, and where it and one thing of it are opened. */
interface ShownList {
  Icon: TablerIcon;
  path: string;
  tone: string;
  /** Counted from the due time; the others from when the work began to wait. */
  isDue?: boolean;
  /** Where one thing of it is worked off; the dossier itself when left out. */
  one?(opens: string): string;
}

const PLAIN = 'var(--mantine-color-text)';
const SOON = 'var(--qmc-amber)';
const LATE = 'var(--qmc-red)';

const paperTray = () => '/certify/paper';

export const SHOWN_LISTS: Readonly<Record<WorkListName, ShownList>> = {
  overdue: { Icon: IconAlarm, path: '/ho-so/list/overdue', tone: LATE, isDue: true },
  'due-today': { Icon: IconCalendarDue, path: '/ho-so/list/due-today', tone: SOON, isDue: true },
  mine: { Icon: IconUserCheck, path: '/ho-so/list/mine', tone: PLAIN },
  online: {
    Icon: IconWorldCheck,
    path: '/ho-so/list/online',
    tone: SOON,
    isDue: true,
    one: (submissionId) => `/ho-so/online/${submissionId}`,
  },
  'to-sign': {
    Icon: IconSignature,
    path: '/certify/sign',
    tone: PLAIN,
    one: (dossierId) => `/certify/sign/${dossierId}`,
  },
  'to-seal': {
    Icon: IconRubberStamp,
    path: '/certify/seal',
    tone: PLAIN,
    one: (dossierId) => `/certify/seal/${dossierId}`,
  },
  'to-sign-files': { Icon: IconWritingSign, path: '/certify/files', tone: PLAIN },
  'to-seal-results': { Icon: IconFileCertificate, path: '/certify/files', tone: PLAIN },
  'paper-to-sign': { Icon: IconFileCertificate, path: '/certify/paper', tone: PLAIN, one: paperTray },
  'paper-to-tick': { Icon: IconFileCheck, path: '/certify/paper', tone: PLAIN, one: paperTray },
  'due-soon': { Icon: IconClockShare, path: '/ho-so/list/due-soon', tone: SOON, isDue: true },
  drafts: {
    Icon: IconClockPause,
    path: '/receive',
    tone: PLAIN,
    one: (draftId) => `/receive/draft/${draftId}`,
  },
  'to-call': { Icon: IconPhone, path: '/ho-so/list/to-call', tone: SOON },
  unassigned: { Icon: IconUsersPlus, path: '/ho-so/list/mine', tone: PLAIN },
  promises: { Icon: IconCalendarQuestion, path: '/ho-so/list/promises', tone: SOON },
  'to-transfer': { Icon: IconFileExport, path: '/ho-so/list/to-transfer', tone: SOON, isDue: true },
  awaited: { Icon: IconSend, path: '/ho-so/list/awaited', tone: SOON, isDue: true },
  unacknowledged: {
    Icon: IconMailQuestion,
    path: '/ho-so/list/unacknowledged',
    tone: SOON,
    one: (dossierId) => `/hand-over/${dossierId}`,
  },
  codeless: { Icon: IconNumber, path: '/ho-so/list/codeless', tone: PLAIN },
  differences: { Icon: IconArrowsDiff, path: '/delivery', tone: SOON, one: () => '/delivery' },
  'to-verify': { Icon: IconUserQuestion, path: '/ho-so/list/to-verify', tone: PLAIN },
  'copies-lacking': {
    Icon: IconFileDescription,
    path: '/ho-so/list/copies-lacking',
    tone: PLAIN,
    one: (dossierId) => `/scan/${dossierId}`,
  },
  'to-return': { Icon: IconPackageExport, path: '/ho-so/list/to-return', tone: PLAIN },
  'paper-to-return': { Icon: IconFiles, path: '/certify/paper', tone: PLAIN },
  asked: { Icon: IconHourglass, path: '/ho-so/list/asked', tone: PLAIN },
  originals: { Icon: IconLock, path: '/ho-so/list/originals', tone: PLAIN },
  unsent: { Icon: IconCloudUp, path: '/delivery', tone: SOON },
};

/** The screen on which one thing of a list is worked off. */
export function pathOfTask({ list, opens }: { list: WorkListName; opens: string }): string {
  return SHOWN_LISTS[list].one?.(opens) ?? `/ho-so/${opens}`;
}
