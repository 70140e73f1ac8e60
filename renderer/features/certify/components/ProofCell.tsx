import { Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { CopyView, ProofView } from '../../../../shared/contract/certify.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { isMessageKey, type Translate } from '../../../lib/i18n.ts';
import { refusalText, shownData } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';

/** How long a copy can be proved, what it waits for and why, and what a person can do about it. */
export function ProofCell({ copy, may }: { copy: CopyView; may: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const hurry = useCommand(client.certify.proveNow);
  const [releasing, setReleasing] = useState(false);
  const { proof, title, copyId } = copy;
  if (proof === null) return '–';
  const waits = proof.awaits !== null && proof.nextAttemptAt !== null;
  return (
    <Stack gap={2}>
      <StateMark state={proof.level === 'B-B' ? 'attention' : 'good'}>
        <span className="qmc-wrap">{t(`proof.level.${proof.level}`)}</span>
      </StateMark>
      <Text fz="xs" c="dimmed">
        {[t('proof.levelName', { level: proof.level }), ...standing(t, proof)].join('. ')}
      </Text>
      {proof.cause !== null && <Text fz="xs">{causeWords(t, proof.cause)}</Text>}
      {proof.releasedAt !== null && (
        <Text fz="xs">
          {t('proof.released', { time: showInstant(proof.releasedAt), reason: proof.releaseReason })}
        </Text>
      )}
      {may && waits && (
        <Group gap="md">
          <UnstyledButton
            className="qmc-link"
            aria-label={t('proof.tryNowOf', { title })}
            onClick={() => void hurry.run({ copyId })}
          >
            {t('proof.tryNow')}
          </UnstyledButton>
          {proof.held && (
            <UnstyledButton
              className="qmc-link"
              aria-label={t('proof.releaseOf', { title })}
              onClick={() => setReleasing(true)}
            >
              {t('proof.release')}
            </UnstyledButton>
          )}
        </Group>
      )}
      <RefusalNotice refused={hurry.refused} />
      {releasing && <ReleaseDialog copy={copy} onClose={() => setReleasing(false)} />}
    </Stack>
  );
}

function standing(t: Translate, { awaits, held, nextAttemptAt }: ProofView): string[] {
  const time = nextAttemptAt === null ? '' : showInstant(nextAttemptAt);
  if (awaits === null) return nextAttemptAt === null ? [] : [t('proof.renewal', { time })];
  if (nextAttemptAt === null) return [t('proof.notSetUp')];
  const words = [t(`proof.waits.${awaits}`), t('proof.nextAttempt', { time })];
  return held ? [t('proof.held'), ...words] : words;
}

/** Why the last attempt brought nothing, and what to do. */
function causeWords(t: Translate, cause: NonNullable<ProofView['cause']>): string {
  const key = `proof.cause.${cause.code}`;
  if (isMessageKey(key)) return t(key, shownData(t, cause.data));
  const known = isMessageKey(`refusal.${cause.code}`);
  return refusalText(t, known ? cause : { code: 'PROOF_FAILED', data: { reason: cause.code } });
}

function ReleaseDialog({ copy, onClose }: { copy: CopyView; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const release = useCommand(client.certify.release);
  const [reason, setReason] = useState('');
  const submit = async () => {
    if ((await release.run({ copyId: copy.copyId, reason })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('proof.release')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('proof.release')}
      running={release.running}
      refused={release.refused}
    >
      <Text fz="sm">{t('proof.releaseNote', { title: copy.title })}</Text>
      <Textarea
        data-autofocus
        required
        label={t('proof.releaseReason')}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
