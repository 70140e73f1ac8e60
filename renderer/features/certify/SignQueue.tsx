import { Anchor, Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { IconRubberStamp, IconSignature } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { CopyView } from '../../../shared/contract/certify.ts';
import {
  awaits,
  COPY_STATES,
  isWithdrawable,
  MOST_SIGNED_AT_ONCE,
} from '../../../shared/domain/certification/copy-state.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { type Refused, refusalText } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { FileLink } from '../../ui/FileLink.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { SignForm, type SignWith } from './components/SignForm.tsx';
import { useStoppable } from './use-stoppable.ts';

type Outcome = Awaited<ReturnType<ReturnType<typeof useClient>['certify']['sign']>>['outcomes'][number];

interface QueueRights {
  step: 'sign' | 'seal';
  may: boolean;
  mayWithdraw: boolean;
  /** The dossier whose first copy gets the focus. */
  at: string | undefined;
}

/** The list that the officer signs and the seal keeper seals: the same, each with their own part of it. */
export function SignQueue(rights: QueueRights) {
  const { step } = rights;
  const client = useClient();
  const states = COPY_STATES.filter((state) => awaits(state) === (step === 'sign' ? 'officer' : 'agency'));
  const asked = useAsk(['certify', 'queue'], { states }, () => client.certify.queue({ states }));
  return <Asked query={asked}>{({ copies }) => <Queue {...rights} copies={copies} />}</Asked>;
}

function Queue({ step, may, mayWithdraw, at, copies }: QueueRights & { copies: CopyView[] }) {
  const { t } = useWords();
  const signing = useSigning(step);
  const [left, setLeft] = useState<readonly string[]>([]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at !== undefined) place.current?.querySelector<HTMLElement>(`[data-of="${at}"]`)?.focus();
  }, [at]);
  const chosen = copies.filter(({ copyId }) => !left.includes(copyId)).slice(0, MOST_SIGNED_AT_ONCE);
  const toggle = (copyId: string, on: boolean) =>
    setLeft(on ? left.filter((id) => id !== copyId) : [...left, copyId]);
  if (copies.length === 0 && signing.outcomes.length === 0)
    return (
      <Empty
        icon={
          step === 'sign' ? (
            <IconSignature size={48} stroke={1.3} aria-hidden />
          ) : (
            <IconRubberStamp size={48} stroke={1.3} aria-hidden />
          )
        }
        title={t(`certify.queue.${step}Empty`)}
        note={t(`certify.queue.${step}EmptyNote`)}
      />
    );
  return (
    <div className="qmc-sign" ref={place}>
      <Stack gap="md">
        <QueueTable
          copies={copies}
          isChosen={(id) => chosen.some(({ copyId }) => copyId === id)}
          onToggle={toggle}
          may={may}
          mayWithdraw={mayWithdraw}
          mayGiveBack={may && step === 'sign'}
        />
        <Outcomes step={step} outcomes={signing.outcomes} titles={signing.titles} />
      </Stack>
      {!may && (
        <Text className="qmc-aside" fz="sm">
          {t(`certify.wait.${step}`)}
        </Text>
      )}
      {may && copies.length > 0 && (
        <SignForm
          step={step}
          count={chosen.length}
          running={signing.running}
          progress={signing.progress}
          stopped={signing.stopped}
          refused={signing.refused}
          onStop={signing.stop}
          onSign={(using) => signing.run(chosen, using)}
        />
      )}
    </div>
  );
}

function useSigning(step: 'sign' | 'seal') {
  const client = useClient();
  // Tries of a PIN are counted: nothing is sent again by itself.
  const sign = useCommand(client.certify.sign, { resend: false });
  const seal = useCommand(client.certify.seal, { resend: false });
  const command = step === 'sign' ? sign : seal;
  const run = useStoppable(command, step === 'sign' ? 'officer' : 'agency');
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const titles = useRef(new Map<string, string>());
  return {
    running: command.running,
    refused: command.refused,
    outcomes,
    titles: titles.current,
    stopped: run.stopped,
    progress: run.progress,
    /** Copies that were begun are finished; those behind them stay as they are, without a number. */
    stop() {
      run.stop();
      setOutcomes([]);
    },
    async run(copies: CopyView[], using: SignWith): Promise<boolean> {
      run.begin();
      for (const { copyId, title } of copies) titles.current.set(copyId, title);
      const answer = await command.run({ copyIds: copies.map(({ copyId }) => copyId), ...using } as never);
      if (answer !== undefined) setOutcomes(answer.outcomes);
      else await run.reload();
      return answer !== undefined;
    },
  };
}

