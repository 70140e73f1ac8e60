import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { SignerView } from '../../../shared/contract/book.ts';
import {
  CERTIFICATIONS,
  type Certification,
  SIGNER_KINDS,
  type SignerKind,
} from '../../../shared/domain/certification/signer.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSetupStatus } from '../../lib/use-session.ts';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** Who may sign certifications here, by what right, for what and for which days. */
export function Signers() {
  const { t } = useWords();
  const client = useClient();
  const today = useSetupStatus().data?.today ?? '';
  const asked = useAsk(['certify', 'signers'], {}, () => client.book.signers({}));
  const end = useCommand(client.book.endSigner);
  const [adding, setAdding] = useState(false);
  const isEnded = ({ validTo }: SignerView) => validTo !== null && validTo <= today;
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2}>{t('signers.title')}</Title>
          <Text fz="sm" c="dimmed">
            {t('signers.note')}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconSignature size={18} />} onClick={() => setAdding(true)}>
          {t('signers.add')}
        </Button>
      </Group>
      <RefusalNotice refused={end.refused} />
      <Asked query={asked}>
        {({ signers }) => (
          <ListTable
            rows={signers}
            keyOf={({ signerId }) => signerId}
            empty={<Text fz="sm">{t('signers.none')}</Text>}
            columns={[
              { title: t('users.name'), cell: ({ name }) => <Text fz="sm">{name}</Text> },
              {
                title: t('signers.lines'),
                cell: (signer) => (
                  <>
                    {signerLines(signer).join(' · ')}
                    {signer.ground !== '' && <Text fz="xs">{signer.ground}</Text>}
                  </>
                ),
              },
              {
                title: t('signers.scope'),
                width: 230,
                cell: ({ scope, compares }) => (
                  <>
                    {scope.map((what) => t(`signers.scope.${what}`)).join(', ')}
                    {compares && <Text fz="xs">{t('signers.compares')}</Text>}
                  </>
                ),
              },
              {
                title: t('signers.days'),
                width: 210,
                cell: ({ validFrom, validTo }) =>
                  validTo === null
                    ? t('signers.from', { from: showDate(validFrom) })
                    : t('signers.fromTo', { from: showDate(validFrom), to: showDate(validTo) }),
              },
              {
                title: t('users.actions'),
                spoken: true,
                width: 120,
                cell: (signer) =>
                  !isEnded(signer) && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('signers.endOf', { name: signer.name })}
                      onClick={() => void end.run({ signerId: signer.signerId, lastDay: today })}
                    >
                      {t('signers.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Asked>
      {adding && <AddSignerDialog today={today} onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddSignerDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const people = useAsk(['people', 'list'], {}, () => client.people.list({}));
  const officers = (people.data?.users ?? []).filter(({ grants }) =>
    grants.some(({ role }) => role === 'certifying-officer'),
  );
  const add = useCommand(client.book.addSigner);
  const [userId, setUserId] = useState('');
  const [kind, setKind] = useState<SignerKind>('deputy');
  const [office, setOffice] = useState('');
  const [ground, setGround] = useState('');
  const [scope, setScope] = useState<readonly Certification[]>(CERTIFICATIONS);
  const [compares, setCompares] = useState(false);
  const [validFrom, setValidFrom] = useState(today);
  const [validTo, setValidTo] = useState('');
  const problems = fieldProblems(t, add.refused);
  const chosen = officers.find(({ id }) => id === userId) ?? officers[0];
  const lacks = add.refused?.code === 'SIGNER_GROUND_MISSING';
  const submit = async () => {
    const said = await add.run({
      userId: chosen?.id ?? '',
      kind,
      office,
      ground,
      scope: [...scope],
      compares,
      validFrom,
      validTo: validTo === '' ? null : validTo,
    } as never);
    if (said !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('signers.add')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={add.running}
      refused={add.refused}
      size="lg"
    >
      <NativeSelect
        data-autofocus
        label={t('signers.who')}
        description={t('signers.whoHint')}
        value={chosen?.id ?? ''}
        data={officers.map(({ id, displayName, jobTitle }) => ({
          value: id,
          label: `${displayName} – ${jobTitle}`,
        }))}
        error={problems['userId']}
        onChange={(event) => setUserId(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('signers.kind')}
        value={kind}
        data={SIGNER_KINDS.map((value) => ({ value, label: t(`signers.kind.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value as SignerKind)}
      />
      {kind === 'authorised' && (
        <>
          <Group grow align="flex-start">
            <TextInput
              label={t('signers.office')}
              value={office}
              error={lacks && office === ''}
              autoComplete="off"
              onChange={(event) => setOffice(event.currentTarget.value)}
            />
            <TextInput
              label={t('signers.ground')}
              placeholder={t('signers.groundHint')}
              value={ground}
              error={lacks && ground === ''}
              autoComplete="off"
              onChange={(event) => setGround(event.currentTarget.value)}
            />
          </Group>
          <Checkbox
            label={t('signers.compares')}
            checked={compares}
            onChange={(event) => setCompares(event.currentTarget.checked)}
          />
        </>
      )}
      <Stack gap={6}>
        <Text fz="sm" fw={500}>
          {t('signers.scope')}
        </Text>
        <SimpleGrid cols={2} verticalSpacing={6}>
          {CERTIFICATIONS.map((what) => (
            <Checkbox
              key={what}
              label={t(`signers.scope.${what}`)}
              checked={scope.includes(what)}
              onChange={(event) =>
                setScope(
                  event.currentTarget.checked ? [...scope, what] : scope.filter((other) => other !== what),
                )
              }
            />
          ))}
        </SimpleGrid>
      </Stack>
      <Group grow align="flex-start">
        <DateField
          label={t('signers.validFrom')}
          value={validFrom}
          error={problems['validFrom']}
          onDate={setValidFrom}
        />
        <DateField
          label={t('signers.validTo')}
          value={validTo}
          error={problems['validTo']}
          onDate={setValidTo}
        />
      </Group>
    </Dialog>
  );
}
