import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PublicNotice } from '../../../shared/domain/catalogue/public-notice.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { clockText, feeText, limitText } from '../catalogue/index.ts';

type Case = PublicNotice['cases'][number];

/** One procedure in big type: what to bring, how long it takes, what it costs, and the rest; what no source confirms is to be asked for. */
export function PublicNoticeView({ code }: { code: string }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['catalogue', 'public'], { code }, () => client.publicView.get({ code }));
  const [caseId, setCaseId] = useState<string>();
  return (
    <Asked query={asked}>
      {({ notice }) => {
        const shown = notice.cases.find(({ id }) => id === caseId) ?? notice.cases[0];
        return (
          <article>
            <h2 className="qmc-public-name">{notice.name}</h2>
            <p>
              <span className="qmc-mono">{notice.code}</span> · {notice.field} ·{' '}
              {t('catalogue.owner', { owner: t(`catalogue.owner.${notice.owner}`) })}
            </p>
            {notice.newLaw !== null && (
              <StateMark state="attention">
                {t('public.newLaw', { law: notice.newLaw.law, day: showDate(notice.newLaw.from) })}
              </StateMark>
            )}
            {notice.cases.length > 1 && (
              <SegmentedControl
                size="lg"
                orientation="vertical"
                fullWidth
                aria-label={t('public.case')}
                value={shown?.id ?? ''}
                onChange={setCaseId}
                data={notice.cases.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {shown !== undefined && <CaseView shown={shown} />}
            <Rest notice={notice} />
          </article>
        );
      }}
    </Asked>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Ask() {
  const { t } = useWords();
  return <p>{t('public.ask')}</p>;
}

function Lines({ lines }: { lines: readonly string[] | null }) {
  if (lines === null || lines.length === 0) return <Ask />;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function CaseView({ shown }: { shown: Case }) {
  const { t } = useWords();
  const { components, fees, limit } = shown;
  return (
    <>
      <Part title={t('public.bring')}>
        {components === null ? (
          <Ask />
        ) : (
          <ol>
            {components.map((component) => (
              <li key={component.id}>
                <Component component={component} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title={t('catalogue.limit')}>
        {limit === null ? <Ask /> : <p className="qmc-public-figure">{limitText(t, { limit })}</p>}
      </Part>
      <Part title={t('catalogue.fees')}>
        {fees !== null && fees.length === 0 ? (
          <p className="qmc-public-figure">{t('public.noFee')}</p>
        ) : (
          <Lines lines={fees?.flatMap((fee) => feeLines(t, fee)) ?? null} />
        )}
      </Part>
    </>
  );
}

function Component({ component }: { component: NonNullable<Case['components']>[number] }) {
  const { t } = useWords();
  const { name, counts, requirement, onlyShown, form, database, replacedBy } = component;
  const papers = (['original', 'certified', 'photocopy'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`public.paper.${kind}`, { count: counts[kind] }))
    .join(t('public.or'));
  const remarks = [
    papers,
    onlyShown && requirement.kind !== 'looked-up' ? t('catalogue.shown') : '',
    requirement.kind === 'always' ? '' : requirement.when,
    form === undefined ? '' : t('public.form', { form }),
    replacedBy === undefined ? '' : t('catalogue.replaced', { database: database ?? '', basis: replacedBy }),
  ].filter(Boolean);
  return (
    <>
      <b>{name}</b>
      {remarks.length > 0 && <span className="qmc-public-remark">{remarks.join(' · ')}</span>}
    </>
  );
}

function feeLines(t: Translate, fee: NonNullable<Case['fees']>[number]): string[] {
  return [
    `${fee.name}: ${feeText(t, fee)}`,
    ...(fee.exemptions ?? []).map(({ name, ground }) => t('catalogue.exempt', { name, ground })),
  ];
}

function Rest({ notice }: { notice: PublicNotice }) {
  const { t } = useWords();
  const { channels, onlineLevel, order, steps, subjects, results, legalBasis } = notice;
  const ways = channels.map((channel) =>
    channel === 'online' && onlineLevel !== null
      ? `${t('channel.online')} (${t(`catalogue.onlineLevel.${onlineLevel}`)})`
      : t(`channel.${channel}`),
  );
  return (
    <>
      <Part title={t('public.ways')}>
        <Lines lines={ways} />
      </Part>
      {order !== null && (
        <Part title={t('catalogue.order')}>
          <p>{order}</p>
        </Part>
      )}
      {steps !== null && (
        <Part title={t('catalogue.steps')}>
          <ol>
            {steps.map(({ name, role, clock }) => (
              <li key={`${name} ${role}`}>
                {name}: {clockText(t, clock)}
              </li>
            ))}
          </ol>
        </Part>
      )}
      {subjects.length > 0 && (
        <Part title={t('catalogue.subjects')}>
          <Lines lines={subjects} />
        </Part>
      )}
      <Part title={t('public.results')}>
        <Lines lines={results.map(({ name }) => name)} />
      </Part>
      <Part title={t('catalogue.legal')}>
        <Lines lines={legalBasis} />
      </Part>
    </>
  );
}
