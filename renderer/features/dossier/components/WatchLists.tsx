import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconClockShare, IconFolderOpen, IconMailCheck, IconPhone, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDate, showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
import { ListTable } from '../../../ui/ListTable.tsx';
import { codeColumn } from '../../../ui/list-cells.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../../ui/ScreenStates.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useDossier } from '../use-dossier.ts';
import { useApologyDraft } from '../use-notice.ts';
import { StepDialog } from './StepDialog.tsx';

function useWatch() {
  const client = useClient();
  return useAsk(['dossier', 'watch'], {}, () => client.life.watch({}));
}

/** Citizens to be called: the limit of their supplement or payment ends within two working days, or has ended. */
export function CallList() {
  const { t } = useWords();
  return (
    <Asked query={useWatch()}>
      {({ calls, totals }) => (
        <ListTable
          rows={calls}
          total={totals.calls}
          keyOf={({ dossierId }) => dossierId}
          empty={
            <Empty
              icon={<IconPhone size={48} stroke={1.3} aria-hidden />}
              title={t('watch.noCalls')}
              note={t('watch.noCallsNote')}
            />
          }
          columns={[
            codeColumn(t),
            { title: t('watch.whom'), cell: ({ name }) => name },
            { title: t('watch.phone'), width: 170, cell: ({ phone }) => <Phone phone={phone} /> },
            { title: t('watch.what'), width: 240, cell: ({ kind }) => t(`step.${kind}`) },
            {
              title: t('watch.until'),
              width: 230,
              cell: ({ until, over }) => (
                <>
                  {showDate(until)} {over && <StateMark state="bad">{t('watch.over')}</StateMark>}
                </>
              ),
            },
          ]}
        />
      )}
    </Asked>
  );
}

function Phone({ phone }: { phone: string }) {
  const { t } = useWords();
  return phone === '' ? <Text c="dimmed">{t('watch.noPhone')}</Text> : <b>{phone}</b>;
}

/** Results that were sent and not acknowledged: whom to ask, what the carrier's number is, where to record the answer. */
export function SentList() {
  const { t } = useWords();
  return (
    <Asked query={useWatch()}>
      {({ unacknowledged, totals }) => (
        <ListTable
          rows={unacknowledged}
          total={totals.unacknowledged}
          keyOf={({ dossierId }) => dossierId}
          empty={
            <Empty
              icon={<IconMailCheck size={48} stroke={1.3} aria-hidden />}
              title={t('watch.noneSent')}
              note={t('watch.noneSentNote')}
            />
          }
          columns={[
            codeColumn(t),
            { title: t('watch.receiver'), cell: ({ name }) => name },
            { title: t('watch.phone'), width: 150, cell: ({ phone }) => <Phone phone={phone} /> },
            {
              title: t('watch.sentBy'),
              width: 260,
              cell: ({ carrier, way, tracking }) => (
                <>
                  {carrier ?? t(`delivery.${way}`)} · <span className="qmc-mono">{tracking}</span>
                </>
              ),
            },
            { title: t('watch.sentAt'), width: 150, cell: ({ sentAt }) => showInstant(sentAt) },
            {
              title: t('watch.province'),
              width: 190,
              cell: ({ receipted }) => (
                <StateMark state={receipted ? 'good' : 'attention'}>
                  {t(receipted ? 'watch.receipted' : 'watch.notReceipted')}
                </StateMark>
              ),
            },
            {
              title: t('watch.answer'),
              width: 130,
              cell: ({ dossierId }) => (
                <Anchor component={Link} href={`/hand-over/${dossierId}`} fz="sm">
                  {t('watch.record')}
                </Anchor>
              ),
            },
          ]}
        />
      )}
    </Asked>
  );
}

/** Dossiers that will be late within a working day, each with its apology ready to be filled in. */
export function SoonList() {
  const { t, language } = useWords();
  const [apologising, setApologising] = useState<{ dossierId: string; reason: string }>();
  const draft = useApologyDraft();
  const mayProcess = isPermitted('dossier:process', useSession().data?.user?.roles ?? []);
  const holderOf = ({ unit, processingOwner }: SoonRow) => unit ?? t(`watch.agency.${processingOwner}`);
  return (
    <>
      <Asked query={useWatch()}>
        {({ soon, totals }) => (
          <ListTable
            rows={soon}
            total={totals.soon}
            keyOf={({ dossierId }) => dossierId}
            empty={
              <Empty
                icon={<IconFolderOpen size={48} stroke={1.3} aria-hidden />}
                title={t('watch.noneSoon')}
                note={t('watch.noneSoonNote')}
              />
            }
            columns={[
              codeColumn(t),
              {
                title: t('dossier.procedure'),
                cell: ({ procedureName }) => (
                  <Text fz="sm" lineClamp={1} title={procedureName}>
                    {procedureName}
                  </Text>
                ),
              },
              { title: t('party.owner'), width: 160, cell: ({ ownerName }) => ownerName },
              {
                title: t('watch.holder'),
                width: 200,
                cell: (row) => (
                  <>
                    {holderOf(row)}
                    <Text fz="xs" c="dimmed">
                      {t('watch.signer', { agency: holderOf(row) })}
                    </Text>
                  </>
                ),
              },
              { title: t('dossier.due'), width: 200, cell: ({ dueAt }) => showDue(dueAt, language) },
              {
                title: t('watch.apology'),
                width: 170,
                cell: (row) =>
                  row.reappointed ? (
                    t('watch.reappointed')
                  ) : (
                    <Stack gap={4} align="flex-start">
                      <Button
                        variant="default"
                        size="compact-sm"
                        disabled={!mayProcess}
                        leftSection={<IconPrinter size={16} />}
                        aria-label={t('watch.printOf', { code: row.code })}
                        onClick={() => void draft.draw(row.dossierId)}
                      >
                        {t('watch.print')}
                      </Button>
                      <Button
                        variant="default"
                        size="compact-sm"
                        disabled={!mayProcess}
                        leftSection={<IconClockShare size={16} />}
                        aria-label={t('watch.draftOf', { code: row.code })}
                        onClick={() =>
                          setApologising({
                            dossierId: row.dossierId,
                            reason: t('watch.reason', { agency: holderOf(row) }),
                          })
                        }
                      >
                        {t('watch.draft')}
                      </Button>
                    </Stack>
                  ),
              },
            ]}
          />
        )}
      </Asked>
      <RefusalNotice refused={draft.refused} />
      {apologising !== undefined && <Apology {...apologising} onClose={() => setApologising(undefined)} />}
    </>
  );
}

type SoonRow = Awaited<ReturnType<ReturnType<typeof useClient>['life']['watch']>>['soon'][number];

function Apology(props: { dossierId: string; reason: string; onClose: () => void }) {
  const asked = useDossier(props.dossierId);
  if (asked.data === undefined) return null;
  return (
    <StepDialog
      dossier={asked.data}
      kind="reappointment"
      start={{ reason: props.reason }}
      opened
      onClose={props.onClose}
    />
  );
}
