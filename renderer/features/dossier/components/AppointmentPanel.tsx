import { Anchor, Button, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ProcedureCase } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDue, showInstant } from '../../../lib/format.ts';
import { toRefused } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { useHostClock } from '../../../lib/use-host-clock.ts';
import { DeadlineReasons } from '../../../ui/DeadlineReasons.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { numberOf } from '../party-form.ts';
import { CompareDossiers } from './CompareDossiers.tsx';
import { sideOfForm } from './compare-rows.ts';
import type { SectionProps } from './Section.tsx';

const MINUTE_MS = 60_000;

interface Asked {
  code: string;
  caseId: string;
  linkedChoices: number[];
  /** It is received for another office. */
  elsewhere: boolean;
  /** The central service that gives the codes of the procedure. */
  codeSystem: string | undefined;
}

/** When the result would be due if the dossier were received this minute, and why. */
export function AppointmentPanel({ code, caseId, linkedChoices, elsewhere, codeSystem }: Asked) {
  const { t, language } = useWords();
  const client = useClient();
  const minute = Math.floor(useHostClock() / MINUTE_MS);
  const asked = useAsk(['catalogue', 'appointment'], { code, caseId, linkedChoices, elsewhere, minute }, () =>
    client.catalogue.appointment({ code, caseId, linkedChoices, elsewhere }),
  );
  if (asked.isError) {
    const refused = toRefused(asked.error);
    if (refused.code !== 'LINKED_BRANCH_NOT_CHOSEN') return <RefusalNotice refused={refused} />;
    return <Text c="dimmed">{t('linked.chooseFirst')}</Text>;
  }
  if (asked.data === undefined) return null;
  return (
    <section aria-label={t('reception.appointment')}>
      <Title order={3}>{t('reception.appointment')}</Title>
      <Text className="qmc-due" role="status">
        {showDue(asked.data.dueAt, language)}
      </Text>
      {asked.data.provisionalFrom !== null && (
        <StateMark state="attention">
          <span className="qmc-wrap">
            {t('competent.provisionalShort', { time: showInstant(asked.data.provisionalFrom) })}
          </span>
        </StateMark>
      )}
      {codeSystem !== undefined && (
        <StateMark state="attention">
          <span className="qmc-wrap">{t('codeless.willBe', { system: codeSystem })}</span>
        </StateMark>
      )}
      {asked.data.linked.map(({ position, name, agency, dueAt }) => (
        <div key={position} className="qmc-linked">
          <Text fz="sm" fw={500}>
            {name}
          </Text>
          <Text fz="xs" c="dimmed">
            {t(`linked.agency.${agency}`)}
            {dueAt !== null && ` · ${t('linked.expected', { time: showDue(dueAt, language) })}`}
          </Text>
        </div>
      ))}
      <DeadlineReasons steps={asked.data.explanation} />
    </section>
  );
}

/**
 * The open dossiers that the same person has of the procedure, beside the one that is being received. It never blocks: the clerk decides, and
 * their reason is recorded with the new dossier.
 */
export function OpenDossiers({
  form,
  shown,
  onChange,
}: Pick<SectionProps, 'form' | 'onChange'> & { shown: ProcedureCase | undefined }) {
  const [compared, setCompared] = useState<string>();
  const { t } = useWords();
  const client = useClient();
  const party = form.ownerIs === 'other' ? form.owner : form.submitter;
  const number = numberOf(party) ?? '';
  const { oldNumber } = party;
  const input = {
    identityNumber: number,
    procedureCode: form.procedureCode,
    ...(oldNumber ? { oldNumber } : {}),
  };
  const enabled = number !== '' && form.procedureCode !== '';
  const asked = useAsk(['dossier', 'openOf'], input, () => client.dossier.openOf(input), enabled);
  if (!enabled || asked.data === undefined || asked.isPlaceholderData || asked.data.hits.length === 0)
    return null;
  return (
    <section className="qmc-warning" role="status">
      <StateMark state="attention">
        <span className="qmc-wrap">{t('reception.repeat')}</span>
      </StateMark>
      {asked.data.hits.map((hit) => (
        <div key={hit.dossierId}>
          <Anchor component={Link} href={`/ho-so/${hit.dossierId}`} className="qmc-mono">
            {hit.code}
          </Anchor>
          <Text fz="xs" c="dimmed">
            {t('reception.openDossier', { time: showInstant(hit.receivedAt) })} ·{' '}
            {t(`dossier.state.${hit.state}`)} · {hit.ownerName}
            {hit.submitterName !== hit.ownerName &&
              ` (${t('dossier.submittedBy', { name: hit.submitterName })})`}
          </Text>
          <Button variant="default" size="compact-sm" onClick={() => setCompared(hit.dossierId)}>
            {t('compare.open')}
          </Button>
        </div>
      ))}
      {compared !== undefined && (
        <CompareDossiers
          one={{ title: t('compare.now'), side: sideOfForm(t, form, shown) }}
          otherId={compared}
          onClose={() => setCompared(undefined)}
        />
      )}
      <TextInput
        size="xs"
        label={t('reception.repeatReason')}
        value={form.repeatReason}
        autoComplete="off"
        onChange={(event) => onChange({ repeatReason: event.currentTarget.value })}
      />
    </section>
  );
}
