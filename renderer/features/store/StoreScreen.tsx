import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconArchive, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { StoreEntry } from '../../../shared/contract/store.ts';
import { isPermitted, type Role } from '../../../shared/domain/people/permissions.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FileLink } from '../../ui/FileLink.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { paperInWords, Standing, validityInWords } from './StoreEntries.tsx';

/** A holder's store by number and a reason, and for those who may read it the log of all looks. */
export function StoreScreen({ roles }: { roles: readonly Role[] }) {
  return (
    <Stack gap="lg">
      {isPermitted('store:look', roles) && <Look mayRevoke={isPermitted('dossier:override', roles)} />}
      <Figures />
      {isPermitted('store:review', roles) && <Looks />}
    </Stack>
  );
}

function Look({ mayRevoke }: { mayRevoke: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const look = useCommand(client.store.look);
  const [form, setForm] = useState({ number: '', reason: '' });
  const reason = useRef<HTMLInputElement>(null);
  const [entries, setEntries] = useState<readonly StoreEntry[]>();
  const [revoked, revoke] = useState<StoreEntry>();
  const submit = async () => {
    const number = form.number.replace(/\s/gu, '').toUpperCase();
    const answer = await look.run({ number, oldNumber: null, dossierId: null, reason: form.reason });
    setEntries(answer?.entries);
  };
  const problems = fieldProblems(t, look.refused);
  return (
    <section>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        noValidate
      >
        <Group align="end" gap="sm">
          <TextInput
            autoFocus
            label={t('store.number')}
            value={form.number}
            error={problems['number']}
            autoComplete="off"
            w={240}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || form.reason !== '') return;
              event.preventDefault();
              reason.current?.focus();
            }}
            onChange={(event) => setForm({ ...form, number: event.currentTarget.value })}
          />
          <TextInput
            ref={reason}
            label={t('store.reason')}
            value={form.reason}
            error={problems['reason']}
            autoComplete="off"
            w={420}
            onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          />
          <Button type="submit" loading={look.running} leftSection={<IconSearch size={18} />}>
            {t('store.look')}
          </Button>
        </Group>
      </form>
      <Text fz="xs" c="dimmed" my={6}>
        {t('store.logged')}
      </Text>
      <RefusalNotice refused={look.refused} />
      {entries !== undefined && (
        <ListTable
          rows={entries}
          keyOf={({ source }) => JSON.stringify(source)}
          empty={
            <Empty
              icon={<IconArchive size={48} stroke={1.3} aria-hidden />}
              title={t('store.none')}
              note={t('store.noneNote')}
            />
          }
          columns={[
            {
              title: t('facts.paper'),
              cell: (entry) =>
                entry.sha256 === null ? (
                  paperInWords(t, entry)
                ) : (
                  <FileLink sha256={entry.sha256} purgedAt={entry.purgedAt}>
                    {paperInWords(t, entry)}
                  </FileLink>
                ),
            },
            { title: t('facts.validity'), width: 190, cell: (entry) => validityInWords(t, entry) },
            { title: t('store.standing'), width: 260, cell: (entry) => <Standing entry={entry} t={t} /> },
            {
              title: t('dossier.code'),
              width: 190,
              cell: ({ source, code }) => <DossierLink dossierId={source.dossierId} code={code} />,
            },
            mayRevoke && {
              title: t('store.revoke'),
              spoken: true,
              width: 150,
              cell: (entry) =>
                entry.standing !== 'revoked' && (
                  <Button size="compact-sm" variant="default" onClick={() => revoke(entry)}>
                    {t('store.revoke')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {revoked !== undefined && (
        <RevokeDialog
          entry={revoked}
          onClose={(done) => {
            revoke(undefined);
            if (done) void submit();
          }}
        />
      )}
    </section>
  );
}

function RevokeDialog({ entry, onClose }: { entry: StoreEntry; onClose: (done: boolean) => void }) {
  const { t } = useWords();
  const client = useClient();
  const revoke = useCommand(client.store.revoke);
  const [reason, setReason] = useState('');
  const submit = async () => {
    if ((await revoke.run({ source: entry.source, reason })) !== undefined) onClose(true);
  };
  return (
    <Dialog
      title={t('store.revokeOf', { name: paperInWords(t, entry) })}
      opened
      onClose={() => onClose(false)}
      onSubmit={() => void submit()}
      submitLabel={t('store.revoke')}
      running={revoke.running}
      refused={revoke.refused}
    >
      <TextInput
        data-autofocus
        label={t('store.revokeReason')}
        description={t('store.revokeNote')}
        value={reason}
        error={fieldProblems(t, revoke.refused)['reason']}
        autoComplete="off"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}

/** What the dossiers of this month count for the indicators: digitised, used again, and what went out on paper alone. */
function Figures() {
  const { t } = useWords();
  const client = useClient();
  const to = officeDay(new Date(useHostClock()).toISOString());
  const from = `${to.slice(0, 7)}-01`;
  const asked = useAsk(['dossier', 'store-figures'], { from, to }, () => client.store.figures({ from, to }));
  return (
    <section aria-labelledby="qmc-store-figures">
      <Title order={3} id="qmc-store-figures" mb={6}>
        {t('store.figures')}
      </Title>
      <Asked query={asked}>
        {({ received, digitised, reused, paperOnly }) => (
          <>
            <Text fz="sm">{t('store.figuresOf', { received, digitised, reused })}</Text>
            {paperOnly.map(({ reason, count }) => (
              <Text key={reason} fz="sm">
                {t('store.onPaper', { count, reason: t(`paperOnly.${reason}`) })}
              </Text>
            ))}
          </>
        )}
      </Asked>
    </section>
  );
}

function Looks() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['store', 'looks'], {}, () => client.store.looks({}));
  return (
    <section aria-labelledby="qmc-looks">
      <Title order={3} id="qmc-looks" mb={6}>
        {t('store.looks')}
      </Title>
      <Asked query={asked}>
        {({ looks }) => (
          <ListTable
            rows={looks}
            keyOf={({ lookId }) => lookId}
            empty={<Text fz="sm">{t('store.looksNone')}</Text>}
            columns={[
              { title: t('store.at'), width: 150, cell: ({ at }) => showInstant(at) },
              { title: t('store.by'), width: 200, cell: ({ by }) => by },
              {
                title: t('store.number'),
                width: 150,
                cell: ({ holderNumber }) => <span className="qmc-mono">{holderNumber}</span>,
              },
              {
                title: t('store.for'),
                cell: ({ dossierId, code, reason }) =>
                  dossierId === null ? reason : <DossierLink dossierId={dossierId} code={code ?? ''} />,
              },
              { title: t('store.found'), width: 110, cell: ({ found }) => found },
            ]}
          />
        )}
      </Asked>
    </section>
  );
}
