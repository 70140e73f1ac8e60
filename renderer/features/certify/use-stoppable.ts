import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSigningProgress } from '../../lib/use-live.ts';

/** A run of signatures that tells how far it is and can be stopped: what was begun is finished, what is behind it stays as it is. */
export function useStoppable(command: { running: boolean; cancel: () => void }, role: 'officer' | 'agency') {
  const { progress, show } = useSigningProgress();
  const queries = useQueryClient();
  const [stopped, setStopped] = useState(false);
  return {
    stopped,
    progress: command.running && progress?.role === role ? progress : undefined,
    stop() {
      command.cancel();
      setStopped(true);
    },
    begin() {
      show(undefined);
      setStopped(false);
    },
    /** After a run without an answer. */
    reload: () => queries.invalidateQueries({ queryKey: ['certify'] }),
  };
}
