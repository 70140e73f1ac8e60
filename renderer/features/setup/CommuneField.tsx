import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import type { CommuneChoice } from '../../../shared/contract/geography.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useSetupDraft } from './draft.ts';

const SHOWN = 8;

/** Finds a commune by present or former name, with or without marks; arrows choose, Enter takes. */
export function CommuneField({ error }: { error: string | undefined }) {
  const { t } = useWords();
  const client = useClient();
  const { commune, set } = useSetupDraft();
  const [text, setText] = useState(commune === null ? '' : nameOf(commune));
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useAsk(['geography', 'searchCommunes'], { text }, () =>
    client.geography.searchCommunes({ text, limit: SHOWN }),
  );
  const options = found.data?.communes ?? [];
  const take = (placeId: string) => {
    const chosen = options.find((option) => option.placeId === placeId);
    if (chosen === undefined) return;
    set({ commune: chosen });
    setText(nameOf(chosen));
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label={t('setup.office.place')}
          description={t('setup.office.placeHint', {
            asOf: found.data === undefined ? '…' : showDate(found.data.asOf),
          })}
          withAsterisk
          value={text}
          error={error}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            set({ commune: null });
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {options.map((option) => (
            <Combobox.Option key={option.placeId} value={option.placeId}>
              <Text fw={500}>
                {nameOf(option)}
                {!option.verified && ` (${t('setup.office.placeUnverified')})`}
              </Text>
              <Text fz="xs" c="dimmed" lineClamp={1}>
                {t('setup.office.placeFormer', { units: option.formerUnits.join(', ') })}
              </Text>
            </Combobox.Option>
          ))}
          {options.length === 0 && <Combobox.Empty>{t('setup.office.placeNone')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function nameOf(commune: CommuneChoice): string {
  return `${commune.type} ${commune.name}, ${commune.provinceName}`;
}
