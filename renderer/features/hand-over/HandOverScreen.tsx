import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCircleCheck, IconHandGrab, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { decideHandOver } from '../../../shared/domain/dossier/hand-over.ts';
import { isIdentified } from '../../../shared/domain/dossier/party.ts';
import type { WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { useOwnAction } from '../../app/use-own-action.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { enterNext } from '../../lib/enter-next.ts';
import { showInstant } from '../../lib/format.ts';
import { refusalText } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useReader } from '../../lib/use-reader.ts';
import { FileLink, OpenFile } from '../../ui/FileLink.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { KeptOriginals } from '../custody/index.ts';
import {
  CardField,
  DossierPicker,
  DossierState,
  emptyParty,
  fromCard,
  methodOf,
  PartyFields,
  type PartyForm,
  partyDetails,
  peopleOf,
  rolesInWords,
  toPerson,
  useDossier,
  useHandOverReceipt,
} from '../dossier/index.ts';
import { MethodField } from '../identity/index.ts';
import { OtherParty } from './OtherParty.tsx';
import { NO_REASON, PaperOnlyField, type PaperOnlyForm, toPaperOnly } from './PaperOnly.tsx';
import { SendOut, SentOut } from './SendOut.tsx';

/** Handing a result over: the slip's code, then the receiver's card, then done. */
export function HandOverScreen({ dossierId }: { dossierId: string | undefined }) {
  const { t } = useWords();
  if (dossierId === undefined)
    return (
      <DossierPicker
        label={t('handOver.pick')}
        hint={t('picker.hint')}
        states={['result-in']}
        onTake={(id) => navigate(`/hand-over/${id}`)}
      />
    );
  return <HandOverDossier dossierId={dossierId} key={dossierId} />;
}

function HandOverDossier({ dossierId }: { dossierId: string }) {
  const asked = useDossier(dossierId);
  return (
    <Asked query={asked}>
      {(dossier) => (
        <div className="qmc-two">
          <WhatIsGiven dossier={dossier} />
          {dossier.handOver !== null ? (
            <Done dossier={dossier} handOver={dossier.handOver} />
          ) : dossier.actions.includes('return-result') ? (
            <Stack gap="lg">
              {!dossier.handedToBoth && <SendOut dossier={dossier} />}
              <Receiver dossier={dossier} />
            </Stack>
          ) : (
            <NotReady dossier={dossier} />
          )}
        </div>
      )}
    </Asked>
  );
}

function WhatIsGiven({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      <div>
        <Anchor component={Link} href={`/ho-so/${dossier.dossierId}`} className="qmc-code-large">
          {dossier.code}
        </Anchor>
        <Title order={2} lineClamp={2} title={dossier.procedureName}>
          {dossier.procedureName}
        </Title>
        <DossierState state={dossier.state} />
      </div>
      {dossier.result !== null && (
        <div>
          <Title order={3}>{t('dossier.result')}</Title>
          <Text>{dossier.result.description}</Text>
          <OpenFile sha256={dossier.result.sha256} purgedAt={dossier.result.purgedAt} />
        </div>
      )}
      <KeptOriginals dossier={dossier} mayKeep={false} mayMove={false} mayGiveBack />
      {dossier.copies.length > 0 && (
        <div>
          <Title order={3}>{t('dossier.copies')}</Title>
          {dossier.copies.map(({ copyId, title, state, sha256, purgedAt }) => (
            <Text key={copyId} fz="sm">
              {t(`copy.state.${state}`)}:{' '}
              {sha256 === null ? (
                title
              ) : (
                <FileLink sha256={sha256} purgedAt={purgedAt}>
                  {title}
                </FileLink>
              )}
            </Text>
          ))}
        </div>
      )}
      <div>
        <Title order={3}>{t('handOver.mayReceive')}</Title>
        <ul className="qmc-list">
          {peopleOf(dossier.parties.filter(({ role }) => role !== 'authoriser')).map(({ roles, party }) => (
            <li key={roles.join()}>
              <Text fz="sm">
                <b>{party.name}</b> ({rolesInWords(t, roles)})
              </Text>
              <Text fz="xs" c="dimmed">
                {partyDetails(t, party)}
              </Text>
            </li>
          ))}
        </ul>
      </div>
    </Stack>
  );
}

