import { Button, Group, List, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type {
  Procedure,
  ProcedureCase,
  ProcedureComponent,
} from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { blobUrl } from '../../lib/blob-url.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DeadlineReasons } from '../../ui/DeadlineReasons.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useNoticePrint } from '../print/index.ts';
import { clockText, feeText, limitText } from './catalogue-words.ts';

/** One procedure: its cases, components, limit with a trial appointment, fees, legal basis, and what of it no source confirms. */
export function ProcedureDetail({ code }: { code: string }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['catalogue', 'get'], { code }, () => client.catalogue.get({ code }));
  const [caseId, setCaseId] = useState<string>();
  return (
    <Asked query={asked}>
      {({ procedure, unverified, sources }) => {
        const shown = procedure.cases.find(({ id }) => id === caseId) ?? procedure.cases[0];
        return (
          <Stack gap="md" className="qmc-panel">
            <div>
              <Title order={2}>{procedure.shortName}</Title>
              <Text fz="sm" c="dimmed">
                {procedure.name}
              </Text>
              <Text fz="sm" mt={4}>
                <span className="qmc-mono">{procedure.code}</span> ·{' '}
                {t('catalogue.owner', { owner: t(`catalogue.owner.${procedure.processingOwner}`) })}
                {procedure.localCode !== undefined &&
                  ` · ${t('catalogue.localCode', { code: procedure.localCode })}`}
              </Text>
            </div>
            {unverified.length > 0 && (
              <StateMark state="attention">
                {t('catalogue.unverified', {
                  groups: unverified.map((group) => t(`catalogue.unverified.${group}`)).join(', '),
                })}
              </StateMark>
            )}
            {procedure.cases.length > 1 && (
              <SegmentedControl
                aria-label={t('catalogue.components')}
                orientation={procedure.cases.length > 3 ? 'vertical' : 'horizontal'}
                value={shown?.id ?? ''}
                onChange={setCaseId}
                data={procedure.cases.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {shown !== undefined && <CaseDetail procedure={procedure} shown={shown} key={shown.id} />}
            <Course procedure={procedure} />
            <PostedNotice code={procedure.code} key={procedure.code} />
            <Fact label={t('catalogue.legal')} text={procedure.legalBasis.join(' · ')} />
            <Fact label={t('catalogue.sources')} text={sources.join(' · ')} />
          </Stack>
        );
      }}
    </Asked>
  );
}

/** The paper on which the procedure is posted, drawn and printed; its file stays to be opened. */
function PostedNotice({ code }: { code: string }) {
  const { t } = useWords();
  const client = useClient();
  const draw = useCommand(client.catalogue.drawNotice);
  const printing = useNoticePrint();
  const [sha256, setSha256] = useState<string>();
  const print = async () => {
    const drawn = await draw.run({ code });
    setSha256(drawn?.sha256);
    if (drawn !== undefined) await printing.printDrawn(drawn);
  };
  return (
    <>
      <Group>
        <Button variant="default" loading={draw.running} onClick={() => void print()}>
          {t('catalogue.printNotice')}
        </Button>
        {sha256 !== undefined && (
          <a className="qmc-link" href={blobUrl(sha256)} target="_blank" rel="noreferrer">
            {t('catalogue.openNotice')}
          </a>
        )}
      </Group>
      <RefusalNotice refused={draw.refused ?? printing.refused} />
    </>
  );
}

function Fact({ label, text }: { label: string; text: string }) {
  return (
    <Text fz="sm">
      <b>{label}:</b> {text}
    </Text>
  );
}

/** Who may ask, how far it goes online, and the course of work with its steps; what an entry does not say is left out. */
function Course({ procedure }: { procedure: Procedure }) {
  const { t } = useWords();
  const { subjects, onlineLevel, elsewhere, centralCode, order, steps } = procedure;
  return (
    <>
      {subjects !== undefined && <Fact label={t('catalogue.subjects')} text={subjects.join(' · ')} />}
      {onlineLevel !== undefined && (
        <Fact label={t('catalogue.onlineLevel')} text={t(`catalogue.onlineLevel.${onlineLevel}`)} />
      )}
      {elsewhere !== undefined && (
        <Fact
          label={t('catalogue.elsewhere')}
          text={`${t(`catalogue.elsewhere.${elsewhere.reach}`)} (${elsewhere.basis})`}
        />
      )}
      {centralCode !== undefined && (
        <Fact
          label={t('catalogue.centralCode')}
          text={t('catalogue.centralCodeOf', { system: centralCode.system, basis: centralCode.basis })}
        />
      )}
      {order !== undefined && <Fact label={t('catalogue.order')} text={order} />}
      {steps !== undefined && (
        <div>
          <Title order={3}>{t('catalogue.steps')}</Title>
          <List type="ordered" fz="sm">
            {steps.list.map(({ name, role, clock }) => (
              <List.Item key={`${name} ${role}`}>
                {name} ({t(`catalogue.role.${role}`)}): {clockText(t, clock)}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </>
  );
}

function CaseDetail({ procedure, shown }: { procedure: Procedure; shown: ProcedureCase }) {
  const { t } = useWords();
  return (
    <>
      <Components shown={shown} />
      <div>
        <Title order={3}>{t('catalogue.limit')}</Title>
        <Text>{limitText(t, shown)}</Text>
        <Appointment code={procedure.code} caseId={shown.id} />
      </div>
      <div>
        <Title order={3}>{t('catalogue.fees')}</Title>
        <List fz="sm">
          {shown.fees.map((fee) => (
            <List.Item key={fee.id}>
              {fee.name}: <b>{feeText(t, fee)}</b>
              {fee.exemptions?.map(({ name, ground }) => (
                <Text key={name} fz="xs" c="dimmed">
                  {t('catalogue.exempt', { name, ground })}
                </Text>
              ))}
            </List.Item>
          ))}
        </List>
      </div>
    </>
  );
}

function Components({ shown }: { shown: ProcedureCase }) {
  const { t } = useWords();
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('catalogue.components')}</Table.Th>
            <Table.Th>{t('catalogue.original')}</Table.Th>
            <Table.Th>{t('catalogue.certified')}</Table.Th>
            <Table.Th>{t('catalogue.photocopy')}</Table.Th>
            <Table.Th>{t('catalogue.need')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.components.map(({ id, name, counts, requirement, onlyShown, database, replacedBy }) => (
            <Table.Tr key={id}>
              <Table.Td>
                {name}
                {onlyShown && <i> ({t('catalogue.shown')})</i>}
                {replacedBy !== undefined && (
                  <Text fz="xs" c="dimmed">
                    {t('catalogue.replaced', { database: database ?? '', basis: replacedBy })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{counts.original || '–'}</Table.Td>
              <Table.Td>{counts.certified || '–'}</Table.Td>
              <Table.Td>{counts.photocopy || '–'}</Table.Td>
              <Table.Td>{needText(t, requirement, replacedBy)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function needText(
  t: Translate,
  requirement: ProcedureComponent['requirement'],
  replacedBy: string | undefined,
): string {
  if (requirement.kind !== 'always') return requirement.when;
  return replacedBy === undefined ? t('catalogue.need.always') : '–';
}

function Appointment({ code, caseId }: { code: string; caseId: string }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['catalogue', 'appointment'], { code, caseId }, () =>
    client.catalogue.appointment({ code, caseId }),
  );
  if (asked.isError) return <RefusalNotice refused={toRefused(asked.error)} />;
  if (asked.data === undefined) return null;
  const { dueAt, explanation } = asked.data;
  return (
    <>
      <Text fw={600}>{t('catalogue.appointment', { due: showInstant(dueAt) })}</Text>
      <DeadlineReasons steps={explanation} />
    </>
  );
}