function QueueTable(props: {
  copies: CopyView[];
  may: boolean;
  mayWithdraw: boolean;
  mayGiveBack: boolean;
  isChosen: (copyId: string) => boolean;
  onToggle: (copyId: string, on: boolean) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const withdraw = useCommand(client.certify.withdraw);
  const giveBack = useCommand(client.certify.giveBack);
  const [returning, setReturning] = useState<CopyView>();
  if (props.copies.length === 0) return null;
  return (
    <>
      <div className="qmc-table">
        <Table>
          <Table.Thead>
            <Table.Tr>
              {props.may && <Table.Th w={44} aria-label={t('certify.choose')} />}
              <Table.Th>{t('certify.title')}</Table.Th>
              <Table.Th w={70}>{t('certify.pages')}</Table.Th>
              <Table.Th>{t('certify.requester')}</Table.Th>
              <Table.Th>{t('certify.comparedBy')}</Table.Th>
              <Table.Th w={170}>{t('dossier.stateTitle')}</Table.Th>
              <Table.Th w={100} aria-label={t('users.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {props.copies.map((copy) => (
              <Table.Tr key={copy.copyId}>
                {props.may && (
                  <Table.Td>
                    <Checkbox
                      data-of={copy.dossierId}
                      aria-label={t('certify.chooseCopy', { title: copy.title })}
                      checked={props.isChosen(copy.copyId)}
                      onChange={(event) => props.onToggle(copy.copyId, event.currentTarget.checked)}
                    />
                  </Table.Td>
                )}
                <Table.Td>
                  <FileLink sha256={copy.sha256 ?? copy.scanSha256} purgedAt={copy.purgedAt}>
                    {copy.title}
                  </FileLink>
                  <div>
                    <DossierLink dossierId={copy.dossierId} code={copy.dossierCode} />
                  </div>
                </Table.Td>
                <Table.Td>{copy.pages}</Table.Td>
                <Table.Td>{copy.requester}</Table.Td>
                <Table.Td>
                  {copy.comparedBy}
                  <Text fz="xs" c="dimmed">
                    {showInstant(copy.comparedAt)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {t(`copy.state.${copy.state}`)}
                  {copy.number !== null && (
                    <Text fz="xs">{t('copy.numberInBook', { number: copy.number, book: copy.book })}</Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {props.mayWithdraw && isWithdrawable(copy.state) && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('certify.withdrawCopy', { title: copy.title })}
                      onClick={() => void withdraw.run({ copyId: copy.copyId })}
                    >
                      {t('certify.withdraw')}
                    </Button>
                  )}
                  {props.mayGiveBack && isWithdrawable(copy.state) && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('paperCopy.giveBackOf', { title: copy.title })}
                      onClick={() => setReturning(copy)}
                    >
                      {t('paperCopy.giveBack')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <RefusalNotice refused={withdraw.refused} />
      {returning !== undefined && (
        <ReasonDialog
          heading={t('paperCopy.giveBackOf', { title: returning.title })}
          label={t('paperCopy.reason')}
          note={t('paperCopy.giveBackNote')}
          submitLabel={t('paperCopy.giveBack')}
          command={giveBack}
          give={async (reason) => (await giveBack.run({ copyId: returning.copyId, reason })) !== undefined}
          onClose={() => setReturning(undefined)}
        />
      )}
    </>
  );
}

/** A line per copy with its own result: one that failed does not hide those that did not. */
function Outcomes(props: {
  step: 'sign' | 'seal';
  outcomes: Outcome[];
  titles: ReadonlyMap<string, string>;
}) {
  const { t } = useWords();
  const { step, outcomes, titles } = props;
  if (outcomes.length === 0) return null;
  return (
    <section aria-label={t('certify.outcomes')} role="status">
      <Stack gap={6}>
        {outcomes.map(({ copyId, ok, number, refusal }) => (
          <Group key={copyId} gap={8} wrap="nowrap" align="flex-start">
            <StateMark state={ok ? 'good' : 'bad'}>
              <span className="qmc-wrap">
                {titles.get(copyId)}:{' '}
                {ok
                  ? t('certify.outcome.ok', { number })
                  : refusalText(t, (refusal ?? { code: 'SIGNING_FAILED', data: {} }) as Refused)}
              </span>
            </StateMark>
          </Group>
        ))}
        {outcomes.some(({ ok }) => ok) && (
          <Anchor component={Link} fz="sm" href={step === 'sign' ? '/certify/seal' : '/certify/done'}>
            {t(`certify.next.${step}`)}
          </Anchor>
        )}
      </Stack>
    </section>
  );
}
