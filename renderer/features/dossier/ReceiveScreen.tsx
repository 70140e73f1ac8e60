import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconClockPause, IconDeviceFloppy } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { Procedure, ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { enterNext } from '../../lib/enter-next.ts';
import { showInstant } from '../../lib/format.ts';
import type { Refused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { useReader } from '../../lib/use-reader.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import {
  EarlierGuidance,
  GuidanceDialog,
  type Guiding,
  LastGuidance,
  useGuiding,
} from '../guidance/index.ts';
import { useChosenSheet } from '../print/index.ts';
import { AppointmentPanel, OpenDossiers } from './components/AppointmentPanel.tsx';
import { CompositionColumn } from './components/CompositionColumn.tsx';
import { asDemanded, guidedComponents } from './components/demanded-components.ts';
import { LastReceipt } from './components/LastReceipt.tsx';
import { OwnerSection } from './components/OwnerSection.tsx';
import { ParkedForms } from './components/ParkedForms.tsx';
import { Section } from './components/Section.tsx';
import { ProcedureSection, SubmitterSection } from './components/SubmitterSection.tsx';
import { numberOf, type PartyForm } from './party-form.ts';
import type { ReceptionForm } from './reception-form.ts';
import { marksOf } from './reception-problems.ts';
import { type Receiving, type SlipPaper, useReceiving } from './use-receive.ts';
import { type Reception, useReception } from './use-reception.ts';
import { type StoreOffers, useStoreOffers } from './use-store-offers.ts';

/** Reception on one screen: from the citizen's card to the printed slip without the mouse. With a draft, that one is taken up. */
export function ReceiveScreen({ draftId }: { draftId?: string | undefined }) {
  const reception = useReception();
  const refused = useTakenDraft(reception, draftId);
  if (reception.form === undefined) return null;
  return (
    <>
      <RefusalNotice refused={refused} />
      <OpenReception reception={reception} form={reception.form} />
    </>
  );
}

/** Takes up a form that was put aside, once; answers why not, if not. */
function useTakenDraft({ form, take }: Reception, draftId: string | undefined): Refused | undefined {
  const [refused, setRefused] = useState<Refused>();
  const asked = useRef<string>(undefined);
  const open = form?.draftId;
  useEffect(() => {
    if (draftId === undefined || open === undefined || asked.current === draftId) return;
    asked.current = draftId;
    const takeUp = async () => {
      const why = open === draftId ? undefined : await take(draftId);
      if (why === undefined) navigate('/receive', { replace: true });
      else setRefused(why);
    };
    void takeUp();
  }, [draftId, open, take]);
  return refused;
}

function OpenReception({ reception, form }: { reception: Reception; form: ReceptionForm }) {
  const { t } = useWords();
  const procedure = useProcedure(form.procedureCode);
  const shown = procedure?.cases.find(({ id }) => id === form.caseId);
  const receiving = useReceiving(reception);
  const [paper, setPaper] = useDraft<SlipPaper>('reception.paper', useChosenSheet('slip'));
  const [closed, setClosed] = useState<string>();
  const [taking, setTaking] = useState<string>();
  const place = useRef<HTMLFormElement>(null);
  useReader();
  const card = useRef<HTMLInputElement>(null);
  const marks = useMemo(() => marksOf(form, receiving.refused), [form, receiving.refused]);
  useFocusWrong(place, receiving.refused === undefined ? undefined : receiving.tries);
  const received = receiving.last?.receipt.code;
  useEffect(() => {
    if (received !== undefined) card.current?.focus();
  }, [received]);
  const samePerson = () => {
    const { last } = receiving;
    if (last === undefined) return;
    reception.change({ submitter: last.submitter });
    place.current?.querySelector<HTMLElement>('[data-procedure-search]')?.focus();
  };
  const guiding = useGuiding();
  const offers = useStoreOffers(form, shown, reception.change);
  useFocusOffer(place, offers);
  const takeFee = () => setTaking(received === closed ? undefined : received);
  useReceptionActions({ reception, receiving, form, shown, paper, samePerson, takeFee, guiding, offers });
  const sections = { form, marks, onChange: reception.change };
  const number = numberOf(form.submitter) ?? '';
  return (
    <>
      <form
        ref={place}
        className="qmc-receive"
        onKeyDown={(event) => enterNext(event as never)}
        onSubmit={(event) => event.preventDefault()}
        noValidate
      >
        <Stack gap="sm">
          <SubmitterSection {...sections} inputRef={card} key={form.draftId} />
          <Section number={2} title={t('reception.procedure.title')}>
            <ProcedureSection {...sections} procedure={procedure} />
          </Section>
          <Section number={3} title={t('reception.owner')}>
            <OwnerSection {...sections} />
          </Section>
        </Stack>
        <CompositionColumn {...sections} shown={shown} onGuide={guiding.open} offers={offers} />
        <Stack gap="sm" className="qmc-aside qmc-stays">
          {received !== closed && (
            <LastReceipt
              receiving={receiving}
              paper={paper}
              onClose={() => setClosed(received)}
              onSamePerson={samePerson}
              taking={taking === received && taking !== undefined}
              onTaking={(open) => setTaking(open ? received : undefined)}
            />
          )}
          {guiding.given?.draftId === form.draftId && (
            <LastGuidance given={guiding.given} guiding={guiding} onPark={reception.park} />
          )}
          <EarlierGuidance
            procedureCode={form.procedureCode}
            number={number}
            but={guiding.given?.draftId === form.draftId ? guiding.given.visitId : undefined}
          />
          <OpenDossiers form={form} shown={shown} onChange={reception.change} />
          {shown !== undefined && (
            <AppointmentPanel
              code={form.procedureCode}
              caseId={shown.id}
              linkedChoices={form.linkedChoices}
              elsewhere={form.competentIs === 'other'}
              codeSystem={procedure?.centralCode?.system}
            />
          )}
          <RefusalNotice refused={receiving.refused} />
          <Group justify="space-between" wrap="nowrap" gap={8}>
            <Text fz="sm">{t('reception.slipPaper')}</Text>
            <SegmentedControl
              size="xs"
              aria-label={t('reception.slipPaper')}
              value={paper}
              data={['A5', 'A4', '80mm']}
              onChange={setPaper}
            />
          </Group>
          <Button
            fullWidth
            loading={receiving.running}
            leftSection={<IconDeviceFloppy size={18} />}
            onClick={() => void receiving.receive(form, shown, paper)}
          >
            {t('action.receive')} <kbd className="qmc-on-button">F9</kbd>
          </Button>
          <DraftLine reception={reception} />
          <ParkedForms reception={reception} />
          <OtherDoors />
        </Stack>
      </form>
      {guiding.opened && shown !== undefined && (
        <GuidanceDialog
          guiding={guiding}
          draftId={form.draftId}
          procedure={{ code: form.procedureCode, name: form.procedureName, caseId: shown.id }}
          person={guidedPerson(form.submitter, number)}
          components={guidedComponents(form, shown)}
        />
      )}
    </>
  );
}

/** After a look the focus stands on the first paper that may be taken: the space bar takes it. */
function useFocusOffer(place: RefObject<HTMLFormElement | null>, { looked }: StoreOffers): void {
  useEffect(() => {
    if (looked !== undefined) place.current?.querySelector<HTMLElement>('[data-store-offer]')?.focus();
  }, [looked, place]);
}

/** Who stands at the window, as far as it was typed. */
function guidedPerson({ name, address, phone, email }: PartyForm, number: string) {
  return { name, address, phone, email: email.trim(), number };
}

function useProcedure(code: string): Procedure | undefined {
  const client = useClient();
  const asked = useAsk(['catalogue', 'get'], { code }, () => client.catalogue.get({ code }), code !== '');
  return asked.data?.procedure.code === code ? asked.data.procedure : undefined;
}

function useReceptionActions(now: {
  reception: Reception;
  receiving: Receiving;
  form: ReceptionForm;
  shown: ProcedureCase | undefined;
  paper: SlipPaper;
  samePerson: () => void;
  takeFee: () => void;
  guiding: Guiding;
  offers: StoreOffers;
}): void {
  const latest = useRef(now);
  latest.current = now;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'receive-dossier',
        label: 'action.receive',
        keys: 'F9',
        inBar: true,
        run: () => {
          const { receiving, form, shown, paper } = latest.current;
          void receiving.receive(form, shown, paper);
        },
      },
      {
        id: 'park',
        label: 'action.park',
        keys: 'Ctrl+N',
        alsoKeys: 'Alt+N',
        inBar: true,
        run: () => latest.current.reception.park(),
      },
      {
        id: 'same-person',
        label: 'action.samePerson',
        keys: 'Alt+T',
        run: () => latest.current.samePerson(),
      },
      {
        id: 'take-fee',
        label: 'fee.take',
        keys: 'Alt+M',
        run: () => latest.current.takeFee(),
      },
      {
        id: 'guide',
        label: 'action.guide',
        keys: 'Alt+H',
        run: () => {
          if (latest.current.shown !== undefined) latest.current.guiding.open();
        },
      },
      {
        id: 'receive-list',
        label: 'action.openList',
        keys: 'Alt+B',
        run: () => navigate('/receive/list'),
      },
      {
        id: 'assist',
        label: 'action.openAssist',
        keys: 'Alt+O',
        run: () => navigate('/receive/assisted'),
      },
      {
        id: 'look-into-store',
        label: 'store.open',
        keys: 'Alt+S',
        run: () => {
          if (latest.current.offers.possible) latest.current.offers.lookOrTake();
        },
      },
      {
        id: 'as-demanded',
        label: 'action.asDemanded',
        keys: 'Alt+D',
        inBar: true,
        run: () => {
          const { shown, reception } = latest.current;
          if (shown !== undefined) reception.change((form) => asDemanded(form, shown));
        },
      },
    ],
    [],
  );
  useRegisteredActions(actions);
}

