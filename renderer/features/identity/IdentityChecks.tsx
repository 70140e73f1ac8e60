import { Anchor, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

type Role = DossierView['parties'][number]['role'];

/** Who the people of a dossier are: how each was authenticated, whose number is still to come, and which dossiers this one repeats. */
export function IdentityChecks({ dossier, mayLink }: { dossier: DossierView; mayLink: boolean }) {
  const { t } = useWords();
  const [linking, setLinking] = useState<{ role: Role; name: string }>();
  const { identityChecks, repeats } = dossier;
  const unnumbered = dossier.parties.filter(
    ({ party }) => party.kind === 'person' && party.identity.kind === 'none',
  );
  if (identityChecks.length + repeats.length === 0 && (unnumbered.length === 0 || !mayLink)) return null;
  return (
    <section aria-label={t('identity.title')}>
      <Title order={3}>{t('identity.title')}</Title>
      <ul className="qmc-list">
        {identityChecks.map(({ checkId, occasion, name, method, note, at, by }) => (
          <li key={checkId}>
            <StateMark state={method === 'none' ? 'attention' : 'good'}>
              <span className="qmc-wrap">
                {t('identity.line', {
                  name,
                  occasion: t(`identity.occasion.${occasion}`),
                  method: t(`identity.method.${method}`),
                })}
              </span>
            </StateMark>
            <Text fz="xs" c="dimmed">
              {showInstant(at)}, {by}
              {note !== null && ` · ${note}`}
            </Text>
          </li>
        ))}
        {repeats.map(({ dossierId, code, reason }) => (
          <li key={dossierId}>
            <Text fz="sm">
              {t('identity.repeats')}{' '}
              <Anchor component={Link} href={`/ho-so/${dossierId}`} className="qmc-mono" fz="sm">
                {code}
              </Anchor>
              : {reason ?? t('identity.noReason')}
            </Text>
          </li>
        ))}
      </ul>
      {mayLink &&
        unnumbered.slice(0, 1).map(({ role, party }) => (
          <Button
            key={role}
            size="compact-sm"
            variant="default"
            mt={6}
            onClick={() => setLinking({ role, name: party.name })}
          >
            {t('identity.link', { name: party.name })}
          </Button>
        ))}
      {linking !== undefined && (
        <LinkNumberDialog dossierId={dossier.dossierId} {...linking} onClose={() => setLinking(undefined)} />
      )}
    </section>
  );
}

const KINDS = ['citizen', 'passport'] as const;

function LinkNumberDialog(props: { dossierId: string; role: Role; name: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const link = useCommand(client.identity.linkNumber);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('citizen');
  const [number, setNumber] = useState('');
  const [paper, setPaper] = useState('');
  const submit = async () => {
    const { dossierId, role } = props;
    const identity = { kind, number: number.replace(/\s/gu, '').toUpperCase() };
    const done = await link.run({ dossierId, role, identity, paper } as never);
    if (done !== undefined) props.onClose();
  };
  return (
    <Dialog
      title={t('identity.link', { name: props.name })}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={link.running}
      refused={link.refused}
    >
      <NativeSelect
        label={t('party.identity')}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`party.identity.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
      />
      <TextInput
        data-autofocus
        label={t('party.number')}
        value={number}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <TextInput
        label={t('identity.linkPaper')}
        placeholder={t('identity.linkPaperHint')}
        value={paper}
        autoComplete="off"
        onChange={(event) => setPaper(event.currentTarget.value)}
      />
    </Dialog>
  );
}
