import { Button, Group, Stack, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconEye,
  IconInfoCircle,
  IconLoader2,
  IconNote,
  IconPalette,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { DossierView, PageQuality } from '../../../../shared/contract/dossier.ts';
import { AS_SCANNED, nextTones, turned } from '../../../../shared/domain/digitisation/clean-up.ts';
import { paperOfSource } from '../../../../shared/domain/digitisation/flatten.ts';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useCommand } from '../../../lib/use-command.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { isSame, type PageWork } from '../use-page-work.ts';

type Page = DossierView['components'][number]['pages'][number];
type Finding = PageQuality['findings'][number];

/** The finding that a thumbnail names: the gravest that somebody still has to look at. */
export function gravest({ findings }: PageQuality): Finding | undefined {
  return findings.find(({ severity, accepted }) => severity !== 'know' && accepted === null);
}

/** What was found on the chosen page, what is done to it, and what can be done about it. */
export function PageVerdict(props: {
  page: Page;
  number: number;
  /** The pages that are chosen with it, itself among them. */
  range: readonly Page[];
  mayChange: boolean;
  work: PageWork;
  onRescan: () => void;
  onNote: () => void;
  onCorners: () => void;
}) {
  const { page, number, mayChange, onRescan, onNote } = props;
  const { t } = useWords();
  const { quality } = page;
  const cleaning = useCleanUp(page, mayChange, props);
  const tones = useTones(page, mayChange, props);
  const told = quality.findings.filter(({ severity }) => severity !== 'know');
  const again = useMeasureAgain(page, mayChange);
  const isGood = told.every(({ accepted }) => accepted !== null);
  return (
    <section aria-label={t('quality.of', { page: number })} className="qmc-verdict">
      <Stack gap={2}>
        {told.map((finding) => (
          <FindingRow key={finding.code} finding={finding} page={page} mayChange={mayChange} />
        ))}
        {quality.state === 'waiting' && <Line icon={IconLoader2} words={t('quality.waiting')} />}
        {quality.state === 'measured' && told.length === 0 && (
          <Line icon={IconCircleCheck} tone="qmc-good" words={t('quality.good', { page: number })} />
        )}
        {cleaning.words !== '' && <Line icon={IconInfoCircle} words={cleaning.words} />}
        {tones.loses && <Line icon={IconPalette} tone="qmc-attention" words={t('tones.losesColour')} />}
        {tones.mayBeGrey && mayChange && <Line icon={IconPalette} words={t('tones.mayBeGrey')} />}
        {page.note !== null && <Line icon={IconNote} words={t(`note.is.${page.note}`)} />}
        <RefusalNotice refused={again.refused} />
      </Stack>
      {mayChange && (
        <Group gap={6}>
          {!isGood && (
            <Button size="compact-sm" variant="light" onClick={onRescan}>
              {t('action.rescanPage')} <kbd className="qmc-on-button">Alt+N</kbd>
            </Button>
          )}
          {quality.state === 'failed' && (
            <Button size="compact-sm" variant="light" loading={again.running} onClick={again.measure}>
              {t('action.measureAgain')} <kbd className="qmc-on-button">Alt+Y</kbd>
            </Button>
          )}
          {cleaning.hasProposal && (
            <Button size="compact-sm" variant="subtle" onClick={cleaning.toggle}>
              {t(cleaning.isCleaned ? 'quality.asScanned' : 'quality.asProposed')}{' '}
              <kbd className="qmc-on-button">Alt+W</kbd>
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={cleaning.turn}>
            {t('action.turnPage')} <kbd className="qmc-on-button">Alt+R</kbd>
          </Button>
          <Button size="compact-sm" variant="subtle" title={t('action.pageTones')} onClick={tones.next}>
            {t(`tones.${quality.cleanUp.tones}`)} <kbd className="qmc-on-button">Alt+M</kbd>
          </Button>
          {quality.picture !== null &&
            (page.source.startsWith('camera:') || quality.cleanUp.flatten !== null) && (
              <Button size="compact-sm" variant="subtle" onClick={props.onCorners}>
                {t('corners.open')} <kbd className="qmc-on-button">Alt+F</kbd>
              </Button>
            )}
          <Button size="compact-sm" variant="subtle" title={t('note.why')} onClick={onNote}>
            {t(page.note === null ? 'note.mark' : 'note.unmark')} <kbd className="qmc-on-button">Alt+G</kbd>
          </Button>
        </Group>
      )}
    </section>
  );
}

function Line(props: { icon: typeof IconEye; words: string; tone?: string }) {
  return (
    <span className={`qmc-state qmc-small ${props.tone ?? ''}`}>
      <props.icon size={15} aria-hidden />
      {props.words}
    </span>
  );
}

/** What is told of a finding: what helps is another thing under a camera than in a scanner. */
function wordsOf(code: Finding['code'], { source }: Page) {
  return code === 'dpi-low' && paperOfSource(source) !== null
    ? ('quality.dpi-low.camera' as const)
    : (`quality.${code}` as const);
}

/** A finding with its reason; one that a person may let stand, with the field for why. */
function FindingRow(props: { finding: Finding; page: Page; mayChange: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const accept = useCommand(client.scan.acceptPage);
  const { code, severity, accepted } = props.finding;
  const [reason, setReason] = useState('');
  const [asking, ask] = useState(false);
  if (accepted !== null)
    return (
      <Line
        icon={IconCircleCheck}
        words={t('quality.accepted', {
          finding: t(`quality.short.${code}`),
          reason: accepted.reason,
          by: accepted.by,
        })}
      />
    );
  const icon = severity === 'look' ? IconEye : IconAlertTriangle;
  const tone = severity === 'look' ? 'qmc-attention' : 'qmc-bad';
  return (
    <div>
      <Line icon={icon} tone={tone} words={t(wordsOf(code, props.page))} />
      {severity === 'accept' &&
        props.mayChange &&
        (asking ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void accept.run({ pageId: props.page.pageId, finding: code, reason } as never);
            }}
          >
            <Group gap={6} wrap="nowrap" align="end">
              <TextInput
                size="xs"
                style={{ flex: 1 }}
                label={t('quality.reason')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" loading={accept.running} disabled={reason.trim().length < 3}>
                {t('quality.accept')}
              </Button>
            </Group>
            <RefusalNotice refused={accept.refused} />
          </form>
        ) : (
          <Button size="compact-xs" variant="subtle" onClick={() => ask(true)}>
            {t('quality.letStand')}
          </Button>
        ))}
    </div>
  );
}

/** Measures the chosen page anew where it could not be measured. */
function useMeasureAgain({ pageId, quality }: Page, mayChange: boolean) {
  const client = useClient();
  const command = useCommand(client.scan.measureAgain);
  const measure = () => {
    if (mayChange && quality.state === 'failed' && !command.running) void command.run({ pageId } as never);
  };
  const latest = useRef(measure);
  latest.current = measure;
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'page-measure', label: 'action.measureAgain', keys: 'Alt+Y', run: () => latest.current() }],
    [],
  );
  useRegisteredActions(actions);
  return { measure, running: command.running, refused: command.refused };
}

