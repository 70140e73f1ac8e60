import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../lib/context.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { NumbersPanel } from './NumbersPanel.tsx';

const VIEWS = ['dossiers', 'numbers'] as const;
type View = (typeof VIEWS)[number];

/** Going over from another system or from paper: the open dossiers, and where numbers and books go on. */
export function GoingLiveTab() {
  const { t } = useWords();
  const [view, setView] = useState<View>('dossiers');
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('goingLive.view')}
        style={{ alignSelf: 'start' }}
        value={view}
        onChange={(value) => setView(value as View)}
        data={VIEWS.map((name) => ({ value: name, label: t(`goingLive.view.${name}`) }))}
      />
      {view === 'dossiers' ? <ImportPanel /> : <NumbersPanel />}
    </Stack>
  );
}
