import { IconCalendarEvent, IconSettings, type TablerIcon } from '@tabler/icons-react';
import type { MessageKey } from '../../shared/messages/vi.ts';

/** A place of the rail: one screen or group of screens. */
export interface Place {
  id: string;
  label: MessageKey;
  keys: string;
  path: string;
  Icon: TablerIcon;
}

/** The rail from top to bottom. */
export const PLACES: readonly Place[] = [
  { id: 'today', label: 'nav.today', keys: 'Alt+1', path: '/today', Icon: IconCalendarEvent },
  {
    id: 'administration',
    label: 'nav.administration',
    keys: 'Alt+9',
    path: '/administration',
    Icon: IconSettings,
  },
];
