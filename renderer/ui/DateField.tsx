import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../lib/context.tsx';
import { parseDate, showDate } from '../lib/format.ts';

/**
 * A day as it is written here, dd/mm/yyyy: the browser's own date field follows the language of the browser and would show the month first.
 * `value` and `onChange` are plain dates (YYYY-MM-DD); an empty field is ''.
 */
export function DateField(
  props: Omit<TextInputProps, 'value' | 'onChange'> & {
    value: string;
    onDate: (date: string) => void;
    /** Older people's papers give only a year. */
    yearMayDo?: boolean;
  },
) {
  const { t } = useWords();
  const { value, onDate, yearMayDo = false, error, ...rest } = props;
  const [text, setText] = useState(value === '' ? '' : showDate(value));
  const [shown, setShown] = useState(value);
  if (value !== shown && value !== parseDate(text)) {
    setShown(value);
    setText(value === '' ? '' : showDate(value));
  }
  const isYear = yearMayDo && /^\s*(?:18|19|20)\d{2}\s*$/u.test(text);
  const wrong = text.trim() !== '' && parseDate(text) === undefined && !isYear;
  return (
    <TextInput
      {...rest}
      value={text}
      inputMode="numeric"
      placeholder={t('date.pattern')}
      autoComplete="off"
      error={wrong ? t('invalid.date') : error}
      onBlur={() => setText(showDate(parseDate(text) ?? text))}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const date = typed.trim() === '' ? '' : parseDate(typed);
        // A half-typed day is sent on as it is, so that the form refuses it and never takes the day before for it.
        const next = date ?? typed.trim();
        setShown(next);
        onDate(next);
      }}
    />
  );
}
