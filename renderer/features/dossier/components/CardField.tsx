import { Button, Stack, Text, TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import type { CardHint } from '../../../../shared/domain/identity/card-hints.ts';
import { mrzLines } from '../../../../shared/domain/identity/card-mrz.ts';
import {
  explainCardQr,
  type CardField as FieldOfCard,
  type ReadField,
} from '../../../../shared/domain/identity/card-qr.ts';
import type { WindowMethod } from '../../../../shared/domain/identity/identity-check.ts';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { type Refused, refusalText, toRefused } from '../../../lib/refusal.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import type { CardPerson } from '../party-form.ts';

/** What a card says, or as much of it as could be read. */
export interface ReadCard {
  person: CardPerson;
  hints: CardHint['code'][];
  repaired: FieldOfCard[];
  /** Which side of the card was read; undefined when only some of its fields were taken. */
  source: 'qr' | 'mrz' | undefined;
  /** The text as it was read; null when only some of its fields were taken. */
  text: string | null;
}

/** How a person is authenticated by what was read; fields taken from a card that did not read whole authenticate nobody. */
export function methodOf({ source }: ReadCard): WindowMethod {
  if (source === undefined) return 'none';
  return source === 'qr' ? 'card-qr' : 'card-back';
}

/**
 * The field that takes what a card reader types: the whole text of the QR, or the three lines on the back one after the other, each ended by
 * Enter. A text that does not read stays, is explained field by field, and is replaced by the next reading.
 */
export function CardField(props: {
  label: string;
  onRead: (card: ReadCard) => void;
  /** Whether the person it is for is known already; a scan without a focus goes to the first that is not. */
  isFilled: boolean;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const held = useRef('');
  const [lines, setLines] = useState(0);
  const { read, refused, hints, repaired, fields, takeWhatReads, forget } = useCardReading(props.onRead);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || field.value.trim() === '') return;
    event.preventDefault();
    const whole = `${held.current}\n${field.value}`.trim();
    const zone = mrzLines(whole);
    const isWaiting = zone.length > 0 && zone.length < 3 && zone.at(-1)?.length === 30;
    held.current = isWaiting ? whole : '';
    setLines(isWaiting ? zone.length : 0);
    setText('');
    if (isWaiting) return;
    void read(whole).then((isRead) => {
      if (isRead) return;
      setText(whole);
      requestAnimationFrame(() => field.select());
    });
  };
  return (
    <Stack gap={4}>
      <TextInput
        ref={props.inputRef}
        label={props.label}
        placeholder={t('card.placeholder')}
        description={lines > 0 ? t('card.lines', { lines }) : undefined}
        leftSection={<IconQrcode size={18} aria-hidden />}
        value={text}
        data-card-field={props.isFilled ? 'filled' : 'open'}
        autoFocus={props.autoFocus === true}
        autoComplete="off"
        spellCheck={false}
        error={refused === undefined ? undefined : refusalText(t, refused)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          forget();
        }}
        onKeyDown={onKeyDown}
      />
      {fields.length > 0 && <FieldByField fields={fields} onTake={takeWhatReads} />}
      {repaired.length > 0 && (
        <StateMark state="attention">
          <span className="qmc-wrap">
            {t('card.repaired', { fields: repaired.map((field) => t(`word.field.${field}`)).join(', ') })}
          </span>
        </StateMark>
      )}
      {hints.map((hint) => (
        <StateMark key={hint} state="attention">
          <span className="qmc-wrap">{t(`card.hint.${hint}`)}</span>
        </StateMark>
      ))}
    </Stack>
  );
}

function useCardReading(onRead: (card: ReadCard) => void) {
  const client = useClient();
  const today = officeDay(new Date(useHostClock()).toISOString());
  const [state, setState] = useState<{ refused?: Refused; text?: string; card?: ReadCard }>({});
  const explained = explainCardQr(state.refused?.code === 'QR_FIELDS_BAD' ? (state.text ?? '') : '', today);
  const take = (card: ReadCard) => {
    setState({ card });
    onRead(card);
  };
  return {
    refused: state.refused,
    hints: state.card?.hints ?? [],
    repaired: state.card?.repaired ?? [],
    fields: explained.fields,
    forget: () => setState({}),
    /** Whether the text was read. */
    async read(text: string): Promise<boolean> {
      try {
        const { person, oldNumber, hints, repaired, source } = await client.dossier.readCard({ text });
        take({
          person: { ...person, oldNumber },
          hints: hints as CardHint['code'][],
          repaired,
          source,
          text,
        });
        return true;
      } catch (error) {
        setState({ refused: toRefused(error), text });
        return false;
      }
    },
    takeWhatReads() {
      const {
        number = '',
        oldNumber = null,
        name = '',
        birthDate = null,
        sex = null,
        address,
      } = explained.card;
      const identity = { kind: 'citizen' as const, number };
      const person = { name, birthDate, sex, identity, oldNumber, address: address ?? '' };
      take({ person, hints: [], repaired: [], source: undefined, text: null });
    },
  };
}

/** Every field as it arrived, with what is wrong with it: the clerk sees what to type from the card. */
function FieldByField({ fields, onTake }: { fields: ReadField[]; onTake: () => void }) {
  const { t } = useWords();
  const holds = fields.some(({ problem, text }) => problem === null && text !== '');
  return (
    <div className="qmc-warning" role="status">
      <table className="qmc-fields" aria-label={t('card.fields')}>
        <tbody>
          {fields.map(({ field, text, problem }) => (
            <tr key={field}>
              <th scope="row">{t(`word.field.${field}`)}</th>
              <td>{text === '' ? '–' : text}</td>
              <td>{problem !== null && <StateMark state="bad">{t(`word.problem.${problem}`)}</StateMark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {holds && (
        <Button size="compact-sm" variant="default" mt={6} onClick={onTake}>
          {t('card.takeWhatReads')}
        </Button>
      )}
      <Text fz="xs" c="dimmed" mt={4}>
        {t('card.backSide')}
      </Text>
    </div>
  );
}
