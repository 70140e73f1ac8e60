import { useMemo, useRef } from 'react';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import type { PageWork } from './use-page-work.ts';

/** What the keys of the scan screen do; those of the chosen page's quality stand beside it (`components/PageVerdict.tsx`). */
export type BenchDoes = Record<
  | 'scan'
  | 'camera'
  | 'corners'
  | 'import'
  | 'tray'
  | 'copy'
  | 'setAside'
  | 'undo'
  | 'next'
  | 'back'
  | 'extendNext'
  | 'extendBack'
  | 'later'
  | 'earlier'
  | 'move'
  | 'moveOut'
  | 'note'
  | 'large'
  | 'slotDown'
  | 'slotUp'
  | 'separators'
  | 'stack'
  | 'waiting'
  | 'cancel',
  () => void
>;

/** Offers them while the screen is shown; what nothing waits for has no place in the bar. */
export function useBenchActions(
  does: BenchDoes,
  { isFileWaiting, isPageWaiting }: { isFileWaiting: boolean; isPageWaiting: boolean },
  whenFree: PageWork['whenFree'],
): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(() => {
    const run = (name: keyof BenchDoes) => () => latest.current[name]();
    // Also what only chooses or scans: it is to go by the order and the component that the key before it leaves.
    const change = (name: keyof BenchDoes) => () => whenFree(run(name));
    return [
      { id: 'scan-run', label: 'action.scanRun', keys: 'F3', inBar: true, run: change('scan') },
      { id: 'scan-camera', label: 'action.scanCamera', keys: 'Alt+C', inBar: true, run: change('camera') },
      { id: 'page-corners', label: 'action.pageCorners', keys: 'Alt+F', run: change('corners') },
      { id: 'scan-import', label: 'action.scanImport', keys: 'Alt+O', inBar: true, run: run('import') },
      { id: 'tray-file', label: 'action.trayFile', keys: 'F4', inBar: isFileWaiting, run: change('tray') },
      { id: 'make-copy', label: 'action.makeCopy', keys: 'F9', inBar: true, run: change('copy') },
      { id: 'set-aside', label: 'action.setAside', keys: 'Delete', inBar: true, run: change('setAside') },
      { id: 'page-undo', label: 'action.pageUndo', keys: 'Ctrl+Z', run: change('undo') },
      { id: 'page-next', label: 'action.pageNext', keys: 'PageDown', run: change('next') },
      { id: 'page-back', label: 'action.pageBack', keys: 'PageUp', run: change('back') },
      {
        id: 'range-next',
        label: 'action.rangeNext',
        keys: 'Alt+Shift+PageDown',
        run: change('extendNext'),
      },
      { id: 'range-back', label: 'action.rangeBack', keys: 'Alt+Shift+PageUp', run: change('extendBack') },
      { id: 'page-later', label: 'action.pageLater', keys: 'Alt+PageDown', run: change('later') },
      { id: 'page-earlier', label: 'action.pageEarlier', keys: 'Alt+PageUp', run: change('earlier') },
      { id: 'page-move', label: 'move.title', keys: 'Alt+K', run: change('move') },
      { id: 'page-move-out', label: 'move.other', keys: 'Alt+A', run: change('moveOut') },
      { id: 'page-note', label: 'action.pageNote', keys: 'Alt+G', run: change('note') },
      { id: 'page-large', label: 'action.pageLarge', keys: 'Alt+P', inBar: true, run: change('large') },
      { id: 'slot-next', label: 'action.slotNext', keys: 'Alt+ArrowDown', run: change('slotDown') },
      { id: 'slot-back', label: 'action.slotBack', keys: 'Alt+ArrowUp', run: change('slotUp') },
      { id: 'stack-run', label: 'stack.run', keys: 'Alt+U', inBar: true, run: change('stack') },
      {
        id: 'stack-file',
        label: 'action.stackFile',
        keys: 'Alt+Z',
        inBar: isPageWaiting,
        run: change('waiting'),
      },
      { id: 'separators', label: 'stack.printSeparators', keys: 'Alt+I', run: run('separators') },
      { id: 'scan-cancel', label: 'action.scanCancel', keys: 'Alt+X', run: run('cancel') },
    ];
  }, [isFileWaiting, isPageWaiting, whenFree]);
  useRegisteredActions(actions);
}