/** Another window has this form now, or has received it: what was typed here since is not kept. */
function LostDraft({ reception, refused }: { reception: Reception; refused: Refused }) {
  const { t } = useWords();
  const [failed, setFailed] = useState<Refused>();
  const draftId = reception.form?.draftId;
  const takeBack = async () => setFailed(draftId === undefined ? undefined : await reception.take(draftId));
  return (
    <Stack gap={6}>
      <RefusalNotice refused={failed ?? refused} />
      <Group gap={8} justify="flex-end">
        {refused.code === 'DRAFT_OPEN_ELSEWHERE' && (
          <Button size="compact-sm" variant="default" onClick={() => void takeBack()}>
            {t('reception.takeOver')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => reception.startAnew()}>
          {t('reception.newForm')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Ways in beside this form. */
function OtherDoors() {
  const { t } = useWords();
  return (
    <Group gap="md">
      <Anchor component={Link} href="/receive/list" fz="sm">
        {t('action.openList')} <kbd>Alt+B</kbd>
      </Anchor>
      <Anchor component={Link} href="/receive/assisted" fz="sm">
        {t('action.openAssist')} <kbd>Alt+O</kbd>
      </Anchor>
    </Group>
  );
}

function DraftLine({ reception }: { reception: Reception }) {
  const { t } = useWords();
  const { draftState } = reception;
  if (draftState.kind === 'lost') return <LostDraft reception={reception} refused={draftState.refused} />;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text fz="xs" c={draftState.kind === 'unsaved' ? 'var(--qmc-amber)' : 'dimmed'} role="status">
        {draftState.kind === 'saved'
          ? t('reception.draft.saved', { time: showInstant(draftState.at).slice(0, 5) })
          : t(`reception.draft.${draftState.kind}`)}
      </Text>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconClockPause size={14} />}
        onClick={() => reception.park()}
      >
        {t('reception.park')}
      </Button>
    </Group>
  );
}
