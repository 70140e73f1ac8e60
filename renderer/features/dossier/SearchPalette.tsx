import { Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { searchForm } from '../../../shared/domain/geography/search-text.ts';
import { looksLikeProof } from '../../../shared/domain/slip/slip-proof.ts';
import { type Action, useActions } from '../../app/actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { DossierState } from './components/DossierState.tsx';

const SHOWN = 12;
const MOST_ACTIONS = 6;

interface Line {
  id: string;
  title: string;
  note: string;
  state?: Parameters<typeof DossierState>[0]['state'];
  run(): void;
}

/** One field over everything: dossiers by code or by a name with or without marks, then what can be done here. Enter opens the chosen line. */
export function SearchPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('search.title')}
      size={640}
      centered={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {opened && <Palette onClose={onClose} />}
    </Modal>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { lines, waiting } = useLines(text);
  const chosen = Math.min(at, lines.length - 1);
  useEffect(() => {
    document.getElementById(`qmc-line-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const take = (line: Line | undefined) => {
    if (line === undefined) return;
    onClose();
    line.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') return waiting ? undefined : take(lines[chosen]);
    setAt((chosen + step + lines.length) % Math.max(lines.length, 1));
  };
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="qmc-lines"
        aria-activedescendant={lines.length === 0 ? undefined : `qmc-line-${chosen}`}
        aria-label={t('search.field')}
        placeholder={t('search.field')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="qmc-lines" role="listbox" aria-label={t('search.results')} className="qmc-lines" tabIndex={-1}>
        {lines.map((line, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys of this list
          <div
            key={line.id}
            id={`qmc-line-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="qmc-line"
            onClick={() => take(line)}
          >
            <div>
              <Text fw={500}>{line.title}</Text>
              <Text fz="xs" c="dimmed" lineClamp={1}>
                {line.note}
              </Text>
            </div>
            {line.state !== undefined && <DossierState state={line.state} />}
          </div>
        ))}
      </div>
      {lines.length === 0 && !waiting && (
        <Text fz="sm" c="dimmed" py="md" role="status">
          {t('search.none')}
        </Text>
      )}
    </>
  );
}

function useLines(text: string): { lines: Line[]; waiting: boolean } {
  const { t } = useWords();
  const client = useClient();
  const actions = useActions((state) => state.actions);
  const asked = useAsk(['dossier', 'search'], { text, palette: true }, () =>
    client.dossier.search({ text, limit: SHOWN }),
  );
  const dossiers = (asked.data?.hits ?? []).map((hit) => ({
    id: hit.dossierId,
    title: `${hit.code} · ${hit.ownerName}`,
    note: hit.shortName,
    state: hit.state,
    run: () => navigate(`/ho-so/${hit.dossierId}`),
  }));
  const proof: Line[] = looksLikeProof(text)
    ? [
        {
          id: 'check',
          title: t('check.slip'),
          note: t('check.slipNote'),
          run: () => navigate(`/check/${text.trim()}`),
        },
      ]
    : [];
  const words = searchForm(text).split(' ').filter(Boolean);
  const fits = ({ label }: Action) => {
    const form = ` ${searchForm(t(label))}`;
    return words.length > 0 && words.every((word) => form.includes(` ${word}`));
  };
  const doable = actions
    .filter(fits)
    .slice(0, MOST_ACTIONS)
    .map(({ id, label, keys, run }) => ({ id, title: t(label), note: keys, run }));
  return { lines: [...proof, ...dossiers, ...doable], waiting: asked.isPlaceholderData || asked.isLoading };
}
