import { Anchor, Group, SegmentedControl, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconFileSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { ProcedureDetail } from './ProcedureDetail.tsx';
import { UpdatePanel } from './UpdatePanel.tsx';

const SHOWN = 100;

const VIEWS = ['search', 'check', 'update'] as const;
type View = (typeof VIEWS)[number];

/** The catalogue of procedures: looked up, and checked. */
export function CatalogueTab({ mayPublish }: { mayPublish: boolean }) {
  const { t } = useWords();
  const [view, setView] = useState<View>('search');
  const [code, setCode] = useState<string>();
  const open = (chosen: string) => {
    setCode(chosen);
    setView('search');
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('catalogue.view')}
          style={{ alignSelf: 'start' }}
          value={view}
          onChange={(value) => setView(value as View)}
          data={VIEWS.filter((name) => mayPublish || name !== 'update').map((name) => ({
            value: name,
            label: t(`catalogue.view.${name}`),
          }))}
        />
        <Anchor href="#/cong-khai">{t('public.open')}</Anchor>
      </Group>
      {view === 'search' && <LookUp code={code} onChoose={setCode} />}
      {view === 'update' && <UpdatePanel />}
      {view === 'check' && <CheckPanel onOpen={open} />}
    </Stack>
  );
}

/** Found by code, abbreviation or words, each with what must be handed in, until when and for how much. */
function LookUp({ code, onChoose }: { code: string | undefined; onChoose: (code: string) => void }) {
  const { t } = useWords();
  const client = useClient();
  const [text, setText] = useState('');
  const found = useAsk(['catalogue', 'search'], { text }, () =>
    client.catalogue.search({ text, limit: SHOWN }),
  );
  return (
    <div className="qmc-split">
      <Stack gap="sm">
        <TextInput
          label={t('catalogue.search')}
          description={t('catalogue.searchHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Asked query={found}>
          {({ hits, version }) => (
            <Stack gap={4}>
              <Text fz="xs" c="dimmed" role="status">
                {hits.length === 0
                  ? t('catalogue.none')
                  : t('catalogue.version', { version, count: hits.length })}
              </Text>
              <ul className="qmc-list">
                {hits.map((hit) => (
                  <li key={hit.code}>
                    <UnstyledButton
                      className="qmc-choice"
                      aria-current={hit.code === code ? 'true' : undefined}
                      onClick={() => onChoose(hit.code)}
                    >
                      <Text fw={500}>{hit.shortName}</Text>
                      <Text fz="xs" c="dimmed">
                        <span className="qmc-mono">{hit.code}</span> · {hit.field} ·{' '}
                        {hit.abbreviations.join(', ')}
                      </Text>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            </Stack>
          )}
        </Asked>
      </Stack>
      {code === undefined ? (
        <Empty
          icon={<IconFileSearch size={48} stroke={1.3} aria-hidden />}
          title={t('catalogue.choose')}
          note={t('catalogue.chooseNote')}
        />
      ) : (
        <ProcedureDetail code={code} key={code} />
      )}
    </div>
  );
}
