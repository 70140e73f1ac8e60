import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { isDropped } from '../../../../shared/domain/certification/copy-state.ts';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import {
  copyCertificationText,
  ELECTRONIC_COPY_BOOK,
} from '../../../../shared/forms/nd-23-2015/copy-certification.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { showDate } from '../../../lib/format.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { useToday } from '../../../lib/use-host-clock.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { RefuseDialog } from '../../refusal/index.ts';
import { PageImage, PdfPage, usePageActions } from '../../scan/index.ts';

type Component = DossierView['components'][number];

/**
 * The digital copy page by page beside the original in the clerk's hand: Enter says that this page equals it, and only when every page was
 * looked at can the copy be put up for signing.
 */
export function ComparePages({ dossier, component }: { dossier: DossierView; component: Component }) {
  const { t } = useWords();
  const copy = component.digitalCopy;
  const fromPdf = component.pages.length === 0;
  const count = copy?.pages ?? 0;
  const name = `certify.compare.${copy?.sha256 ?? ''}`;
  const [matched, setMatched] = useDraft<readonly number[]>(`${name}.matched`, []);
  const [at, setAt] = useState(() => firstOpen(count, matched));
  const page = component.pages[at];
  const button = useRef<HTMLButtonElement>(null);
  const isOld = !fromPdf && copy?.upToDate === false;
  const up = dossier.copies.find(({ scanSha256, state }) => scanSha256 === copy?.sha256 && !isDropped(state));
  const all = matched.length >= count && count > 0;
  const match = () => {
    if (up !== undefined) return;
    const next = matched.includes(at + 1) ? matched : [...matched, at + 1].sort((a, b) => a - b);
    setMatched(next);
    setAt(next.length >= count ? at : firstOpen(count, next));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page asks for the button again
  useEffect(() => button.current?.focus(), [at, all]);
  usePageActions('certify.match', {
    mark: match,
    next: () => setAt(Math.min(at + 1, count - 1)),
    back: () => setAt(Math.max(0, at - 1)),
  });
  if (isOld || copy === null)
    return (
      <Stack maw={640} gap="sm" align="flex-start">
        <StateMark state="attention">
          <span className="qmc-wrap">{t('certify.copyOld')}</span>
        </StateMark>
        <Anchor component={Link} href={`/scan/${dossier.dossierId}/${component.componentId}`}>
          {t('certify.makeCopyAgain')}
        </Anchor>
      </Stack>
    );
  if (copy.purgedAt !== null)
    return (
      <Stack maw={640} gap="sm" align="flex-start">
        <Text>{t('purged.compare', { day: showDate(officeDay(copy.purgedAt)) })}</Text>
        <Anchor component={Link} href={`/scan/${dossier.dossierId}/${component.componentId}`}>
          {t('action.scanDossier')}
        </Anchor>
      </Stack>
    );
  return (
    <div className="qmc-bench">
      <PageList
        count={count}
        at={at}
        matched={matched}
        onChoose={setAt}
        dossier={dossier}
        component={component}
      />
      <section className="qmc-page" aria-label={t('scan.page')}>
        {page === undefined ? (
          <PdfPage
            sha256={copy.sha256}
            page={at + 1}
            title={t('scan.pageOf', { page: at + 1, pages: count })}
          />
        ) : (
          <PageImage
            key={page.pageId}
            sha256={page.sha256}
            alt={t('scan.pageOf', { page: at + 1, pages: count })}
          />
        )}
      </section>
      <Stack gap="sm" className="qmc-aside">
        <Text fw={600} fz="lg" role="status">
          {t('certify.pageAt', { page: at + 1, pages: count })}
        </Text>
        {up === undefined ? (
          <>
            <Text fz="sm">{t('certify.howTo')}</Text>
            {!all && (
              <Button ref={button} leftSection={<IconCheck size={18} />} onClick={match}>
                {t('certify.match')} <kbd className="qmc-on-button">Enter</kbd>
              </Button>
            )}
            <Text fz="sm" role="status">
              {t('certify.matched', { count: matched.length, pages: count })}
            </Text>
            <RefuseComponent dossier={dossier} component={component} />
            <Statement />
            {all && <PutUp dossier={dossier} component={component} matched={matched} draft={name} />}
          </>
        ) : (
          <StateMark state={up.state === 'certified' ? 'good' : 'attention'}>
            <span className="qmc-wrap">
              {t('certify.alreadyUp', { title: up.title, state: t(`copy.state.${up.state}`) })}
            </span>
          </StateMark>
        )}
      </Stack>
    </div>
  );
}

/** The statement as it will be drawn on the copy; its number, book and day are taken when the officer signs. */
function Statement() {
  const { t } = useWords();
  const { data } = useToday();
  if (data === undefined) return null;
  const certifiedOn = officeDay(data.now);
  const book = `……/${certifiedOn.slice(0, 4)}-${ELECTRONIC_COPY_BOOK}`;
  const { statement, lines } = copyCertificationText({ number: '……', book, certifiedOn });
  return (
    <figure className="qmc-statement" aria-label={t('certify.statement')}>
      <figcaption>{t('certify.statement')}</figcaption>
      <blockquote lang="vi">
        <strong>{statement}</strong>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </blockquote>
      <Text fz="xs" c="dimmed">
        {t('certify.statementNote')}
      </Text>
    </figure>
  );
}

/** The first page that was not compared yet. */
function firstOpen(count: number, matched: readonly number[]): number {
  for (let page = 1; page <= count; page += 1) if (!matched.includes(page)) return page - 1;
  return 0;
}

function PageList(props: {
  count: number;
  at: number;
  matched: readonly number[];
  onChoose: (index: number) => void;
  dossier: DossierView;
  component: Component;
}) {
  const { t } = useWords();
  return (
    <nav className="qmc-slots" aria-label={t('scan.pages')}>
      <Anchor component={Link} href={`/ho-so/${props.dossier.dossierId}`} className="qmc-mono" fw={600}>
        {props.dossier.code}
      </Anchor>
      <Text fz="sm" mb={8} lineClamp={3}>
        {props.component.name}
      </Text>
      <ol className="qmc-list">
        {Array.from({ length: props.count }, (_, index) => index + 1).map((page) => {
          const done = props.matched.includes(page);
          const Icon = done ? IconCircleCheck : IconCircle;
          return (
            <li key={page}>
              <button
                type="button"
                className="qmc-choice qmc-text-row"
                aria-current={page === props.at + 1 ? 'true' : undefined}
                onClick={() => props.onChoose(page - 1)}
              >
                <span className={`qmc-state ${done ? 'qmc-good' : ''}`}>
                  <Icon size={16} aria-hidden />
                  {t(done ? 'certify.pageDone' : 'certify.pageOpen', { page })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function PutUp(props: {
  dossier: DossierView;
  component: Component;
  matched: readonly number[];
  draft: string;
}) {
  const { t } = useWords();
  const client = useClient();
  const { dossier, component, draft } = props;
  const compare = useCommand(client.certify.compare);
  const forget = useDrafts((state) => state.forget);
  const [title, setTitle] = useDraft(`${draft}.title`, '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await compare.run({
      dossierId: dossier.dossierId,
      componentId: component.componentId,
      title,
      sha256: component.digitalCopy?.sha256,
      pagesMatched: [...props.matched],
    } as never);
    if (done === undefined) return;
    forget(draft);
    navigate('/certify/sign');
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('certify.title')}
          description={t('certify.titleHint')}
          value={title}
          error={fieldProblems(t, compare.refused)['title']}
          autoFocus
          autoComplete="off"
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <RefusalNotice refused={compare.refused} />
        <Group justify="flex-end">
          <Button type="submit" loading={compare.running}>
            {t('certify.putUp')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the clerk sees while comparing may be a reason to refuse. */
function RefuseComponent({ dossier, component }: { dossier: DossierView; component: Component }) {
  const { t } = useWords();
  const [refusing, setRefusing] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => setRefusing(true)}
        aria-label={t('refuse.of', { title: component.name })}
      >
        {t('refuse.short')}
      </Button>
      {refusing && (
        <RefuseDialog
          item={{ kind: 'other', dossierId: dossier.dossierId, title: component.name }}
          title={component.name}
          onClose={() => setRefusing(false)}
        />
      )}
    </>
  );
}
