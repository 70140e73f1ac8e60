import { SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBuildingCommunity, IconSchool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { sampleDraft, useSetupDraft } from './draft.ts';

/** Official work or practice. */
export function ModeStep({ status, onChosen }: { status: SetupStatus; onChosen: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const switchTo = useCommand(client.workspace.switch);
  const draft = useSetupDraft();
  const choose = async (to: 'official' | 'practice') => {
    const switched = status.workspace === to ? status : await switchTo.run({ to });
    if (switched === undefined) return;
    // The made-up office never slips into official work, and a half-typed official one is not lost to practice.
    if (to === 'official' && draft.isSample) draft.clear();
    if (to === 'practice' && draft.name === '') draft.set(sampleDraft(t));
    if (!switched.isSetUp) onChosen();
  };
  const card = (to: 'official' | 'practice', icon: ReactNode) => (
    <UnstyledButton
      className="qmc-panel"
      data-first={to === status.workspace || undefined}
      onClick={() => void choose(to)}
    >
      <Stack gap={8}>
        {icon}
        <Text fw={600} fz="lg">
          {t(`setup.mode.${to}`)}
        </Text>
        <Text fz="sm" c="dimmed">
          {t(`setup.mode.${to}Note`)}
        </Text>
      </Stack>
    </UnstyledButton>
  );
  return (
    <>
      <SimpleGrid cols={2}>
        {card('official', <IconBuildingCommunity size={36} stroke={1.4} aria-hidden />)}
        {card('practice', <IconSchool size={36} stroke={1.4} aria-hidden />)}
      </SimpleGrid>
      <RefusalNotice refused={switchTo.refused} />
    </>
  );
}
