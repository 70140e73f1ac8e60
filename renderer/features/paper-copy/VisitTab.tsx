import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { COPY_PROCEDURE, copyCase, feeOfOriginal } from '../../../shared/domain/certification/copy-tariff.ts';
import { useOwnAction } from '../../app/use-own-action.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { enterNext } from '../../lib/enter-next.ts';
import { showVnd } from '../../lib/format.ts';
import type { Refused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { useReader } from '../../lib/use-reader.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { CardField, fromCard, methodOf, PartyFields, partyDetails, toPerson } from '../dossier/index.ts';
import { MethodField } from '../identity/index.ts';
import { LastVisit, type VisitAtHand } from './LastVisit.tsx';
import { Originals } from './Originals.tsx';
import { emptyVisit, originalsOf, type VisitForm } from './visit-form.ts';

const DRAFT = 'paperCopy.visit';

/** A visit for paper copies: card, originals with pages and copies, fee; one key receives it and puts every original into the officer's list. */
export function VisitTab() {
  const { t } = useWords();
  const client = useClient();
  useReader();
  const receive = useCommand(client.paperCopy.receive);
  const forget = useDrafts((state) => state.forget);
  const [form, setForm] = useDraft<VisitForm>(DRAFT, emptyVisit());
  const [last, setLast] = useState<VisitAtHand>();
  const [typing, setTyping] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const card = useRef<HTMLInputElement>(null);
  useFocusWrong(place, receive.refused);
  const originals = originalsOf(form);
  const ready = originals.length > 0 && form.requester.name !== '';
  const submit = async () => {
    if (!ready || receive.running) return;
    const given = await receive.run({
      requester: toPerson(form.requester),
      check: form.check,
      originals,
      compared: form.compared,
      settlement: form.settlement,
      waivedFor: form.settlement === 'waived' ? form.waivedFor : null,
    } as never);
    if (given === undefined) return;
    setLast({ ...given, check: form.check });
    setTyping(false);
    forget(DRAFT);
    card.current?.focus();
  };
  useOwnAction('receive-copies', 'paperCopy.receive', 'F9', () => void submit());
  const marks = marksOf(receive.refused);
  return (
    <form
      ref={place}
      className="qmc-sign"
      onKeyDown={enterNext}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <Stack gap="md">
        <section>
          <CardField
            label={t('card.submitter')}
            isFilled={form.requester.name !== ''}
            autoFocus
            inputRef={card}
            onRead={(read) => {
              setForm({ ...form, requester: fromCard(read.person, form.requester), check: methodOf(read) });
              receive.reset();
              setTimeout(() => document.getElementById('qmc-original-0')?.focus());
            }}
          />
        </section>
        {form.check === 'none' || typing ? (
          <PartyFields
            place="submitter"
            value={form.requester}
            marks={marks}
            mayBeOrganisation={false}
            onChange={(requester) => {
              const check = requester.number === form.requester.number ? form.check : 'none';
              setForm({ ...form, requester, check });
            }}
          />
        ) : (
          <Group gap="sm">
            <Text fw={600}>{form.requester.name}</Text>
            <Text fz="sm">{partyDetails(t, toPerson(form.requester))}</Text>
            <Button variant="subtle" size="compact-sm" onClick={() => setTyping(true)}>
              {t('paperCopy.correctPerson')}
            </Button>
          </Group>
        )}
        <Originals form={form} marks={marks} onChange={setForm} />
        <Checkbox
          label={t('paperCopy.compared', { pages: pagesOf(form) })}
          description={t('paperCopy.comparedNote')}
          checked={form.compared}
          disabled={originals.length === 0}
          error={marks['compared'] === undefined ? undefined : t('paperCopy.comparedMissing')}
          onChange={(event) => setForm({ ...form, compared: event.currentTarget.checked })}
        />
      </Stack>
      <Stack gap="sm" className="qmc-aside">
        <Fee form={form} onChange={setForm} wrong={marks['waivedFor'] !== undefined} />
        <MethodField value={form.check} onChange={(check) => setForm({ ...form, check })} />
        <RefusalNotice refused={receive.refused} />
        <Button
          loading={receive.running}
          disabled={!ready}
          leftSection={<IconCertificate size={18} />}
          onClick={() => void submit()}
        >
          {t('paperCopy.receive')} <kbd className="qmc-on-button">F9</kbd>
        </Button>
        {last !== undefined && <LastVisit key={last.dossierId} visit={last} />}
      </Stack>
    </form>
  );
}

function Fee(props: { form: VisitForm; wrong: boolean; onChange: (form: VisitForm) => void }) {
  const { t } = useWords();
  const client = useClient();
  const { form, wrong, onChange } = props;
  const asked = useAsk(['catalogue', 'get'], { code: COPY_PROCEDURE }, () =>
    client.catalogue.get({ code: COPY_PROCEDURE }),
  );
  const found = asked.data === undefined ? undefined : copyCase(asked.data.procedure);
  const originals = originalsOf(form).filter(({ pages, copies }) => pages > 0 && copies > 0);
  const total =
    found === undefined
      ? undefined
      : originals.reduce((sum, original) => sum + feeOfOriginal(found.entry, original), 0);
  return (
    <>
      <Text fz="sm" c="dimmed">
        {t('paperCopy.fee')}
      </Text>
      <Text fz={28} fw={600} lh={1.2} role="status">
        {total === undefined
          ? '–'
          : t('paperCopy.total', { amount: showVnd(form.settlement === 'waived' ? 0 : total) })}
      </Text>
      <NativeSelect
        label={t('fee.settlement')}
        value={form.settlement}
        data={(['now', 'later', 'waived'] as const).map((value) => ({
          value,
          label: t(`fee.settlement.${value}`),
        }))}
        onChange={(event) =>
          onChange({ ...form, settlement: event.currentTarget.value as VisitForm['settlement'] })
        }
      />
      {form.settlement === 'waived' && (
        <TextInput
          label={t('fee.waivedFor')}
          value={form.waivedFor}
          error={wrong}
          autoComplete="off"
          onChange={(event) => onChange({ ...form, waivedFor: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function pagesOf(form: VisitForm): number {
  return originalsOf(form).reduce((sum, { pages, copies }) => sum + (pages * copies || 0), 0);
}

/** Fields that the host refused, by the places of this form. */
function marksOf(refused: Refused | undefined): Record<string, string> {
  if (refused?.code === 'IDENTITY_MISSING') return { 'submitter.number': '' };
  if (refused?.code === 'FEE_WAIVER_REASON_NEEDED') return { waivedFor: '' };
  if (refused?.code !== 'INVALID_INPUT') return {};
  const issues = refused.data['issues'] as { path: string; code: string }[];
  return Object.fromEntries(
    issues.map(({ path, code }) => [
      path.replace(/^requester\.identity.*$/u, 'submitter.number').replace(/^requester\./u, 'submitter.'),
      code,
    ]),
  );
}
