import {
  IconCalendarEvent,
  IconCloudUpload,
  IconFolders,
  IconHandGrab,
  IconRubberStamp,
  IconScan,
  IconSettings,
  IconShieldCheck,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Permission } from '../../shared/domain/people/permissions.ts';
import type { MessageKey } from '../../shared/messages/vi.ts';

/** A place of the rail: one screen or group of screens, offered to those who may use it. */
export interface Place {
  id: string;
  label: MessageKey;
  keys: string;
  alsoKeys?: string;
  path: string;
  needs: Permission;
  Icon: TablerIcon;
}

/** The rail from top to bottom; what a clerk does all day has a function key besides. */
export const PLACES: readonly Place[] = [
  {
    id: 'today',
    label: 'nav.today',
    keys: 'Alt+1',
    path: '/today',
    needs: 'today:see',
    Icon: IconCalendarEvent,
  },
  {
    id: 'receive',
    label: 'nav.receive',
    keys: 'F2',
    alsoKeys: 'Alt+2',
    path: '/receive',
    needs: 'dossier:receive',
    Icon: IconUserPlus,
  },
  {
    id: 'dossiers',
    label: 'nav.dossiers',
    keys: 'Alt+3',
    path: '/ho-so',
    needs: 'dossier:see',
    Icon: IconFolders,
  },
  {
    id: 'scan',
    label: 'nav.scan',
    keys: 'F3',
    alsoKeys: 'Alt+4',
    path: '/scan',
    needs: 'dossier:receive',
    Icon: IconScan,
  },
  {
    id: 'certify',
    label: 'nav.certify',
    keys: 'F5',
    alsoKeys: 'Alt+5',
    path: '/certify',
    needs: 'dossier:see',
    Icon: IconRubberStamp,
  },
  {
    id: 'hand-over',
    label: 'nav.handOver',
    keys: 'F6',
    path: '/hand-over',
    needs: 'dossier:hand-over',
    Icon: IconHandGrab,
  },
  {
    id: 'check',
    label: 'nav.check',
    keys: 'F7',
    alsoKeys: 'Alt+6',
    path: '/check',
    needs: 'dossier:see',
    Icon: IconShieldCheck,
  },
  {
    id: 'delivery',
    label: 'nav.delivery',
    keys: 'Alt+7',
    path: '/delivery',
    needs: 'delivery:see',
    Icon: IconCloudUpload,
  },
  {
    id: 'administration',
    label: 'nav.administration',
    keys: 'Alt+9',
    path: '/administration',
    needs: 'signed-in',
    Icon: IconSettings,
  },
];
