import { TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import type { Person } from '../../../../shared/domain/dossier/party.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { type Refused, refusalText, toRefused } from '../../../lib/refusal.ts';

/** What a read card says. */
export interface ReadCard {
  person: Person;
  oldNumber: string | null;
  issuedOn: string | null;
  hints: string[];
}

/**
 * The field that takes what the QR reader types: the card's whole text, ended by Enter. A text that is no card stays, is marked, and is
 * replaced by the next reading.
 */
export function CardField(props: {
  label: string;
  onRead: (card: ReadCard) => void;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useWords();
  const client = useClient();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const read = async (field: HTMLInputElement) => {
    try {
      const card = await client.dossier.readCard({ text: field.value });
      setText('');
      setRefused(undefined);
      props.onRead(card);
    } catch (error) {
      setRefused(toRefused(error));
      field.select();
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
    event.preventDefault();
    void read(event.currentTarget);
  };
  return (
    <TextInput
      ref={props.inputRef}
      label={props.label}
      placeholder={t('card.placeholder')}
      leftSection={<IconQrcode size={18} aria-hidden />}
      value={text}
      autoFocus={props.autoFocus === true}
      autoComplete="off"
      spellCheck={false}
      error={refused === undefined ? undefined : refusalText(t, refused)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setRefused(undefined);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
