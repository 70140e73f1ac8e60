import { Button, Checkbox, Stack } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { COPY_PROCEDURE, copyCase, feeOfOriginal } from '../../../shared/domain/certification/copy-tariff.ts';
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
  return <FeeFields form={form} total={total} wrong={wrong} onChange={onChange} />;
}

function pagesOf(form: VisitForm): number {
  return originalsOf(form).reduce((sum, { pages, copies }) => sum + (pages * copies || 0), 0);
}
