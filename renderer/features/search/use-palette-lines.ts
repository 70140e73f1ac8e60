import { navigate } from 'wouter/use-hash-location';
import type { DossierHit } from '../../../shared/contract/dossier.ts';
import type { PageWithText } from '../../../shared/contract/scan.ts';
import { looksLikeStatementCode } from '../../../shared/domain/certification/statement-code.ts';
import { searchForm } from '../../../shared/domain/geography/search-text.ts';
import { looksLikeProof } from '../../../shared/domain/signed-digits.ts';
import { readSlipText } from '../../../shared/domain/slip/slip-proof.ts';
import { useActions } from '../../app/actions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import type { Translate } from '../../lib/i18n.ts';
import { useRecentDossiers } from '../../lib/recent.ts';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useToday } from '../../lib/use-host-clock.ts';
import { SHOWN_LISTS } from '../today/index.ts';

const SHOWN = 12;
const MOST_DOABLE = 6;
const MOST_PAGES = 5;
/** Fewer letters stand on nearly every page. */
const LEAST_LETTERS = 3;
/** What is longer was not typed; the host looks at less of it still. */
const LONGEST = 2000;

/** One line of the palette: a dossier, a screen, a work list or something that can be done here. */
export interface Line {
  id: string;
  title: string;
  note: string;
  group: 'recent' | 'dossiers' | 'pages' | 'doable';
  dossier?: Pick<DossierHit, 'state' | 'dueAt'>;
  run(): void;
}

/** What the palette shows for a text. */
interface Found {
  lines: Line[];
  /** The dossiers shown are those of an earlier text, or none have come yet: nothing of them may be chosen. */
  waiting: boolean;
  refused: Refused | undefined;
  retry(): void;
}

/** The lines for what was typed or read: an empty text shows what was opened last and the newest dossiers. */
export function usePaletteLines(typed: string): Found {
  const { t } = useWords();
  const client = useClient();
  const line = typed.slice(0, LONGEST);
  const code = codeOfProof(line);
  const text = code ?? line;
  const recentIds = useRecentDossiers();
  const asked = useAsk(['dossier', 'search'], { text, palette: true }, () =>
    client.dossier.search({ text, limit: SHOWN }),
  );
  const opened = useAsk(
    ['dossier', 'recent'],
    { recentIds },
    () => Promise.all(recentIds.map((dossierId) => client.dossier.get({ dossierId: dossierId as never }))),
    recentIds.length > 0,
  );
  const pages = usePages(text, code === undefined);
  const doable = useDoable(text);
  const recent = text.trim() === '' && recentIds.length > 0 ? (opened.data ?? []) : [];
  const shown = new Set<string>(recent.map(({ dossierId }) => dossierId));
  const dossiers = (asked.data?.hits ?? []).filter(({ dossierId }) => !shown.has(dossierId));
  return {
    lines: [
      ...recent.map((dossier) =>
        lineOf(
          {
            ...dossier,
            ownerName: dossier.parties.find(({ role }) => role === 'owner')?.party.name ?? '',
            shortName: dossier.procedureName,
            address: '',
          },
          'recent',
        ),
      ),
      ...dossiers.map((hit) => lineOf(hit, 'dossiers')),
      ...pages.map((page) => lineOfPage(t, page)),
      ...(code === undefined
        ? []
        : [
            {
              id: 'check',
              title: t(code === 'statement' ? 'check.aStatement' : 'check.slip'),
              note: t(code === 'statement' ? 'check.aStatementNote' : 'check.slipNote'),
              group: 'doable' as const,
              run: () => navigate(`/check/${line.trim()}`),
            },
          ]),
      ...doable,
    ],
    waiting: asked.isPlaceholderData || asked.isLoading,
    refused: asked.isError ? toRefused(asked.error) : undefined,
    retry: () => void asked.refetch(),
  };
}

/** The code that the second QR of a slip names, `statement` for the code of a paper copy; undefined where the text is no such thing. */
function codeOfProof(text: string): string | undefined {
  if (!looksLikeProof(text)) return undefined;
  if (looksLikeStatementCode(text)) return 'statement';
  const read = readSlipText(text.trim());
  return read.ok ? read.value.record.code : undefined;
}

type Shown = Pick<
  DossierHit,
  'dossierId' | 'code' | 'ownerName' | 'shortName' | 'address' | 'state' | 'dueAt'
>;

function lineOf(hit: Shown, group: Line['group']): Line {
  return {
    id: hit.dossierId,
    title: [hit.code, hit.ownerName].filter(Boolean).join(' · '),
    note: [hit.shortName, hit.address].filter(Boolean).join(' · '),
    group,
    dossier: hit,
    run: () => navigate(`/ho-so/${hit.dossierId}`),
  };
}

/** Pages on which every word of the text stands; what was read for an earlier text is not shown. */
function usePages(text: string, mayBe: boolean): PageWithText[] {
  const client = useClient();
  const asked = useAsk(
    ['dossier', 'text'],
    { text },
    () => client.scan.findText({ text, limit: MOST_PAGES }),
    mayBe && searchForm(text).length >= LEAST_LETTERS,
  );
  return asked.isPlaceholderData ? [] : (asked.data?.pages ?? []);
}

function lineOfPage(t: Translate, found: PageWithText): Line {
  const { pageId, dossierId, code, ownerName, componentName, page, line } = found;
  return {
    id: pageId ?? `${dossierId}.${componentName}.${page}`,
    title: [code, ownerName].filter(Boolean).join(' · '),
    note: t('search.pageNote', { component: componentName, page, line }),
    group: 'pages',
    run: () => navigate(`/ho-so/${dossierId}`),
  };
}

/** Screens, work lists and actions whose names hold every word of the text as a beginning. */
function useDoable(text: string): Line[] {
  const { t } = useWords();
  const actions = useActions((state) => state.actions);
  const lists = useToday().data?.lists ?? [];
  const words = searchForm(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const fits = (name: string) => {
    const form = ` ${searchForm(name)}`;
    return words.every((word) => form.includes(` ${word}`));
  };
  return [
    ...actions
      .filter(({ label }) => fits(t(label)))
      .map(({ id, label, keys, run }) => ({ id, title: t(label), note: keys, run })),
    ...lists
      .map(({ list, count }) => ({ list, count, title: t(`today.list.${list}`) }))
      .filter(({ title }) => fits(title))
      .map(({ list, count, title }) => ({
        id: `list-${list}`,
        title,
        note: listNote(t, count),
        run: () => navigate(SHOWN_LISTS[list].path),
      })),
  ]
    .slice(0, MOST_DOABLE)
    .map((line) => ({ ...line, group: 'doable' }));
}

function listNote(t: Translate, count: number): string {
  return count === 0 ? t('search.listEmpty') : t('search.listCount', { count });
}
