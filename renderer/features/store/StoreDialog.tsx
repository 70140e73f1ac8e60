import { NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { StoreEntry } from '../../../shared/contract/store.ts';
import { oldNumberOf, partyNumber } from '../../../shared/domain/dossier/party.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { paperInWords, Standing, validityInWords } from './StoreEntries.tsx';

type Component = DossierView['components'][number];

/** The papers that the people of a dossier have already: one of them becomes the digital copy of a component. Opening it is a look, and recorded. */
export function StoreDialog(props: { dossier: DossierView; slot: Component; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { dossier, slot, onClose } = props;
  const look = useCommand(client.store.look);
  const reuse = useCommand(client.store.reuse);
  const people = peopleOf(dossier.parties);
  const [number, setNumber] = useState(people[0]?.number ?? '');
  const [found, setFound] = useState<readonly StoreEntry[]>();
  const [chosen, choose] = useState('');
  // One look for each person that is looked up, however often the screen is drawn.
  const asked = useRef('');
  const person = people.find((each) => each.number === number);
  const { run } = look;
  useEffect(() => {
    if (person === undefined || asked.current === person.number) return;
    asked.current = person.number;
    setFound(undefined);
    const whose = {
      number: person.number,
      oldNumber: person.oldNumber,
      dossierId: dossier.dossierId,
      reason: '',
    };
    void run(whose as never).then((answer) => {
      if (answer === undefined) return;
      const entries = fittingFirst(answer.entries, slot);
      setFound(entries);
      choose(String(entries.findIndex(({ standing }) => standing === 'holds')));
    });
  }, [person, dossier.dossierId, run, slot]);
  const entry = found?.[Number(chosen)];
  const submit = async () => {
    if (entry === undefined) return;
    const place = { dossierId: dossier.dossierId, componentId: slot.componentId };
    if ((await reuse.run({ ...place, source: entry.source })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('store.of', { name: slot.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('store.reuse')}
      running={reuse.running || look.running}
      refused={reuse.refused ?? look.refused}
      size={680}
    >
      {people.length > 1 && (
        <NativeSelect
          label={t('store.whose')}
          value={number}
          data={people.map((each) => ({ value: each.number, label: `${each.name} · ${each.number}` }))}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      {people.length === 0 && <Text fz="sm">{t('store.nobody')}</Text>}
      {found?.length === 0 && (
        <Text fz="sm" role="status">
          {t('store.nothing', { name: person?.name ?? '' })}
        </Text>
      )}
      {found !== undefined && found.length > 0 && (
        <Radio.Group value={chosen} onChange={choose} label={t('store.there')}>
          <Stack gap={8} mt={6}>
            {found.map((each, place) => (
              <Radio
                key={JSON.stringify(each.source)}
                value={String(place)}
                disabled={each.standing !== 'holds'}
                autoFocus={String(place) === chosen}
                label={
                  <>
                    {paperInWords(t, each)} · {validityInWords(t, each)}
                    <br />
                    <span className="qmc-soft-text">{t('store.from', { code: each.code })}</span>{' '}
                    <Standing entry={each} t={t} />
                  </>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Text fz="xs" c="dimmed">
        {t('store.logged')}
      </Text>
    </Dialog>
  );
}

/** Those of a dossier's people who have a number, each once. */
function peopleOf(parties: DossierView['parties']) {
  const people = parties.flatMap(({ party }) => {
    const number = partyNumber(party);
    return number === null ? [] : [{ name: party.name, number, oldNumber: oldNumberOf(party) }];
  });
  return people.filter((one, place) => people.findIndex(({ number }) => number === one.number) === place);
}

/** What holds and is of the component's kind comes first, then what holds, then what does not. */
function fittingFirst(entries: readonly StoreEntry[], { first, facts }: Component): StoreEntry[] {
  const { kind } = facts ?? first;
  const rank = (entry: StoreEntry) => (entry.standing !== 'holds' ? 2 : entry.kind === kind ? 0 : 1);
  return entries.toSorted((a, b) => rank(a) - rank(b));
}
