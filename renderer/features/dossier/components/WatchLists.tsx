import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { IconClockShare, IconFolderOpen, IconMailCheck, IconPhone, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { isPermitted } from '../../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDate, showDue, showInstant } from '../../../lib/format.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useSession } from '../../../lib/use-session.ts';
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

function CodeLink({ dossierId, code }: { dossierId: string; code: string }) {
  return (
    <Anchor component={Link} href={`/ho-so/${dossierId}`} className="qmc-mono" fz="sm">
      {code}
    </Anchor>
  );
}

/** Citizens to be called: the limit of their supplement or payment ends within two working days, or has ended. */
export function CallList() {
  const { t } = useWords();
  return (
    <Asked query={useWatch()}>
      {({ calls }) =>
        calls.length === 0 ? (
          <Empty
            icon={<IconPhone size={48} stroke={1.3} aria-hidden />}
            title={t('watch.noCalls')}
            note={t('watch.noCallsNote')}
          />
        ) : (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                  <Table.Th>{t('watch.whom')}</Table.Th>
                  <Table.Th w={170}>{t('watch.phone')}</Table.Th>
                  <Table.Th w={240}>{t('watch.what')}</Table.Th>
                  <Table.Th w={230}>{t('watch.until')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {calls.map(({ dossierId, code, kind, until, over, name, phone }) => (
                  <Table.Tr key={dossierId}>
                    <Table.Td>
                      <CodeLink dossierId={dossierId} code={code} />
                    </Table.Td>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>
                      {phone === '' ? <Text c="dimmed">{t('watch.noPhone')}</Text> : <b>{phone}</b>}
                    </Table.Td>
                    <Table.Td>{t(`step.${kind}`)}</Table.Td>
                    <Table.Td>
                      {showDate(until)} {over && <StateMark state="bad">{t('watch.over')}</StateMark>}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )
      }
    </Asked>
  );
}

/** Results that were sent and not acknowledged: whom to ask, what the carrier's number is, where to record the answer. */
export function SentList() {
  const { t } = useWords();
  return (
    <Asked query={useWatch()}>
      {({ unacknowledged }) =>
        unacknowledged.length === 0 ? (
          <Empty
            icon={<IconMailCheck size={48} stroke={1.3} aria-hidden />}
            title={t('watch.noneSent')}
            note={t('watch.noneSentNote')}
          />
        ) : (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                  <Table.Th>{t('watch.receiver')}</Table.Th>
                  <Table.Th w={150}>{t('watch.phone')}</Table.Th>
                  <Table.Th w={260}>{t('watch.sentBy')}</Table.Th>
                  <Table.Th w={150}>{t('watch.sentAt')}</Table.Th>
                  <Table.Th w={190}>{t('watch.province')}</Table.Th>
                  <Table.Th w={130}>{t('watch.answer')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {unacknowledged.map((row) => (
                  <Table.Tr key={row.dossierId}>
                    <Table.Td>
                      <CodeLink dossierId={row.dossierId} code={row.code} />
                    </Table.Td>
                    <Table.Td>{row.name}</Table.Td>
                    <Table.Td>
                      {row.phone === '' ? <Text c="dimmed">{t('watch.noPhone')}</Text> : <b>{row.phone}</b>}
                    </Table.Td>
                    <Table.Td>
                      {row.carrier ?? t(`delivery.${row.way}`)} ·{' '}
                      <span className="qmc-mono">{row.tracking}</span>
                    </Table.Td>
                    <Table.Td>{showInstant(row.sentAt)}</Table.Td>
                    <Table.Td>
                      <StateMark state={row.receipted ? 'good' : 'attention'}>
                        {t(row.receipted ? 'watch.receipted' : 'watch.notReceipted')}
                      </StateMark>
                    </Table.Td>
                    <Table.Td>
                      <Anchor component={Link} href={`/hand-over/${row.dossierId}`} fz="sm">
                        {t('watch.record')}
                      </Anchor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )
      }
    </Asked>
  );
}

/** Dossiers that will be late within a working day, each with its apology ready to be filled in. */
export function SoonList() {
  const { t, language } = useWords();
  const [apologising, setApologising] = useState<{ dossierId: string; reason: string }>();
  const draft = useApologyDraft();
  const mayProcess = isPermitted('dossier:process', useSession().data?.user?.roles ?? []);
  return (
    <>
      <Asked query={useWatch()}>
        {({ soon }) =>
          soon.length === 0 ? (
            <Empty
              icon={<IconFolderOpen size={48} stroke={1.3} aria-hidden />}
              title={t('watch.noneSoon')}
              note={t('watch.noneSoonNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                    <Table.Th>{t('dossier.procedure')}</Table.Th>
                    <Table.Th w={160}>{t('party.owner')}</Table.Th>
                    <Table.Th w={200}>{t('watch.holder')}</Table.Th>
                    <Table.Th w={200}>{t('dossier.due')}</Table.Th>
                    <Table.Th w={170}>{t('watch.apology')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {soon.map(({ dossierId, code, procedureName, ownerName, dueAt, ...rest }) => {
                    const holder = rest.unit ?? t(`watch.agency.${rest.processingOwner}`);
                    return (
                      <Table.Tr key={dossierId}>
                        <Table.Td>
                          <CodeLink dossierId={dossierId} code={code} />
                        </Table.Td>
                        <Table.Td>
                          <Text fz="sm" lineClamp={1} title={procedureName}>
                            {procedureName}
                          </Text>
                        </Table.Td>
                        <Table.Td>{ownerName}</Table.Td>
                        <Table.Td>
                          {holder}
                          <Text fz="xs" c="dimmed">
                            {t('watch.signer', { agency: holder })}
                          </Text>
                        </Table.Td>
                        <Table.Td>{showDue(dueAt, language)}</Table.Td>
                        <Table.Td>
                          {rest.reappointed ? (
                            t('watch.reappointed')
                          ) : (
                            <Stack gap={4} align="flex-start">
                              <Button
                                variant="default"
                                size="compact-sm"
                                disabled={!mayProcess}
                                leftSection={<IconPrinter size={16} />}
                                aria-label={t('watch.printOf', { code })}
                                onClick={() => void draft.draw(dossierId)}
                              >
                                {t('watch.print')}
                              </Button>
                              <Button
                                variant="default"
                                size="compact-sm"
                                disabled={!mayProcess}
                                leftSection={<IconClockShare size={16} />}
                                aria-label={t('watch.draftOf', { code })}
                                onClick={() =>
                                  setApologising({ dossierId, reason: t('watch.reason', { agency: holder }) })
                                }
                              >
                                {t('watch.draft')}
                              </Button>
                            </Stack>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Asked>
      <RefusalNotice refused={draft.refused} />
      {apologising !== undefined && <Apology {...apologising} onClose={() => setApologising(undefined)} />}
    </>
  );
}

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
