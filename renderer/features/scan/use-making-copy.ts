import { useMemo, useRef, useState } from 'react';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { useCopyProgress } from '../../lib/use-live.ts';
import type { Slot } from './use-scan.ts';

/** The making of a digital copy: how far it is, and what to do where it would be larger than the office allows. */
export function useMakingCopy(here: { dossierId: string; componentId: string }) {
  const client = useClient();
  const { progress, show } = useCopyProgress();
  const command = useCommand(client.scan.makeDigitalCopy);
  const [asked, setAsked] = useState<Slot>();
  const make = (slot: Slot, keepLarger = false) => {
    show(undefined);
    setAsked(slot);
    void command.run({ ...slot, keepLarger } as never);
  };
  // Another component may be chosen meanwhile; what is said of this one is no word on that.
  const isHere = asked?.dossierId === here.dossierId && asked.componentId === here.componentId;
  const refused = isHere ? command.refused : undefined;
  const mayKeepLarger = refused?.code === 'COPY_TOO_LARGE' && !command.running;
  const keepLarger = () => {
    if (mayKeepLarger && asked !== undefined) make(asked, true);
  };
  const latest = useRef(keepLarger);
  latest.current = keepLarger;
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'keep-larger', label: 'action.keepLarger', keys: 'Alt+D', run: () => latest.current() }],
    [],
  );
  useRegisteredActions(actions);
  const isMine = progress?.dossierId === asked?.dossierId && progress?.componentId === asked?.componentId;
  return {
    make: (slot: Slot) => make(slot),
    keepLarger,
    mayKeepLarger,
    cancel: command.cancel,
    running: command.running,
    refused,
    /** Pages that are coded anew; undefined where none has to be. */
    progress: command.running && isMine ? progress : undefined,
  };
}
export type MakingCopy = ReturnType<typeof useMakingCopy>;
