import { Alert, Anchor, Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { OnlineFile, OnlineView } from '../../../shared/contract/online.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { type FeeChoice, initialFeeChoices } from '../../../shared/domain/dossier/fees.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { showDue, showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { useSession } from '../../lib/use-session.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { AcceptanceMark, DossierState, partyDetails } from '../dossier/index.ts';
import { PageImage, PdfPage, usePageActions } from '../scan/index.ts';
import { CompletionDialog, RefuseDialog } from './DecisionDialogs.tsx';

/** One page of one file, in the order of the review. */
interface ReviewPage {
  file: OnlineFile;
  page: number;
  /** Its name among what was looked at. */
  key: string;
}

/** What a citizen filed online, looked at page by page, then accepted, sent back once, or refused. */
export function OnlineScreen({ submissionId }: { submissionId: string }) {
  const client = useClient();
  const asked = useAsk(['online', 'get'], { submissionId }, () => client.online.get({ submissionId }));
  return (
    <Asked query={asked}>
      {(submission) => <Review submission={submission} key={`${submissionId}.${submission.revision}`} />}
    </Asked>
  );
}

function Review({ submission }: { submission: OnlineView }) {
  const { t } = useWords();
  const pages = useMemo(() => pagesOf(submission.files), [submission.files]);
  const draft = `online.${submission.submissionId}.${submission.revision}`;
  const [seen, setSeen] = useDraft<readonly string[]>(`${draft}.seen`, []);
  const [at, setAt] = useState(() => firstOpen(pages, seen));
  const button = useRef<HTMLButtonElement>(null);
  const shown = pages[at];
  const all = pages.every(({ key }) => seen.includes(key));
  const look = () => {
    if (shown === undefined) return;
    const next = seen.includes(shown.key) ? seen : [...seen, shown.key];
    setSeen(next);
    setAt(pages.every(({ key }) => next.includes(key)) ? at : firstOpen(pages, next));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page asks for the button again
  useEffect(() => button.current?.focus(), [at, all]);
  usePageActions('online.look', {
    mark: look,
    next: () => setAt(Math.min(at + 1, pages.length - 1)),
    back: () => setAt(Math.max(0, at - 1)),
  });
  const open = submission.actions.length > 0;
  return (
    <div className="qmc-bench">
      <Files submission={submission} pages={pages} at={at} seen={seen} onChoose={setAt} />
      <section className="qmc-page" aria-label={t('scan.page')}>
        {shown === undefined ? <Text p="md">{t('online.noFiles')}</Text> : <ShownPage shown={shown} />}
      </section>
      <Stack gap="sm" className="qmc-aside">
        <Facts submission={submission} />
        {open && shown !== undefined && !all && (
          <Button ref={button} variant="default" leftSection={<IconCheck size={18} />} onClick={look}>
            {t('online.look')} <kbd className="qmc-on-button">Enter</kbd>
          </Button>
        )}
        {open && pages.length > 0 && (
          <Text fz="sm" role="status">
            {t('online.looked', {
              count: pages.filter(({ key }) => seen.includes(key)).length,
              pages: pages.length,
            })}
          </Text>
        )}
        <Decision submission={submission} all={all} draft={draft} />
      </Stack>
    </div>
  );
}

function ShownPage({ shown }: { shown: ReviewPage }) {
  const { t } = useWords();
  const { file, page } = shown;
  const image = file.pages[page - 1];
  const title = t('online.pageTitle', { name: file.name, page, pages: file.pageCount });
  return image === undefined ? (
    <PdfPage key={shown.key} sha256={file.sha256} page={page} title={title} />
  ) : (
    <PageImage key={shown.key} sha256={image} alt={title} />
  );
}

function Files(props: {
  submission: OnlineView;
  pages: readonly ReviewPage[];
  at: number;
  seen: readonly string[];
  onChoose: (index: number) => void;
}) {
  const { t } = useWords();
  const { submission, pages, at, seen } = props;
  const names = useComponentNames(submission);
  return (
    <nav className="qmc-slots" aria-label={t('online.files')}>
      <Text className="qmc-mono" fw={600}>
        {submission.code}
      </Text>
      {submission.files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be filed twice; their order never changes
        <div key={`${index}.${file.sha256}`}>
          <Text fz="sm" fw={600} mt={10} style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Text>
          <Text fz="xs" c="dimmed" mb={4}>
            {names.get(file.componentId ?? '') ?? t('online.otherPaper')}
            {file.fromNationalStore && ` · ${t('online.fromNationalStore')}`}
          </Text>
          <ol className="qmc-list">
            {pages.map((page, position) => {
              if (!page.key.startsWith(`${index}.`)) return null;
              const done = seen.includes(page.key);
              const Icon = done ? IconCircleCheck : IconCircle;
              return (
                <li key={page.key}>
                  <button
                    type="button"
                    className="qmc-choice qmc-text-row"
                    aria-current={position === at ? 'true' : undefined}
                    onClick={() => props.onChoose(position)}
                  >
                    <span className={`qmc-state ${done ? 'qmc-good' : ''}`}>
                      <Icon size={16} aria-hidden />
                      {t(done ? 'online.pageDone' : 'online.pageOpen', { page: page.page })}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </nav>
  );
}

function Facts({ submission }: { submission: OnlineView }) {
  const { t, language } = useWords();
  const now = useHostClock();
  const { owner, submitter, delivery } = submission;
  return (
    <>
      <div>
        <DossierState state={submission.state} />
        <Text fw={600} mt={4}>
          {submission.procedureName ?? submission.procedureCode}
        </Text>
        <Text fz="sm">{submission.request}</Text>
      </div>
      <dl className="qmc-facts-short">
        <Fact name={t('online.filedAt')}>{showInstant(submission.filedAt)}</Fact>
        {submission.state === 'registered' && submission.dueAt !== null && (
          <Fact name={t('online.dueAt')}>
            {showDue(submission.dueAt, language)} <AcceptanceMark dueAt={submission.dueAt} now={now} />
          </Fact>
        )}
        {submitter.kind === 'other' && (
          <Fact name={t('party.submitter')}>
            {submitter.party.name}. {partyDetails(t, submitter.party)}
          </Fact>
        )}
        {owner !== null && (
          <Fact name={t('party.owner')}>
            {owner.name}. {partyDetails(t, owner)}
          </Fact>
        )}
        <Fact name={t('reception.delivery')}>
          {t(`delivery.${delivery.method}`)}
          {delivery.method === 'post' && `: ${delivery.address}`}
        </Fact>
      </dl>
      <StateMark state={submission.verifiedByVneid ? 'good' : 'attention'}>
        <span className="qmc-wrap">
          {t(submission.verifiedByVneid ? 'online.verified' : 'online.notVerified')}
        </span>
      </StateMark>
      {submission.completion !== null && (
        <section aria-label={t('online.completion')}>
          <Text fz="sm" fw={600}>
            {t('online.completionAsked', { time: showInstant(submission.completion.askedAt) })}
          </Text>
          <ul className="qmc-list">
            {submission.completion.items.map(({ name, reason }) => (
              <li key={`${name}.${reason}`}>
                <Text fz="sm">
                  {name}: {reason}
                </Text>
              </li>
            ))}
          </ul>
          <Text fz="sm">{submission.completion.instruction}</Text>
        </section>
      )}
      {submission.refusalReason !== null && (
        <Text fz="sm">{t('online.refusedFor', { reason: submission.refusalReason })}</Text>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" fz="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fz="sm">
        {children}
      </Text>
    </div>
  );
}

function Decision({ submission, all, draft }: { submission: OnlineView; all: boolean; draft: string }) {
  const { t } = useWords();
  const client = useClient();
  const accept = useCommand(client.online.accept);
  const roles = useSession().data?.user?.roles ?? [];
  const [dialog, setDialog] = useState<'completion' | 'refusal'>();
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  const entry = useCase(submission);
  const [waived, setWaived] = useDraft<Record<string, string | null>>(`${draft}.fees`, {});
  const fees = entry === undefined ? [] : chosenFees(entry, waived);
  const { actions, submissionId, revision, files, dossierId } = submission;
  const run = async () => {
    const reviewed = [...new Set(files.map(({ sha256 }) => sha256))];
    const done = await accept.run({ submissionId, revision, fees, reviewed });
    if (done !== undefined) setUnplaced(done.unplaced);
  };
  if (dossierId !== null)
    return (
      <Alert color="teal" variant="outline" title={t('online.accepted')} role="status">
        <Anchor component={Link} href={`/ho-so/${dossierId}`}>
          {t('online.openDossier')}
        </Anchor>
        {unplaced.length > 0 && (
          <Text fz="sm" mt={6}>
            {t('online.unplaced', { names: unplaced.join(', ') })}
          </Text>
        )}
      </Alert>
    );
  if (actions.length === 0 || !isPermitted('dossier:receive', roles)) return null;
  return (
    <>
      {actions.includes('accept') && entry !== undefined && (
        <Fees
          entry={entry}
          fees={fees}
          onChange={(feeId, reason) => setWaived({ ...waived, [feeId]: reason })}
        />
      )}
      {actions.includes('accept') && (
        <Button
          disabled={!all}
          loading={accept.running}
          onClick={() => void run()}
          title={all ? undefined : t('online.lookFirst')}
        >
          {t('online.accept')}
        </Button>
      )}
      {actions.includes('ask-completion') && (
        <Button variant="default" onClick={() => setDialog('completion')}>
          {t('online.askCompletion')}
        </Button>
      )}
      {actions.includes('refuse') && (
        <Button variant="default" onClick={() => setDialog('refusal')}>
          {t('online.refuse')}
        </Button>
      )}
      <RefusalNotice refused={accept.refused} />
      {dialog === 'completion' && (
        <CompletionDialog submission={submission} entry={entry} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'refusal' && <RefuseDialog submission={submission} onClose={() => setDialog(undefined)} />}
    </>
  );
}

/** The fees of the case: taken later, as nobody stands at the window, or waived with the ground. */
function Fees(props: {
  entry: ProcedureCase;
  fees: readonly FeeChoice[];
  onChange: (feeId: string, waivedFor: string | null) => void;
}) {
  const { t } = useWords();
  if (props.fees.length === 0) return <Text fz="sm">{t('fee.none')}</Text>;
  return (
    <Stack gap={6}>
      {props.fees.map(({ feeId, settlement, waivedFor }) => (
        <div key={feeId}>
          <NativeSelect
            label={props.entry.fees.find(({ id }) => id === feeId)?.name ?? feeId}
            value={settlement}
            data={[
              { value: 'later', label: t('online.fee.later') },
              { value: 'waived', label: t('online.fee.waived') },
            ]}
            onChange={(event) => props.onChange(feeId, event.currentTarget.value === 'waived' ? '' : null)}
          />
          {settlement === 'waived' && (
            <TextInput
              mt={4}
              label={t('online.fee.reason')}
              value={waivedFor ?? ''}
              autoComplete="off"
              onChange={(event) => props.onChange(feeId, event.currentTarget.value)}
            />
          )}
        </div>
      ))}
    </Stack>
  );
}

function chosenFees(entry: ProcedureCase, waived: Readonly<Record<string, string | null>>): FeeChoice[] {
  return initialFeeChoices(entry, 'online').map((fee) => {
    const reason = waived[fee.feeId] ?? null;
    return { ...fee, settlement: reason === null ? 'later' : 'waived', waivedFor: reason };
  });
}

function useCase({ procedureCode, caseId }: OnlineView): ProcedureCase | undefined {
  const client = useClient();
  const { data } = useAsk(['catalogue', 'get'], { code: procedureCode }, () =>
    client.catalogue.get({ code: procedureCode }),
  );
  return data === undefined ? undefined : findCase(data.procedure, caseId);
}

function useComponentNames(submission: OnlineView): ReadonlyMap<string, string> {
  const entry = useCase(submission);
  return new Map(entry?.components.map(({ id, name }) => [id, name]));
}

function pagesOf(files: readonly OnlineFile[]): ReviewPage[] {
  return files.flatMap((file, index) =>
    Array.from({ length: file.pageCount }, (_, page) => ({
      file,
      page: page + 1,
      key: `${index}.${page + 1}`,
    })),
  );
}

/** The first page that was not looked at yet. */
function firstOpen(pages: readonly ReviewPage[], seen: readonly string[]): number {
  return Math.max(
    0,
    pages.findIndex(({ key }) => !seen.includes(key)),
  );
}
