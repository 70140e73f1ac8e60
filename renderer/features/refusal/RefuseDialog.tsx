import { NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RefusedItem } from '../../../shared/contract/refusal.ts';
import {
  needsWords,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from '../../../shared/domain/certification/refusal-ground.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { usePrint } from '../print/index.ts';

/** Refuses to certify a paper by a ground of the law, and prints it; of a paper that seems forged the record too, with where it is kept. */
export function RefuseDialog(props: { item: RefusedItem; title: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { item, title, onClose } = props;
  const refuse = useCommand(client.refusal.refuse);
  const draw = useCommand(client.refusal.draw);
  const printing = usePrint();
  const [ground, setGround] = useState<RefusalGround>('altered');
  const [words, setWords] = useState('');
  const [place, setPlace] = useState('');
  const [holder, setHolder] = useState('');
  const isForgery = ground === 'forgery';
  const submit = async () => {
    const kept = isForgery ? { place, holder } : null;
    const refused = await refuse.run({ item, ground, words, kept } as never);
    if (refused === undefined) return;
    for (const paper of isForgery ? (['record', 'refusal'] as const) : (['refusal'] as const)) {
      const drawn = await draw.run({ refusalId: refused.refusalId, paper });
      if (drawn !== undefined) await printing.printDrawn(drawn);
    }
    onClose();
  };
  const problems = fieldProblems(t, refuse.refused);
  return (
    <Dialog
      title={t('refuse.of', { title })}
      opened
      size="lg"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('refuse.do')}
      running={refuse.running || draw.running}
      refused={refuse.refused ?? draw.refused ?? printing.refused}
    >
      <Stack gap="sm">
        <Text fz="sm">{t('refuse.note')}</Text>
        <NativeSelect
          data-autofocus
          label={t('refuse.ground')}
          value={ground}
          data={REFUSAL_GROUNDS.map((value) => ({ value, label: t(`refuse.ground.${value}`) }))}
          onChange={(event) => setGround(event.currentTarget.value as RefusalGround)}
        />
        <Textarea
          label={t(isForgery ? 'refuse.signs' : 'refuse.words')}
          description={needsWords(ground) ? t('refuse.wordsNeeded') : undefined}
          autosize
          minRows={2}
          value={words}
          error={problems['words']}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {isForgery && (
          <>
            <TextInput
              label={t('refuse.place')}
              value={place}
              error={problems['kept.place']}
              autoComplete="off"
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
            <TextInput
              label={t('refuse.holder')}
              value={holder}
              error={problems['kept.holder']}
              autoComplete="off"
              onChange={(event) => setHolder(event.currentTarget.value)}
            />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
