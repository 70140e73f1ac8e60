import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { SessionView } from '../../../shared/contract/session.ts';
import { isPermitted, type Permission } from '../../../shared/domain/people/permissions.ts';
import { useWords } from '../../lib/context.tsx';
import { CalendarTab } from '../calendar/index.ts';
import { CatalogueTab } from '../catalogue/index.ts';
import { FormsTab } from '../forms/index.ts';
import { GoingLiveTab } from '../going-live/index.ts';
import { PrintChoices, PrintLog } from '../print/index.ts';
import { AccountTab } from './AccountTab.tsx';
import { CopyLimit } from './CopyLimit.tsx';
import { DevicesTab } from './DevicesTab.tsx';
import { HealthTab } from './HealthTab.tsx';
import { OfficeTab } from './OfficeTab.tsx';
import { ScannerAddresses } from './ScannerAddresses.tsx';
import { SigningTab } from './SigningTab.tsx';
import { UsersTab } from './UsersTab.tsx';
import { WatchedFolder } from './WatchedFolder.tsx';

type User = NonNullable<SessionView['user']>;
type TabName =
  | 'users'
  | 'office'
  | 'calendar'
  | 'catalogue'
  | 'forms'
  | 'going-live'
  | 'devices'
  | 'signing'
  | 'health'
  | 'account';

const NEEDED: Record<TabName, Permission> = {
  users: 'people:administer',
  office: 'office:see',
  calendar: 'office:see',
  catalogue: 'catalogue:see',
  forms: 'office:administer',
  'going-live': 'office:administer',
  devices: 'device:administer',
  signing: 'certify:administer',
  health: 'health:see',
  account: 'signed-in',
};

/** Users, office, devices, health and the caller's own account; a tab the person may not see is not offered. */
export function AdministrationScreen({
  tab,
  session,
  user,
}: {
  tab: string | undefined;
  session: SessionView;
  user: User;
}) {
  const { t } = useWords();
  const offered = (Object.keys(NEEDED) as TabName[]).filter((name) => isPermitted(NEEDED[name], user.roles));
  const current = offered.find((name) => name === tab) ?? offered[0] ?? 'account';
  const panels: Record<TabName, ReactNode> = {
    users: <UsersTab />,
    office: <OfficeTab mayRename={isPermitted('office:administer', user.roles)} />,
    calendar: <CalendarTab mayChange={isPermitted('office:administer', user.roles)} />,
    catalogue: <CatalogueTab mayPublish={isPermitted('office:administer', user.roles)} />,
    forms: <FormsTab />,
    'going-live': <GoingLiveTab />,
    devices: (
      <>
        <DevicesTab />
        <ScannerAddresses />
        <PrintChoices />
        <PrintLog />
        <WatchedFolder />
        <CopyLimit />
      </>
    ),
    signing: <SigningTab />,
    health: <HealthTab mayProtect={isPermitted('data:protect', user.roles)} />,
    account: <AccountTab session={session} />,
  };
  return (
    <Tabs value={current} onChange={(value) => navigate(`/administration/${value}`)} keepMounted={false}>
      <Tabs.List mb="md" aria-label={t('admin.title')}>
        {offered.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`admin.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {offered.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {panels[name]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
