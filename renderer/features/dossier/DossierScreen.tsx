import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import {
  IconBuildingBank,
  IconCertificate,
  IconCircleCheck,
  IconHandGrab,
  IconPlayerPlay,
  IconPrinter,
  IconReceipt,
  IconRubberStamp,
  IconScan,
  IconUserPlus,
  IconUserShare,
} from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { SessionView } from '../../../shared/contract/session.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import type { Action } from '../../app/actions.ts';
import { useRegisteredActions } from '../../app/use-actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { filePlace } from '../../lib/file-place.ts';
import { showDate, showDue, showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { useNoteOpened } from '../../lib/recent.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { useSession } from '../../lib/use-session.ts';
import { DeadlineReasons } from '../../ui/DeadlineReasons.tsx';
import { OpenFile } from '../../ui/FileLink.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { KeptOriginals } from '../custody/index.ts';
import { IdentityChecks } from '../identity/index.ts';
import { Refusals } from '../refusal/index.ts';
import { DossierState, DueMark } from './components/DossierState.tsx';
import { Components, Copies, Papers } from './components/DossierTables.tsx';
import { FeesOfDossier } from './components/FeesOfDossier.tsx';
import { LinkedChildren } from './components/LinkedChildren.tsx';
import { partyDetails, peopleOf, rolesInWords } from './components/people-words.ts';
import { ResultDialog } from './components/ResultDialog.tsx';
import { ResumeDialog, StepActions } from './components/StepActions.tsx';
import { StepDialog } from './components/StepDialog.tsx';
import { Steps } from './components/Steps.tsx';
import { TakeFeeDialog } from './components/TakeFeeDialog.tsx';
import { Timeline } from './components/Timeline.tsx';
import { TwinDossiers } from './components/TwinDossiers.tsx';
import { type WorkAction, WorkDialog } from './components/WorkDialog.tsx';
import { WorkTurns } from './components/WorkTurns.tsx';
import { feesInWords } from './fee-words.ts';
import { useDossier } from './use-dossier.ts';
import { useDossierFees } from './use-fees.ts';
import { useExplanation } from './use-notice.ts';
import { useSlip } from './use-receive.ts';

/** One dossier: what it is, who, its papers, what happened and what may be done now. */
export function DossierScreen({ dossierId }: { dossierId: string }) {
  const asked = useDossier(dossierId);
  const session = useSession();
  return (
    <Asked query={asked}>
      {(dossier) => (
        <Opened
          dossier={dossier}
          roles={session.data?.user?.roles ?? []}
          userId={session.data?.user?.id}
          key={dossier.dossierId}
        />
      )}
    </Asked>
  );
}

type Roles = NonNullable<SessionView['user']>['roles'];

interface Caller {
  roles: Roles;
  userId: string | undefined;
}

function Opened({ dossier, roles, userId }: Caller & { dossier: DossierView }) {
  const { t, language } = useWords();
  const [acting, setActing] = useState<WorkAction>();
  useNoteOpened(dossier.dossierId);
  const now = useHostClock();
  return (
    <div className="qmc-dossier">
      <Stack gap="md">
        <header>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text className="qmc-code-large">{dossier.code}</Text>
              {dossier.codeSystem !== null && (
                <StateMark state="attention">
                  {t('codeless.awaits', { system: dossier.codeSystem })}
                </StateMark>
              )}
              <Title order={2} lineClamp={2} title={dossier.procedureName}>
                {dossier.procedureName}
              </Title>
              <Text fz="sm" c="dimmed">
                <span className="qmc-mono">{dossier.procedureCode}</span> · {dossier.caseName} ·{' '}
                {t(`channel.${dossier.channel}`)}
              </Text>
            </div>
            <Stack gap={4} align="flex-end">
              <DossierState state={dossier.state} />
              <DueMark state={dossier.state} dueAt={dossier.dueAt} now={now} />
              {dossier.late && dossier.state === 'returned' && (
                <StateMark state="bad">{t('dossier.wasLate')}</StateMark>
              )}
            </Stack>
          </Group>
        </header>
        <Actions dossier={dossier} roles={roles} userId={userId} onWork={setActing} />
        <WorkTurns
          dossier={dossier}
          mayAssign={isPermitted('dossier:assign', roles)}
          maySendBack={isPermitted('dossier:approve', roles) && holds(dossier, userId)}
          onAct={setActing}
        />
        <Facts dossier={dossier} />
        <FeesOfDossier
          dossierId={dossier.dossierId}
          mayTake={isPermitted('dossier:receive', roles)}
          isHead={isPermitted('dossier:override', roles)}
        />
        <IdentityChecks dossier={dossier} mayLink={isPermitted('dossier:receive', roles)} />
        <TwinDossiers dossier={dossier} />
        <KeptOriginals
          dossier={dossier}
          mayKeep={isOpen(dossier.state) && isPermitted('dossier:receive', roles)}
          mayMove={isPermitted('dossier:process', roles)}
          mayGiveBack={isPermitted('dossier:hand-over', roles)}
        />
        <LinkedChildren dossier={dossier} mayRecord={isPermitted('dossier:process', roles)} />
        <Steps dossier={dossier} mayPrint={isPermitted('dossier:process', roles)} />
        <Components dossier={dossier} />
        <Copies dossier={dossier} mayGive={isPermitted('dossier:hand-over', roles)} />
        <Refusals dossierId={dossier.dossierId} mayPrint={isPermitted('certify:compare', roles)} />
        <Papers dossier={dossier} />
      </Stack>
      <Stack gap="md" className="qmc-aside">
        <section>
          <Title order={3}>{t('dossier.due')}</Title>
          <Text className="qmc-due">{showDue(dossier.dueAt, language)}</Text>
          {dossier.competent !== null && (
            <CompetentNote competent={dossier.competent} state={dossier.state} />
          )}
          {dossier.portal !== null && (
            <StateMark state="attention">
              <span className="qmc-wrap">
                {t(dossier.portal.late ? 'lateness.portalLate' : 'lateness.portalInTime', {
                  cause: t(`lateness.cause.${dossier.portal.cause}`),
                })}
              </span>
            </StateMark>
          )}
          <DeadlineReasons steps={dossier.explanation} />
          {isPermitted('dossier:receive', roles) && dossier.state !== 'voided' && (
            <Explanation dossierId={dossier.dossierId} />
          )}
        </section>
        <Timeline dossier={dossier} mayPrint={isPermitted('dossier:process', roles)} />
      </Stack>
      {acting !== undefined && (
        <WorkDialog dossier={dossier} action={acting} onClose={() => setActing(undefined)} />
      )}
    </div>
  );
}

/** What moves a dossier on; the rest has its button and stands in the cheat sheet. */
const IN_BAR = new Set([
  'approve',
  'confirm-arrival',
  'hand-on',
  'start-processing',
  'resume',
  'record-result',
  'return-result',
]);

/** Whether the open turn of a dossier is a person's. */
function holds({ work }: DossierView, userId: string | undefined): boolean {
  const last = work.turns.at(-1);
  return last?.outcome === null && last.holderId === userId;
}

function Actions(props: Caller & { dossier: DossierView; onWork: (action: WorkAction) => void }) {
  const { dossier, roles, userId, onWork } = props;
  const { t } = useWords();
  const client = useClient();
  const start = useCommand(client.dossier.startProcessing);
  const slip = useSlip();
  const [recording, setRecording] = useState(false);
  const [resuming, setResuming] = useState(false);
  const [arriving, setArriving] = useState(false);
  const [taking, setTaking] = useState(false);
  const fees = useDossierFees(dossier.dossierId).data;
  const { dossierId } = dossier;
  const mayProcess = isPermitted('dossier:process', roles);
  const mayReceive = isPermitted('dossier:receive', roles);
  const allowed = (name: DossierView['actions'][number]) => dossier.actions.includes(name);
  const offered: (Action & { icon: ReactNode; offered: boolean })[] = [
    {
      id: 'approve',
      label: 'work.approve',
      keys: 'Alt+Y',
      icon: <IconCircleCheck size={18} />,
      offered: allowed('approve') && isPermitted('dossier:approve', roles) && holds(dossier, userId),
      run: () => onWork('approve'),
    },
    {
      id: 'hand-on',
      label: 'work.hand-on',
      keys: 'Alt+H',
      icon: <IconUserShare size={18} />,
      offered: allowed('hand-on') && mayProcess && holds(dossier, userId),
      run: () => onWork('hand-on'),
    },
    {
      id: 'start-processing',
      label: 'action.startProcessing',
      keys: 'Alt+B',
      icon: <IconPlayerPlay size={18} />,
      offered: allowed('start-processing') && mayProcess,
      run: () => void start.run({ dossierId }),
    },
    {
      id: 'confirm-arrival',
      label: 'action.confirmArrival',
      keys: 'Alt+X',
      icon: <IconBuildingBank size={18} />,
      offered: allowed('confirm-arrival') && mayProcess,
      run: () => setArriving(true),
    },
    {
      id: 'assign',
      label: 'work.assign',
      keys: 'Alt+A',
      icon: <IconUserPlus size={18} />,
      offered: allowed('assign') && isPermitted('dossier:assign', roles),
      run: () => onWork('assign'),
    },
    {
      id: 'resume',
      label: 'action.resume',
      keys: 'Alt+G',
      icon: <IconPlayerPlay size={18} />,
      offered: allowed('resume') && mayProcess,
      run: () => setResuming(true),
    },
    {
      id: 'record-result',
      label: 'action.recordResult',
      keys: 'Alt+K',
      icon: <IconCertificate size={18} />,
      offered: allowed('record-result') && mayProcess,
      run: () => setRecording(true),
    },
    {
      id: 'return-result',
      label: 'action.returnResult',
      keys: 'Alt+R',
      icon: <IconHandGrab size={18} />,
      offered: allowed('return-result') && isPermitted('dossier:hand-over', roles),
      run: () => navigate(`/hand-over/${dossierId}`),
    },
    {
      id: 'scan-dossier',
      label: 'action.scanDossier',
      keys: 'Alt+S',
      icon: <IconScan size={18} />,
      offered: isOpen(dossier.state) && mayReceive,
      run: () => navigate(`/scan/${dossierId}`),
    },
    {
      id: 'compare-dossier',
      label: 'action.compareDossier',
      keys: 'Alt+C',
      icon: <IconRubberStamp size={18} />,
      offered:
        isOpen(dossier.state) &&
        isPermitted('certify:compare', roles) &&
        dossier.components.some(({ digitalCopy }) => digitalCopy !== null),
      run: () => navigate(`/certify/compare/${dossierId}`),
    },
    {
      id: 'take-fee',
      label: 'fee.take',
      keys: 'Alt+M',
      icon: <IconReceipt size={18} />,
      offered:
        mayReceive && dossier.state !== 'voided' && fees?.setting?.by === 'here' && fees.due.length > 0,
      run: () => setTaking(true),
    },
    {
      id: 'slip-again',
      label: 'action.slipAgain',
      keys: 'Alt+P',
      icon: <IconPrinter size={18} />,
      offered: mayReceive && dossier.state !== 'voided',
      run: () => void slip.draw(dossierId),
    },
  ];
  const shown = offered
    .filter((action) => action.offered)
    .map((action) => ({ ...action, inBar: IN_BAR.has(action.id) }));
  return (
    <section aria-label={t('dossier.actions')} className="qmc-no-print">
      <ActionKeys actions={shown} />
      <Group gap={8}>
        {shown.map(({ id, label, keys, icon, run }, index) => (
          <Button
            key={id}
            variant={index === 0 ? 'filled' : 'default'}
            leftSection={icon}
            title={keys}
            onClick={run}
          >
            {t(label)}
          </Button>
        ))}
        <StepActions
          dossier={dossier}
          mayProcess={mayProcess}
          mayCorrect={mayReceive}
          isHead={isPermitted('dossier:override', roles)}
        />
      </Group>
      <RefusalNotice refused={start.refused ?? slip.refused} />
      {arriving && <StepDialog dossier={dossier} kind="arrival" opened onClose={() => setArriving(false)} />}
      {taking && fees !== undefined && (
        <TakeFeeDialog
          dossierId={dossierId}
          code={dossier.code}
          fees={fees}
          onClose={() => setTaking(false)}
        />
      )}
      <ResumeDialog dossierId={dossierId} opened={resuming} onClose={() => setResuming(false)} />
      <ResultDialog dossier={dossier} opened={recording} onClose={() => setRecording(false)} />
    </section>
  );
}

/** Whose lateness it would be, and from when the limit counts; while that is not known, the time above is provisional. */
function CompetentNote(props: {
  competent: NonNullable<DossierView['competent']>;
  state: DossierView['state'];
}) {
  const { t } = useWords();
  const { office, clock, expectedAt, receivedAt } = props.competent;
  if (clock === 'reception')
    return (
      <Text fz="sm" c="dimmed">
        {t('competent.countsHere', { office })}
      </Text>
    );
  if (receivedAt !== null)
    return (
      <Text fz="sm" c="dimmed">
        {t('competent.countsFrom', { office, time: showInstant(receivedAt) })}
      </Text>
    );
  return (
    props.state === 'forwarded' && (
      <StateMark state="attention">
        <span className="qmc-wrap">
          {t('competent.provisional', { office, time: showInstant(expectedAt) })}
        </span>
      </StateMark>
    )
  );
}

/** Prints how the appointment was reckoned. */
function Explanation({ dossierId }: { dossierId: string }) {
  const { t } = useWords();
  const explanation = useExplanation();
  return (
    <div className="qmc-no-print">
      <Button
        variant="default"
        size="compact-sm"
        mt={8}
        loading={explanation.running}
        leftSection={<IconPrinter size={16} />}
        onClick={() => void explanation.draw(dossierId)}
      >
        {t('dossier.printExplanation')}
      </Button>
      <RefusalNotice refused={explanation.refused} />
    </div>
  );
}

/** Registers the buttons' keys for as long as the same ones are offered. */
function ActionKeys({ actions }: { actions: readonly Action[] }) {
  const names = actions.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names are the same actions, whose closures hold only the dossier's id
  const kept = useMemo(() => actions, [names]);
  useRegisteredActions(kept);
  return null;
}

function Facts({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const { delivery, handOver, result } = dossier;
  const rows: [string, ReactNode][] = [
    [t('reception.request'), dossier.request],
    [
      t('dossier.followUpCode'),
      <span key="code" className="qmc-code">
        {dossier.followUpCode}
      </span>,
    ],
    ...dossier.otherCodes.map(({ kind, code }): [string, ReactNode] => [
      t(`dossier.otherCode.${kind}`),
      <span className="qmc-mono" key={code}>
        {code}
      </span>,
    ]),
    [
      t('dossier.receivedAt'),
      t('dossier.receivedBy', { time: showInstant(dossier.receivedAt), name: dossier.receivedBy }),
    ],
    ...(dossier.competent === null
      ? []
      : [
          [
            t('competent.office'),
            <>
              <b>{dossier.competent.office}</b>{' '}
              <span className="qmc-soft-text">
                {dossier.competent.receivedAt === null
                  ? t('competent.notYet')
                  : t('competent.receivedThere', { time: showInstant(dossier.competent.receivedAt) })}
              </span>
            </>,
          ] as [string, ReactNode],
        ]),
    ...peopleOf(dossier.parties).map(({ roles, party }): [string, ReactNode] => [
      rolesInWords(t, roles),
      <>
        <b>{party.name}</b> <span className="qmc-soft-text">{partyDetails(t, party)}</span>
      </>,
    ]),
    [
      t('reception.delivery'),
      delivery.method === 'post'
        ? `${t('delivery.post')}: ${delivery.address}`
        : t(`delivery.${delivery.method}`),
    ],
    [
      t('catalogue.fees'),
      feesInWords(t, {
        totalVnd: dossier.totalVnd,
        settlements: dossier.fees.map(({ choice }) => choice.settlement),
      }),
    ],
  ];
  if (result !== null)
    rows.push([
      t('dossier.result'),
      <>
        {result.description} <OpenFile sha256={result.sha256} purgedAt={result.purgedAt} />{' '}
        {result.sha256 !== null && result.purgedAt === null && (
          <>
            <Anchor component={Link} href={filePlace(result.sha256, result.description)} fz="sm">
              {t('check.open')}
            </Anchor>{' '}
          </>
        )}
        {resultWords(t, result.facts)}
        <span className="qmc-soft-text">
          {t('dossier.resultBy', { time: showInstant(result.recordedAt), name: result.recordedBy })}
        </span>
      </>,
    ]);
  if (handOver !== null)
    rows.push([
      t('dossier.handedOver'),
      <>
        <b>{[handOver.name, handOver.together].filter(Boolean).join(', ')}</b> (
        {t(`handOver.basis.${handOver.basis}`)}){handOver.paper !== null && `, ${handOver.paper}`}{' '}
        <span className="qmc-soft-text">
          {t('dossier.handedBy', { time: showInstant(handOver.handedAt), name: handOver.handedBy })}
          {handOver.paperOnly !== null &&
            `. ${t('paperOnly.said', { reason: t(`paperOnly.${handOver.paperOnly}`) })} ${handOver.paperOnlyWords ?? ''}`}
        </span>
      </>,
    ]);
  return (
    <Table className="qmc-facts">
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={150}>{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What a result says of itself, as far as it says anything. */
function resultWords(
  t: Translate,
  { number, issuedOn, signer }: NonNullable<DossierView['result']>['facts'],
): string {
  if (number === null && issuedOn === null) return '';
  return t('result.said', {
    number: number ?? '–',
    day: issuedOn === null ? '–' : showDate(issuedOn),
    signer: signer ?? '–',
  });
}
