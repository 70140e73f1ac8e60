import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BOOK_SYMBOLS } from '../../../shared/contract/setup.ts';
import { CLOSING_REASONS, type ClosingReason } from '../../../shared/domain/certification/book-closing.ts';
import { decideSigner } from '../../../shared/domain/certification/signer.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { certificationOfBook } from '../../../shared/forms/nd-23-2015/acts.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** Closes a book: who signs its totals, and why it is closed. */
export function CloseBookDialog(props: {
  symbol: (typeof BOOK_SYMBOLS)[number];
  year: string;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const { symbol, year, onClose } = props;
  const close = useCommand(client.book.close);
  const today = officeDay(new Date(useHostClock()).toISOString());
  const asked = useAsk(['certify', 'signers'], {}, () => client.book.signers({}));
  const able = (asked.data?.signers ?? []).filter(
    (signer) => decideSigner([signer], certificationOfBook(symbol), today).ok,
  );
  const [picked, setPicked] = useState('');
  const [reason, setReason] = useState<ClosingReason>('year-end');
  const [note, setNote] = useState('');
  const signer = able.find(({ signerId }) => signerId === picked) ?? able[0];
  const submit = async () => {
    if (signer === undefined) return;
    const order = { symbol, year, signerId: signer.signerId, reason, note };
    if ((await close.run(order)) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('book.close', { year })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('book.close', { year })}
      running={close.running}
      refused={close.refused}
    >
      <Stack gap="sm">
        <Text fz="sm">{t('book.closeNote')}</Text>
        <NativeSelect
          data-autofocus
          label={t('paperCopy.signer')}
          error={asked.data !== undefined && able.length === 0 ? t('paperCopy.noSigner') : undefined}
          value={signer?.signerId}
          data={able.map((each) => ({
            value: each.signerId,
            label: `${each.name} – ${signerLines(each).join(' · ')}`,
          }))}
          onChange={(event) => setPicked(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('book.closeReason')}
          value={reason}
          data={CLOSING_REASONS.map((value) => ({ value, label: t(`book.closeReason.${value}`) }))}
          onChange={(event) => setReason(event.currentTarget.value as ClosingReason)}
        />
        {reason === 'series-end' && (
          <TextInput
            label={t('book.closeWhy')}
            value={note}
            autoComplete="off"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Dialog>
  );
}
