import { Button, Group, Text } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useWords } from '../../lib/context.tsx';
import { CardField, fromCard, methodOf, PartyFields, partyDetails, toPerson } from '../dossier/index.ts';
import type { Requester } from './visit-form.ts';

/** Who asks for certification: read from the card, or typed; `onRead` says that the next field may be filled. */
export function RequesterFields<Form extends Requester>(props: {
  form: Form;
  marks: Readonly<Record<string, string>>;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange: (form: Form) => void;
  onRead: () => void;
}) {
  const { t } = useWords();
  const { form, marks, inputRef, onChange, onRead } = props;
  const [typing, setTyping] = useState(false);
  return (
    <>
      <section>
        <CardField
          label={t('card.submitter')}
          isFilled={form.requester.name !== ''}
          autoFocus
          inputRef={inputRef}
          onRead={(read) => {
            setTyping(false);
            onChange({ ...form, requester: fromCard(read.person, form.requester), check: methodOf(read) });
            onRead();
          }}
        />
      </section>
      {form.check === 'none' || typing ? (
        <PartyFields
          place="submitter"
          value={form.requester}
          marks={marks}
          mayBeOrganisation={false}
          onChange={(requester) => {
            const check = requester.number === form.requester.number ? form.check : 'none';
            onChange({ ...form, requester, check });
          }}
        />
      ) : (
        <Group gap="sm">
          <Text fw={600}>{form.requester.name}</Text>
          <Text fz="sm">{partyDetails(t, toPerson(form.requester))}</Text>
          <Button variant="subtle" size="compact-sm" onClick={() => setTyping(true)}>
            {t('paperCopy.correctPerson')}
          </Button>
        </Group>
      )}
    </>
  );
}
