import { Button, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useIdle } from '@mantine/hooks';
import { IconArrowLeft, IconListSearch, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { PublicNoticeView } from './PublicNoticeView.tsx';

/** After so long without a touch the next citizen finds the first screen. */
const IDLE_MS = 120_000;

interface Hit {
  code: string;
  shortName: string;
  field: string;
}

/** Procedures for citizens, without a sign-in: a second display, a kiosk, or the clerk's screen turned round. Nothing of any dossier. */
export function PublicScreen({ setup }: { setup: SetupStatus }) {
  const { t } = useWords();
  const client = useClient();
  const [text, setText] = useState('');
  const [code, setCode] = useState<string>();
  const notice = useRef<HTMLElement>(null);
  const idle = useIdle(IDLE_MS, { initialState: false });
  useEffect(() => {
    if (!idle) return;
    setText('');
    setCode(undefined);
  }, [idle]);
  useEffect(() => {
    document.title = `${t('public.title')} · ${t('app.name')}`;
  }, [t]);
  const found = useAsk(['catalogue', 'public-search'], { text }, () => client.publicView.search({ text }));
  const choose = (chosen: string) => {
    setCode(chosen);
    notice.current?.focus();
    notice.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="qmc-public">
      <header className="qmc-public-head">
        <div>
          <h1>{t('public.title')}</h1>
          <Text>
            {setup.officeName}
            {found.data !== undefined && ` · ${t('public.day', { day: showDate(found.data.day) })}`}
          </Text>
        </div>
        <Button
          variant="default"
          size="md"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          onClick={() => navigate('/today')}
        >
          {t('public.leave')}
        </Button>
      </header>
      <div className="qmc-public-body">
        <nav aria-label={t('public.list')} className="qmc-public-list">
          <TextInput
            size="xl"
            label={t('public.search')}
            description={t('public.searchHint')}
            leftSection={<IconSearch size={24} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            autoFocus
          />
          <Asked query={found}>
            {({ hits }) => (
              <>
                <Text role="status" fz="md" c="dimmed">
                  {hits.length === 0 ? t('public.none') : t('public.count', { count: hits.length })}
                </Text>
                <ByField hits={hits} code={code} grouped={text.trim() === ''} onChoose={choose} />
              </>
            )}
          </Asked>
        </nav>
        <main className="qmc-public-notice" ref={notice} tabIndex={-1}>
          {code === undefined ? (
            <Empty
              icon={<IconListSearch size={64} stroke={1.2} aria-hidden />}
              title={t('public.choose')}
              note={t('public.chooseNote')}
            />
          ) : (
            <PublicNoticeView code={code} key={code} />
          )}
        </main>
      </div>
    </div>
  );
}

// What was searched for stands in the order of the search; the whole list by field.
function ByField(props: {
  hits: readonly Hit[];
  code: string | undefined;
  grouped: boolean;
  onChoose: (code: string) => void;
}) {
  const { hits, grouped } = props;
  const groups = useMemo(
    () =>
      grouped
        ? [...new Set(hits.map(({ field }) => field))].map((field) => ({
            field,
            members: hits.filter((hit) => hit.field === field),
          }))
        : [{ field: '', members: hits }],
    [hits, grouped],
  );
  return groups.map(({ field, members }) => (
    <section key={field}>
      {field !== '' && <h2>{field}</h2>}
      <ul className="qmc-list">
        {members.map((hit) => (
          <li key={hit.code}>
            <UnstyledButton
              className="qmc-choice"
              aria-current={hit.code === props.code ? 'true' : undefined}
              onClick={() => props.onChoose(hit.code)}
            >
              <Text fz="lg" fw={500}>
                {hit.shortName}
              </Text>
              <Text fz="sm" c="dimmed" className="qmc-mono">
                {hit.code}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  ));
}
