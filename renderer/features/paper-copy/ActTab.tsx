import { Button, NativeSelect, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { ACTS } from '../../../shared/domain/certification/act.ts';
import { actCase, feeOfAct } from '../../../shared/domain/certification/copy-tariff.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import { USUAL_ACT_PAPERS } from '../../../shared/forms/nd-23-2015/usual-originals.ts';
import { useOwnAction } from '../../app/use-own-action.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { enterNext } from '../../lib/enter-next.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { useReader } from '../../lib/use-reader.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { toPerson } from '../dossier/index.ts';
import { MethodField } from '../identity/index.ts';
import { FeeFields } from './FeeFields.tsx';
import { LastVisit, type VisitAtHand } from './LastVisit.tsx';
import { marksOf } from './marks-of.ts';
import { Originals } from './Originals.tsx';
import { RequesterFields } from './RequesterFields.tsx';
import { type ActForm, emptyAct, originalsOf, othersOf, withOther } from './visit-form.ts';

const DRAFT = 'paperCopy.act';
const KINDS = ACTS.filter((act) => act !== 'copy');

/** A visit for a signature, a translator or a transaction: what is certified, card, papers, who else signs, fee; one key puts them into the officer's list. */
export function ActTab() {
  const { t } = useWords();
  const client = useClient();
  useReader();
  const receive = useCommand(client.paperCopy.receiveAct);
  const forget = useDrafts((state) => state.forget);
  const [form, setForm] = useDraft<ActForm>(DRAFT, emptyAct());
  const [last, setLast] = useState<VisitAtHand>();
  const place = useRef<HTMLFormElement>(null);
  const card = useRef<HTMLInputElement>(null);
  useFocusWrong(place, receive.refused);
  const { act, check, settlement, detail } = form;
  const facts = ACT_FACTS[act];
  const papers = originalsOf(form);
  const ready = papers.length > 0 && form.requester.name !== '';
  const submit = async () => {
    if (!ready || receive.running) return;
    const given = await receive.run({
      act,
      requester: toPerson(form.requester),
      check,
      others: othersOf(form),
      papers: papers.map((paper) => ({ ...paper, detail: facts.detail === null ? '' : detail.trim() })),
      settlement,
      waivedFor: settlement === 'waived' ? form.waivedFor : null,
    } as never);
    if (given === undefined) return;
    setLast({ ...given, check });
    forget(DRAFT);
    card.current?.focus();
  };
  useOwnAction('receive-act', 'paperCopy.receive', 'F9', () => void submit());
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
        <NativeSelect
          label={t('act.which')}
          w={430}
          value={act}
          data={KINDS.map((value) => ({ value, label: t(`act.${value}`) }))}
          onChange={(event) => setForm({ ...form, act: event.currentTarget.value as ActForm['act'] })}
        />
        <RequesterFields
          form={form}
          marks={marks}
          inputRef={card}
          onChange={setForm}
          onRead={() => {
            receive.reset();
            setTimeout(() => document.getElementById('qmc-original-0')?.focus());
          }}
        />
        <Originals form={form} marks={marks} usual={USUAL_ACT_PAPERS} onChange={setForm} />
        {facts.detail !== null && (
          <TextInput
            label={t(`act.detail.${facts.detail}`)}
            description={t(`act.detail.${facts.detail}.hint`)}
            value={detail}
            autoComplete="off"
            error={marks['detail'] !== undefined}
            onChange={(event) => setForm({ ...form, detail: event.currentTarget.value })}
          />
        )}
        <Others form={form} marks={marks} onChange={setForm} />
      </Stack>
      <Stack gap="sm" className="qmc-aside">
        <Fee form={form} wrong={marks['waivedFor'] !== undefined} onChange={setForm} />
        <Text fz="xs" c="dimmed">
          {t('act.book', { symbol: facts.symbol, years: facts.keepYears })}
        </Text>
        <MethodField value={check} onChange={(method) => setForm({ ...form, check: method })} />
        <RefusalNotice refused={receive.refused} />
        <Button
          loading={receive.running}
          disabled={!ready}
          leftSection={<IconSignature size={18} />}
          onClick={() => void submit()}
        >
          {t('paperCopy.receive')} <kbd className="qmc-on-button">F9</kbd>
        </Button>
        <Text fz="xs" c="dimmed">
          {t('act.signHere')}
        </Text>
        {last !== undefined && <LastVisit key={last.dossierId} visit={last} />}
      </Stack>
    </form>
  );
}

/** Who signs beside the requester, as the statement and the book name them. */
function Others(props: {
  form: ActForm;
  marks: Readonly<Record<string, string>>;
  onChange: (form: ActForm) => void;
}) {
  const { t } = useWords();
  const { form, marks, onChange } = props;
  return (
    <section>
      <Title order={4} mb={4}>
        {t('act.others')}
      </Title>
      <Table verticalSpacing={4} aria-label={t('act.others')}>
        <Table.Tbody>
          {form.others.map(({ name, number }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and has no other name
            <Table.Tr key={index}>
              <Table.Td>
                <TextInput
                  aria-label={t('act.otherName', { number: index + 1 })}
                  placeholder={t('act.otherNameHint')}
                  value={name}
                  autoComplete="off"
                  error={marks[`others.${index}.name`] !== undefined}
                  onChange={(event) => onChange(withOther(form, index, { name: event.currentTarget.value }))}
                />
              </Table.Td>
              <Table.Td w={220}>
                <TextInput
                  aria-label={t('act.otherNumber', { number: index + 1 })}
                  placeholder={t('act.otherNumberHint')}
                  value={number}
                  autoComplete="off"
                  error={marks[`others.${index}.number`] !== undefined}
                  onChange={(event) =>
                    onChange(withOther(form, index, { number: event.currentTarget.value }))
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Fee(props: { form: ActForm; wrong: boolean; onChange: (form: ActForm) => void }) {
  const client = useClient();
  const { form, wrong, onChange } = props;
  const { procedure, feePer } = ACT_FACTS[form.act];
  const asked = useAsk(['catalogue', 'get'], { code: procedure }, () =>
    client.catalogue.get({ code: procedure as never }),
  );
  const found = asked.data === undefined ? undefined : actCase(asked.data.procedure);
  const total =
    found === undefined
      ? undefined
      : originalsOf(form)
          .filter(({ copies }) => copies > 0)
          .reduce((sum, { copies }) => sum + feeOfAct(found.amountVnd, feePer, copies), 0);
  return <FeeFields form={form} total={total} wrong={wrong} onChange={onChange} />;
}
