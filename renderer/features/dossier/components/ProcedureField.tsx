import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';

const SHOWN = 8;

/** What a search of the catalogue pointed at; `caseIds` is not empty when it pointed at cases. */
export interface ChosenProcedure {
  code: string;
  caseIds: string[];
}

/** Finds a procedure by code, abbreviation or words; the first hit is chosen at once, arrows choose another, Enter takes it. */
export function ProcedureField(props: {
  name: string;
  error: string | boolean | undefined;
  onTake: (chosen: ChosenProcedure, field: HTMLInputElement) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const [text, setText] = useState<string>();
  const [wanted, setWanted] = useState<string>();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useAsk(['catalogue', 'search'], { text: text ?? '', limit: SHOWN }, () =>
    client.catalogue.search({ text: text ?? '', limit: SHOWN }),
  );
  const hits = found.data?.hits ?? [];
  const take = (code: string) => {
    const hit = hits.find((option) => option.code === code);
    const field = combobox.targetRef.current;
    if (hit === undefined || !(field instanceof HTMLInputElement)) return;
    setText(undefined);
    combobox.closeDropdown();
    props.onTake({ code, caseIds: hit.caseIds }, field);
  };
  // A reader of the screen types faster than the list comes: Enter without a chosen line takes the first one.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !combobox.dropdownOpened || combobox.getSelectedOptionIndex() >= 0) return;
    if (text === undefined || text.trim() === '') return;
    const first = hits[0];
    // The list is still that of the text before: what Enter means is known when the answer comes.
    if (found.isPlaceholderData || found.data === undefined) setWanted(text);
    else if (first === undefined) return;
    else take(first.code);
    event.preventDefault();
  };
  const arrived = found.isPlaceholderData ? undefined : found.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the answer's coming acts; taking closes over this rendering's answer
  useEffect(() => {
    if (wanted === undefined || arrived === undefined) return;
    setWanted(undefined);
    const [first] = arrived.hits;
    if (wanted === text && first !== undefined) take(first.code);
    else if (document.activeElement !== combobox.targetRef.current) setText(undefined);
  }, [arrived, wanted]);
  return (
    <Combobox store={combobox} onOptionSubmit={take}>
      <Combobox.Target>
        <TextInput
          data-procedure-search
          label={t('reception.procedure')}
          placeholder={t('reception.procedureHint')}
          value={text ?? props.name}
          error={props.error}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            // What Enter meant is still on its way, and is taken though the person types elsewhere by now.
            if (wanted === undefined) setText(undefined);
            combobox.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={t('search.results')}>
          {hits.map((hit) => (
            <Combobox.Option key={hit.code} value={hit.code}>
              <Text fw={500} fz="md">
                {hit.shortName}
              </Text>
              <Text fz="xs" c="dimmed" lineClamp={1}>
                <span className="qmc-mono">{hit.code}</span> · {hit.field} · {hit.abbreviations.join(', ')}
              </Text>
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t('catalogue.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
