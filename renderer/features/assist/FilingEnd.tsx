import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { isBeingPrepared } from '../../../shared/domain/online/assisted-filing.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { Filing } from './FilingBench.tsx';

/** How the help ends: the portal's code, chosen or typed, or why nothing was filed; afterwards what becomes of the files. */
export function FilingEnd({ filing }: { filing: Filing }) {
  if (!isBeingPrepared(filing.state)) return <Ended filing={filing} />;
  return (
    <Stack gap="sm">
      {filing.state === 'prepared' && <Confirm filing={filing} />}
      <GiveUp filing={filing} />
    </Stack>
  );
}

function Confirm({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const client = useClient();
  const file = useCommand(client.assist.file);
  const [code, setCode] = useState('');
  const { filingId, candidates } = filing;
  return (
    <Stack gap={6}>
      <Text fz="sm">{t('assist.citizenFiles')}</Text>
      {candidates.map(({ submissionId, code: found, filedAt }) => (
        <Button
          key={submissionId}
          variant="default"
          loading={file.running}
          onClick={() => void file.run({ filingId, code: found, submissionId })}
        >
          {t('assist.isThis', { code: found, time: showInstant(filedAt) })}
        </Button>
      ))}
      <TextInput
        label={t('assist.code')}
        description={t('assist.codeHint')}
        value={code}
        autoComplete="off"
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button
        loading={file.running}
        disabled={code.trim() === ''}
        onClick={() => void file.run({ filingId, code, submissionId: null })}
      >
        {t('assist.confirm')}
      </Button>
      <RefusalNotice refused={file.refused} />
    </Stack>
  );
}

function GiveUp({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const client = useClient();
  const giveUp = useCommand(client.assist.giveUp);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!asking)
    return (
      <Group>
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
          {t('assist.giveUp')}
        </Button>
      </Group>
    );
  return (
    <Stack gap={6}>
      <TextInput
        label={t('assist.whyNot')}
        value={reason}
        autoComplete="off"
        autoFocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={giveUp.running}
        disabled={reason.trim().length < 3}
        onClick={() => void giveUp.run({ filingId: filing.filingId, reason })}
      >
        {t('assist.giveUp')}
      </Button>
      <RefusalNotice refused={giveUp.refused} />
    </Stack>
  );
}

function Ended({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const client = useClient();
  const purge = useCommand(client.assist.purge);
  const { endedAt, endedBy, filedCode, givenUpFor, purgeAfter, purgedAt, filingId } = filing;
  return (
    <Stack gap={6}>
      {filedCode !== null && (
        <Text className="qmc-mono" fw={600}>
          {filedCode}
        </Text>
      )}
      {givenUpFor !== null && <Text fz="sm">{t('assist.because', { reason: givenUpFor })}</Text>}
      <Text fz="sm">{t('assist.endedBy', { name: endedBy ?? '', time: showInstant(endedAt ?? '') })}</Text>
      {purgedAt !== null ? (
        <Text fz="sm">{t('assist.purgedAt', { time: showInstant(purgedAt) })}</Text>
      ) : (
        <>
          <Text fz="sm">{t('assist.purgeAfter', { time: showInstant(purgeAfter ?? '') })}</Text>
          <Button variant="default" loading={purge.running} onClick={() => void purge.run({ filingId })}>
            {t('assist.purge')}
          </Button>
        </>
      )}
      <RefusalNotice refused={purge.refused} />
    </Stack>
  );
}
