import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../../lib/context.tsx';
import { refusalText } from '../../lib/refusal.ts';
import { type NextTaskNote, useRound } from './use-next-task.ts';

const SHOWN_MS = 5000;

/** Says for a moment why this is on the screen: the list that the next task is from, or that nothing is left. */
export function NextTaskSaid() {
  const { t } = useWords();
  const { note, close } = useRound();
  useEffect(() => {
    if (note === undefined) return;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note, close]);
  const words = (said: NextTaskNote): string => {
    if (said.kind === 'refused') return refusalText(t, said.refused);
    if (said.kind === 'none') return t('next.none');
    const list = t(`today.list.${said.list}`);
    const where = said.code === null ? list : `${list} · ${said.code}`;
    return t(said.again ? 'next.again' : 'next.opened', { where });
  };
  return (
    <div className="qmc-said qmc-no-print" role="status">
      {note !== undefined && <Text fz="sm">{words(note)}</Text>}
    </div>
  );
}
