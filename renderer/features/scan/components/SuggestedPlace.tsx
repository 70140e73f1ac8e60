import { Button, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { WaitingPage } from '../../../../shared/contract/stack.ts';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';

/** Entries of the list are a grid of a name and its buttons. */
const WHOLE_ROW = { gridColumn: '1 / -1' } as const;

/** What a page that waits seems to be by its title: one key files it there, nothing files itself. */
export function SuggestedPlace(props: {
  page: WaitingPage;
  dossier: DossierView;
  onFile: (componentId: string) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const asking = { stackPageId: props.page.stackPageId, dossierId: props.dossier.dossierId };
  const asked = useAsk(['stack', 'suggestPlace'], asking, () => client.stack.suggestPlace(asking));
  const suggested = asked.isPlaceholderData ? undefined : asked.data;
  const component = props.dossier.components.find(
    ({ componentId }) => componentId === suggested?.componentId,
  );
  const latest = useRef<() => void>(undefined);
  latest.current = () => {
    if (component !== undefined) props.onFile(component.componentId);
  };
  const isThere = component !== undefined;
  const actions = useMemo<readonly Action[]>(
    () =>
      isThere
        ? [
            {
              id: 'stack-suggested',
              label: 'action.stackSuggested',
              keys: 'Alt+B',
              inBar: true,
              run: () => latest.current?.(),
            },
          ]
        : [],
    [isThere],
  );
  useRegisteredActions(actions);
  if (asked.isFetching && suggested === undefined)
    return (
      <Text fz="xs" c="dimmed" role="status" style={WHOLE_ROW}>
        {t('stack.readingTitle')}
      </Text>
    );
  if (suggested === undefined || suggested.title === null) return null;
  return (
    <div role="status" style={WHOLE_ROW}>
      <span className="qmc-state qmc-small">
        <IconBulb size={15} aria-hidden style={{ flex: 'none' }} />
        <span className="qmc-wrap">{t('stack.titleRead', { title: suggested.title })}</span>
      </span>
      {component !== undefined && (
        <Button
          size="compact-xs"
          variant="light"
          fullWidth
          justify="space-between"
          title={component.name}
          rightSection={<kbd className="qmc-on-button">Alt+B</kbd>}
          onClick={() => props.onFile(component.componentId)}
        >
          {t('stack.fileSuggested', { name: component.name })}
        </Button>
      )}
    </div>
  );
}