/** The clean-up of the chosen page: one key takes it back and does it again, another turns the page. */
function useCleanUp(
  { pageId, quality }: Page,
  mayChange: boolean,
  { work, onRescan }: { work: PageWork; onRescan: () => void },
) {
  const { t } = useWords();
  const { cleanUp, proposed, state } = quality;
  const kept = { turn: cleanUp.turn, tones: cleanUp.tones };
  const scanned = { ...AS_SCANNED, ...kept };
  const hasProposal = !isSame({ ...proposed, turn: 0 }, AS_SCANNED);
  const isCleaned = !isSame(cleanUp, scanned);
  const put = (next: PageQuality['cleanUp']) => {
    if (mayChange && state === 'measured') void work.cleanUp([{ pageId, quality, next }]);
  };
  const does = {
    toggle: () => put(isCleaned ? scanned : { ...proposed, ...kept }),
    turn: () => put(turned(cleanUp)),
    rescan: () => mayChange && onRescan(),
  };
  useVerdictActions(does, work.whenFree);
  const degrees = new Intl.NumberFormat('vi', { maximumFractionDigits: 1 }).format(
    Math.abs(cleanUp.straighten / 100),
  );
  const steps = [
    cleanUp.flatten === null ? '' : t('quality.flattened', { paper: cleanUp.flatten.paper }),
    cleanUp.straighten === 0 ? '' : t('quality.straightened', { degrees }),
    cleanUp.crop === null || cleanUp.straighten !== 0 ? '' : t('quality.cropped'),
    cleanUp.whiten === 100 ? '' : t('quality.whitened'),
    cleanUp.turn === 0 ? '' : t('quality.turned', { degrees: cleanUp.turn }),
    cleanUp.tones === 'colour' ? '' : t(`tones.in.${cleanUp.tones}`),
  ].filter((step) => step !== '');
  const words = steps.length === 0 ? '' : t('quality.inCopy', { steps: steps.join(', ') });
  return { ...does, hasProposal, isCleaned, words };
}

/** The tones in which the chosen pages go into the copy: one key takes all of them on to those that follow the shown page's. */
function useTones(
  { quality }: Page,
  mayChange: boolean,
  { range, work }: { range: readonly Page[]; work: PageWork },
) {
  const { tones } = quality.cleanUp;
  const next = () => {
    if (mayChange) void work.chooseTones(range, nextTones(tones));
  };
  const latest = useRef(next);
  latest.current = next;
  const { whenFree } = work;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'page-tones',
        label: 'action.pageTones',
        keys: 'Alt+M',
        run: () => whenFree(() => latest.current()),
      },
    ],
    [whenFree],
  );
  useRegisteredActions(actions);
  const { hasColour, mayBeGrey } = quality;
  return {
    next,
    loses: tones !== 'colour' && hasColour,
    mayBeGrey: tones === 'colour' && mayBeGrey,
  };
}

function useVerdictActions(
  does: Record<'toggle' | 'turn' | 'rescan', () => void>,
  whenFree: PageWork['whenFree'],
): void {
  const latest = useRef(does);
  latest.current = does;
  const actions = useMemo<readonly Action[]>(() => {
    const change = (name: keyof typeof does) => () => whenFree(() => latest.current[name]());
    return [
      { id: 'page-rescan', label: 'action.rescanPage', keys: 'Alt+N', run: () => latest.current.rescan() },
      { id: 'page-turn', label: 'action.turnPage', keys: 'Alt+R', run: change('turn') },
      { id: 'page-clean', label: 'action.cleanPage', keys: 'Alt+W', run: change('toggle') },
    ];
  }, [whenFree]);
  useRegisteredActions(actions);
}