function NotReady({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  return (
    <Stack gap="sm" align="flex-start">
      <StateMark state="attention">
        <span className="qmc-wrap">
          {t('handOver.notReady', { state: t(`dossier.state.${dossier.state}`) })}
        </span>
      </StateMark>
      <Anchor component={Link} href={`/ho-so/${dossier.dossierId}`}>
        {t('receipt.open')}
      </Anchor>
      <OtherDossier />
    </Stack>
  );
}

function OtherDossier() {
  const { t } = useWords();
  return (
    <Anchor component={Link} href="/hand-over">
      {t('handOver.another')}
    </Anchor>
  );
}

function Done({
  dossier,
  handOver,
}: {
  dossier: DossierView;
  handOver: NonNullable<DossierView['handOver']>;
}) {
  const { t } = useWords();
  return (
    <section className="qmc-receipt" role="status">
      <IconCircleCheck size={40} stroke={1.6} color="var(--qmc-green)" aria-hidden />
      <Title order={2}>
        {t('handOver.done', { name: [handOver.name, handOver.together].filter(Boolean).join(', ') })}
      </Title>
      <Text>
        {t('handOver.doneNote', {
          basis: t(`handOver.basis.${handOver.basis}`),
          time: showInstant(handOver.handedAt),
          name: handOver.handedBy,
        })}
      </Text>
      {handOver.paper !== null && <Text fz="sm">{handOver.paper}</Text>}
      {handOver.way === 'window' && <PrintReceipt dossierId={dossier.dossierId} />}
      <SentOut dossierId={dossier.dossierId} handOver={handOver} />
      <OtherDossier />
    </section>
  );
}

/** The receipt for the receiver to sign, one copy each. */
function PrintReceipt({ dossierId }: { dossierId: string }) {
  const { t } = useWords();
  const receipt = useHandOverReceipt();
  const print = () => void (receipt.running || receipt.draw(dossierId));
  useOwnAction('print-receipt', 'handOver.printReceipt', 'Alt+P', print);
  return (
    <Stack gap="xs" align="flex-start" my="sm">
      <Button
        variant="default"
        title="Alt+P"
        loading={receipt.running}
        leftSection={<IconPrinter size={18} />}
        onClick={print}
      >
        {t('handOver.printReceipt')}
      </Button>
      <RefusalNotice refused={receipt.refused} />
    </Stack>
  );
}

function Receiver({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const client = useClient();
  useReader();
  const handOver = useCommand(client.dossier.handOver);
  const draft = `hand-over.${dossier.dossierId}`;
  const forget = useDrafts((state) => state.forget);
  const [form, setForm] = useDraft<PartyForm>(`${draft}.person`, emptyParty());
  const [other, setOther] = useDraft<PartyForm>(`${draft}.other`, emptyParty());
  const [paper, setPaper] = useDraft(`${draft}.paper`, '');
  const [check, setCheck] = useDraft<WindowMethod>(`${draft}.check`, 'none');
  const [onPaper, setOnPaper] = useDraft<PaperOnlyForm>(`${draft}.on-paper`, NO_REASON);
  const [typing, setTyping] = useState(false);
  // What the reader read is compared by the host and kept nowhere, so it is no draft.
  const [card, setCard] = useState<string | null>(null);
  const known = form.name !== '';
  // The comparison above says these two in the same words.
  const saidAlready =
    handOver.refused?.code === 'RECEIVER_IS_STRANGER' || handOver.refused?.code === 'RECEIVER_UNIDENTIFIED';
  const lost = dossier.steps.some(({ details }) => details.kind === 'slip-lost');
  const give = async () => {
    const receiver = toPerson(form);
    const done = await handOver.run({
      dossierId: dossier.dossierId,
      receiver,
      together: dossier.handedToBoth && other.name !== '' ? toPerson(other) : null,
      paper: paper.trim() === '' ? null : paper,
      card,
      receiverCheck: check,
      paperOnly: dossier.needsPaperReason ? toPaperOnly(onPaper) : null,
    } as never);
    if (done !== undefined) forget(draft);
  };
  useOwnAction('give', 'action.returnResult', 'F9', () => void (known && !handOver.running && give()));
  return (
    <form
      className="qmc-section"
      onKeyDown={(event) => enterNext(event)}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <Stack gap="sm">
        <CardField
          label={t('card.receiver')}
          isFilled={known}
          autoFocus
          onRead={(read) => {
            setCard(read.text);
            const person = fromCard(read.person, form);
            setForm(person);
            setCheck(methodOf(read));
            handOver.reset();
            // A stranger is given nothing without a paper: the next thing to type is that paper.
            const next = decide(dossier, toPerson(person), paper)?.ok === false ? 'qmc-paper' : 'qmc-give';
            setTimeout(() => document.getElementById(next)?.focus());
          }}
        />
        {typing || (known && form.identityKind !== 'citizen') ? (
          <PartyFields
            place="receiver"
            value={form}
            marks={marksOfPerson(handOver.refused)}
            mayBeOrganisation={false}
            onChange={(typed) => {
              if (typed.number !== form.number) setCheck('none');
              setForm(typed);
            }}
          />
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setTyping(true)}
            style={{ alignSelf: 'start' }}
          >
            {t('handOver.type')}
          </Button>
        )}
        {lost && (
          <StateMark state="attention">
            <span className="qmc-wrap">{t('handOver.slipLost')}</span>
          </StateMark>
        )}
        {known && <Comparison dossier={dossier} form={form} paper={paper} />}
        {known && <MethodField value={check} onChange={setCheck} />}
        {dossier.handedToBoth && (
          <OtherParty
            value={other}
            wrong={handOver.refused?.code === 'OTHER_PARTY_UNIDENTIFIED'}
            onChange={setOther}
          />
        )}
        <TextInput
          id="qmc-paper"
          label={t('handOver.paper')}
          description={t('handOver.paperHint')}
          value={paper}
          autoComplete="off"
          onChange={(event) => setPaper(event.currentTarget.value)}
        />
        {dossier.needsPaperReason && <PaperOnlyField value={onPaper} onChange={setOnPaper} />}
        {!saidAlready && <RefusalNotice refused={handOver.refused} />}
        <Button
          id="qmc-give"
          loading={handOver.running}
          disabled={!known}
          leftSection={<IconHandGrab size={18} />}
          onClick={() => void give()}
        >
          {t('action.returnResult')} <kbd className="qmc-on-button">F9</kbd>
        </Button>
        <OtherDossier />
      </Stack>
    </form>
  );
}

function marksOfPerson(refused: { code: string; data: Record<string, unknown> } | undefined) {
  if (refused?.code === 'RECEIVER_UNIDENTIFIED') return { 'receiver.number': '' };
  if (refused?.code !== 'INVALID_INPUT') return {};
  const issues = refused.data['issues'] as { path: string; code: string }[];
  return Object.fromEntries(
    issues.map(({ path, code }) => [path.replace(/identity.*$/u, 'number'), code] as const),
  );
}

/** What the host will decide; undefined for a dossier whose people were erased. */
function decide(dossier: DossierView, person: ReturnType<typeof toPerson>, paper: string) {
  const partyOf = (role: DossierView['parties'][number]['role']) =>
    dossier.parties.find((entry) => entry.role === role)?.party ?? null;
  const submitter = partyOf('submitter') ?? partyOf('owner');
  const receiver = partyOf('receiver') ?? submitter;
  if (submitter === null || receiver === null) return undefined;
  return decideHandOver(
    { owner: partyOf('owner'), submitter, receiver },
    person,
    paper.trim() === '' ? null : paper,
  );
}

/** The decision, said before the press: who this person is to the dossier, or that they are a stranger to it. */
function Comparison({ dossier, form, paper }: { dossier: DossierView; form: PartyForm; paper: string }) {
  const { t } = useWords();
  const person = toPerson(form);
  const decided = decide(dossier, person, paper);
  if (decided === undefined) return null;
  return (
    <section className="qmc-panel qmc-tight" aria-live="polite">
      <Text fw={600}>{person.name}</Text>
      <Text fz="sm" c="dimmed">
        {partyDetails(t, person)}
      </Text>
      <StateMark state={decided.ok ? 'good' : isIdentified(person) ? 'bad' : 'attention'}>
        <span className="qmc-wrap">
          {decided.ok
            ? t(decided.value.match === 'old-number' ? 'handOver.matchOld' : 'handOver.match', {
                basis: t(`handOver.basis.${decided.value.basis}`),
              })
            : refusalText(t, decided.refusal as never)}
        </span>
      </StateMark>
    </section>
  );
}
