import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../lib/context.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import {
  CardField,
  fromCard,
  PartyFields,
  type PartyForm,
  partyDetails,
  toPerson,
} from '../dossier/index.ts';

/** The other of two parties who take a result together, by card or typed. */
export function OtherParty(props: {
  value: PartyForm;
  wrong: boolean;
  onChange: (other: PartyForm) => void;
}) {
  const { t } = useWords();
  const [typing, setTyping] = useState(false);
  const { value, wrong, onChange } = props;
  const known = value.name !== '';
  const person = toPerson(value);
  return (
    <section aria-label={t('handOver.other')}>
      <Text fz="sm" c="dimmed">
        {t('handOver.both')}
      </Text>
      <CardField
        label={t('card.other')}
        isFilled={known}
        onRead={(read) => onChange(fromCard(read.person, value))}
      />
      {typing ? (
        <PartyFields
          place="together"
          value={value}
          marks={wrong ? { 'together.number': '' } : {}}
          mayBeOrganisation={false}
          onChange={onChange}
        />
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => setTyping(true)}>
          {t('handOver.typeOther')}
        </Button>
      )}
      {known && (
        <StateMark state="good">
          <span className="qmc-wrap">
            {person.name} · {partyDetails(t, person)}
          </span>
        </StateMark>
      )}
    </section>
  );
}
