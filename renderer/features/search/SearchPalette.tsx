import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useEffect, useState } from 'react';
import { useWords } from '../../lib/context.tsx';
import { showDue } from '../../lib/format.ts';
import { useFocusBack } from '../../lib/use-focus-back.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { DossierState, DueMark } from '../dossier/index.ts';
import { type Line, usePaletteLines } from './use-palette-lines.ts';

/** One field over everything: dossiers by code or by a name with or without marks, then screens, lists and what can be done here. Enter opens the chosen line. */
export function SearchPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('search.title')}
      size={720}
      centered={false}
      // Escape is the field's own: it closes this, and no dialog below.
      closeOnEscape={false}
      // What is typed right after the key must not be lost to a movement.
      transitionProps={{ duration: 0 }}
      returnFocus={false}
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
  // A reader types a code and Enter faster than an answer can come: then Enter waits for the answer to exactly this text.
  const [entered, setEntered] = useState<string>();
  const { lines, waiting, refused, retry } = usePaletteLines(text);
  const chosen = Math.min(at, lines.length - 1);
  const line = lines[chosen];
  useEffect(() => {
    document.getElementById(`qmc-line-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const take = (taken: Line | undefined) => {
    if (taken === undefined) return;
    onClose();
    taken.run();
  };
  useEffect(() => {
    if (entered === undefined || waiting) return;
    setEntered(undefined);
    if (entered !== text || line === undefined) return;
    onClose();
    line.run();
  }, [entered, waiting, text, line, onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') return onClose();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') return waiting ? setEntered(text) : take(line);
    setAt((chosen + step + lines.length) % Math.max(lines.length, 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are the field's, wherever in the palette the focus is
    <div onKeyDown={onKeyDown} data-mantine-stop-propagation="true">
      <TextInput
        data-autofocus
        autoFocus
        data-mantine-stop-propagation="true"
        role="combobox"
        aria-expanded="true"
        aria-controls="qmc-lines"
        aria-activedescendant={line === undefined ? undefined : `qmc-line-${chosen}`}
        aria-label={t('search.field')}
        placeholder={t('search.field')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setEntered(undefined);
        }}
      />
      <div
        id="qmc-lines"
        role="listbox"
        aria-label={t('search.results')}
        aria-busy={waiting}
        className="qmc-lines"
        tabIndex={-1}
      >
        {lines.map((each, index) => (
          <Fragment key={`${each.group} ${each.id}`}>
            {each.group !== lines[index - 1]?.group && (
              <Text className="qmc-line-group" role="presentation">
                {t(`search.group.${each.group}`)}
              </Text>
            )}
            <Option line={each} index={index} isChosen={index === chosen} onTake={() => take(each)} />
          </Fragment>
        ))}
      </div>
      {refused !== undefined && (
        <Group gap={8} mt={8} align="flex-end">
          <RefusalNotice refused={refused} />
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('app.retry')}
          </Button>
        </Group>
      )}
      {lines.length === 0 && !waiting && refused === undefined && (
        <Text fz="sm" c="dimmed" py="md" role="status">
          {t('search.none')}
        </Text>
      )}
    </div>
  );
}

function Option(props: { line: Line; index: number; isChosen: boolean; onTake: () => void }) {
  const { line, index } = props;
  const { language } = useWords();
  const now = useHostClock();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys of this list
    <div
      id={`qmc-line-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={props.isChosen}
      className="qmc-line"
      onClick={props.onTake}
    >
      <div style={{ minWidth: 0 }}>
        <Text fw={500} truncate>
          {line.title}
        </Text>
        <Text fz="xs" c="dimmed" truncate>
          {line.note}
        </Text>
      </div>
      {line.dossier !== undefined && (
        <div className="qmc-line-side">
          <DossierState state={line.dossier.state} />
          <Text fz="xs" c="dimmed" component="div">
            {showDue(line.dossier.dueAt, language)}{' '}
            <DueMark state={line.dossier.state} dueAt={line.dossier.dueAt} now={now} />
          </Text>
        </div>
      )}
    </div>
  );
}
