import { Anchor, Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { fromParty, numberOf, type PartyForm, withEmptyFilled } from '../party-form.ts';
import { partyDetails } from './people-words.ts';

/** What an earlier dossier of this office knows of the number that was typed or read; it fills empty fields only, when the clerk says so. */
export function KnownBefore({ value, onTake }: { value: PartyForm; onTake: (value: PartyForm) => void }) {
  const { t } = useWords();
  const client = useClient();
  const number = numberOf(value) ?? '';
  const asked = useAsk(
    ['dossier', 'known'],
    { number },
    () => client.identity.known({ number }),
    number !== '',
  );
  const known = asked.data?.known;
  if (number === '' || known == null || asked.isPlaceholderData) return null;
  const filled = withEmptyFilled(value, fromParty(known.party));
  if (JSON.stringify(filled) === JSON.stringify(value)) return null;
  return (
    <section className="qmc-warning" aria-label={t('known.title')}>
      <Text fz="sm">
        {t('known.title')}{' '}
        <Anchor component={Link} href={`/ho-so/${known.dossierId}`} className="qmc-mono" fz="sm">
          {known.code}
        </Anchor>
        , {showInstant(known.receivedAt)}
      </Text>
      <Text fz="sm">
        <b>{known.party.name}</b> {partyDetails(t, known.party)}
      </Text>
      <Button size="compact-sm" variant="default" mt={4} onClick={() => onTake(filled)}>
        {t('known.take')}
      </Button>
    </section>
  );
}
