import { Autocomplete, type ComboboxItem, type OptionsFilter, Table, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { foldedWords } from '../../../shared/domain/dossier/search-entry.ts';
import { USUAL_ORIGINALS, type UsualPaper } from '../../../shared/forms/nd-23-2015/usual-originals.ts';
import { useWords } from '../../lib/context.tsx';
import { focusBeside } from '../../lib/enter-next.ts';
import { type Rows, withRow } from './visit-form.ts';

const MOST_OFFERED = 6;

/** The papers of a visit: name by its letters or typed, pages, copies. The last row is empty, Enter on it goes on. */
export function Originals<Form extends Rows>(props: {
  form: Form;
  marks: Readonly<Record<string, string>>;
  /** What is offered; what citizens have copied where nothing is said. */
  usual?: readonly UsualPaper[];
  onChange: (form: Form) => void;
}) {
  const { t } = useWords();
  const { form, marks, usual = USUAL_ORIGINALS, onChange } = props;
  const focus = (id: string) =>
    requestAnimationFrame(() => {
      const field = document.getElementById(id);
      if (!(field instanceof HTMLInputElement)) return;
      field.focus();
      field.select();
    });
  return (
    <Table verticalSpacing={4} aria-label={t('paperCopy.originals')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>{t('paperCopy.row')}</Table.Th>
          <Table.Th>{t('certify.title')}</Table.Th>
          <Table.Th w={110}>{t('paperCopy.pages')}</Table.Th>
          <Table.Th w={110}>{t('paperCopy.copies')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {form.rows.map((row, index) => {
          const isEmpty = row.title.trim() === '';
          const set = (change: Parameters<typeof withRow>[2]) => onChange(withRow(form, index, change));
          const number = { number: index + 1 };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and has no other name
            <Table.Tr key={index}>
              <Table.Td>{index + 1}</Table.Td>
              <Table.Td>
                <Autocomplete
                  id={`qmc-original-${index}`}
                  aria-label={t('paperCopy.titleOf', number)}
                  placeholder={t('paperCopy.titleHint')}
                  value={row.title}
                  data={usual.map(({ title }) => title)}
                  filter={byLetters(usual)}
                  limit={MOST_OFFERED}
                  selectFirstOptionOnChange
                  error={marks[`originals.${index}.title`] !== undefined}
                  comboboxProps={{ transitionProps: { duration: 0 } }}
                  onKeyDown={leaveEmpty}
                  onChange={(title) => set({ title })}
                  onOptionSubmit={() => focus(`qmc-pages-${index}`)}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  id={`qmc-pages-${index}`}
                  aria-label={t('paperCopy.pagesOf', number)}
                  inputMode="numeric"
                  autoComplete="off"
                  disabled={isEmpty}
                  value={row.pages}
                  error={marks[`originals.${index}.pages`] !== undefined}
                  onChange={(event) => set({ pages: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={t('paperCopy.copiesOf', number)}
                  inputMode="numeric"
                  autoComplete="off"
                  disabled={isEmpty}
                  value={row.copies}
                  error={marks[`originals.${index}.copies`] !== undefined}
                  onChange={(event) => set({ copies: event.currentTarget.value })}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

/** Enter on a row without a name says that there are no more: nothing is offered there, whatever the list of the field says of itself. */
function leaveEmpty(event: KeyboardEvent<HTMLInputElement>): void {
  const { form, value } = event.currentTarget;
  if (event.key !== 'Enter' || value !== '' || form === null || event.nativeEvent.isComposing) return;
  event.preventDefault();
  focusBeside(form, event.currentTarget, event.shiftKey ? -1 : 1);
}

/** What begins with the typed letters by which clerks call it stands first, then what has the typed words; marks need not be typed. */
const byLetters =
  (usual: readonly UsualPaper[]): OptionsFilter =>
  ({ options, search, limit }) => {
    const typed = fold(search.trim());
    if (typed === '') return [];
    const items = options as ComboboxItem[];
    const rank = ({ value }: ComboboxItem): number => {
      const letters = usual.find(({ title }) => title === value)?.letters ?? '';
      if (letters === typed) return 0;
      if (letters.startsWith(typed)) return 1;
      return fold(value).includes(typed) ? 2 : 3;
    };
    return items
      .map((item) => ({ item, place: rank(item) }))
      .filter(({ place }) => place < 3)
      .sort((a, b) => a.place - b.place)
      .slice(0, limit)
      .map(({ item }) => item);
  };

function fold(text: string): string {
  return foldedWords(text).join(' ');
}
