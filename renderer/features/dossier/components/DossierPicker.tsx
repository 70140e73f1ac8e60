import { Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { DossierHit } from '../../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue } from '../../../lib/format.ts';
import { type Refused, refusalText, toRefused } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { Asked } from '../../../ui/ScreenStates.tsx';
import { DossierState } from './DossierState.tsx';

const SHOWN = 12;

/** The field that takes a slip's QR, a code or a name, with the dossiers found under it. A code that is read opens its dossier at once. */
export function DossierPicker(props: {
  label: string;
  hint: string;
  states: DossierHit['state'][];
  onTake: (dossierId: string) => void;
}) {
  const { t, language } = useWords();
  const client = useClient();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const [unknown, setUnknown] = useState(false);
  const input = { text, states: props.states, limit: SHOWN };
  const asked = useAsk(['dossier', 'search'], input, () => client.dossier.search(input));
  const open = async (typed: string) => {
    setRefused(undefined);
    try {
      // A read code is looked for in every state: the screen says why a dossier of another state is not for it.
      const { hits } = await client.dossier.search({ text: typed, limit: SHOWN });
      const code = typed.trim().toUpperCase();
      const found = hits.find((hit) => hit.code === code) ?? (hits.length === 1 ? hits[0] : undefined);
      setUnknown(hits.length === 0);
      if (found !== undefined) props.onTake(found.dossierId);
    } catch (error) {
      setRefused(toRefused(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
    event.preventDefault();
    void open(event.currentTarget.value);
  };
  const problem =
    refused === undefined ? (unknown ? t('picker.unknown') : undefined) : refusalText(t, refused);
  return (
    <div className="qmc-picker">
      <TextInput
        label={props.label}
        description={props.hint}
        leftSection={<IconQrcode size={18} aria-hidden />}
        value={text}
        error={problem}
        autoFocus
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setUnknown(false);
        }}
        onKeyDown={onKeyDown}
      />
      <Asked query={asked}>
        {({ hits }) =>
          hits.length === 0 ? (
            <Text c="dimmed" py="md" role="status">
              {t('picker.none')}
            </Text>
          ) : (
            <ul className="qmc-list">
              {hits.map((hit) => (
                <li key={hit.dossierId}>
                  <UnstyledButton className="qmc-choice qmc-hit" onClick={() => props.onTake(hit.dossierId)}>
                    <span className="qmc-mono">{hit.code}</span>
                    <span className="qmc-hit-name">
                      <b>{hit.ownerName}</b> · {hit.shortName}
                    </span>
                    <DossierState state={hit.state} />
                    <span className="qmc-soft-text">{showDue(hit.dueAt, language)}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </div>
  );
}
