import { Tabs } from '@mantine/core';
import { navigate } from 'wouter/use-hash-location';
import { isPermitted, type Permission, type Role } from '../../../shared/domain/people/permissions.ts';
import { useWords } from '../../lib/context.tsx';
import { ActTab, PaperTray, VisitTab } from '../paper-copy/index.ts';
import { BookTab } from './BookTab.tsx';
import { CompareTab } from './CompareTab.tsx';
import { DoneTab } from './DoneTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { SignQueue } from './SignQueue.tsx';

const TABS = ['visit', 'act', 'paper', 'compare', 'sign', 'seal', 'done', 'files', 'book'] as const;
type TabName = (typeof TABS)[number];

const NEEDED: Record<TabName, Permission> = {
  visit: 'dossier:receive',
  act: 'dossier:receive',
  paper: 'dossier:see',
  compare: 'certify:compare',
  sign: 'dossier:see',
  seal: 'dossier:see',
  done: 'dossier:see',
  files: 'dossier:see',
  book: 'dossier:see',
};

/** The tab a person's work is in: the officer signs, the seal keeper seals, the clerk compares. */
function firstTab(roles: readonly Role[]): TabName {
  if (isPermitted('certify:sign', roles)) return 'sign';
  if (isPermitted('certify:seal', roles)) return 'seal';
  return isPermitted('certify:compare', roles) ? 'compare' : 'sign';
}

/** Certified copies: on paper, and electronic ones that are compared page by page, signed and sealed; what is done, and the books. */
export function CertifyScreen(props: {
  tab: string | undefined;
  dossierId: string | undefined;
  componentId: string | undefined;
  roles: readonly Role[];
}) {
  const { t } = useWords();
  const { roles } = props;
  const offered = TABS.filter((name) => isPermitted(NEEDED[name], roles));
  const current = offered.find((name) => name === props.tab) ?? firstTab(roles);
  return (
    <Tabs value={current} onChange={(value) => navigate(`/certify/${value}`)} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={t('nav.certify')}>
        {offered.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`certify.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="visit">
        <VisitTab />
      </Tabs.Panel>
      <Tabs.Panel value="act">
        <ActTab />
      </Tabs.Panel>
      <Tabs.Panel value="paper">
        <PaperTray
          mayNumber={isPermitted('certify:compare', roles)}
          mayGiveBack={isPermitted('certify:sign', roles)}
          mayTick={isPermitted('certify:tick', roles)}
          mayHandOver={isPermitted('dossier:hand-over', roles)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="book">
        <BookTab
          mayVoid={isPermitted('certify:sign', roles)}
          mayPrint={isPermitted('dossier:export', roles)}
          mayOpen={isPermitted('certify:administer', roles)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="compare">
        <CompareTab dossierId={props.dossierId} componentId={props.componentId} />
      </Tabs.Panel>
      <Tabs.Panel value="sign">
        <SignQueue
          step="sign"
          may={isPermitted('certify:sign', roles)}
          mayWithdraw={isPermitted('certify:compare', roles)}
          at={props.dossierId}
        />
      </Tabs.Panel>
      <Tabs.Panel value="seal">
        <SignQueue
          step="seal"
          may={isPermitted('certify:seal', roles)}
          mayWithdraw={false}
          at={props.dossierId}
        />
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <FilesTab
          maySign={isPermitted('certify:compare', roles)}
          maySeal={isPermitted('certify:seal', roles)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="done">
        <DoneTab
          may={isPermitted('certify:compare', roles)}
          mayGive={isPermitted('dossier:hand-over', roles)}
        />
      </Tabs.Panel>
    </Tabs>
  );
}
